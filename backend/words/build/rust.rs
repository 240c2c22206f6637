//! Writes the messages as tables and as one small inlined method each, so that they compile fast.

use std::fmt::Write as _;

use super::catalogue::Message;
use super::pattern::{Arm, Piece};
use super::source::Declared;

/// The content of `words.rs`.
pub(crate) fn write(messages: &[Message]) -> String {
    let (mut keys, mut places) = (String::new(), String::new());
    let (mut plain, mut made, mut methods) = (Table::default(), Table::default(), String::new());
    for message in messages {
        put(&mut keys, format_args!("{:?},\n", message.key));
        let text = plain_texts(message);
        let place = match &text {
            Some(texts) => format!("Plain({})", plain.push(&format!("[{}]", texts.join(", ")))),
            None => format!("Made({})", made.push(&made_row(message))),
        };
        put(&mut places, format_args!("Place::{place},\n"));
        method(message, &place, &mut methods);
    }
    format!(
        "pub(crate) static KEYS: &[&str] = &[\n{keys}];\n\
         pub(crate) static PLACES: &[Place] = &[\n{places}];\n\
         pub(crate) static PLAIN: &[[&str; 3]] = &[\n{}];\n\
         pub(crate) static MADE: &[Made] = &[\n{}];\n\
         impl Words {{\n{methods}}}\n",
        plain.rows, made.rows
    )
}

#[derive(Default)]
struct Table {
    rows: String,
    count: usize,
}

impl Table {
    /// Answers the row's place.
    fn push(&mut self, row: &str) -> usize {
        self.rows.push_str(row);
        self.rows.push_str(",\n");
        self.count += 1;
        self.count - 1
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = out.write_fmt(text);
}

/// The texts as literals, when the message is nothing but text.
fn plain_texts(message: &Message) -> Option<Vec<String>> {
    if !message.variables.is_empty() {
        return None;
    }
    let text = |pieces: &Vec<Piece>| match pieces.as_slice() {
        [] => Some("\"\"".to_owned()),
        [Piece::Text(text)] => Some(format!("{text:?}")),
        _ => None,
    };
    message.says.iter().map(text).collect()
}

fn made_row(message: &Message) -> String {
    let variables: Vec<String> =
        message.variables.iter().map(|one| format!("({:?}, {})", one.name, one.number)).collect();
    let says: Vec<String> =
        message.says.iter().map(|said| pieces(said, &message.variables)).collect();
    format!("Made {{ variables: &[{}], says: [{}] }}", variables.join(", "), says.join(", "))
}

fn pieces(all: &[Piece], variables: &[Declared]) -> String {
    let place = |name: &str| variables.iter().position(|one| one.name == name).unwrap_or_default();
    let rows: Vec<String> = all
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => format!("Piece::Text({text:?})"),
            Piece::Variable(name) => format!("Piece::Variable({})", place(name)),
            Piece::Select { on, arms, other } => {
                let arms: Vec<String> = arms
                    .iter()
                    .map(|(arm, said)| format!("({}, {})", arm_row(arm), pieces(said, variables)))
                    .collect();
                let other = pieces(other, variables);
                format!(
                    "Piece::Select {{ on: {}, arms: &[{}], other: {other} }}",
                    place(on),
                    arms.join(", ")
                )
            }
        })
        .collect();
    format!("&[{}]", rows.join(", "))
}

fn arm_row(arm: &Arm) -> String {
    match arm {
        Arm::Exactly(number) => format!("Arm::Exactly({number})"),
        Arm::One => "Arm::One".to_owned(),
        Arm::Word(word) => format!("Arm::Word({word:?})"),
    }
}

/// One method, named as the key, with the texts as its documentation.
fn method(message: &Message, place: &str, out: &mut String) {
    let name = message.key.replace('-', "_");
    let doc = message.says.iter().map(|said| shown(said)).collect::<Vec<_>>().join(" | ");
    put(out, format_args!("#[doc = {doc:?}]\n#[inline]\npub fn {name}(self"));
    for variable in &message.variables {
        let kind = if variable.number { "Given<i64>" } else { "AsRef<str>" };
        put(out, format_args!(", {}: impl {kind}", variable.name));
    }
    let values: Vec<String> = message
        .variables
        .iter()
        .map(|one| {
            let name = &one.name;
            if one.number {
                format!("Value::Count({name}.given())")
            } else {
                format!("Value::Text({name}.as_ref())")
            }
        })
        .collect();
    let at: String = place.chars().filter(char::is_ascii_digit).collect();
    if place.starts_with("Plain") {
        put(out, format_args!(") -> &'static str {{ self.plain({at}) }}\n"));
    } else {
        put(out, format_args!(") -> String {{ self.made({at}, &[{}]) }}\n", values.join(", ")));
    }
}

/// A short form of what is said, for editors.
fn shown(said: &[Piece]) -> String {
    let text: String = said
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.replace('\n', " "),
            Piece::Variable(name) => format!("{{{name}}}"),
            Piece::Select { on, .. } => format!("{{{on}?}}"),
        })
        .collect();
    let short: String = text.chars().take(80).collect();
    if short == text { format!("`{text}`") } else { format!("`{short}…`") }
}
