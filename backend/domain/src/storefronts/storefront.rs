//! A storefront: its address, its look, what it says of its KOL.

use serde::Deserialize;

use crate::choices;
use crate::error::{Error, FieldError, Fields, Result};
use crate::locale::{Locale, PerLocale};
use crate::text;

choices! {
    /// Whether a storefront can be visited.
    pub enum StorefrontStatus {
        Open = "open",
        Closed = "closed",
    }
}

choices! {
    /// The colours of a storefront.
    pub enum Theme {
        Indigo = "indigo",
        Matcha = "matcha",
        Sakura = "sakura",
        Sumi = "sumi",
        Yuzu = "yuzu",
    }
}

choices! {
    /// The kind of channel a KOL is known from; never a service's name.
    pub enum Platform {
        PhotoNotes = "photo_notes",
        ShortVideo = "short_video",
        Livestream = "livestream",
        Blog = "blog",
        GroupChat = "group_chat",
    }
}

/// The fields of a storefront that have a text in every language, as columns and forms name them.
pub const TEXT_FIELDS: [&str; 2] = ["title", "bio"];

/// Addresses of the site that a storefront must not take.
const RESERVED: &[&str] = &[
    "admin",
    "api",
    "app",
    "assets",
    "brand",
    "catalogue",
    "health",
    "help",
    "inquiry",
    "join",
    "kol",
    "login",
    "materials",
    "media",
    "metrics",
    "network",
    "operator",
    "pictures",
    "search",
    "sign-in",
    "static",
    "storefront",
    "storefronts",
    "www",
];
/// Characters of a slug.
const SLUG_LENGTH: std::ops::RangeInclusive<usize> = 3..=40;
const TITLE_LIMIT: usize = 60;
const BIO_LIMIT: usize = 1_000;
const CITY_LIMIT: usize = 60;
/// More followers than people.
const FOLLOWERS_LIMIT: i64 = 10_000_000_000;

/// What a storefront says in one language; empty texts are missing ones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct StorefrontTexts {
    /// Its title, one line.
    pub title: String,
    /// What it says of its KOL, several lines.
    pub bio: String,
}

impl StorefrontTexts {
    /// A text by its name of [`TEXT_FIELDS`]; empty for any other.
    pub fn get(&self, field: &str) -> &str {
        match field {
            "title" => &self.title,
            "bio" => &self.bio,
            _ => "",
        }
    }
}

/// A storefront's profile as a form or a body brings it, unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct ProfileDraft {
    /// Its part of the public address.
    pub slug: String,
    /// A word of [`Theme`].
    pub theme: String,
    /// A word of [`Platform`].
    pub platform: String,
    /// How many follow the KOL there.
    pub followers: String,
    /// Where the KOL lives; may be empty.
    pub city: String,
    /// What it says in each language.
    pub texts: PerLocale<StorefrontTexts>,
}

impl ProfileDraft {
    /// Gathers a draft from fields by their names: `slug`, …, `title_ja`, `bio_zh_hans`.
    pub fn gather(of: impl Fn(&str) -> String) -> Self {
        Self {
            slug: of("slug"),
            theme: of("theme"),
            platform: of("platform"),
            followers: of("followers"),
            city: of("city"),
            texts: PerLocale::each(|locale| StorefrontTexts {
                title: of(&format!("title_{}", locale.suffix())),
                bio: of(&format!("bio_{}", locale.suffix())),
            }),
        }
    }
}

/// A storefront's profile, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its part of the public address, unique in the network.
    pub slug: String,
    /// Its colours.
    pub theme: Theme,
    /// Where the KOL is known from.
    pub platform: Platform,
    /// How many follow the KOL there.
    pub followers: i64,
    /// Where the KOL lives; may be empty.
    pub city: String,
    /// What it says in each language.
    pub texts: PerLocale<StorefrontTexts>,
}

/// Checks a profile. The title is required in the KOL's own language; other languages fall back.
///
/// # Errors
/// `Invalid` with every wrong field: `field-required`, `field-too-long`, `slug-malformed`,
/// `slug-taken` (for an address of the site), `choice-unknown`, `number-malformed`,
/// `number-out-of-range` (`min`, `max`).
pub fn validate(draft: &ProfileDraft, own: Locale) -> Result<Profile> {
    let mut fields = Fields::new();
    let slug = fields.take(slug("slug", &draft.slug));
    let theme = fields.take(choice("theme", &draft.theme));
    let platform = fields.take(choice("platform", &draft.platform));
    let followers = fields.take(followers(&draft.followers));
    let city = fields.take(text::optional("city", &draft.city, CITY_LIMIT));
    let texts = PerLocale::each(|locale| {
        let told = draft.texts.get(locale);
        let name = |field| format!("{field}_{}", locale.suffix());
        let title = if locale == own {
            text::required(&name("title"), &told.title, TITLE_LIMIT)
        } else {
            text::optional(&name("title"), &told.title, TITLE_LIMIT)
        };
        let bio = text::long(&name("bio"), &told.bio, BIO_LIMIT);
        StorefrontTexts {
            title: fields.take(title).unwrap_or_default(),
            bio: fields.take(bio).unwrap_or_default(),
        }
    });
    fields.finish()?;
    let (Some(slug), Some(theme), Some(platform), Some(followers), Some(city)) =
        (slug, theme, platform, followers, city)
    else {
        return Err(Error::Invalid(Vec::new()));
    };
    Ok(Profile { slug, theme, platform, followers, city, texts })
}

/// A part of a public address: 3 to 40 lower-case letters, digits and hyphens, none at its ends.
///
/// # Errors
/// `field-required`, `slug-malformed`, `slug-taken` for an address of the site.
pub fn slug(field: &str, told: &str) -> Result<String, FieldError> {
    let slug = text::line(&text::fold_width(told));
    if slug.is_empty() {
        return Err(FieldError::new(field, "field-required"));
    }
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let well_formed = SLUG_LENGTH.contains(&slug.len())
        && slug.bytes().all(plain)
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    if !well_formed {
        return Err(FieldError::new(field, "slug-malformed"));
    }
    if RESERVED.contains(&slug.as_str()) {
        return Err(FieldError::new(field, "slug-taken"));
    }
    Ok(slug)
}

fn choice<T: std::str::FromStr>(field: &str, told: &str) -> Result<T, FieldError> {
    match told.trim() {
        "" => Err(FieldError::new(field, "field-required")),
        told => told.parse().map_err(|_| FieldError::new(field, "choice-unknown")),
    }
}

/// Empty is nobody.
fn followers(told: &str) -> Result<i64, FieldError> {
    let told = text::line(&text::fold_width(told)).replace(',', "");
    if told.is_empty() {
        return Ok(0);
    }
    let count: i64 = told.parse().map_err(|_| FieldError::new("followers", "number-malformed"))?;
    if (0..=FOLLOWERS_LIMIT).contains(&count) {
        return Ok(count);
    }
    let error = FieldError::new("followers", "number-out-of-range");
    Err(error.with("min", 0).with("max", FOLLOWERS_LIMIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ProfileDraft {
        ProfileDraft::gather(|name| {
            let value = match name {
                "slug" => "ｌｉｎｘｉ",
                "theme" => "sakura",
                "platform" => "photo_notes",
                "followers" => "186,000",
                "city" => "上海",
                "title_zh_hans" => "希言的洗漱台",
                _ => "",
            };
            value.to_owned()
        })
    }

    #[test]
    fn a_profile_is_checked_and_cleaned() {
        let profile = validate(&draft(), Locale::ZhHans).expect("profile");
        assert_eq!(profile.slug, "linxi");
        assert_eq!(profile.followers, 186_000);
        assert_eq!(profile.texts.zh_hans.title, "希言的洗漱台");
    }

    #[test]
    fn the_title_is_required_in_the_kols_own_language() {
        let wrong = validate(&draft(), Locale::Ja);
        assert_eq!(wrong, Err(Error::field("title_ja", "field-required")));
    }

    #[test]
    fn all_wrong_fields_are_told_at_once() {
        let bad = ProfileDraft { followers: "many".into(), ..ProfileDraft::default() };
        let Err(Error::Invalid(errors)) = validate(&bad, Locale::En) else { panic!("valid") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["slug", "theme", "platform", "followers", "title_en"]);
    }

    #[test]
    fn slugs_are_plain_and_leave_the_sites_own_addresses_alone() {
        for fine in ["abc", "a-b", "2nd-home", &"x".repeat(40)] {
            assert_eq!(slug("slug", fine), Ok(fine.to_owned()));
        }
        for wrong in ["ab", "-abc", "abc-", "Abc", "a_b", "a b", "あいう", &"x".repeat(41), "r"]
        {
            assert_eq!(slug("slug", wrong).expect_err("wrong").code, "slug-malformed", "{wrong}");
        }
        for reserved in RESERVED {
            assert_eq!(slug("slug", reserved).expect_err("reserved").code, "slug-taken");
        }
    }
}
