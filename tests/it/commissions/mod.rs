mod adjustment;
mod debt;
mod earnings;
mod fee;
mod mature;
mod rule;
mod statement;
