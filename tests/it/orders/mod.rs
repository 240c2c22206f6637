mod case;
mod compare;
mod event;
mod import;
mod life;
mod order;
mod pages;
mod webhook;
