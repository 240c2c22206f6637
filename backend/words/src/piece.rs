//! What a message with variables is made of, and how it is said.

use domain::Locale;

use crate::number::number;

/// Where a key's message is.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// In the table of plain texts.
    Plain(usize),
    /// In the table of messages with variables.
    Made(usize),
}

/// A message with variables.
pub(crate) struct Made {
    /// The variables in their order; whether each is a number.
    pub(crate) variables: &'static [(&'static str, bool)],
    /// What it says, in the order of `Locale::ALL`.
    pub(crate) says: [&'static [Piece]; 3],
}

/// A part of what a message says.
pub(crate) enum Piece {
    /// Fixed text.
    Text(&'static str),
    /// The value at that place.
    Variable(usize),
    /// One of several ways to say it, chosen by the value at a place.
    Select { on: usize, arms: &'static [(Arm, &'static [Piece])], other: &'static [Piece] },
}

/// When a way is chosen.
pub(crate) enum Arm {
    /// The number is exactly this.
    Exactly(i64),
    /// The number is one by the plural rules of the language.
    One,
    /// The text is this word.
    Word(&'static str),
}

/// A value of a variable.
pub(crate) enum Value<'a> {
    /// A text, ready-made.
    Text(&'a str),
    /// A number; it is grouped when it is printed.
    Count(i64),
    /// The variable of that name, which was not given; it selects as zero.
    Absent(&'static str),
}

impl Made {
    /// The message; one value for each variable, in their order.
    pub(crate) fn say(&self, locale: Locale, values: &[Value<'_>]) -> String {
        let mut out = String::new();
        put(self.says[locale as usize], values, locale, &mut out);
        out
    }

    /// The message with values found by name.
    pub(crate) fn say_named(&self, locale: Locale, args: &[(&str, &str)]) -> String {
        let value = |(name, is_number): &(&'static str, bool)| match args
            .iter()
            .find(|(given, _)| given == name)
        {
            None => Value::Absent(name),
            Some((_, text)) if *is_number => text.parse().map_or(Value::Text(text), Value::Count),
            Some((_, text)) => Value::Text(text),
        };
        let values: Vec<Value<'_>> = self.variables.iter().map(value).collect();
        self.say(locale, &values)
    }
}

fn put(pieces: &[Piece], values: &[Value<'_>], locale: Locale, out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Variable(at) => match &values[*at] {
                Value::Text(text) => out.push_str(text),
                Value::Count(count) => out.push_str(&number(locale, *count)),
                Value::Absent(name) => {
                    out.push_str("{$");
                    out.push_str(name);
                    out.push('}');
                }
            },
            Piece::Select { on, arms, other } => {
                let chosen = arms.iter().find(|(arm, _)| arm.takes(&values[*on], locale));
                put(chosen.map_or(*other, |(_, said)| said), values, locale, out);
            }
        }
    }
}

impl Arm {
    fn takes(&self, value: &Value<'_>, locale: Locale) -> bool {
        match (self, value) {
            (Self::Exactly(number), Value::Count(count)) => number == count,
            (Self::Exactly(number), Value::Absent(_)) => *number == 0,
            // CLDR: English has a form for one; Japanese and Chinese have one form for all.
            (Self::One, Value::Count(count)) => locale == Locale::En && count.unsigned_abs() == 1,
            (Self::Word(word), Value::Text(text)) => word == text,
            _ => false,
        }
    }
}
