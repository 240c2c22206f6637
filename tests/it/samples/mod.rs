mod duty;
mod request;
mod terms;
