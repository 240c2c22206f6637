//! Mail domains that an inquiry is not taken from, or is counted differently for.

/// Well-known domains of mailboxes that are thrown away, sorted, one a line.
const DISPOSABLE: &str = include_str!("disposable.txt");

/// Mail domains that many strangers share.
const SHARED: [&str; 30] = [
    "126.com",
    "139.com",
    "163.com",
    "aliyun.com",
    "aol.com",
    "au.com",
    "docomo.ne.jp",
    "ezweb.ne.jp",
    "foxmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "googlemail.com",
    "hotmail.co.jp",
    "hotmail.com",
    "i.softbank.jp",
    "icloud.com",
    "live.com",
    "live.jp",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "outlook.com",
    "outlook.jp",
    "proton.me",
    "qq.com",
    "sina.com",
    "yahoo.co.jp",
    "yahoo.com",
];

/// The domain of an address that was checked.
pub fn domain_of(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether mailboxes of a domain, or of one above it, are thrown away after use.
pub fn is_disposable(domain: &str) -> bool {
    let mut rest = domain;
    loop {
        if DISPOSABLE.lines().any(|known| known == rest) {
            return true;
        }
        match rest.split_once('.') {
            Some((_, above)) => rest = above,
            None => return false,
        }
    }
}

/// Whether many strangers share a domain, as they do those of large mail providers.
pub fn is_shared(domain: &str) -> bool {
    SHARED.binary_search(&domain).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_to_throw_away_are_known_with_their_subdomains() {
        for bad in ["mailinator.com", "a.b.mailinator.com", "yopmail.fr", "sute.jp"] {
            assert!(is_disposable(bad), "{bad}");
        }
        for good in ["gmail.com", "qq.com", "notmailinator.example", "com", "", "tea.example"] {
            assert!(!is_disposable(good), "{good}");
        }
    }

    #[test]
    fn the_lists_are_sorted_and_plain() {
        let names: Vec<&str> = DISPOSABLE.lines().collect();
        assert!(names.len() > 300 && names.is_sorted() && SHARED.is_sorted());
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
        for name in names.iter().chain(&SHARED) {
            assert!(name.contains('.') && name.chars().all(is_plain), "{name}");
        }
        assert!(SHARED.iter().all(|name| !is_disposable(name)));
    }

    #[test]
    fn an_address_ends_in_its_domain() {
        assert_eq!(domain_of("a@b.example"), "b.example");
        assert!(is_shared("qq.com") && !is_shared("tea.example"));
    }
}
