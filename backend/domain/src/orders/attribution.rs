//! Which KOL an order belongs to.
//!
//! An order may carry up to three claims: the opaque click id that the redirect appended to the
//! shop's address, a link's code, a coupon's code. A click is the best evidence, a code that came
//! with the address the next, a code that the buyer typed the last.

use crate::choices;
use crate::id::{ClickId, LinkId, LiveSessionId, OrganizationId};
use crate::time::Timestamp;

choices! {
    /// What an order's attribution rests on.
    pub enum AttributionKind {
        Click = "click",
        Link = "link",
        Coupon = "coupon",
        /// On nothing: the order belongs to no KOL.
        None = "none",
    }
}

choices! {
    /// Why a claim did not count.
    pub enum WhyNot {
        /// No such click, link or coupon in the network.
        Unknown = "unknown",
        /// The click is older than the window.
        TooOld = "too_old",
        /// The click came after the order.
        AfterOrder = "after_order",
        /// A better claim had won already.
        Weaker = "weaker",
    }
}

/// A click counts for so many days before the order.
pub const WINDOW_DAYS: i64 = 30;

/// What an order says about where it came from, as told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// The click id: `clk_…`.
    pub click: Option<String>,
    /// The link's code.
    pub link_code: Option<String>,
    /// The coupon's code.
    pub coupon: Option<String>,
}

impl Claims {
    /// What the note on an order says, `kakehashi: …`: the click id that the public shop gives the
    /// buyer to copy, else a link's code.
    pub fn noted(code: &str) -> Self {
        let code = code.trim();
        if code.parse::<ClickId>().is_ok() {
            Self { click: Some(code.to_owned()), ..Self::default() }
        } else {
            let link_code = Some(code.to_owned()).filter(|code| !code.is_empty());
            Self { link_code, ..Self::default() }
        }
    }
}

/// A click that was found under the id claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundClick {
    /// The click.
    pub id: ClickId,
    /// The link that was clicked.
    pub link: LinkId,
    /// Whose link it is.
    pub kol: OrganizationId,
    /// The live session that the link was made for.
    pub session: Option<LiveSessionId>,
    /// When.
    pub at: Timestamp,
}

impl FoundClick {
    /// Why the click does not count for an order placed then; none when it does. A click exactly
    /// 30 days old counts.
    pub fn why_not(&self, placed_at: Timestamp) -> Option<WhyNot> {
        if self.at > placed_at {
            Some(WhyNot::AfterOrder)
        } else if self.at.plus_days(WINDOW_DAYS) < placed_at {
            Some(WhyNot::TooOld)
        } else {
            None
        }
    }
}

/// A link that was found under the code claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundLink {
    /// The link.
    pub id: LinkId,
    /// Whose it is.
    pub kol: OrganizationId,
    /// The live session that it was made for.
    pub session: Option<LiveSessionId>,
}

/// What was found in the network for an order's claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// The click.
    pub click: Option<FoundClick>,
    /// The link of the code.
    pub link: Option<FoundLink>,
    /// Whose the coupon is.
    pub coupon: Option<OrganizationId>,
}

/// Which KOL an order belongs to, on which evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The evidence.
    pub kind: AttributionKind,
    /// The KOL; none without evidence.
    pub kol: Option<OrganizationId>,
    /// The link that led to the order.
    pub link: Option<LinkId>,
    /// The live session that the link was made for.
    pub session: Option<LiveSessionId>,
    /// The click that led to the order.
    pub click: Option<ClickId>,
    /// When that click was: its terms hold, should they have changed since (COM-08).
    pub clicked_at: Option<Timestamp>,
    /// The code that won, or that nobody knew.
    pub code: Option<String>,
    /// The claims that did not count, best first, and why.
    pub passed_over: Vec<(AttributionKind, WhyNot)>,
}

/// Decides: the click, else the link's code, else the coupon's.
pub fn decide(claims: &Claims, found: &Found, placed_at: Timestamp) -> Attribution {
    let mut attribution = Attribution {
        kind: AttributionKind::None,
        kol: None,
        link: None,
        session: None,
        click: None,
        clicked_at: None,
        code: None,
        passed_over: Vec::new(),
    };
    if claims.click.is_some() {
        match found
            .click
            .ok_or(WhyNot::Unknown)
            .and_then(|click| click.why_not(placed_at).map_or(Ok(click), Err))
        {
            Ok(click) => {
                attribution.win(AttributionKind::Click, click.kol);
                attribution.link = Some(click.link);
                attribution.session = click.session;
                attribution.click = Some(click.id);
                attribution.clicked_at = Some(click.at);
            }
            Err(why) => attribution.passed_over.push((AttributionKind::Click, why)),
        }
    }
    if let Some(code) = &claims.link_code
        && attribution.may_win(AttributionKind::Link, found.link.is_some())
        && let Some(link) = found.link
    {
        attribution.win(AttributionKind::Link, link.kol);
        attribution.link = Some(link.id);
        attribution.session = link.session;
        attribution.code = Some(code.clone());
    }
    if let Some(code) = &claims.coupon
        && attribution.may_win(AttributionKind::Coupon, found.coupon.is_some())
        && let Some(kol) = found.coupon
    {
        attribution.win(AttributionKind::Coupon, kol);
        attribution.code = Some(code.clone());
    }
    if attribution.kind == AttributionKind::None {
        // What nobody knew is kept, so that a person can see what went wrong.
        attribution.code = [&claims.link_code, &claims.coupon, &claims.click]
            .into_iter()
            .flatten()
            .next()
            .cloned();
    }
    attribution
}

impl Attribution {
    fn win(&mut self, kind: AttributionKind, kol: OrganizationId) {
        self.kind = kind;
        self.kol = Some(kol);
    }

    fn may_win(&mut self, kind: AttributionKind, known: bool) -> bool {
        let why = if self.kind != AttributionKind::None {
            WhyNot::Weaker
        } else if known {
            return true;
        } else {
            WhyNot::Unknown
        };
        self.passed_over.push((kind, why));
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed() -> Timestamp {
        Timestamp::parse("2026-11-22T03:00:00Z").expect("moment")
    }

    fn click(at: Timestamp) -> FoundClick {
        let (id, link, kol) = (ClickId::new(), LinkId::new(), OrganizationId::new());
        FoundClick { id, link, kol, session: None, at }
    }

    fn link(session: Option<LiveSessionId>) -> FoundLink {
        FoundLink { id: LinkId::new(), kol: OrganizationId::new(), session }
    }

    fn all_claims() -> Claims {
        Claims {
            click: Some("clk_1".into()),
            link_code: Some("abcdefg".into()),
            coupon: Some("RIN10".into()),
        }
    }

    #[test]
    fn the_click_wins_then_the_link_then_the_coupon() {
        use AttributionKind as K;
        let (link, coupon) = (link(None), OrganizationId::new());
        let fresh = click(placed().plus_days(-1));
        let found = Found { click: Some(fresh), link: Some(link), coupon: Some(coupon) };
        let table = [
            (found, K::Click, Some(fresh.kol), Some(fresh.link)),
            (Found { click: None, ..found }, K::Link, Some(link.kol), Some(link.id)),
            (Found { click: None, link: None, ..found }, K::Coupon, Some(coupon), None),
            (Found::default(), K::None, None, None),
        ];
        for (found, kind, kol, link) in table {
            let attribution = decide(&all_claims(), &found, placed());
            assert_eq!((attribution.kind, attribution.kol, attribution.link), (kind, kol, link));
        }
    }

    #[test]
    fn an_order_is_of_the_session_of_the_link_that_led_to_it() {
        let (clicked, coded) = (LiveSessionId::new(), LiveSessionId::new());
        let fresh = FoundClick { session: Some(clicked), ..click(placed()) };
        let found = Found { click: Some(fresh), link: Some(link(Some(coded))), coupon: None };
        assert_eq!(decide(&all_claims(), &found, placed()).session, Some(clicked));
        let stale = Found { click: Some(click(placed().plus_days(-31))), ..found };
        assert_eq!(decide(&all_claims(), &stale, placed()).session, Some(coded));
        let coupon = Some(OrganizationId::new());
        let by_coupon = Found { coupon, ..Found::default() };
        assert_eq!(decide(&all_claims(), &by_coupon, placed()).session, None);
    }

    #[test]
    fn a_click_counts_for_30_days_before_the_order_and_not_after_it() {
        for (at, why) in [
            (placed(), None),
            (placed().plus_seconds(1), Some(WhyNot::AfterOrder)),
            (placed().plus_days(-30), None),
            (placed().plus_days(-30).plus_seconds(-1), Some(WhyNot::TooOld)),
        ] {
            assert_eq!(click(at).why_not(placed()), why);
        }
    }

    #[test]
    fn the_result_says_why_the_others_did_not_count() {
        let found = Found {
            click: Some(click(placed().plus_days(-31))),
            link: Some(link(None)),
            coupon: Some(OrganizationId::new()),
        };
        assert_eq!(
            decide(&all_claims(), &found, placed()).passed_over,
            [(AttributionKind::Click, WhyNot::TooOld), (AttributionKind::Coupon, WhyNot::Weaker)]
        );
    }

    #[test]
    fn a_note_tells_a_click_or_a_link() {
        let click = ClickId::new().to_string();
        assert_eq!(Claims::noted(&click).click, Some(click));
        assert_eq!(Claims::noted(" haabcdefg ").link_code.as_deref(), Some("haabcdefg"));
        assert_eq!(Claims::noted(" "), Claims::default());
    }

    #[test]
    fn an_unknown_code_is_kept_and_belongs_to_nobody() {
        let claims = Claims { coupon: Some("WHO".into()), ..Claims::default() };
        let attribution = decide(&claims, &Found::default(), placed());
        assert_eq!(attribution.kind, AttributionKind::None);
        assert_eq!(attribution.code.as_deref(), Some("WHO"));
        assert_eq!(decide(&Claims::default(), &Found::default(), placed()).code, None);
    }
}
