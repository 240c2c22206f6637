//! A bonus ladder: so many pieces sold, so much money on top of the steps below.

use std::fmt;
use std::str::FromStr;

use crate::error::FieldError;
use crate::money::{Currency, Money};
use crate::text;

/// Steps of one ladder at most.
const MOST_STEPS: usize = 10;

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// From so many pieces on.
    pub units: i64,
    /// So much, in smallest units, on top of the steps below.
    pub amount_minor: i64,
}

/// Steps from the lowest to the highest; none where a fee has no ladder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ladder(Vec<Step>);

impl Ladder {
    /// Reads a ladder as people type it: one step a line, `100 = 50000`.
    ///
    /// # Errors
    /// `field-required`, `ladder-malformed` (`line`): also for steps that do not rise.
    pub fn parse(field: &str, told: &str, currency: Currency) -> Result<Self, FieldError> {
        let told = text::fold_width(told);
        let mut steps: Vec<Step> = Vec::new();
        let lines = told.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        for (number, line) in lines {
            let wrong = || FieldError::new(field, "ladder-malformed").with("line", number + 1);
            let (units, amount) = line.split_once(['=', ':']).ok_or_else(wrong)?;
            let units: i64 = units.trim().replace(',', "").parse().map_err(|_| wrong())?;
            let amount = Money::parse(amount, currency).map_err(|_| wrong())?.minor();
            let rises = steps.last().is_none_or(|last| units > last.units);
            let sound =
                (1..=1_000_000_000).contains(&units) && (1..=1_000_000_000_000).contains(&amount);
            if !rises || !sound || steps.len() == MOST_STEPS {
                return Err(wrong());
            }
            steps.push(Step { units, amount_minor: amount });
        }
        if steps.is_empty() {
            return Err(FieldError::new(field, "field-required"));
        }
        Ok(Self(steps))
    }

    /// The steps, the lowest first.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The steps that so many pieces reach.
    pub fn reached(&self, units: i64) -> &[Step] {
        let count = self.0.iter().take_while(|step| step.units <= units).count();
        &self.0[..count]
    }
}

impl fmt::Display for Ladder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{}:{}", step.units, step.amount_minor)?;
        }
        Ok(())
    }
}

/// A column that holds no ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a ladder")]
pub struct NotALadder;

impl FromStr for Ladder {
    type Err = NotALadder;

    fn from_str(text: &str) -> Result<Self, NotALadder> {
        let step = |part: &str| {
            let (units, amount) = part.split_once(':')?;
            Some(Step { units: units.parse().ok()?, amount_minor: amount.parse().ok()? })
        };
        text.split(',')
            .filter(|part| !part.is_empty())
            .map(|part| step(part).ok_or(NotALadder))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_reads_back_and_pays_every_step_that_was_reached() {
        let told = "１００ = ５０，０００\n\n 300:120000 ";
        let ladder = Ladder::parse("ladder", told, Currency::Jpy).expect("ladder");
        assert_eq!(ladder.to_string(), "100:50000,300:120000");
        assert_eq!(ladder.to_string().parse(), Ok(ladder.clone()));
        assert_eq!("".parse(), Ok(Ladder::default()));
        for (units, steps) in [(99, 0), (100, 1), (299, 1), (300, 2), (10_000, 2)] {
            assert_eq!(ladder.reached(units).len(), steps, "{units}");
        }
    }

    #[test]
    fn steps_rise_and_say_how_much() {
        for told in ["100", "100=", "0=5", "100=0", "100=-5", "x=5", "100=5\n100=6", "200=5\n100=6"]
        {
            let wrong = Ladder::parse("ladder", told, Currency::Jpy).expect_err(told);
            assert_eq!(wrong.code, "ladder-malformed", "{told}");
        }
        let none = Ladder::parse("ladder", " \n", Currency::Jpy).expect_err("none");
        assert_eq!(none.code, "field-required");
        let many: Vec<String> = (1..=11).map(|step| format!("{step}=1")).collect();
        assert!(Ladder::parse("ladder", &many.join("\n"), Currency::Jpy).is_err());
    }
}
