//! The claims of an order that did not count, kept with it so that a person can see why.

use crate::orders::attribution::{Attribution, AttributionKind, Claims, WhyNot};

/// A claim that did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it would have rested on.
    pub kind: AttributionKind,
    /// Why it did not count.
    pub why: WhyNot,
    /// The code as it was told.
    pub code: String,
}

impl Candidate {
    /// The claims that an attribution passed over, best first.
    pub fn of(attribution: &Attribution, claims: &Claims) -> Vec<Self> {
        attribution
            .passed_over
            .iter()
            .map(|(kind, why)| {
                let code = match kind {
                    AttributionKind::Click => claims.click.as_ref(),
                    AttributionKind::Link => claims.link_code.as_ref(),
                    AttributionKind::Coupon => claims.coupon.as_ref(),
                    AttributionKind::None => None,
                };
                Self { kind: *kind, why: *why, code: code.cloned().unwrap_or_default() }
            })
            .collect()
    }

    /// The text of the column: a line each.
    pub fn write(all: &[Self]) -> String {
        let lines: Vec<String> = all
            .iter()
            // A code is one line, as it was checked when the order came.
            .map(|one| format!("{}:{}:{}", one.kind, one.why, one.code.replace('\n', " ")))
            .collect();
        lines.join("\n")
    }

    /// Reads the text of the column; a line that says nothing is left out.
    pub fn read(text: &str) -> Vec<Self> {
        text.lines()
            .filter_map(|line| {
                let mut parts = line.splitn(3, ':');
                Some(Self {
                    kind: parts.next()?.parse().ok()?,
                    why: parts.next()?.parse().ok()?,
                    code: parts.next()?.to_owned(),
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::attribution::{Found, decide};
    use crate::time::Timestamp;

    #[test]
    fn what_did_not_count_reads_back() {
        let claims =
            Claims { click: Some("clk_1".into()), link_code: None, coupon: Some("A:B, c".into()) };
        let at = Timestamp::from_unix_seconds(0).expect("moment");
        let all = Candidate::of(&decide(&claims, &Found::default(), at), &claims);
        assert_eq!(all.len(), 2);
        assert_eq!(Candidate::read(&Candidate::write(&all)), all);
        assert_eq!(Candidate::read(""), []);
    }
}
