//! Invented documents for the tests: no company, person or shop in them exists.

use crate::materials::{self, Category, Figure, Materials, Step, Storefront, Term};
use crate::statement::{self, Line, Party, Statement, Total};
use crate::{Lang, Pair, Run};

/// Keeps a PDF for a look with the eye, in the temporary folder.
pub(crate) fn keep(name: &str, pdf: &[u8]) {
    let folder = std::env::temp_dir().join("kakehashi-documents");
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    std::fs::write(folder.join(name), pdf).expect("a temporary file");
}

/// The text of the language, from Japanese, Chinese, English.
fn pick(lang: Lang, texts: [&str; 3]) -> String {
    let [ja, zh, en] = texts;
    match lang {
        Lang::Ja => ja,
        Lang::ZhHans => zh,
        Lang::En => en,
    }
    .to_owned()
}

fn labels(lang: Lang) -> materials::Labels {
    let l = |texts| pick(lang, texts);
    materials::Labels {
        document: l(["紹介資料", "合作介绍", "Introduction"]),
        about: l(["わたしたちの販売ネットワーク", "关于我们的销售网络", "What the network is"]),
        categories: l(["取扱分野", "经营品类", "What is sold"]),
        steps: l(["はじめての出品まで", "合作流程", "How it works"]),
        storefronts: l(["主な店舗", "代表店铺", "Some of the storefronts"]),
        storefront: l(["店舗", "店铺", "Storefront"]),
        city: l(["拠点", "城市", "City"]),
        platform: l(["媒体", "平台", "Platform"]),
        followers: l(["フォロワー", "粉丝", "Followers"]),
        profile: l(["特色", "特色", "Known for"]),
        terms: l(["ご参加の条件", "合作条件", "Terms"]),
        contact: l(["お問い合わせ", "联系方式", "Contact"]),
        prepared_for: l(["宛先", "致", "Prepared for"]),
        prepared_on: l(["作成日", "日期", "Date"]),
    }
}

fn figures(lang: Lang) -> Vec<Figure> {
    [
        (["参加店舗", "入驻店铺", "Storefronts"], ["128店", "128家", "128"]),
        (["参加メーカー", "合作品牌", "Brands"], ["46社", "46家", "46"]),
        (["取扱商品", "在售商品", "Products"], ["1,240点", "1,240款", "1,240"]),
        (["年間販売数", "年销量", "Units sold a year"], ["318,500個", "318,500件", "318,500"]),
    ]
    .into_iter()
    .map(|(label, value)| Figure { label: pick(lang, label), value: pick(lang, value) })
    .collect()
}

fn steps(lang: Lang) -> Vec<Step> {
    [
        (
            ["ご登録", "提交资料", "Register"],
            [
                "会社と商品の情報をお預かりし、担当者が輸出の可否と表示を確認します。",
                "提交公司与商品信息，由专人核对出口条件与标签。",
                "You send your company and products; a person checks export rules and labels.",
            ],
        ),
        (
            ["見本の発送", "寄送样品", "Send samples"],
            [
                "商品を試したい店主から見本の依頼が届きます。承認した分だけをお送りください。",
                "店主申请试用样品，您只需寄出已同意的部分。",
                "Storefront owners ask for samples; you send only what you approve.",
            ],
        ),
        (
            ["販売開始", "开始销售", "Go on sale"],
            [
                "店主が自分の言葉で商品を紹介します。価格と在庫はいつでも変更できます。",
                "店主用自己的语言介绍商品，价格与库存可随时调整。",
                "Owners present the products in their own words. Prices and stock stay yours.",
            ],
        ),
        (
            ["毎月のご精算", "按月结算", "Monthly settlement"],
            [
                "売上と手数料は注文ごとに明細でお知らせし、翌月末にお支払いします。",
                "每笔订单的销售额与佣金均有明细，次月底付款。",
                "Each order's sales and commission are on your statement; paid a month later.",
            ],
        ),
    ]
    .into_iter()
    .map(|(title, text)| Step { title: pick(lang, title).into(), text: pick(lang, text).into() })
    .collect()
}

fn storefronts(count: usize) -> Vec<Storefront> {
    let zh = |text: &str| Run::of(Lang::ZhHans, text);
    let some = [
        (
            "小满的和风厨房",
            "上海",
            "图文社区",
            "32.6万",
            "日式家常菜与厨房小物，重视食材产地与制作过程的说明。",
        ),
        ("骨董与直播间", "杭州", "直播间", "8.4万", "每周三场器物直播，用户以三十到四十五岁为主。"),
        ("青禾妈妈慢生活", "成都", "图文社区", "15.2万", "母婴与家居，选品谨慎，退货率低。"),
        (
            "旅の手帖 by Linlin",
            "大连",
            "图文社区",
            "6.1万",
            "日本小城旅行与地方特产，附产地探访记录。",
        ),
    ];
    (0..count)
        .map(|at| {
            let (name, city, platform, followers, about) = some[at % some.len()];
            Storefront {
                name: zh(name),
                city: zh(city),
                platform: zh(platform),
                followers: followers.to_owned(),
                about: zh(about),
            }
        })
        .collect()
}

fn terms(lang: Lang) -> Vec<Term> {
    [
        (["初期費用", "入驻费用", "Fees"], [
            "登録料・月額費用はありません。販売が成立したときの手数料だけをいただきます。",
            "无注册费与月费，仅在成交后收取佣金。",
            "No fee to join and none a month; a commission is due only on what is sold.",
        ]),
        (["手数料", "佣金", "Commission"], [
            "商品代金（税抜）の15%から。商品ごとに提示し、ご承認いただいた率を注文時に固定します。",
            "商品金额（未税）的15%起，按商品约定，下单时锁定比例。",
            "From 15% of the price without tax, agreed for each product and fixed at order time.",
        ]),
        (["配送と返品", "物流与退货", "Shipping and returns"], [
            "国内倉庫までの送料は貴社のご負担、国際配送は当方が手配します。開封前の返品は到着後7日まで。",
            "国内仓库前的运费由贵司承担，国际物流由我方安排；未拆封商品到货7日内可退。",
            "You ship to our warehouse; we ship abroad. Unopened goods may come back within 7 days.",
        ]),
        (["契約期間", "合同期限", "Period"], [
            "1年ごとの自動更新。1か月前の通知でいつでも終了できます。",
            "合同期一年，自动续约，提前一个月通知即可终止。",
            "One year, renewed; either side may end it with a month's notice.",
        ]),
    ]
    .into_iter()
    .map(|(title, text)| Term { title: pick(lang, title).into(), text: pick(lang, text).into() })
    .collect()
}

/// A deck of ordinary length.
pub(crate) fn materials(lang: Lang, shops: usize) -> Materials {
    let l = |texts| pick(lang, texts);
    let category = |name, count| Category { name: l(name).into(), count: l(count) };
    Materials {
        labels: labels(lang),
        lang,
        network: l(["あおば架け橋ネットワーク", "青叶桥销售网络", "Aoba Bridge Network"]).into(),
        tagline: l([
            "日本のつくり手と、中国の生活者に信頼される店主をつなぐ。",
            "连接日本匠人与深受中国消费者信赖的店主。",
            "Japanese makers, and the shopkeepers whom Chinese households trust.",
        ])
        .into(),
        introduction: l([
            "あおば架け橋ネットワークは、日本のメーカーと、中国のSNSで店を営む店主（KOL）を結ぶ販売網です。\
             商品を選び、試し、自分の言葉で伝える人だけが店を開きます。\n\
             メーカーの皆さまには、登録から見本の発送、受注、毎月の精算までを日本語の一つの画面でご覧いただけます。\
             「どの店で、なぜ売れたか」が分かるので、次の商品づくりにも役立ちます。",
            "青叶桥是连接日本制造商与中国社交平台店主（KOL）的销售网络。只有亲自挑选、试用，并愿意用自己的话介绍商品的人，才会在这里开店。\n\
             从入驻、寄样、接单到每月结算，品牌方在同一个中文界面即可完成，清楚了解“哪家店、因何而卖”。",
            "Aoba Bridge is a sales network between Japanese makers and the people who run shops on Chinese \
             social platforms. Only those who choose, try and explain products themselves may open one.\n\
             Brands see it all in one place, from registration and samples to orders and the monthly statement.",
        ])
        .into(),
        figures: figures(lang),
        steps: steps(lang),
        storefronts: storefronts(shops),
        categories: vec![
            category(["食品・調味料", "食品与调味料", "Food and seasoning"], ["412点", "412款", "412"]),
            category(["台所道具・器", "厨具与器皿", "Kitchen and tableware"], ["368点", "368款", "368"]),
            category(["スキンケア", "护肤", "Skin care"], ["255点", "255款", "255"]),
            category(["文房具", "文具", "Stationery"], ["205点", "205款", "205"]),
        ],
        terms: terms(lang),
        contact: vec![
            Pair { label: l(["運営", "运营方", "Operator"]), value: l(["株式会社あおば架け橋見本", "青叶桥样本株式会社", "Aoba Bridge Sample Inc."]).into() },
            Pair { label: l(["電子メール", "电子邮箱", "E-mail"]), value: "partners@aoba-bridge.example".into() },
            Pair { label: l(["所在地", "地址", "Address"]), value: l(["見本県架空市一丁目2番3号", "样本县架空市一丁目2番3号", "1-2-3 Kakū, Mihon"]).into() },
        ],
        prepared_for: Some(l(["株式会社みなも食品見本　御中", "水面食品样本株式会社", "Minamo Foods Sample Co."]).into()),
        prepared_on: l(["2026年11月22日", "2026年11月22日", "22 November 2026"]),
    }
}

/// A deck in which everything is too long.
pub(crate) fn crowded() -> Materials {
    let mut data = materials(Lang::Ja, 40);
    data.network =
        "たいへん長い名前を持つ全国地域特産品および伝統工芸品の販売促進連携ネットワーク運営協議会"
            .into();
    data.prepared_for = Some("とても長い社名の株式会社あおぞらみずうみ総合食品研究開発製造販売ホールディングス見本　御中".into());
    data.tagline = "全国の小さなつくり手が丹精こめた品々を、確かな目を持つ店主の言葉とともに、海の向こうの暮らしへまっすぐ届けるための、ひらかれた共同の仕組み。".into();
    data.figures[0].value = "1,234,567,890円".to_owned();
    data.figures.push(Figure { label: "国・地域".to_owned(), value: "7".to_owned() });
    data.steps.extend(steps(Lang::Ja));
    data.storefronts[1].name =
        Run::of(Lang::En, "averyveryverylonghandlewithoutanyspaces_official_2026");
    data.storefronts[2].about = Run::of(Lang::ZhHans, "这家店的介绍写得非常长，".repeat(12));
    for (at, shop) in data.storefronts.iter_mut().enumerate() {
        shop.city = format!("第{}号店", at + 1).into();
    }
    data
}

fn statement_labels(lang: Lang) -> statement::Labels {
    let l = |texts| pick(lang, texts);
    statement::Labels {
        payee: l(["お支払先", "收款方", "Payee"]),
        payer: l(["支払者", "付款方", "Payer"]),
        period: l(["対象期間", "结算期间", "Period"]),
        issued_on: l(["発行日", "出具日期", "Issued"]),
        date: l(["日付", "日期", "Date"]),
        what: l(["内容", "内容", "Item"]),
        order: l(["注文番号", "订单号", "Order"]),
        base: l(["対象額", "计佣金额", "Base"]),
        rate: l(["料率", "比例", "Rate"]),
        amount: l(["金額", "金额", "Amount"]),
        no_lines: l(["この期間の取引はありません。", "本期无交易。", "Nothing in this period."]),
        note: l(["備考", "备注", "Note"]),
    }
}

/// A statement with so many lines.
pub(crate) fn statement(lang: Lang, lines: usize) -> Statement {
    let l = |texts| pick(lang, texts);
    let total =
        |label, value: &str, strong| Total { label: l(label), value: value.to_owned(), strong };
    let items = [
        ["抹茶ラテの素 300g", "抹茶拿铁粉 300克", "Matcha latte mix 300 g"],
        [
            "有田焼ふう小皿 五枚組（藍・白・墨）",
            "有田风小碟 五件套（蓝・白・墨）",
            "Small plates, set of five",
        ],
        ["返品による調整", "退货调整", "Correction: return"],
    ];
    Statement {
        labels: statement_labels(lang),
        lang,
        title: l(["支払通知書", "结算单", "Statement of commission"]),
        payee: Party {
            name: l(["小満商店（見本）　御中", "小满商店（样本）", "Xiaoman Store (sample)"]).into(),
            details: vec!["登録番号 T0000000000000".into(), Run::of(Lang::ZhHans, "上海市样本区架空路1号")],
        },
        payer: Party {
            name: l(["株式会社あおば架け橋見本", "青叶桥样本株式会社", "Aoba Bridge Sample Inc."]).into(),
            details: vec!["見本県架空市一丁目2番3号".into()],
        },
        period: l(["2026年10月1日〜10月31日", "2026年10月1日至10月31日", "1–31 October 2026"]),
        issued_on: l(["2026年11月5日", "2026年11月5日", "5 November 2026"]),
        lines: (1..=lines)
            .map(|at| Line {
                date: format!("2026/10/{:02}", at % 31 + 1),
                what: l(items[at % 3]).into(),
                order: if at % 7 == 0 {
                    "ord_01jd8x6k4vqf3t9w2m5n7p0rsz".to_owned()
                } else {
                    format!("A-{at:05}")
                },
                base: if at % 3 == 2 { "−3,980円".to_owned() } else { format!("{},480円", at % 90 + 1) },
                rate: "12.5%".to_owned(),
                amount: if at % 3 == 2 { "−498円".to_owned() } else { format!("{}円", 185 * (at % 5 + 1)) },
            })
            .collect(),
        totals: vec![
            total(["小計", "小计", "Subtotal"], "184,200円", false),
            total(["消費税（10%）", "消费税（10%）", "Consumption tax (10%)"], "18,420円", false),
            total(["源泉徴収税額", "预扣税", "Tax withheld"], "−20,684円", false),
            total(["お支払金額", "应付金额", "To be paid"], "181,936円", true),
        ],
        note: Some(l([
            "お支払予定日は2026年11月30日です。内容にご不明な点がございましたら、発行日から14日以内に担当者までご連絡ください。",
            "预计付款日为2026年11月30日。如有疑问，请于出具日起14日内联系负责人。",
            "Payment is due on 30 November 2026. Please write within 14 days if anything looks wrong.",
        ]).into()),
    }
}
