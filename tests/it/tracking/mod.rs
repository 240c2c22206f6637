mod link;
mod redirect;
