mod earnings;
mod mature;
mod statement;
