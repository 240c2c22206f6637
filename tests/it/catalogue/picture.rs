//! Pictures: what is taken, what is kept, who sees it.

use actix_web::http::{Method, header};
use domain::id::ProductId;

use crate::app::{Reply, TestApp, stories};
use crate::makers::catalogue::{draft, drafted, jpeg, png, published};

/// The brand puts a file as the picture of its product.
async fn put(app: &TestApp, product: ProductId, bytes: Vec<u8>) -> Reply {
    let path = format!("/api/v1/products/{product}/picture");
    app.call(Method::PUT, &path).by(&app.hashi.brand).bytes("image/jpeg", bytes).send().await
}

fn code(reply: Reply) -> String {
    let problem = reply.expect(422).json();
    format!("{}: {}", problem["errors"][0]["field"], problem["errors"][0]["code"]).replace('"', "")
}

/// A PNG that says of itself to be enormous: its header is right, there is next to nothing in it.
fn bomb() -> Vec<u8> {
    let mut bytes = png(1, 1);
    // The width and the height of the header, then its checksum.
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let sum = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

/// A JPEG with camera data: a comment where a place would be, and the remark that it lies on its
/// side.
fn with_camera_data(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    // Two entries: the orientation (6: turn right) and who took it.
    exif.extend_from_slice(&[2, 0]);
    exif.extend_from_slice(&[0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    exif.extend_from_slice(&[0x3B, 1, 2, 0, 8, 0, 0, 0, 38, 0, 0, 0]);
    exif.extend_from_slice(&[0, 0, 0, 0]);
    exif.extend_from_slice(b"SECRET!\0");
    let length = u16::try_from(exif.len() + 2).expect("length");
    let mut out = jpeg[..2].to_vec();
    out.extend_from_slice(&[0xFF, 0xE1]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&jpeg[2..]);
    out
}

stories! {
    async fn a_file_is_what_is_in_it_whatever_its_name_says(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-1", 1980, 20)).id;
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
        let html = b"<!doctype html><script>alert(1)</script>".to_vec();
        let gif = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec();
        let mut cut = jpeg(400, 400);
        cut.truncate(200);
        for file in [svg, html, gif, cut, b"plain text".to_vec(), Vec::new()] {
            assert_eq!(code(put(app, product, file).await), "picture: picture-unreadable");
        }
        assert_eq!(code(put(app, product, jpeg(199, 400)).await), "picture: picture-too-small");
        assert_eq!(code(put(app, product, vec![0; 5 * 1024 * 1024 + 1]).await), "picture: picture-too-large");
    }

    async fn a_header_that_promises_too_much_is_not_believed(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-2", 1980, 20)).id;
        assert_eq!(code(put(app, product, bomb()).await), "picture: picture-too-large");
    }

    async fn only_pixels_are_kept(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-3", 1980, 20)).id;
        let shot = with_camera_data(&jpeg(1_500, 1_000));
        assert!(shot.windows(6).any(|part| part == b"SECRET"));
        let kept = put(app, product, shot).await.expect(200).json();
        let path = format!("/assets/pictures/{}", kept["picture"].as_str().expect("picture"));
        let file = app.get(&path).by(&app.hashi.brand).send().await.expect(200);
        assert_eq!(file.headers.get(header::CONTENT_TYPE).expect("type"), "image/jpeg");
        assert!(!file.body.windows(4).any(|part| part == b"Exif" || part == b"SECR"));
        let picture = image::load_from_memory(&file.body).expect("picture");
        // Turned as the camera said, and made smaller.
        assert_eq!((picture.width(), picture.height()), (800, 1_200));
    }

    async fn a_form_with_a_wrong_file_comes_back_beside_its_field(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-4", 1980, 20));
        let version = product.version.to_string();
        let fields = [
            ("version", version.as_str()), ("sku", "MTC-4"), ("category", "tea"), ("currency", "JPY"),
            ("rate", "20"), ("name_ja", "新しい名前"),
        ];
        let page = app
            .post(&format!("/products/{}", product.id))
            .by(&app.hashi.brand)
            .multipart(&fields, &[("picture", "photo.jpg", b"<svg></svg>")])
            .send()
            .await
            .expect(422)
            .text();
        assert!(page.contains("id=\"picture-error\"") && page.contains("新しい名前"));
        let path = format!("/api/v1/products/{}", product.id);
        let kept = app.get(&path).by(&app.hashi.brand).send().await.expect(200).json();
        assert_eq!(kept["texts"]["ja"]["name"], "抹茶 MTC-4", "nothing was kept");
    }

    async fn a_draft_picture_is_for_its_brand_and_the_operator(app: &TestApp) {
        let product = drafted(app, &app.hashi, draft("MTC-5", 1980, 20));
        let id = product.picture_id.expect("picture");
        let path = format!("/assets/pictures/{id}");
        for member in [&app.hashi.brand, &app.hashi.manager, &app.hashi.auditor] {
            app.get(&path).by(member).send().await.expect(200);
        }
        for member in [&app.hashi.kol, &app.hashi.other_brand, &app.kawa.manager, &app.kawa.brand] {
            app.get(&path).by(member).send().await.expect(404);
        }
        app.get(&path).send().await.expect(303);
        app.get(&format!("/n/hashi/pictures/{id}")).send().await.expect(404);
    }

    async fn a_published_picture_is_for_everybody_and_stays_in_caches(app: &TestApp) {
        let product = published(app, &app.hashi, "MTC-6", 1980, 20);
        let api = app.get(&format!("/api/v1/products/{product}")).by(&app.hashi.brand);
        let api = api.send().await.expect(200).json();
        let id = api["picture"].as_str().expect("picture");
        let path = format!("/n/hashi/pictures/{id}");
        let file = app.get(&path).send().await.expect(200);
        let caching = file.headers.get(header::CACHE_CONTROL).expect("caching");
        assert_eq!(caching, "public, max-age=31536000, immutable");
        let tag = file.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).expect("tag");
        let known = app.get(&path).header("if-none-match", tag).send().await.expect(304);
        assert!(known.body.is_empty());
        app.get(&format!("/n/kawa/pictures/{id}")).send().await.expect(404);
        app.get("/n/nowhere/pictures/ast_x").send().await.expect(404);
        app.get(&format!("/assets/pictures/{id}")).by(&app.hashi.kol).send().await.expect(200);
    }
}
