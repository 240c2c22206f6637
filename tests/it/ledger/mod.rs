mod check;
mod entry;
