//! The demo's products, each brought as far as its file says.

use domain::catalogue::picture::PictureType;
use domain::catalogue::product::{ProductDraft, validate};
use domain::catalogue::review::Decision;
use domain::{Error, Locale, Rate, Result, Timestamp};
use store::catalogue::product::Product;

use super::build::{self, Picture};
use super::data::{self, World};
use super::demo::{DAYS, Made};
use crate::error::broken;

/// Products from drafts to published ones.
pub(super) fn products(world: &World, made: &mut Made, now: Timestamp) -> Result<()> {
    let start = now.plus_days(-DAYS - 15);
    let slug = made.site.network.slug.clone();
    for (place, told) in world.products.iter().filter(|told| told.network == slug).enumerate() {
        let brand = made.members.get(&told.brand).cloned().ok_or(Error::Missing)?;
        let fields = validate(&draft(told), &made.site.network.currencies)?;
        let (bytes, manager, told) =
            (data::picture(&told.picture)?, made.manager.clone(), told.clone());
        let recent = now.plus_days(-i64::try_from(place % 5).unwrap_or(0) - 1);
        let product = made.site.write(move |tx| {
            let picture = Picture { media_type: PictureType::Jpeg, size: (720, 720), bytes };
            let decide = |tx: &mut _, made: &Product, act: &str, note: &str, at| {
                build::decided(tx, &manager, made, &Decision::read(act, "", note)?, at)
            };
            match told.status.as_str() {
                "draft" => build::drafted(tx, &brand, &fields, Some(&picture), recent),
                "submitted" => build::submitted(tx, &brand, &fields, &picture, recent),
                "changes_requested" => {
                    let made = build::submitted(tx, &brand, &fields, &picture, recent)?;
                    let note = told.review_note.as_deref().unwrap_or_default();
                    decide(tx, &made, "request_changes", note, recent)
                }
                _ => {
                    let made = build::submitted(tx, &brand, &fields, &picture, start)?;
                    decide(tx, &made, "approve", "", start.plus_days(2))
                }
            }
        })?;
        made.products.insert(product.sku.clone(), product);
    }
    Ok(())
}

fn draft(told: &data::Product) -> ProductDraft {
    let texts = |suffix: &str| match suffix {
        "ja" => told.ja.clone(),
        "zh_hans" => told.zh_hans.clone(),
        _ => told.en.clone(),
    };
    ProductDraft::gather(|field| match field {
        "sku" => told.sku.clone(),
        "jan" => told.jan.clone(),
        "category" => told.category.clone(),
        "price" | "sample_value" => told.price_minor.to_string(),
        "currency" => "JPY".to_owned(),
        "rate" => Rate::from_ppm(told.commission_ppm).map(Rate::percent).unwrap_or_default(),
        "sample_offered" => told.sample.to_string(),
        "sample_treatment" => told.sample_treatment.clone(),
        _ => Locale::ALL
            .into_iter()
            .find_map(|locale| {
                let name = field.strip_suffix(locale.suffix())?.strip_suffix('_')?;
                let texts = texts(locale.suffix()).unwrap_or_default();
                Some(match name {
                    "name" => texts.name,
                    "summary" => texts.summary,
                    "description" => texts.description,
                    _ => texts.selling_points.join("\n"),
                })
            })
            .unwrap_or_default(),
    })
}

/// A plain square picture, drawn here: for generated worlds.
///
/// # Errors
/// `Broken` when it cannot be encoded.
pub(super) fn plain_picture(side: u32) -> Result<Vec<u8>> {
    let drawn = image::RgbImage::from_fn(side, side, |x, y| {
        let far = x.abs_diff(side / 2) + y.abs_diff(side / 2);
        if far < side / 3 { image::Rgb([58, 66, 120]) } else { image::Rgb([240, 234, 222]) }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    drawn.write_to(&mut bytes, image::ImageFormat::Jpeg).map_err(broken)?;
    Ok(bytes.into_inner())
}
