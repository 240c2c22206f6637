//! A product picked into a storefront.

use crate::error::{Error, Result};
use crate::text;
use crate::{choices, flow};

flow! {
    /// Where a listing stands. Its commission rate is frozen when it is picked; one that was taken
    /// down can be picked again, at the terms of that day.
    pub enum ListingStatus, act ListingAct, rule "listing-state" {
        states { Listed = "listed", Paused = "paused", Delisted = "delisted" }
        acts { Pause = "pause", Resume = "resume", Delist = "delist", Pick = "pick" }
        Listed + Pause => Paused;
        Listed + Delist => Delisted;
        Paused + Resume => Listed;
        Paused + Delist => Delisted;
        Delisted + Pick => Listed;
    }
}

choices! {
    /// What a KOL does to a listing of the own storefront.
    pub enum KolAct {
        Pause = "pause",
        Resume = "resume",
        Delist = "delist",
        /// One place up the shelf.
        Up = "up",
        /// One place down the shelf.
        Down = "down",
        /// Says something else of the product.
        Comment = "comment",
    }
}

choices! {
    /// In which order a KOL goes through the catalogue.
    pub enum Sort {
        Newest = "newest",
        /// The highest commission first.
        Rate = "rate",
        /// The lowest price first.
        Price = "price",
    }
}

/// Characters of what a KOL says of a product.
pub const COMMENT_LIMIT: usize = 500;

/// What a KOL says of a product, in the own language; may be empty.
///
/// # Errors
/// `Invalid` on `comment` (`field-too-long`).
pub fn comment(told: &str) -> Result<String> {
    text::long("comment", told, COMMENT_LIMIT).map_err(|error| Error::Invalid(vec![error]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_down_can_only_be_picked_again() {
        let acts: Vec<_> = ListingStatus::Delisted.acts().collect();
        assert_eq!(acts, [ListingAct::Pick]);
        assert_eq!(ListingStatus::Delisted.after(ListingAct::Pick), Ok(ListingStatus::Listed));
        let refused = ListingStatus::Listed.after(ListingAct::Pick);
        assert_eq!(refused, Err(Error::Refused("listing-state")));
    }

    #[test]
    fn a_comment_may_be_empty_but_not_endless() {
        assert_eq!(comment("  "), Ok(String::new()));
        assert!(comment(&"好".repeat(COMMENT_LIMIT)).is_ok());
        assert!(comment(&"好".repeat(COMMENT_LIMIT + 1)).is_err());
    }
}
