mod account;
mod check;
mod entry;
mod fx;
mod hold;
mod makers;
mod period;
mod seal;
