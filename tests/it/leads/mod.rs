mod consent;
mod front;
mod inquiry;
mod lead;
mod materials;
