//! CSV files for spreadsheets: UTF-8 with a byte order mark, so that they open with the right
//! letters, and no cell that a spreadsheet would run as a formula.

use std::future::Future;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use domain::{Error, Money, Result};
use futures_util::stream::try_unfold;

use super::show;
use crate::error::Answer;

/// What a cell begins with that a spreadsheet takes for a formula; the full-width forms too, which
/// some read alike.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A file in the making.
#[derive(Debug, Default)]
pub struct Csv {
    text: String,
    begun: bool,
}

impl Csv {
    /// A file that begins with its headings.
    pub fn new(headings: &[&str]) -> Self {
        let mut file = Self { text: "\u{feff}".to_owned(), begun: false };
        for heading in headings {
            file.text(heading);
        }
        file.end();
        file
    }

    /// A later part of a file that is sent piece by piece.
    pub fn part() -> Self {
        Self::default()
    }

    /// A cell with a text of anybody.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let guard = if text.starts_with(FORMULA) { "'" } else { "" };
        self.cell(&format!("{guard}{text}"))
    }

    /// A cell with an amount of the product's own: a plain decimal, which may begin with a minus.
    pub fn amount(&mut self, amount: Money) -> &mut Self {
        self.cell(&amount.decimal())
    }

    /// A cell with a number of the product's own.
    pub fn number(&mut self, number: i64) -> &mut Self {
        self.cell(&number.to_string())
    }

    /// The end of the row.
    pub fn end(&mut self) {
        self.text.push_str("\r\n");
        self.begun = false;
    }

    fn cell(&mut self, text: &str) -> &mut Self {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
        let quoted = text.contains(['"', ',', '\n', '\r']) || text.trim() != text;
        if quoted {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
        self
    }

    /// The bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    /// The file as an answer.
    ///
    /// # Errors
    /// None: the type is that of a handler.
    pub fn answer(self, name: &str) -> Answer {
        show::file("text/csv; charset=utf-8", name, self.into_bytes())
    }
}

/// Sends a file piece by piece, so that it may be of any length; `piece` makes the next one of where
/// it stands. What is wrong with the first piece is answered as such.
///
/// # Errors
/// What the first piece answers.
pub async fn stream<S, F, Next>(name: &str, begin: S, piece: F) -> Answer
where
    S: 'static,
    F: Fn(S) -> Next + Copy + 'static,
    Next: Future<Output = Result<Option<(Bytes, S)>>> + 'static,
{
    let begun = piece(begin).await?;
    let pieces = try_unfold(begun, move |begun| async move {
        match begun {
            None => Ok::<_, Error>(None),
            Some((bytes, rest)) => Ok(Some((bytes, piece(rest).await?))),
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(pieces))
}

#[cfg(test)]
mod tests {
    use domain::Currency;

    use super::*;

    #[test]
    fn no_text_runs_as_a_formula_and_amounts_stay_numbers() {
        let mut file = Csv::part();
        for text in ["=1+1", "+1", "-1", "@a", "\tx", "＝1", "a=1", "a,\"b\"", ""] {
            file.text(text);
        }
        file.amount(Money::new(-413, Currency::Jpy)).number(-2).end();
        let text = String::from_utf8(file.into_bytes()).expect("text");
        assert_eq!(text, "'=1+1,'+1,'-1,'@a,'\tx,'＝1,a=1,\"a,\"\"b\"\"\",,-413,-2\r\n");
        assert_eq!(Csv::new(&["a", "b"]).into_bytes(), "\u{feff}a,b\r\n".as_bytes());
    }
}
