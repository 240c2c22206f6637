//! The edge: what arrives over HTTP becomes a use case's arguments, what it answers becomes a page
//! or a document.

pub mod answer;
pub mod assets;
pub mod body;
pub mod caller;
pub mod csv;
pub mod form;
pub mod health;
pub mod identify;
pub mod limit;
pub mod openapi;
pub mod page;
pub mod query;
pub mod security;
pub mod show;
pub mod tabs;

use std::sync::Arc;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as Actix, web};

use crate::app::App;
use crate::error::Failure;

/// Everything that answers: the routes of every area, then the layers around them.
pub fn routes(config: &mut web::ServiceConfig) {
    crate::areas::routes(config);
    health::routes(config);
    assets::routes(config);
    openapi::routes(config);
    config.default_service(web::to(nothing_here));
}

async fn nothing_here() -> Result<actix_web::HttpResponse, Failure> {
    Err(Failure(domain::Error::Missing))
}

/// The service with its layers: what is listed last sees a request first.
pub fn service(
    app: Arc<App>,
) -> Actix<
    impl actix_web::dev::ServiceFactory<
        actix_web::dev::ServiceRequest,
        Config = (),
        Response = actix_web::dev::ServiceResponse<
            impl actix_web::body::MessageBody<Error: Into<Box<dyn std::error::Error>>> + 'static,
        >,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    Actix::new()
        .app_data(web::Data::from(Arc::clone(&app)))
        .app_data(web::Data::new(app))
        .configure(routes)
        .wrap(Compress::default())
        .wrap(from_fn(answer::speak))
        .wrap(from_fn(identify::identify))
        .wrap(from_fn(security::guard))
}
