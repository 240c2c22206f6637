//! Turns a Fluent pattern into pieces: references are inlined, what is not supported is named.

use fluent_syntax::ast::{
    Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::source::{Declared, Source, Sources};

/// A part of what a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Fixed text.
    Text(String),
    /// The value of the variable of that name.
    Variable(String),
    /// One of several ways to say it.
    Select { on: String, arms: Vec<(Arm, Vec<Piece>)>, other: Vec<Piece> },
}

/// When a way is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arm {
    /// The number is exactly this.
    Exactly(i64),
    /// The number is one by the plural rules of the language.
    One,
    /// The text is this word.
    Word(String),
}

/// A message of one language, read.
pub(crate) struct Said {
    /// In the order of the text; neighbouring texts are joined.
    pub(crate) pieces: Vec<Piece>,
    /// Declared in its own comment or in those of the messages that it inlines.
    pub(crate) declared: Vec<Declared>,
    /// In the order of first use.
    pub(crate) used: Vec<String>,
}

/// Reads a message. `number` says which variables are numbers (the first language's declarations).
pub(crate) fn read(
    locale: &str,
    source: &Source,
    sources: &Sources,
    number: &dyn Fn(&str) -> bool,
    problems: &mut Vec<String>,
) -> Said {
    let mut reader = Reader {
        locale,
        place: &source.place,
        sources,
        number,
        problems,
        stack: Vec::new(),
        said: Said { pieces: Vec::new(), declared: source.declared.clone(), used: Vec::new() },
    };
    let mut pieces = Vec::new();
    reader.pattern(&source.pattern, &mut pieces);
    Said { pieces, ..reader.said }
}

/// The variables that the comments of a message and of all that it inlines declare.
pub(crate) fn declared(source: &Source, sources: &Sources) -> Vec<Declared> {
    read("", source, sources, &|_| false, &mut Vec::new()).declared
}

struct Reader<'a> {
    locale: &'a str,
    place: &'a str,
    sources: &'a Sources,
    number: &'a dyn Fn(&str) -> bool,
    problems: &'a mut Vec<String>,
    stack: Vec<String>,
    said: Said,
}

impl<'a> Reader<'a> {
    fn problem(&mut self, text: &str) {
        self.problems.push(format!("{}: {text}", self.place));
    }

    fn pattern(&mut self, pattern: &Pattern<String>, out: &mut Vec<Piece>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => push_text(out, value),
                PatternElement::Placeable { expression } => self.expression(expression, out),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<String>, out: &mut Vec<Piece>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, out),
            Expression::Select { selector, variants } => self.select(selector, variants, out),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<String>, out: &mut Vec<Piece>) {
        match inline {
            InlineExpression::StringLiteral { value } => {
                push_text(out, &unescape_unicode_to_string(value));
            }
            InlineExpression::NumberLiteral { value } => push_text(out, value),
            InlineExpression::VariableReference { id } => {
                self.use_variable(&id.name);
                out.push(Piece::Variable(id.name.clone()));
            }
            InlineExpression::Placeable { expression } => self.expression(expression, out),
            InlineExpression::MessageReference { id, attribute: None } => {
                self.reference(&id.name, self.sources.messages.get(&id.name), out);
            }
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.reference(&format!("-{}", id.name), self.sources.terms.get(&id.name), out);
            }
            InlineExpression::FunctionReference { id, .. } => self.problem(&format!(
                "functions such as {}() are not used here; format the value before and pass a text",
                id.name
            )),
            InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
                self.problem("a reference has neither attribute nor arguments here");
            }
        }
    }

    fn reference(&mut self, name: &str, target: Option<&'a Source>, out: &mut Vec<Piece>) {
        let Some(target) = target else {
            return self
                .problem(&format!("refers to `{name}`, which this language does not define"));
        };
        if self.stack.iter().any(|open| open == name) || self.stack.len() > 16 {
            return self.problem(&format!("refers to itself through `{name}`"));
        }
        for variable in &target.declared {
            match self.said.declared.iter().find(|known| known.name == variable.name) {
                Some(known) if known.number != variable.number => {
                    self.problem(&format!("`${}` has another type in `{name}`", variable.name));
                }
                Some(_) => {}
                None => self.said.declared.push(variable.clone()),
            }
        }
        self.stack.push(name.to_owned());
        self.pattern(&target.pattern, out);
        self.stack.pop();
    }

    fn use_variable(&mut self, name: &str) {
        if !is_variable(name) {
            self.problem(&format!(
                "`${name}` cannot be a parameter: small letters, digits and underscores, no keyword"
            ));
        }
        if !self.said.used.iter().any(|used| used == name) {
            self.said.used.push(name.to_owned());
        }
    }

    fn select(
        &mut self,
        selector: &InlineExpression<String>,
        variants: &[Variant<String>],
        out: &mut Vec<Piece>,
    ) {
        let InlineExpression::VariableReference { id } = selector else {
            return self.problem("only a variable can be selected on");
        };
        self.use_variable(&id.name);
        let number = (self.number)(&id.name);
        let (mut arms, mut other) = (Vec::<(Arm, Vec<Piece>)>::new(), Vec::new());
        for variant in variants {
            let mut pieces = Vec::new();
            self.pattern(&variant.value, &mut pieces);
            if variant.default {
                other = pieces;
                if number
                    && !matches!(&variant.key, VariantKey::Identifier { name } if name == "other")
                {
                    self.problem(&format!(
                        "the default for the number `${}` is `*[other]`",
                        id.name
                    ));
                }
                continue;
            }
            match self.arm(&id.name, number, &variant.key) {
                Some(arm) if arms.iter().any(|(known, _)| *known == arm) => {
                    self.problem(&format!("the same choice twice for `${}`", id.name));
                }
                Some(arm) => arms.push((arm, pieces)),
                None => {}
            }
        }
        // Exact numbers win over plural forms, wherever they are written.
        arms.sort_by_key(|(arm, _)| matches!(arm, Arm::One));
        out.push(Piece::Select { on: id.name.clone(), arms, other });
    }

    fn arm(&mut self, on: &str, number: bool, key: &VariantKey<String>) -> Option<Arm> {
        match (key, number) {
            (VariantKey::NumberLiteral { value }, true) => match value.parse() {
                Ok(exact) => return Some(Arm::Exactly(exact)),
                Err(_) => self.problem(&format!("`[{value}]` is no whole number")),
            },
            (VariantKey::Identifier { name }, true) if name == "one" && self.locale == "en" => {
                return Some(Arm::One);
            }
            (VariantKey::Identifier { name }, true) => {
                let locale = self.locale;
                self.problem(&format!(
                    "`[{name}]` of `${on}` is never chosen: {locale} has no such plural form"
                ));
            }
            (VariantKey::Identifier { name }, false)
                if !["zero", "one", "two", "few", "many"].contains(&name.as_str()) =>
            {
                return Some(Arm::Word(name.clone()));
            }
            _ => self.problem(&format!(
                "plural forms of a text: declare `# ${on} (Number)` right above the ja message"
            )),
        }
        None
    }
}

fn push_text(out: &mut Vec<Piece>, text: &str) {
    match out.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(Piece::Text(text.to_owned())),
    }
}

/// Rust's keywords, which cannot name a parameter.
const KEYWORDS: &str = "abstract as async await become box break const continue crate do dyn else \
    enum extern false final fn for gen if impl in let loop macro match mod move mut override priv \
    pub ref return self static struct super trait true try type typeof unsafe unsized use virtual \
    where while yield";

fn is_variable(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && KEYWORDS.split_whitespace().all(|keyword| keyword != name)
}
