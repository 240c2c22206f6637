//! The demo's data as its files tell it.

use std::collections::BTreeMap;

use domain::{Error, Locale, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

include!(concat!(env!("OUT_DIR"), "/pictures.rs"));

/// A text by language.
pub(super) type Told = BTreeMap<String, String>;

/// Everything.
pub(super) struct World {
    pub(super) networks: Vec<Network>,
    pub(super) people: Vec<Person>,
    pub(super) brands: Vec<Brand>,
    pub(super) products: Vec<Product>,
    pub(super) kols: Vec<Kol>,
    pub(super) mcns: Vec<Mcn>,
    pub(super) leads: Vec<Lead>,
    pub(super) items: Vec<Item>,
    pub(super) materials: Vec<Material>,
    pub(super) samples: Vec<Sample>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Network {
    pub(super) slug: String,
    pub(super) code: String,
    pub(super) base_currency: String,
    pub(super) currencies: Vec<String>,
    pub(super) time_zone: String,
    pub(super) mail_sender: String,
    pub(super) name: Told,
    pub(super) tagline: Told,
    pub(super) introduction: BTreeMap<String, Introduction>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Introduction {
    pub(super) about: String,
    pub(super) steps: Vec<Point>,
    pub(super) terms: Vec<Point>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Point {
    pub(super) title: String,
    pub(super) text: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Person {
    pub(super) network: String,
    pub(super) organization: String,
    pub(super) role: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) locale: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Brand {
    pub(super) network: String,
    pub(super) key: String,
    pub(super) name: Told,
    pub(super) about: Told,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Product {
    pub(super) network: String,
    pub(super) brand: String,
    pub(super) sku: String,
    pub(super) jan: String,
    pub(super) category: String,
    pub(super) price_minor: i64,
    pub(super) commission_ppm: i64,
    pub(super) sample: bool,
    #[serde(default)]
    pub(super) sample_treatment: String,
    pub(super) status: String,
    pub(super) picture: String,
    pub(super) review_note: Option<String>,
    pub(super) ja: Option<ProductTexts>,
    #[serde(rename = "zh-Hans")]
    pub(super) zh_hans: Option<ProductTexts>,
    pub(super) en: Option<ProductTexts>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct ProductTexts {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) selling_points: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Kol {
    pub(super) network: String,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) name_latin: String,
    pub(super) city: String,
    pub(super) platform: String,
    pub(super) followers: i64,
    pub(super) locale: String,
    pub(super) picks: Vec<String>,
    pub(super) bio: Told,
    pub(super) storefront: Shop,
    #[serde(default)]
    pub(super) comments: BTreeMap<String, String>,
}

/// An agency of KOLs.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Mcn {
    pub(super) network: String,
    pub(super) key: String,
    pub(super) locale: String,
    pub(super) name: Told,
    pub(super) about: Told,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Shop {
    pub(super) slug: String,
    pub(super) theme: String,
    pub(super) coupon: String,
    pub(super) title: Told,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Lead {
    pub(super) network: String,
    pub(super) kind: String,
    pub(super) locale: String,
    #[serde(default)]
    pub(super) company: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) category: String,
    pub(super) message: String,
    pub(super) days_ago: i64,
    pub(super) status: String,
    #[serde(default)]
    pub(super) campaign: String,
    /// The box for news was ticked.
    #[serde(default)]
    pub(super) news: bool,
    #[serde(default)]
    pub(super) opened: bool,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) task: String,
    #[serde(default)]
    pub(super) task_in_days: i64,
    /// How the first mail came back, if it did.
    #[serde(default)]
    pub(super) bounce: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Item {
    pub(super) network: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) slug: String,
    #[serde(default)]
    pub(super) units: Option<i64>,
    #[serde(default)]
    pub(super) first_month: String,
    #[serde(default)]
    pub(super) last_month: String,
    #[serde(default)]
    pub(super) evidence_note: String,
    pub(super) title: Told,
    pub(super) body: Told,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Material {
    pub(super) network: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) audience: String,
    #[serde(rename = "version")]
    pub(super) versions: Vec<MaterialVersion>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct MaterialVersion {
    pub(super) locale: String,
    pub(super) days_ago: i64,
    pub(super) note: String,
    pub(super) title: String,
    pub(super) lines: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Sample {
    pub(super) network: String,
    pub(super) kol: String,
    pub(super) sku: String,
    pub(super) quantity: i64,
    pub(super) message: String,
    pub(super) days_ago: i64,
    pub(super) reached: String,
    #[serde(default)]
    pub(super) carrier: String,
    #[serde(default)]
    pub(super) tracking_number: String,
    #[serde(default)]
    pub(super) reply: String,
    #[serde(default)]
    pub(super) post: String,
}

/// Reads the files that were compiled in.
///
/// # Errors
/// `Broken` when one of them is malformed.
pub(super) fn world() -> Result<World> {
    macro_rules! file {
        ($name:literal) => {
            include_str!(concat!("../../../../seed/demo/", $name, ".toml"))
        };
    }
    Ok(World {
        networks: list(file!("networks"), "network")?,
        people: list(file!("people"), "person")?,
        brands: list(file!("brands"), "brand")?,
        products: list(file!("products"), "product")?,
        kols: list(file!("kols"), "kol")?,
        mcns: list(file!("mcns"), "mcn")?,
        leads: list(file!("leads"), "lead")?,
        items: part(file!("front"), "item")?,
        materials: part(file!("front"), "material")?,
        samples: list(file!("samples"), "sample")?,
    })
}

fn list<T: DeserializeOwned>(text: &str, name: &str) -> Result<Vec<T>> {
    let malformed = |error: toml::de::Error| Error::Broken(format!("demo data, {name}: {error}"));
    let mut tables: BTreeMap<String, Vec<T>> = toml::from_str(text).map_err(malformed)?;
    Ok(tables.remove(name).unwrap_or_default())
}

/// One of the lists of a file that has several.
fn part<T: DeserializeOwned>(text: &str, name: &str) -> Result<Vec<T>> {
    let malformed = |error: toml::de::Error| Error::Broken(format!("demo data, {name}: {error}"));
    let mut tables: toml::Table = toml::from_str(text).map_err(malformed)?;
    match tables.remove(name) {
        Some(found) => found.try_into().map_err(malformed),
        None => Ok(Vec::new()),
    }
}

/// A picture by its file name.
///
/// # Errors
/// `Broken` when there is none.
pub(super) fn picture(name: &str) -> Result<&'static [u8]> {
    let found = PICTURES.iter().find(|(known, _)| *known == name);
    found.map(|(_, bytes)| *bytes).ok_or_else(|| Error::Broken(format!("no picture {name}")))
}

/// A text's languages, the source first.
pub(super) fn said(told: &Told, source: Locale) -> Vec<(Locale, String)> {
    let mut order = vec![source];
    order.extend(Locale::ALL.into_iter().filter(|locale| *locale != source));
    order.into_iter().filter_map(|locale| Some((locale, told.get(locale.tag())?.clone()))).collect()
}

/// The text in a language, empty where there is none.
pub(super) fn in_language(told: &Told, locale: Locale) -> String {
    told.get(locale.tag()).cloned().unwrap_or_default()
}
