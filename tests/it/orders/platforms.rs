//! Files of every platform, and of shops that nobody knows.

use server::platform::worker::work;

use crate::app::{TestApp, stories};
use crate::makers::orders::{findings, market};

const HEADS: &[(&str, &str)] = &[
    (
        "tiktok_shop_affiliate",
        "Order ID,Product Name,SKU ID,Seller Sku,Price,Payment Amount,Currency,Quantity,Order Status,Creator Username,Content ID,Time Created\n\
         57600001\t,抹凛 卸妆膏,1,MRN-001,39.80,39.80,CNY,1,Settled,RIN10,9,14/05/2026 11:23:45\n\
         57600002\t,抹凛 美容液,2,MRN-002,58.00,116.00,CNY,2,Ineligible,nobody,9,14/05/2026 11:24:45\n",
    ),
    (
        "douyin",
        "主订单编号,子订单编号,选购商品,商家编码,商品数量,商品金额,优惠总金额,订单提交时间,支付完成时间,订单完成时间,订单状态,发货时间,达人ID,达人昵称\n\
         \t6920001,\t1,抹凛 卸妆膏,\tMRN-001,1,\"1,280.00\",80.00,2026-05-14 11:23:45,2026-05-14 11:24:00,2026-05-20 10:00:00,已完成,2026-05-15 09:00:00,RIN10,小林\n\
         \t6920001,\t2,抹凛 美容液,\tMRN-002,2,400.00,0.00,2026-05-14 11:23:45,2026-05-14 11:24:00,,已关闭,,RIN10,小林\n",
    ),
    (
        "wechat_shop",
        "订单号,订单下单时间,订单发货时间,订单确认收货时间,订单状态,支付时间,带货账号昵称,带货ID,商品名称,SKU编码(自定义),商品价格(单件),商品实际价格(总共),商品数量,商品已退款金额\n\
         `3720001,2026-05-14 11:23:45,2026-05-15 09:00:00,,待收货,2026-05-14 11:24:00,小林,RIN10,抹凛 卸妆膏,MRN-001,￥128.00,￥240.00,2,0\n\
         `3720002,2026-05-14 11:25:45,,,待发货,2026-05-14 11:26:00,-,-,抹凛 美容液,MRN-002,58.00,58.00,１,0\n",
    ),
    (
        "youzan",
        "订单号,订单类型,订单状态,订单创建时间,买家付款时间,交易成功时间,商品金额合计,运费,店铺优惠合计,全部商品名称,商品种类数,分销员,订单已退款金额\n\
         E20260514,普通,交易完成,2026-05-14 11:23:45,2026-05-14 11:24:00,2026-05-20 10:00:00,128.00,0,8.00,【MRN-001】抹凛 卸妆膏 90g,1,RIN10,0\n",
    ),
    (
        "taobao",
        "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,订单状态,订单创建时间,订单付款时间,宝贝标题,宝贝种类,宝贝总数量,店铺名称\n\
         =\"4420001\",架空,100.00,0,100.00,\"买家已付款,等待卖家发货\",2026-05-14 11:23:45,2026-05-14 11:24:00,【MRN-002】抹凛 美容液,1,3,见本店\n",
    ),
    (
        "xiaohongshu",
        "订单号,订单状态,售后状态,达人ID,达人名称,SKU名称,SKU件数,商品总价(元),用户应付金额(元),支付时间,订单创建时间,订单发货时间,订单完成时间,商家编码,商品ID,商品名称\n\
         P79001,已完成,无,RIN10,小林,90g,1,128.00,118.00,2026/05/14 11:24:00,2026/05/14 11:23:45,2026/05/15 09:00:00,2026/05/20 10:00:00,MRN-001,1,抹凛 卸妆膏\n",
    ),
    (
        "rakuten",
        "注文番号,ステータス,注文日時,注文日,注文時間,発送完了報告日時,商品合計金額,送料合計,合計金額,店舗発行クーポン利用額,商品ID,商品名,商品番号,商品管理番号,単価,個数\n\
         393839-20260514-0001,500,2026/05/14 11:23:45,,,2026/05/15,\"9,780\",0,\"9,480\",300,1,抹凛 クレンジングバーム,MRN-001,mrn-001,\"3,980\",1\n\
         393839-20260514-0001,500,2026/05/14 11:23:45,,,2026/05/15,\"9,780\",0,\"9,480\",300,2,抹凛 美容液,MRN-002,mrn-002,\"5,800\",1\n\
         393839-20260514-0002,キャンセル確定,,2026/05/14,12:00:00,,5800,0,5800,0,2,抹凛 美容液,MRN-002,mrn-002,5800円,1\n",
    ),
];

async fn sent(app: &TestApp, query: &str, bytes: Vec<u8>) -> serde_json::Value {
    let path = format!("/api/v1/imports{query}");
    let reply = app.post(&path).by(&app.hashi.manager).bytes("text/csv", bytes).send().await;
    let id = reply.expect(202).json()["id"].as_str().expect("id").to_owned();
    work(&app.app).expect("work");
    read(app, &id).await
}

async fn read(app: &TestApp, id: &str) -> serde_json::Value {
    let path = format!("/api/v1/imports/{id}");
    app.get(&path).by(&app.hashi.manager).send().await.expect(200).json()
}

async fn acted(app: &TestApp, id: &str, act: &str) -> serde_json::Value {
    let path = format!("/api/v1/imports/{id}/acts");
    let body = serde_json::json!({ "act": act });
    app.post(&path).by(&app.hashi.manager).json(&body).send().await.expect(202);
    work(&app.app).expect("work");
    read(app, id).await
}

const UNKNOWN: &str = "売上報告書,,,,\n番号,日付,品番,金額,進み\nA-1,2026年5月14日,MRN-001,3980,発送OK\nA-2,2026年5月15日,MRN-002,5800,発送OK\n";

stories! {
    async fn every_platforms_file_is_recognised_by_its_headings_and_read(app: &TestApp) {
        market(app);
        for (profile, text) in HEADS {
            let text = text.replace("=\"4420001\"", "'4420001");
            let checked = sent(app, "", text.into_bytes()).await;
            assert_eq!((checked["profile"].as_str(), checked["status"].as_str()), (Some(*profile), Some("checked")), "{checked}");
            let done = acted(app, checked["id"].as_str().expect("id"), "apply").await;
            assert_eq!(done["status"], "done", "{done}");
            assert_eq!(done["new"], checked["new"], "{done}");
            assert_eq!(done["error_count"], 0, "{done}");
        }
        let list = app.get("/api/v1/orders?limit=200").by(&app.hashi.manager).send().await.expect(200).json();
        let orders = list["items"].as_array().expect("orders");
        assert_eq!(orders.len(), 10);
        let find = |number: &str| orders.iter().find(|order| order["external_id"] == number).unwrap_or_else(|| panic!("{number}"));
        assert_eq!(find("57600001")["attribution"]["kind"], "coupon", "the creator is looked up as a coupon");
        assert_eq!(find("6920001")["source"], "douyin");
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn an_unknown_status_word_is_an_error_that_repeats_it(app: &TestApp) {
        market(app);
        let text = HEADS[2].1.replace("待收货", "=cmd|x");
        let refused = sent(app, "", text.into_bytes()).await;
        assert_eq!((refused["status"].as_str(), refused["error_count"].as_i64()), (Some("refused"), Some(1)), "{refused}");
        assert_eq!(refused["errors"][0]["code"], "status-unknown");
        assert!(refused["errors"][0]["message"].as_str().expect("message").contains("=cmd|x"));
        let id = refused["id"].as_str().expect("id");
        let file = app.get(&format!("/imports/{id}/errors.csv")).by(&app.hashi.manager).send().await.expect(200).text();
        assert!(file.contains(",'=cmd|x,"), "{file}");
        assert_eq!(file.lines().count(), 2, "{file}");
    }

    async fn an_unknown_file_is_read_by_what_a_person_says_of_its_columns_and_the_next_by_itself(app: &TestApp) {
        market(app);
        let manager = &app.hashi.manager;
        let asked = sent(app, "", UNKNOWN.as_bytes().to_vec()).await;
        assert_eq!(asked["status"], "unmapped", "{asked}");
        let place = format!("/imports/{}/columns", asked["id"].as_str().expect("id"));
        let page = app.get(&place).by(manager).send().await.expect(200).text();
        assert!(page.contains("品番") && page.contains("2026年5月15日"), "{page}");
        app.get(&place).by(&app.hashi.auditor).send().await.expect(403);
        app.get(&place).by(&app.kawa.manager).send().await.expect(404);
        let mut form = vec![
            ("name", "卸の報告"), ("source", "oroshi"), ("dates", "year"), ("zone", "Asia/Tokyo"), ("currency", "JPY"),
            ("columns.number", "番号"), ("columns.placed_at", "日付"), ("columns.line_paid", "金額"),
            ("columns.status", "進み"), ("word.0", "発送OK"), ("step.0", "shipped"),
        ];
        let back = app.post(&place).by(manager).form(&form).send().await.expect(422).text();
        assert!(back.contains("卸の報告") && back.contains("columns.sku-error"), "{back}");
        form.push(("columns.sku", "品番"));
        app.post(&place).by(manager).form(&form).send().await.expect(303);
        work(&app.app).expect("work");
        let checked = read(app, asked["id"].as_str().expect("id")).await;
        assert_eq!((checked["status"].as_str(), checked["new"].as_i64()), (Some("checked"), Some(2)), "{checked}");
        assert_eq!(checked["totals"][0]["amount"], "9780");
        let done = acted(app, asked["id"].as_str().expect("id"), "apply").await;
        assert_eq!((done["status"].as_str(), done["source"].as_str()), (Some("done"), Some("oroshi")), "{done}");
        let next = sent(app, "", UNKNOWN.replace("A-2", "A-3").into_bytes()).await;
        assert_eq!((next["status"].as_str(), next["profile"].as_str()), (Some("checked"), Some("卸の報告")), "{next}");
        assert_eq!((next["new"].as_i64(), next["unchanged"].as_i64()), (Some(1), Some(1)), "{next}");
        let profiles = app.get("/api/v1/order-profiles").by(manager).send().await.expect(200).json();
        let own = profiles["items"][0]["id"].as_str().expect("own").to_owned();
        let path = format!("/api/v1/order-profiles/{own}");
        app.call(actix_web::http::Method::DELETE, &path).by(&app.kawa.manager).send().await.expect(404);
        app.post(&format!("/order-profiles/{own}/delete")).by(manager).form(&[("x", "")]).send().await.expect(303);
        app.call(actix_web::http::Method::DELETE, &path).by(manager).send().await.expect(404);
        assert_eq!(findings(app), Vec::<String>::new());
    }

    async fn another_profile_may_be_chosen_and_the_wrong_one_is_told(app: &TestApp) {
        market(app);
        let manager = &app.hashi.manager;
        let unknown = app.post("/api/v1/imports?profile=nothing").by(manager).bytes("text/csv", b"a,b\n".to_vec());
        unknown.send().await.expect(422);
        let asked = sent(app, "?profile=shopify", HEADS[6].1.as_bytes().to_vec()).await;
        assert_eq!((asked["status"].as_str(), asked["errors"][0]["code"].as_str()), (Some("unmapped"), Some("import-headings")), "{asked}");
        let checked = acted(app, asked["id"].as_str().expect("id"), "check").await;
        assert_eq!((checked["status"].as_str(), checked["profile"].as_str()), (Some("checked"), Some("rakuten")), "{checked}");
    }

    async fn a_file_that_was_cut_or_spoiled_is_refused_whole(app: &TestApp) {
        market(app);
        let text = HEADS[6].1;
        let cut = |end: usize| text.as_bytes()[..end].to_vec();
        let quote = text.rfind("5800円").expect("cell");
        let open = [cut(quote), b"\"5800".to_vec()].concat();
        for (bytes, code) in [(cut(text.rfind(",mrn-002,").expect("cell")), "row-cells"), (open, "row-quote")] {
            let refused = sent(app, "", bytes).await;
            assert_eq!(refused["status"], "refused", "{refused}");
            let codes: Vec<&str> = refused["errors"].as_array().expect("errors").iter().filter_map(|error| error["code"].as_str()).collect();
            assert!(codes.contains(&code), "{refused}");
        }
        let list = app.get("/api/v1/orders").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(0));
    }
}
