//! The stories: what a person or a program can do, told through the front door, on both engines.

mod app;
mod catalogue;
mod makers;
mod storefronts;
mod tenancy;
mod tracking;
