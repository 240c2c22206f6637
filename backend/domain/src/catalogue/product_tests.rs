use super::*;

const ALLOWED: &[Currency] = &[Currency::Jpy, Currency::Cny];

fn draft() -> ProductDraft {
    ProductDraft::gather(|name| {
        let value = match name {
            "sku" => "MRN-001",
            "jan" => "４９０１０８５１２８５３４",
            "category" => "skincare",
            "price" => "3,520",
            "currency" => "JPY",
            "rate" => "20",
            "sample_offered" => "on",
            "name_ja" => " 米ぬか化粧水 ",
            "summary_ja" => "とろみのある化粧水",
            "description_ja" => "一行目\r\n二行目",
            "selling_points_ja" => " 香料不使用 \n\n150mL",
            "name_zh_hans" => "米糠化妆水",
            "summary_zh_hans" => "质地微稠",
            "description_zh_hans" => "第一行",
            _ => "",
        };
        value.to_owned()
    })
}

fn wrong<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
    match result {
        Err(Error::Invalid(errors)) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draft_is_cleaned_into_fields() {
    let fields = validate(&draft(), ALLOWED).expect("fields");
    assert_eq!(fields.jan.as_ref().map(Gtin::as_str), Some("4901085128534"));
    assert_eq!(fields.price, Money::new(3_520, Currency::Jpy));
    assert_eq!(fields.rate.ppm(), 200_000);
    assert!(fields.sample_offered);
    assert_eq!(fields.texts.ja.name, "米ぬか化粧水");
    assert_eq!(fields.texts.ja.description, "一行目\n二行目");
    assert_eq!(fields.texts.ja.selling_points, "香料不使用\n150mL");
    assert_eq!(fields.texts.zh_hans.name, "米糠化妆水");
    assert_eq!(fields.texts.en, ProductTexts::default());
    assert_eq!(validate(&fields.draft(), ALLOWED), Ok(fields));
}

#[test]
fn all_wrong_fields_are_told_at_once() {
    let bad = ProductDraft {
        sku: "a b".into(),
        jan: "4901085128535".into(),
        category: "weapons".into(),
        price: "-1".into(),
        currency: "CNY".into(),
        rate: "101".into(),
        texts: PerLocale::each(|locale| ProductTexts {
            name: if locale == Locale::En { "x".repeat(81) } else { String::new() },
            ..ProductTexts::default()
        }),
        ..ProductDraft::default()
    };
    assert_eq!(
        wrong(validate(&bad, ALLOWED)),
        [
            ("sku".into(), "sku-malformed"),
            ("jan".into(), "jan-check-digit"),
            ("category".into(), "choice-unknown"),
            ("price".into(), "amount-negative"),
            ("rate".into(), "rate-out-of-range"),
            ("name_en".into(), "field-too-long"),
        ]
    );
    assert_eq!(
        wrong(validate(&ProductDraft::default(), ALLOWED)),
        [
            ("sku".into(), "field-required"),
            ("category".into(), "field-required"),
            ("currency".into(), "currency-unknown"),
            ("rate".into(), "field-required"),
        ]
    );
}

#[test]
fn a_currency_that_the_network_does_not_take_is_refused() {
    let usd = ProductDraft { currency: "USD".into(), ..draft() };
    assert_eq!(wrong(validate(&usd, ALLOWED)), [("currency".into(), "currency-unknown")]);
    let fine = ProductDraft { price: "12.345".into(), currency: "CNY".into(), ..draft() };
    assert_eq!(wrong(validate(&fine, ALLOWED)), [("price".into(), "amount-malformed")]);
    let huge = ProductDraft { price: "10000000001".into(), ..draft() };
    assert_eq!(wrong(validate(&huge, ALLOWED)), [("price".into(), "amount-too-large")]);
}

#[test]
fn a_submission_needs_both_languages_a_price_and_a_picture() {
    let fields = validate(&draft(), ALLOWED).expect("fields");
    assert_eq!(completeness(&fields, Some(AssetId::new())), Ok(()));
    let bare = ProductDraft {
        price: String::new(),
        texts: PerLocale { ja: draft().texts.ja, ..PerLocale::default() },
        ..draft()
    };
    let bare = validate(&bare, ALLOWED).expect("a draft may be bare");
    assert_eq!(
        wrong(completeness(&bare, None)),
        [
            ("price".into(), "field-required"),
            ("name_zh_hans".into(), "field-required"),
            ("summary_zh_hans".into(), "field-required"),
            ("description_zh_hans".into(), "field-required"),
            ("picture".into(), "field-required"),
        ]
    );
}

#[test]
fn a_product_is_decided_only_after_it_was_taken() {
    use ProductAct as A;
    use ProductStatus as S;
    for act in [A::Approve, A::RequestChanges, A::Reject] {
        assert!(S::InReview.allows(act));
        assert_eq!(S::Submitted.after(act), Err(Error::Refused("product-state")));
    }
    assert_eq!(S::ChangesRequested.after(A::Submit), Ok(S::Submitted));
    assert_eq!(S::Suspended.after(A::Resume), Ok(S::Published));
    assert_eq!(S::Rejected.acts().count() + S::Withdrawn.acts().count(), 0);
}

#[test]
fn a_brand_writes_only_when_it_is_its_turn() {
    let open: Vec<_> = ProductStatus::ALL
        .iter()
        .filter(|status| status.must_be_open_to_change().is_ok())
        .collect();
    assert_eq!(open, [&ProductStatus::Draft, &ProductStatus::ChangesRequested]);
}
