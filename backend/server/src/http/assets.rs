//! Style, script and marks: compiled in, served under a name that holds their digest.

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use sha2::{Digest, Sha256};

/// One file with its address.
struct Asset {
    url: String,
    media_type: &'static str,
    body: String,
}

/// The addresses that pages name.
#[derive(Debug, Clone)]
pub struct Assets {
    /// The one style sheet.
    pub css: String,
    /// The one script.
    pub js: String,
    /// The mark, as a symbol to `use`.
    pub mark: String,
    /// The icon of the browser's tab.
    pub favicon: String,
}

static FILES: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    let css = [
        include_str!("../../assets/tokens.css"),
        include_str!("../../assets/base.css"),
        include_str!("../../assets/components.css"),
        include_str!("../../assets/shop.css"),
    ];
    [
        asset("app", "css", "text/css; charset=utf-8", squeeze(&css.concat())),
        asset(
            "app",
            "js",
            "text/javascript; charset=utf-8",
            include_str!("../../assets/app.js").to_owned(),
        ),
        asset("mark", "svg", "image/svg+xml", include_str!("../../assets/mark.svg").to_owned()),
        asset(
            "favicon",
            "svg",
            "image/svg+xml",
            include_str!("../../assets/favicon.svg").to_owned(),
        ),
    ]
});

/// The addresses, for every page.
pub static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let [css, js, mark, favicon] = FILES.each_ref().map(|file| file.url.clone());
    Assets { css, js, mark, favicon }
});

fn asset(name: &str, ending: &str, media_type: &'static str, body: String) -> Asset {
    let digest = Sha256::digest(body.as_bytes());
    let digest = digest.iter().take(6).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    Asset { url: format!("/assets/{name}-{digest:012x}.{ending}"), media_type, body }
}

/// Drops comments, line ends and indentation: a phone need not load what only a reader needs.
fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The routes of the files.
pub fn routes(config: &mut web::ServiceConfig) {
    for (place, file) in FILES.iter().enumerate() {
        config.route(&file.url, web::get().to(move || serve(place)));
    }
    config.route("/favicon.ico", web::get().to(|| serve(3)));
}

async fn serve(place: usize) -> HttpResponse {
    let file = &FILES[place];
    HttpResponse::Ok()
        .content_type(file.media_type)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(file.body.as_str())
}
