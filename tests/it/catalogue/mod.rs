mod picture;
mod product;
mod product_api;
mod review;
mod stock;
