//! Materials of a library, through its API.

use domain::access::Member;
use serde_json::{Value, json};

use crate::app::{TestApp, World};

/// A file that is taken for a PDF; what it says tells versions apart.
pub(crate) fn pdf(said: &str) -> Vec<u8> {
    format!("%PDF-1.7\n% {said}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n").into_bytes()
}

/// A price list for manufacturers without a version.
pub(crate) async fn made(app: &TestApp, world: &World, name: &str) -> String {
    let body = json!({ "name": name, "kind": "price_list", "audience": "manufacturer" });
    let made = app.post("/api/v1/materials").by(&world.manager).json(&body).send().await;
    made.expect(201).json()["id"].as_str().expect("a material").to_owned()
}

/// A further version of a material, uploaded by the account manager.
pub(crate) async fn version(
    app: &TestApp,
    world: &World,
    material: &str,
    fields: &[(&str, &str)],
    said: &str,
) -> Value {
    let file = pdf(said);
    let path = format!("/api/v1/materials/{material}/versions");
    let call = app.post(&path).by(&world.manager);
    call.multipart(fields, &[("file", "list.pdf", &file)]).send().await.expect(201).json()
}

/// A column that is shown, in Japanese: its id and its part of the address.
pub(crate) async fn column(app: &TestApp, world: &World, slug: &str) -> (String, String) {
    let texts = json!({ "ja": { "title": "お茶の話", "body": "**本文**です。" } });
    let body = json!({ "kind": "column", "slug": slug, "texts": texts });
    let made = app.post("/api/v1/front-items").by(&world.manager).json(&body).send().await;
    let id = made.expect(201).json()["id"].as_str().expect("an item").to_owned();
    let act = json!({ "act": "publish", "version": 1 });
    let path = format!("/api/v1/front-items/{id}/acts");
    app.post(&path).by(&world.manager).json(&act).send().await.expect(200);
    (id, slug.to_owned())
}

/// A material with a version that is a draft: their ids.
pub(crate) async fn uploaded(
    app: &TestApp,
    world: &World,
    name: &str,
    locale: &str,
) -> (String, String) {
    let material = made(app, world, name).await;
    let version = version(app, world, &material, &[("locale", locale)], name).await;
    (material, version["id"].as_str().expect("a version").to_owned())
}

/// Moves a version along; answers it.
pub(crate) async fn act(
    app: &TestApp,
    me: &Member,
    (material, version): (&str, &Value),
    act: &str,
) -> Value {
    let id = version["id"].as_str().expect("a version");
    let path = format!("/api/v1/materials/{material}/versions/{id}/acts");
    let body = json!({ "act": act, "note": "because", "version": version["version"] });
    app.post(&path).by(me).json(&body).send().await.expect(200).json()
}

/// A further version that the owner of the network approved.
pub(crate) async fn approved(
    app: &TestApp,
    world: &World,
    material: &str,
    fields: &[(&str, &str)],
    said: &str,
) -> Value {
    let draft = version(app, world, material, fields, said).await;
    let submitted = act(app, &world.manager, (material, &draft), "submit").await;
    act(app, &world.owner, (material, &submitted), "approve").await
}
