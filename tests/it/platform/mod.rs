mod mails;
mod migrations;
mod outbox;
