mod group;
mod kol;
mod session;
