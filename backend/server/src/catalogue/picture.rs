//! Pictures: what is uploaded is decoded and encoded anew, so that only pixels are kept; what is
//! kept is served by its id.

use std::io::Cursor;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::catalogue::picture::{PictureType, check_bytes, check_pixels};
use domain::id::AssetId;
use domain::{Error, Result};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
};
use store::catalogue::asset::{self, File, NewAsset};
use store::scope::{OfNetwork, OfOrganization, OfPublic};

use crate::app::blocking;
use crate::error::{Answer, broken};
use crate::http::caller::{Me, Running};

/// Pixels of the longer side of a picture that is kept.
const LONGEST_SIDE: u32 = 1_200;
/// Quality of the JPEG that is kept.
const QUALITY: u8 = 85;
/// Bytes that decoding one picture may take at any time.
const DECODING_BYTES: u64 = 128 * 1_024 * 1_024;

/// A picture that was read: a JPEG of our own, with nothing in it but pixels.
#[derive(Debug, Clone)]
pub struct Picture {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

impl Picture {
    /// As the store keeps it.
    pub fn asset(&self) -> NewAsset<'_> {
        NewAsset {
            media_type: PictureType::Jpeg,
            width: self.width,
            height: self.height,
            bytes: &self.bytes,
        }
    }
}

/// Reads an uploaded file by its content, whatever its name says. Takes tens of milliseconds: never
/// on the event loop, never in a transaction.
///
/// # Errors
/// `Invalid` on `picture`: `picture-too-large`, `picture-too-small`, `picture-unreadable`.
pub fn read(bytes: &[u8]) -> Result<Picture> {
    check_bytes(bytes.len())?;
    let format = image::guess_format(bytes).map_err(|error| unreadable(&error))?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(Error::field("picture", "picture-unreadable"));
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODING_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| unreadable(&error))?;
    let (width, height) = decoder.dimensions();
    check_pixels(width, height)?;
    let orientation = decoder.orientation().map_err(|error| unreadable(&error))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| unreadable(&error))?;
    image.apply_orientation(orientation);
    if width.max(height) > LONGEST_SIDE {
        image = image.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::CatmullRom);
    }
    let pixels = on_white(image);
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&pixels).map_err(broken)?;
    Ok(Picture { width: pixels.width(), height: pixels.height(), bytes })
}

fn unreadable(error: &ImageError) -> Error {
    Error::field(
        "picture",
        match error {
            ImageError::Limits(_) => "picture-too-large",
            _ => "picture-unreadable",
        },
    )
}

/// A JPEG has no transparency; what shines through is white.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let alpha = u32::from(alpha);
        let over = |part: u8| {
            let mixed = (u32::from(part) * alpha + 255 * (255 - alpha)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/assets/pictures/{id}", web::get().to(inside))
        .route("/n/{slug}/pictures/{id}", web::get().to(outside));
}

/// A picture for those who are signed in: the own ones, every one for the operator, and what is
/// published.
async fn inside(request: HttpRequest, app: Running, me: Me, id: web::Path<AssetId>) -> Answer {
    let (me, id) = (me.member(), id.into_inner());
    let file = if me.is_operator() {
        app.read(OfNetwork::of(&me)?, move |tx| asset::get_file(tx, id)).await?
    } else {
        app.read(OfOrganization::of(&me), move |tx| match asset::get_file(tx, id) {
            Err(Error::Missing) => asset::get_file(&mut tx.published(), id),
            other => other,
        })
        .await?
    };
    Ok(answer(&request, id, file, "private, max-age=3600"))
}

/// A published picture, for everybody.
async fn outside(
    request: HttpRequest,
    app: Running,
    place: web::Path<(String, AssetId)>,
) -> Answer {
    let (slug, id) = place.into_inner();
    let directory = app.get_ref().clone();
    let network = blocking(move || directory.directory.by_slug(&directory, &slug)).await?;
    let file = app.read(OfPublic::of(network.id), move |tx| asset::get_file(tx, id)).await?;
    Ok(answer(&request, id, file, "public, max-age=31536000, immutable"))
}

/// The file of an id never changes, so that the id is its tag.
fn answer(request: &HttpRequest, id: AssetId, file: File, caching: &'static str) -> HttpResponse {
    let tag = format!("\"{id}\"");
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let fresh = known.is_some_and(|tags| tags.split(',').any(|one| one.trim() == tag));
    let mut response = if fresh { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::CACHE_CONTROL, caching)).insert_header((header::ETAG, tag));
    if fresh {
        return response.finish();
    }
    response.content_type(file.media_type.as_str()).body(file.bytes)
}
