//! Products from the brand's draft to the catalogue, their pictures, the operator's review.

pub mod picture;
pub mod product;
pub mod review;
pub mod stock;
pub mod tabs;

use actix_web::web;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    product::routes(config);
    review::routes(config);
    picture::routes(config);
    stock::routes(config);
}
