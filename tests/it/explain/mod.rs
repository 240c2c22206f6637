mod hold;
mod line;
mod sums;
