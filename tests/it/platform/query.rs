//! An address that was copied twice or cut short still shows its page.

use crate::app::stories;

stories! {
    async fn what_stands_twice_behind_the_question_mark_counts_once(app: &TestApp) {
        let me = &app.hashi.manager;
        for path in [
            "/orders?month=2026-11&month=2026-10", "/orders.csv?month=2026-11&month=2026-10",
            "/imports?before=x&before=y", "/statements?month=2026-11&month=%ff", "/leads?q=a&q=b&&=",
            "/leads.csv?q=a&q=b", "/mails?status=sent&status=dead", "/reviews?status=over&status=x",
            "/api/v1/orders?limit=5&limit=6", "/api/v1/commissions?limit=5&limit=6",
            "/api/v1/leads?limit=5&limit=6", "/api/v1/mails?limit=5&limit=6", "/session/new?next=/a&next=/b",
        ] {
            let status = app.get(path).by(me).send().await.status.as_u16();
            assert_eq!(status, 200, "{path}");
        }
        for path in ["/api/v1/mails?limit=many", "/api/v1/leads?colour=red"] {
            let told = app.get(path).by(me).send().await.expect(422).json();
            assert_eq!(told["errors"][0]["field"], "query", "{path}");
        }
    }
}
