mod badge;
mod demo;
mod durability;
mod mails;
mod migrations;
mod outbox;
mod planner;
mod query;
