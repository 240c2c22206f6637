mod catalogue;
mod listing;
mod shelf;
mod storefront;
