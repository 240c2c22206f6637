//! What the build accepts, and what it refuses in which words.

#[path = "../build/catalogue.rs"]
mod catalogue;
#[path = "../build/pattern.rs"]
mod pattern;
#[path = "../build/rust.rs"]
mod rust;
#[path = "../build/source.rs"]
mod source;

use source::File;

/// Builds one file per language, `a.ftl`.
fn build(ja: &str, en: &str) -> Result<String, Vec<String>> {
    let file = |locale: &'static str, text: &str| File {
        locale,
        name: format!("locales/{locale}/a.ftl"),
        text: text.to_owned(),
    };
    catalogue::build(&["ja", "en"], &[file("ja", ja), file("en", en)]).map(|all| rust::write(&all))
}

/// The only problem.
fn refused(ja: &str, en: &str) -> String {
    let problems = build(ja, en).expect_err("a problem");
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems.concat()
}

#[test]
fn a_key_missing_in_a_language_is_named_with_its_place() {
    assert_eq!(
        refused("\na-b = x\na-c = y\n", "a-c = y\n"),
        "locales/ja/a.ftl:2: a-b: missing in en"
    );
    assert_eq!(
        refused("a-c = y\n", "a-c = y\na-b = x\n"),
        "locales/en/a.ftl:2: a-b: missing in ja"
    );
}

#[test]
fn other_variables_are_refused_unless_declared() {
    let uses = refused("a-b = x\n", "a-b = { $name }\n");
    assert_eq!(uses, "locales/en/a.ftl:1: a-b: uses $name, which ja has not");
    let lacks = refused("a-b = { $name }\n", "a-b = x\n");
    assert!(
        lacks.starts_with("locales/en/a.ftl:1: a-b: does not use $name, which ja has"),
        "{lacks}"
    );
    assert!(build("a-b = { $name }\n", "# $name (String)\na-b = x\n").is_ok());
    assert!(build("# $name (String)\na-b = x\n", "a-b = { $name }\n").is_ok());
}

#[test]
fn a_key_defined_twice_is_refused() {
    let twice = refused("a-b = x\na-b = y\n", "a-b = x\n");
    assert_eq!(twice, "locales/ja/a.ftl:2: a-b: defined twice; first at locales/ja/a.ftl:1: a-b");
}

#[test]
fn a_syntax_error_is_named_with_its_line() {
    let problems = build("a-b = x\na-c = { $\n", "a-b = x\n").expect_err("a problem");
    assert!(problems[0].starts_with("locales/ja/a.ftl:2: syntax: "), "{problems:?}");
}

#[test]
fn plural_forms_need_a_number_and_a_language_that_has_them() {
    let en = "a-b = { $n ->\n    [one] x\n   *[other] y\n}\n";
    let untyped = refused("a-b = { $n }\n", en);
    assert!(untyped.contains("declare `# $n (Number)` right above the ja message"), "{untyped}");
    assert!(build("# $n (Number)\na-b = { $n }\n", en).is_ok());
    let never = refused(&format!("# $n (Number)\n{en}"), en);
    assert!(never.contains("`[one]` of `$n` is never chosen: ja has"), "{never}");
    let few = refused("# $n (Number)\na-b = { $n }\n", &en.replace("one", "few"));
    assert!(few.contains("`[few]` of `$n` is never chosen: en"), "{few}");
}

#[test]
fn a_declaration_that_declares_nothing_is_refused() {
    let apart = refused("# $n (Number)\n\na-b = { $n }\n", "a-b = { $n }\n");
    assert!(apart.contains("but no message is on the next line"), "{apart}");
    let kind = refused("# $n (Integer)\na-b = { $n }\n", "a-b = { $n }\n");
    assert!(kind.contains("`$n (Integer)` is no declaration"), "{kind}");
    let other = refused("# $n (Number)\na-b = { $n }\n", "# $n (String)\na-b = { $n }\n");
    assert!(other.contains("`$n` has another type in ja"), "{other}");
}

#[test]
fn references_are_said_with_their_variables() {
    let text = "-brand = K\n\
        a-greeting = { $name } 様\n\
        # $n (Number)\n\
        a-count = { $n }\n\
        a-b = { a-greeting } { -brand } { a-count }\n";
    let rust = build(text, text).expect("rust");
    assert!(
        rust.contains("pub fn a_b(self, n: impl Given<i64>, name: impl AsRef<str>) -> String"),
        "{rust}"
    );
    assert!(rust.contains("Piece::Text(\" 様 K \")"), "{rust}");
}

#[test]
fn references_to_nothing_and_to_itself_are_refused() {
    let nothing = refused("a-b = { -brand }\n", "a-b = x\n");
    assert!(
        nothing.contains("refers to `-brand`, which this language does not define"),
        "{nothing}"
    );
    let problems =
        build("a-b = { a-c }\na-c = { a-b }\n", "a-b = x\na-c = x\n").expect_err("problems");
    assert!(problems.iter().all(|problem| problem.contains("refers to itself")), "{problems:?}");
}

#[test]
fn what_is_not_supported_is_named() {
    for (wrong, says) in [
        ("a-b = { NUMBER($n) }\n", "functions such as NUMBER()"),
        ("a-b = x\n    .title = y\n", "attributes are not used here"),
        ("a-b = { $type }\n", "`$type` cannot be a parameter"),
        ("a-B = x\n", "a key is `<feature>-<thing>`"),
        ("single = x\n", "a key is `<feature>-<thing>`"),
        ("field-error = x\n", "the name is taken"),
    ] {
        let problem = build(wrong, wrong).expect_err(wrong).concat();
        assert!(problem.contains(says), "{problem}");
    }
}
