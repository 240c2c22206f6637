mod content;
mod delivery;
mod front;
mod inquiry;
mod lead;
mod library;
mod materials;
