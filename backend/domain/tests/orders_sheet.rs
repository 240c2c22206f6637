//! Workbooks of orders.

use domain::orders::file::{Profile, Reader, SheetFault, Step, inspect, to_text};
use domain::{Currency, Money, Timestamp};

const WORKBOOK: &[u8] = include_bytes!("data/tiktok.xlsx");

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("moment")
}

#[test]
fn a_workbook_reads_by_the_rows_of_its_sheet_of_orders() {
    let mut text = Vec::new();
    to_text(WORKBOOK, &mut text).expect("workbook");
    let layout = inspect(&text, true, &Profile::platforms(), None).expect("layout").of_sheet(true);
    assert_eq!(layout.profile.name, "tiktok_shop_us");
    let mut reader = Reader::open(&text[..], layout);
    let mut orders = Vec::new();
    while let Some(order) = reader.next_order().expect("order") {
        orders.push(order);
    }
    assert_eq!(reader.errors().count, 0, "{:?}", reader.errors());
    let [whole, canceled] = orders.as_slice() else { panic!("{orders:?}") };
    // The row under the headings explains them.
    assert_eq!((whole.line, whole.external_id.as_str(), whole.lines.len()), (3, "5760001", 2));
    assert_eq!(whole.placed_at, at("2026-05-14T18:23:45Z"), "on the clock of the seller center");
    let dollars = |minor| Money::new(minor, Currency::Usd);
    assert_eq!(
        (whole.lines[0].unit_price, whole.lines[0].discount),
        (dollars(3_980), dollars(500))
    );
    assert_eq!((whole.step, whole.total), (Step::Delivered, dollars(9_280)));
    assert_eq!((canceled.line, canceled.step), (6, Step::Canceled));
    assert_eq!(canceled.placed_at, at("2026-05-14T19:00:00Z"), "a cell that is a moment");
    assert!(canceled.canceled_at.is_some() && canceled.refunded.is_zero());
}

#[test]
fn a_workbook_that_is_none_or_unfolds_into_too_much_is_refused() {
    let fault = |bytes: &[u8]| to_text(bytes, &mut std::io::sink()).expect_err("fault");
    assert!(matches!(fault(b"PK\x03\x04"), SheetFault::Malformed));
    for end in [100, 700, WORKBOOK.len() - 30] {
        assert!(matches!(fault(&WORKBOOK[..end]), SheetFault::Malformed), "{end}");
    }
}
