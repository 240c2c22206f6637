//! Signatures of mails, checked with a verifier of its own (RFC 6376, RFC 8463).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use server::mail::{Letter, Signer, Transport};
use sha2::{Digest, Sha256};

const SEED: [u8; 32] = [9; 32];

fn letter(unsubscribe: bool) -> Letter {
    Letter {
        message_id: "mal_01jd0000000000000000000000@hashi.example".to_owned(),
        sender: "はし <hello@hashi.example>".to_owned(),
        recipient: "tanaka@example.jp".to_owned(),
        locale: "ja".to_owned(),
        subject:
            "【はし】とても長い件名でも、署名は折り返しに左右されずに確かめられます。そのはずです。"
                .to_owned(),
        text: "本文です。  \n\n.\n終わり\n\n\n".to_owned(),
        html: "<p>本文です。</p>".to_owned(),
        unsubscribe: unsubscribe.then(|| "https://hashi.example/n/hashi/news/stop/x".to_owned()),
    }
}

fn signed(key: &str, letter: &Letter) -> String {
    let signer = Signer::new(key, "s1", "hashi.example").expect("a key");
    let folder = tempfile::tempdir().expect("folder");
    let files = Transport::Files(folder.path().to_path_buf(), Some(Arc::new(signer)));
    files.send(letter).expect("sent");
    let file = std::fs::read_dir(folder.path()).expect("folder").flatten().next().expect("a file");
    std::fs::read_to_string(file.path()).expect("a message")
}

/// Names and whole values, folded as they stand.
fn headers(head: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            let last = all.last_mut().expect("a header");
            last.1 = format!("{}\r\n{line}", last.1);
        } else {
            let (name, value) = line.split_once(':').expect("a header");
            all.push((name.to_owned(), value.to_owned()));
        }
    }
    all
}

fn relaxed(name: &str, value: &str) -> String {
    let words: Vec<&str> = value.split([' ', '\t', '\r', '\n']).filter(|w| !w.is_empty()).collect();
    format!("{}:{}", name.to_lowercase().trim(), words.join(" "))
}

fn relaxed_body(body: &str) -> String {
    let line = |line: &str| {
        let end = line.trim_end_matches([' ', '\t']);
        let mut out = String::new();
        for letter in end.chars() {
            let blank = letter == ' ' || letter == '\t';
            if !blank {
                out.push(letter);
            } else if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        out
    };
    let lines: Vec<String> = body.split("\r\n").map(line).collect();
    let text = lines.join("\r\n");
    let text = text.trim_end_matches("\r\n");
    if text.is_empty() { String::new() } else { format!("{text}\r\n") }
}

fn tag<'a>(tags: &'a [(String, String)], name: &str) -> &'a str {
    &tags.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1
}

/// Whether the signature of a message is right.
fn verifies(message: &str) -> bool {
    let (head, body) = message.split_once("\r\n\r\n").expect("head and body");
    let headers = headers(head);
    let is_signature = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("dkim-signature");
    let (name, value) = headers.iter().find(is_signature).expect("a signature");
    let flat: String = value.chars().filter(|letter| !letter.is_whitespace()).collect();
    let tags: Vec<(String, String)> = flat
        .split(';')
        .filter_map(|tag| tag.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    assert_eq!((tag(&tags, "a"), tag(&tags, "c")), ("ed25519-sha256", "relaxed/relaxed"));
    assert_eq!((tag(&tags, "d"), tag(&tags, "s")), ("hashi.example", "s1"));
    if STANDARD.encode(Sha256::digest(relaxed_body(body))) != tag(&tags, "bh") {
        return false;
    }
    let mut data = String::new();
    for wanted in tag(&tags, "h").split(':') {
        let (name, value) = headers
            .iter()
            .rfind(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .unwrap_or_else(|| panic!("{wanted} is signed and missing"));
        data.push_str(&relaxed(name, value));
        data.push_str("\r\n");
    }
    let (before, _) = value.rsplit_once("b=").expect("the signature is the last tag");
    data.push_str(&relaxed(name, &format!("{before}b=")));
    let pair = Ed25519KeyPair::from_seed_unchecked(&SEED).expect("a key");
    let public = UnparsedPublicKey::new(&ED25519, pair.public_key().as_ref().to_vec());
    let signature = STANDARD.decode(tag(&tags, "b")).expect("base 64");
    public.verify(&Sha256::digest(data.as_bytes()), &signature).is_ok()
}

fn pem() -> String {
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend(SEED);
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der))
}

#[test]
fn a_signature_is_right_for_the_message_and_for_no_other() {
    for (key, unsubscribe) in [(pem(), true), (STANDARD.encode(SEED), false)] {
        let message = signed(&key, &letter(unsubscribe));
        assert!(verifies(&message), "{message}");
        let h = message.to_lowercase();
        let covered = h.contains("list-unsubscribe:list-unsubscribe-post");
        assert_eq!(covered, unsubscribe, "{message}");
        // Mail servers fold and space anew: that changes nothing.
        assert!(verifies(&message.replacen("To: ", "TO:  ", 1)));
        assert!(!verifies(&message.replacen("tanaka@", "tanuki@", 1)));
        let (head, body) = message.split_once("\r\n\r\n").expect("head and body");
        assert!(!verifies(&format!("{head}\r\n\r\n{}", body.replacen("--", "-- x", 1))));
    }
}

#[test]
fn mails_of_other_domains_are_not_signed_and_a_damaged_key_is_told() {
    let foreign = Letter { sender: "hello@kawa.example".to_owned(), ..letter(false) };
    assert!(!signed(&pem(), &foreign).to_lowercase().contains("dkim-signature"));
    let below = Letter { sender: "hello@news.hashi.example".to_owned(), ..letter(false) };
    assert!(verifies(&signed(&pem(), &below)));
    for wrong in ["", "abc", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"] {
        assert!(Signer::new(wrong, "s1", "hashi.example").is_err(), "{wrong}");
    }
}
