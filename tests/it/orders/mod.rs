mod event;
mod import;
mod order;
mod pages;
mod platforms;
