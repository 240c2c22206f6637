//! Order files as shop systems and spreadsheets write them, good and bad.

use domain::orders::file::{Encoding, FileFault, FileOrder, Profile, Reader, RowError, inspect};
use domain::{Currency, Money, Timestamp};
use proptest::prelude::*;

const UTF8: &[u8] = include_bytes!("data/shopify_utf8.csv");
const SJIS: &[u8] = include_bytes!("data/shopify_sjis.csv");
const GB18030: &[u8] = include_bytes!("data/shopify_gb18030.csv");
const BOM_SEMICOLON: &[u8] = include_bytes!("data/shopify_bom_semicolon.csv");
const SHIFTED: &[u8] = include_bytes!("data/shopify_shifted.csv");
const BAD_ROWS: &[u8] = include_bytes!("data/shopify_bad_rows.csv");

#[derive(Debug)]
struct Reading {
    encoding: Encoding,
    rows: u64,
    orders: Vec<FileOrder>,
    unknown_headings: Vec<String>,
}

#[derive(Debug)]
enum Fault {
    File(FileFault),
    Rows { errors: Vec<RowError>, count: u64 },
}

/// Reads a file that is in memory as the product reads one that is not.
fn read(bytes: &[u8]) -> Result<Reading, Fault> {
    let layout = inspect(bytes, true, &Profile::platforms(), None).map_err(Fault::File)?;
    let (encoding, unknown_headings) = (layout.encoding, layout.unknown.clone());
    let mut reader = Reader::open(bytes, layout);
    let mut orders = Vec::new();
    while let Some(order) = reader.next_order().map_err(Fault::File)? {
        orders.push(order);
    }
    let errors = reader.errors();
    if errors.count > 0 {
        return Err(Fault::Rows { errors: errors.kept, count: errors.count });
    }
    Ok(Reading { encoding, rows: reader.rows(), orders, unknown_headings })
}

fn reading(bytes: &[u8]) -> Reading {
    read(bytes).expect("good file")
}

fn errors(bytes: &[u8]) -> Vec<(u64, String, &'static str)> {
    match read(bytes) {
        Err(Fault::Rows { errors, count }) => {
            assert_eq!(count, errors.len() as u64);
            errors.into_iter().map(|error| (error.line, error.column, error.code)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn yen(minor: i64) -> Money {
    Money::new(minor, Currency::Jpy)
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("moment")
}

fn without_places(mut orders: Vec<FileOrder>) -> Vec<FileOrder> {
    for order in &mut orders {
        order.line = 0;
        for line in &mut order.lines {
            line.line = 0;
        }
    }
    orders
}

#[test]
fn an_export_reads_into_orders() {
    let Reading { encoding, rows, orders, unknown_headings } = reading(UTF8);
    assert_eq!((encoding, rows, orders.len()), (Encoding::Utf8, 20, 12));
    assert!(unknown_headings.is_empty());

    let first = &orders[0];
    assert_eq!((first.line, first.external_id.as_str()), (2, "#1001"));
    assert_eq!(first.currency, Currency::Jpy);
    assert_eq!(first.placed_at, at("2026-05-14T02:23:45Z"));
    assert_eq!(first.paid_at, Some(first.placed_at));
    assert_eq!(first.fulfilled_at, Some(at("2026-05-15T00:00:00Z")));
    assert_eq!(first.link_code.as_deref(), Some("aB3x9"));
    assert_eq!(first.financial_status, "paid");
    assert_eq!((first.subtotal, first.shipping), (yen(9_780), yen(0)));
    assert_eq!((first.taxes, first.discount), (yen(889), yen(0)));
    assert_eq!((first.total, first.refunded), (yen(9_780), yen(0)));
    let [_, serum] = first.lines.as_slice() else { panic!("{:?}", first.lines) };
    assert_eq!((serum.line, serum.sku.as_str(), serum.quantity), (3, "MRN-002", 1));
    assert_eq!(serum.name, "抹凛 保湿美容液 30mL");
    assert_eq!((serum.unit_price, serum.discount, serum.fulfilled), (yen(5_800), yen(0), true));
}

#[test]
fn the_buyers_note_tells_the_click_where_no_attribute_does() {
    let note = "kakehashi: clk_01jd0000000000000000000000";
    let text = String::from_utf8_lossy(UTF8);
    let noted = text.replacen(",,kakehashi: aB3x9,", &format!(",謝謝 {note},,"), 1);
    // In the middle of a sentence it is no mark of ours.
    assert_eq!(reading(noted.as_bytes()).orders[0].link_code, None);
    let noted = text.replacen(",,kakehashi: aB3x9,", &format!(",{note},,"), 1);
    let code = reading(noted.as_bytes()).orders[0].link_code.clone();
    assert_eq!(code.as_deref(), note.strip_prefix("kakehashi: "));
}

#[test]
fn discounts_refunds_cancelations_and_currencies_are_told() {
    let orders = reading(UTF8).orders;
    assert_eq!(orders[1].discount_code.as_deref(), Some("SAKURA10"));
    assert_eq!(orders[1].link_code.as_deref(), Some("Lin-77"));
    assert_eq!(orders[1].lines[0].discount, yen(432));
    assert_eq!((orders[2].refunded, orders[2].lines.len()), (yen(1_650), 3));
    assert_eq!(orders[3].refunded, orders[3].total);
    assert_eq!(orders[4].canceled_at, Some(at("2026-05-14T23:30:00Z")));
    assert_eq!((orders[4].paid_at, orders[4].financial_status.as_str()), (None, "voided"));
    let sent: Vec<bool> = orders[6].lines.iter().map(|line| line.fulfilled).collect();
    assert_eq!(sent, [false, true, false, false]);
    assert_eq!(orders[8].lines[0].unit_price, Money::new(19_900, Currency::Cny));
    assert_eq!(orders[10].lines.len(), 2, "the same product twice is two line items");
    assert_eq!(orders[11].lines[0].quantity, 10_000);
}

#[test]
fn line_numbers_count_the_lines_of_notes() {
    for (bytes, name) in [(UTF8, "utf8"), (SJIS, "sjis"), (BOM_SEMICOLON, "semicolon")] {
        // Order 1002 has three lines of attributes, 1004 three of notes.
        let lines: Vec<u64> = reading(bytes).orders.iter().map(|order| order.line).collect();
        assert_eq!(lines, [2, 4, 7, 10, 13, 14, 15, 20, 21, 23, 24, 27], "{name}");
    }
}

#[test]
fn encodings_and_delimiters_make_no_difference() {
    let expected = reading(UTF8).orders;
    let semicolon = reading(BOM_SEMICOLON);
    assert_eq!(semicolon.encoding, Encoding::Utf8Bom);
    assert_eq!(semicolon.orders, expected);

    let japanese = reading(SJIS);
    assert_eq!(japanese.encoding, Encoding::ShiftJis);
    assert!(japanese.unknown_headings.is_empty());
    let mut plain = expected.clone();
    for line in plain.iter_mut().flat_map(|order| &mut order.lines) {
        line.name = line.name.replace('–', "-");
    }
    assert_eq!(japanese.orders, plain);

    let chinese = reading(GB18030);
    assert_eq!(chinese.encoding, Encoding::Gb18030);
    assert_eq!(chinese.orders[0].lines[0].name, "抹凛 卸妆膏 90g");
    assert_eq!(chinese.orders.len(), expected.len());
}

#[test]
fn moved_and_renamed_columns_are_found_and_foreign_ones_told() {
    let shifted = reading(SHIFTED);
    assert_eq!(shifted.rows, 20, "blank rows do not count");
    assert_eq!(shifted.unknown_headings, ["社内メモ", "KOL"]);
    let mut expected = without_places(reading(UTF8).orders);
    for order in &mut expected {
        let is_sent = order.fulfilled_at.is_some();
        order.lines.iter_mut().for_each(|line| line.fulfilled = is_sent);
    }
    assert_eq!(without_places(shifted.orders), expected);
}

#[test]
fn every_bad_cell_of_every_row_is_told() {
    let expected = [
        (3, "Name", "field-required"),
        (4, "Currency", "currency-unknown"),
        (5, "Lineitem quantity", "number-out-of-range"),
        (6, "Currency", "field-required"),
        (9, "Created at", "date-malformed"),
        (9, "Paid at", "date-malformed"),
        (10, "Subtotal", "amount-malformed"),
        (10, "Total", "amount-malformed"),
        (11, "Refunded Amount", "amount-too-large"),
        (12, "Shipping", "amount-negative"),
        (13, "Lineitem sku", "field-required"),
        (13, "Lineitem quantity", "number-malformed"),
        (13, "Lineitem price", "field-required"),
        (14, "Lineitem quantity", "number-out-of-range"),
        (15, "Lineitem discount", "amount-too-large"),
        (16, "Taxes", "amount-too-large"),
        (17, "Total", "order-conflict"),
        (17, "Name", "order-repeated"),
        (18, "Paid at", "date-malformed"),
        (18, "Currency", "order-conflict"),
        (18, "Discount Code", "order-conflict"),
        (19, "Financial Status", "field-required"),
        (19, "Created at", "field-required"),
        (19, "Lineitem name", "field-required"),
        (20, "Lineitem sku", "field-too-long"),
        (23, "Name", "order-repeated"),
        (24, "Name", "field-required"),
        (24, "Lineitem quantity", "number-malformed"),
        (26, "", "row-cells"),
        (27, "", "row-quote"),
    ];
    let mut expected =
        expected.map(|(line, column, code)| (line, column.to_owned(), code)).to_vec();
    let mut found = errors(BAD_ROWS);
    assert!(found.is_sorted_by_key(|(line, _, _)| *line));
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn errors_tell_limits_and_no_cell() {
    let Err(Fault::Rows { errors, .. }) = read(BAD_ROWS) else { panic!("bad rows") };
    let args = |line: u64| {
        let error = errors.iter().find(|error| error.line == line);
        error.map(|error| error.args.clone()).unwrap_or_default()
    };
    assert_eq!(args(11), [("limit", "9780".to_owned())]);
    assert_eq!(args(14), [("min", "1".to_owned()), ("max", "10000".to_owned())]);
    assert_eq!(args(17), [("line", "2".to_owned())]);
    assert_eq!(args(26), [("expected", "70".to_owned()), ("found", "71".to_owned())]);
    assert!(!format!("{errors:?}").contains("example.invalid"));
}

#[test]
fn nothing_about_the_buyer_is_kept() {
    let told = format!("{:?}", reading(UTF8));
    for secret in ["架空", "見本", "example.invalid", "100-0000", "0000-0000"] {
        assert!(!told.contains(secret), "{secret}");
    }
}

#[test]
fn errors_past_a_thousand_are_only_counted() {
    let text = String::from_utf8(UTF8.to_vec()).expect("text");
    let headings = text.lines().next().expect("headings");
    let file = format!("{headings}\n{}", ",x\n".repeat(1_500));
    let Err(Fault::Rows { errors, count }) = read(file.as_bytes()) else { panic!("bad rows") };
    // Name, quantity, product and code of each row.
    assert_eq!((errors.len(), count), (1_000, 6_000));
}

#[test]
fn files_that_are_no_orders_are_named_for_what_they_are() {
    let fault = |bytes: &[u8]| match read(bytes) {
        Err(Fault::File(fault)) => fault,
        other => panic!("{other:?}"),
    };
    for empty in [&b""[..], b" \r\n\r\n", b"\0\0"] {
        assert_eq!(fault(empty), FileFault::Empty);
    }
    let headings = UTF8.iter().position(|byte| *byte == b'\n').expect("line");
    assert_eq!(fault(&UTF8[..headings]), FileFault::Empty);
    assert_eq!(fault(&UTF8[..=headings]), FileFault::Empty);
    assert_eq!(fault(b"PK\x03\x04\x14\x00\xff\xff\x80"), FileFault::Encoding);
    let unknown = FileFault::Headings { profile: None, missing: Vec::new() };
    assert_eq!(fault(b"a,b\n1,2\n"), unknown);
    let FileFault::Headings { profile, missing } =
        fault("注文番号,Financial Status,Currency,Total\n1,2,3,4\n".as_bytes())
    else {
        panic!("headings")
    };
    assert_eq!(profile.as_deref(), Some("shopify"));
    let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
    assert!(missing.contains(&"Lineitem sku") && missing.contains(&"Refunded Amount"));
    assert!(!missing.contains(&"Name") && !missing.contains(&"Total"));
}

#[test]
fn rows_of_one_order_may_stand_apart() {
    let text = String::from_utf8(UTF8.to_vec()).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    // Order 1008 is one row of one line; the second row of 1001 goes behind it.
    let order = lines.iter().find(|line| line.starts_with("#1008")).expect("order");
    let file = [lines[0], lines[1], order, lines[2]].join("\n") + "\n";
    let orders = reading(file.as_bytes()).orders;
    assert_eq!(orders.len(), 2);
    assert_eq!((orders[0].lines.len(), orders[0].lines[1].line), (2, 4));
}

#[test]
fn a_good_file_cut_at_any_byte_gets_an_answer() {
    // Every byte from an order with two rows to the end of one whose note has three lines; places
    // of every kind in the whole of each file.
    for (bytes, places, step) in [
        (SJIS, 1_400..2_150, 1),
        (SJIS, 0..SJIS.len(), 37),
        (UTF8, 0..UTF8.len(), 37),
        (GB18030, 0..GB18030.len(), 37),
        (BOM_SEMICOLON, 0..BOM_SEMICOLON.len(), 37),
    ] {
        let whole = reading(bytes).orders;
        for end in places.step_by(step) {
            if let Ok(cut) = read(&bytes[..end]) {
                // What is read of a cut file is the beginning of the file, never something else.
                assert!(cut.orders.len() <= whole.len());
                for (cut, whole) in cut.orders.iter().zip(&whole) {
                    assert_eq!((cut.total, cut.refunded), (whole.total, whole.refunded), "{end}");
                    assert!(whole.lines.starts_with(&cut.lines), "{end}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes);
    }

    #[test]
    fn spoiled_files_never_panic(
        spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        file in prop::sample::select(vec![UTF8, SJIS, GB18030, BOM_SEMICOLON, SHIFTED]),
    ) {
        let mut bytes = file.to_vec();
        for (place, byte) in spots {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = read(&bytes);
    }

    #[test]
    fn arbitrary_cells_never_panic(cells in prop::collection::vec("\\PC{0,12}", 21)) {
        let headings = "Name,Financial Status,Paid at,Fulfilled at,Currency,Subtotal,Shipping,Taxes,\
            Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,\
            Lineitem price,Lineitem sku,Lineitem fulfillment status,Note Attributes,Cancelled at,\
            Refunded Amount,Lineitem discount\n";
        let row: Vec<String> =
            cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let _ = read(format!("{headings}{}\n", row.join(",")).as_bytes());
    }
}
