mod mails;
mod migrations;
