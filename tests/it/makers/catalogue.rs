//! Products in every state, with a picture.

use std::fmt::Display;
use std::io::Cursor;

use domain::Currency;
use domain::catalogue::product::{ProductDraft, ProductTexts};
use domain::catalogue::review::Decision;
use domain::id::ProductId;
use domain::locale::{Locale, PerLocale};
use domain::samples::terms::TermsDraft;
use server::catalogue::{picture, product, review};
use server::platform::letter::Desk;
use store::catalogue::product::Product;
use store::scope::{OfNetwork, OfOrganization};

use crate::app::{TestApp, World};

/// A picture of one colour as a PNG file.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, image::ImageFormat::Png)
}

/// A picture of one colour as a JPEG file.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, image::ImageFormat::Jpeg)
}

fn encoded(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_pixel(width, height, image::Rgb([200, 90, 40]));
    pixels.write_to(&mut bytes, format).expect("picture");
    bytes.into_inner()
}

/// A draft that lacks nothing but its picture: `price` in yen, `rate` in percent, samples offered.
pub fn draft(sku: &str, price: impl Display, rate: impl Display) -> ProductDraft {
    let texts = |locale| match locale {
        Locale::Ja => said(&format!("抹茶 {sku}"), "石臼で挽いた抹茶", "香り高い一番茶です。"),
        Locale::ZhHans => said(&format!("抹茶粉 {sku}"), "石磨抹茶", "香气浓郁的头道茶。"),
        Locale::En => {
            said(&format!("Matcha {sku}"), "Stone-ground matcha", "A fragrant first flush.")
        }
    };
    ProductDraft {
        sku: sku.to_owned(),
        jan: String::new(),
        category: "tea".to_owned(),
        price: price.to_string(),
        currency: Currency::Jpy.to_string(),
        rate: rate.to_string(),
        sample_offered: "true".to_owned(),
        sample: TermsDraft::default(),
        texts: PerLocale::each(texts),
    }
}

fn said(name: &str, summary: &str, description: &str) -> ProductTexts {
    ProductTexts {
        name: name.to_owned(),
        summary: summary.to_owned(),
        description: description.to_owned(),
        selling_points: String::new(),
    }
}

/// The world's brand has drafted a product and given it a picture.
pub fn drafted(app: &TestApp, world: &World, draft: ProductDraft) -> Product {
    let (me, at) = (world.brand.clone(), app.app.now());
    let picture = picture::read(&jpeg(240, 240)).expect("picture");
    app.app
        .store
        .write(OfOrganization::of(&me.clone()), move |tx| {
            let product = product::create(tx, &me, at, &draft, &[Currency::Jpy, Currency::Cny])?;
            product::set_picture(tx, &me, at, product.id, product.version, &picture)
        })
        .expect("draft")
}

/// The world's brand has submitted a product.
pub fn submitted(app: &TestApp, world: &World, draft: ProductDraft) -> Product {
    let product = drafted(app, world, draft);
    let (me, at) = (world.brand.clone(), app.app.now());
    app.app
        .store
        .write(OfOrganization::of(&me.clone()), move |tx| {
            product::submit(tx, &me, at, product.id, product.version)
        })
        .expect("submitted")
}

/// A reviewer has taken a product of the world's brand.
pub fn in_review(app: &TestApp, world: &World, draft: ProductDraft) -> Product {
    let product = submitted(app, world, draft);
    let (me, at) = (world.reviewer.clone(), app.app.now());
    app.app
        .store
        .write(OfNetwork::of(&me.clone()).expect("operator"), move |tx| {
            review::take(tx, &me, at, product.id, product.version)
        })
        .expect("taken")
}

/// A product of the world's brand, published from a draft.
pub fn published_from(app: &TestApp, world: &World, draft: ProductDraft) -> ProductId {
    let product = in_review(app, world, draft);
    let (me, at) = (world.reviewer.clone(), app.app.now());
    let desk = Desk::of(&app.app, world.network).expect("desk");
    app.app
        .store
        .write(OfNetwork::of(&me.clone()).expect("operator"), move |tx| {
            let approval = Decision::read("approve", "", "")?;
            review::decide(tx, &me, at, &desk, product.id, product.version, &approval)
        })
        .expect("published")
        .id
}

/// A product of the world's brand, published: `price` in yen (`1980`), `rate_percent` the whole
/// commission (`20`). It offers samples. The brand's mail about it waits in the outbox.
pub fn published(
    app: &TestApp,
    world: &World,
    sku: &str,
    price: impl Display,
    rate_percent: impl Display,
) -> ProductId {
    published_from(app, world, draft(sku, price, rate_percent))
}
