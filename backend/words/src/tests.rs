use domain::{Error, FieldError, Locale};

use crate::{keys, of};

const JA: Locale = Locale::Ja;
const EN: Locale = Locale::En;

#[test]
fn the_tables_have_the_order_of_the_languages() {
    assert_eq!(Locale::ALL.map(|locale| locale as usize), [0, 1, 2]);
    assert_eq!(Locale::ALL.map(Locale::tag), ["ja", "zh-Hans", "en"]);
}

#[test]
fn every_key_exists_in_each_language() {
    assert!(keys().is_sorted());
    for key in keys() {
        for locale in Locale::ALL {
            let text = of(locale).get(key, &[]).expect("text");
            assert!(!text.trim().is_empty(), "{key} in {locale}");
            assert!(!text.contains(['\u{2068}', '\u{2069}']), "{key} in {locale}");
        }
    }
    assert_eq!(of(JA).get("error-no-such", &[]), None);
}

#[test]
fn a_plain_message_is_the_same_by_name_and_by_key() {
    assert_eq!(of(JA).words_test_plain(), "変わらない文");
    assert_eq!(
        of(EN).get("words-test-plain", &[("spare", "x")]).as_deref(),
        Some("A sentence that stays")
    );
}

#[test]
fn numbers_choose_the_plural_form_and_are_grouped() {
    assert_eq!(of(JA).words_test_leads("葵", 1_200), "葵さんのリードは1,200件");
    assert_eq!(of(EN).words_test_leads(String::from("Aoi"), 1_u64), "Aoi has one lead");
    let (lent, count) = (&&"Aoi", &&21_usize);
    assert_eq!(of(EN).words_test_leads(lent, count), "Aoi has 21 leads");
    let counted = |count| Locale::ALL.map(|locale| of(locale).words_test_count(count));
    assert_eq!(counted(0), ["まだありません", "暂无", "Nothing yet"]);
    assert_eq!(counted(1), ["1件あります", "共1条", "One item"]);
    assert_eq!(counted(-2_000), ["−2,000件あります", "共−2,000条", "−2,000 items"]);
}

#[test]
fn words_choose_their_own_form() {
    assert_eq!(of(EN).words_test_kind("brand"), "Manufacturer");
    assert_eq!(of(JA).words_test_kind("mcn"), "その他");
    assert_eq!(of(EN).get("words-test-kind", &[("kind", "kol")]).as_deref(), Some("Influencer"));
}

#[test]
fn a_mail_keeps_its_lines_and_says_what_it_refers_to() {
    let mail = "葵 様\n\nお世話になっております。\nかけはしです。\n  字下げした行\n変わらない文";
    assert_eq!(of(JA).words_test_mail("葵"), mail);
}

#[test]
fn a_key_known_at_run_time_takes_its_arguments_by_name() {
    let args = [("count", "1"), ("name", "Aoi")];
    assert_eq!(of(EN).get("words-test-leads", &args).as_deref(), Some("Aoi has one lead"));
    let odd = [("count", "lots"), ("name", "Aoi")];
    assert_eq!(of(EN).get("words-test-leads", &odd).as_deref(), Some("Aoi has lots leads"));
    assert_eq!(of(EN).get("words-test-leads", &[]).as_deref(), Some("{$name} has {$count} leads"));
}

#[test]
fn an_error_says_what_to_do_next() {
    assert_eq!(
        of(JA).error(&Error::Busy),
        "ただいま混み合っています。少し待ってから、もう一度お試しください。"
    );
    let often = "Too many requests in a short time. Please try again in one second.";
    assert_eq!(of(EN).error(&Error::TooOften(1)), often);
    let locked = of(EN).error(&Error::Unauthenticated("sign-in-locked"));
    assert!(locked.ends_with("Please wait a while and try again."), "{locked}");
    let broken = of(EN).error(&Error::Broken("secret".into()));
    assert!(!broken.contains("secret"), "{broken}");
}

#[test]
fn a_code_without_a_message_gets_a_general_one() {
    assert_eq!(of(EN).error(&Error::Refused("no-such")), of(EN).error_refused());
    assert_eq!(of(EN).error(&Error::Taken("no-such")), of(EN).error_taken());
    assert_eq!(of(EN).error(&Error::Unauthenticated("no-such")), of(EN).error_unauthenticated());
    assert_eq!(of(EN).field_error(&FieldError::new("name", "no-such")), of(EN).error_field_wrong());
}

#[test]
fn a_field_error_uses_its_arguments() {
    let long = FieldError::new("name", "field-too-long").with("limit", 2_000);
    assert_eq!(of(JA).field_error(&long), "2,000文字以内で入力してください。");
    let range = FieldError::new("age", "number-out-of-range").with("min", 1).with("max", 10);
    assert_eq!(of(EN).field_error(&range), "Please enter a number between 1 and 10.");
}

#[test]
fn a_state_without_a_message_shows_as_it_is_stored() {
    assert_eq!(of(JA).state("no_flow", "sent_back"), "sent_back");
}
