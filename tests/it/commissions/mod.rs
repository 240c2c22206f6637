mod earnings;
mod mature;
mod rule;
mod statement;
