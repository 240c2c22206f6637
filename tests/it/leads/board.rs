//! Leads in columns by how far they have come.

use domain::Locale;
use serde_json::json;

use crate::app::stories;
use crate::makers::leads::lead;

stories! {
    async fn leads_are_moved_on_the_board_without_a_script(app: &TestApp) {
        let id = lead(app, &app.hashi, "a@b.example");
        lead(app, &app.kawa, "x@y.example");
        let me = &app.hashi.manager;
        let page = app.get("/lead-board").by(me).language(Locale::Ja).send().await.expect(200).text();
        for said in ["株式会社月ヶ浜製菓", "資料送付済み", "連絡済みにする", "manager", "初回請求から0日"] {
            assert!(page.contains(said), "{said} is not in {page}");
        }
        let board = app.get("/api/v1/lead-board").by(me).send().await.expect(200).json();
        let column = &board["columns"][1];
        assert_eq!((&column["status"], &column["count"]), (&json!("material_sent"), &json!(1)));
        assert_eq!(column["leads"][0]["id"], id.to_string());
        let version = column["leads"][0]["version"].to_string();
        let form = [("act", "contact"), ("version", version.as_str()), ("from", "board")];
        let moved = app.post(&format!("/leads/{id}/act")).by(me).form(&form).send().await.expect(303);
        assert_eq!(moved.location(), "/lead-board?done=lead-moved");
        let stale = app.post(&format!("/leads/{id}/act")).by(me).form(&form).send().await.expect(409);
        assert!(stale.text().contains("ほかの方が先に"));
        let board = app.get("/api/v1/lead-board?owner=me").by(me).send().await.expect(200).json();
        assert_eq!(board["columns"][2]["leads"][0]["id"], id.to_string());
        let nobody = app.get("/api/v1/lead-board?owner=nobody").by(me).send().await.expect(200).json();
        assert_eq!(nobody["columns"][2]["leads"], json!([]));
        for wrong in ["owner=x", "kind=bank"] {
            app.get(&format!("/api/v1/lead-board?{wrong}")).by(me).send().await.expect(422);
            app.get(&format!("/lead-board?{wrong}")).by(me).send().await.expect(422);
        }
        app.get("/lead-board").by(&app.hashi.brand).send().await.expect(403);
        // Who may only look sees no buttons.
        let seen = app.get("/lead-board").by(&app.hashi.auditor).send().await.expect(200).text();
        assert!(seen.contains("月ヶ浜") && !seen.contains("name=\"act\""));
    }
}
