//! Leads that are likely the same party: what of a lead is compared, and how.

use crate::choices;
use crate::text;

/// Services that anybody gets an address from: such a domain says nothing of a company.
const FREE_MAIL: &[&str] = &[
    "126.com",
    "139.com",
    "163.com",
    "189.cn",
    "aliyun.com",
    "aol.com",
    "au.com",
    "docomo.ne.jp",
    "excite.co.jp",
    "ezweb.ne.jp",
    "foxmail.com",
    "gmail.com",
    "gmx.com",
    "googlemail.com",
    "hotmail.co.jp",
    "hotmail.com",
    "i.softbank.jp",
    "icloud.com",
    "live.com",
    "live.jp",
    "mac.com",
    "me.com",
    "msn.com",
    "nifty.com",
    "outlook.com",
    "outlook.jp",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rakuten.jp",
    "sina.cn",
    "sina.com",
    "softbank.ne.jp",
    "sohu.com",
    "tom.com",
    "vip.qq.com",
    "yahoo.co.jp",
    "yahoo.com",
    "yahoo.com.cn",
    "yahoo.ne.jp",
    "yeah.net",
    "ymail.com",
    "ymail.ne.jp",
];

/// Legal forms, folded as [`company_key`] folds, longest first where one begins another.
const LEGAL_FORMS: &[&str] = &[
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "一般社団法人",
    "一般財団法人",
    "农业协同组合",
    "有限公司",
    "協同組合",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "合名会社",
    "(株)",
    "(有)",
    "(同)",
    "corporation",
    "incorporated",
    "limited",
    "company",
    "gmbh",
    "corp",
    "co.,ltd",
    "ltd",
    "inc",
    "llc",
    "k.k",
    "s.a",
    "co",
];

choices! {
    /// Why two leads are taken for one party.
    pub enum Likeness {
        /// The same telephone number.
        Phone = "phone",
        /// The same mail domain, and companies of like names.
        Company = "company",
    }
}

/// The domain of an address.
fn domain(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, domain)| domain)
}

/// Whether an address is of a service that anybody gets one from.
pub fn is_free_mail(email: &str) -> bool {
    FREE_MAIL.binary_search(&domain(email)).is_ok()
}

/// The domain of a company's own address; nothing for a free mail service.
pub fn domain_key(email: &str) -> String {
    if is_free_mail(email) { String::new() } else { domain(email).to_owned() }
}

/// The digits of a telephone number, as one dials it inside its country; nothing for none.
pub fn phone_key(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    if !phone.trim_start().starts_with('+') {
        return digits;
    }
    match (digits.strip_prefix("81"), digits.strip_prefix("86")) {
        (Some(rest), _) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        (_, Some(rest)) => rest.to_owned(),
        _ => digits,
    }
}

/// A company's name as it is compared: plain widths, small letters, hiragana, without legal form,
/// blanks and marks.
pub fn company_key(company: &str) -> String {
    let mut name = text::fold_width(company).to_lowercase();
    for form in LEGAL_FORMS {
        let is_word = form.is_ascii() && !form.starts_with('(');
        if is_word {
            name = without_word(&name, form);
        } else {
            name = name.replace(form, "");
        }
    }
    name.chars().filter(|c| c.is_alphanumeric() || *c == 'ー').map(hiragana).collect()
}

/// Latin forms are words of their own: "Inca" is no "Inc".
fn without_word(name: &str, form: &str) -> String {
    let kept: Vec<&str> =
        name.split_whitespace().filter(|word| word.trim_matches(['.', ',']) != form).collect();
    kept.join(" ")
}

fn hiragana(c: char) -> char {
    let code = u32::from(c);
    if (0x30A1..=0x30F6).contains(&code) { char::from_u32(code - 0x60).unwrap_or(c) } else { c }
}

/// Whether two names are likely of one company: alike, or one within the other.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (company_key(one), company_key(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.chars().count() >= 2 && long.contains(&short)
}

/// What of a lead is compared.
#[derive(Debug, Clone, Copy)]
pub struct Traits<'a> {
    /// The company.
    pub company: &'a str,
    /// The address.
    pub email: &'a str,
    /// The telephone number.
    pub phone: &'a str,
}

/// Why two leads are likely one party; `None` when they are not.
pub fn likeness(one: Traits<'_>, other: Traits<'_>) -> Option<Likeness> {
    let phone = phone_key(one.phone);
    if phone.len() >= 6 && phone == phone_key(other.phone) {
        return Some(Likeness::Phone);
    }
    let domain = domain_key(one.email);
    let same_domain = !domain.is_empty() && domain == domain_key(other.email);
    (same_domain && are_alike(one.company, other.company)).then_some(Likeness::Company)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_mail_services_are_known() {
        let mut sorted = FREE_MAIL.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, FREE_MAIL);
        assert!(is_free_mail("a@qq.com") && !is_free_mail("a@tsukigahama.example"));
        assert_eq!(domain_key("a@gmail.com"), "");
        assert_eq!(domain_key("a@b.example"), "b.example");
    }

    #[test]
    fn a_company_is_one_however_its_form_is_written() {
        for name in [
            "株式会社ツキガハマ製菓",
            "㈱つきがはま製菓",
            "ﾂｷｶﾞﾊﾏ製菓（株）",
            "つきがはま 製菓株式会社",
        ] {
            assert_eq!(company_key(name), "つきがはま製菓", "{name}");
        }
        assert_eq!(company_key("杭州西溪食品有限公司"), "杭州西溪食品");
        assert_eq!(company_key("Inca Foods Co., Ltd."), "incafoods");
    }

    #[test]
    fn a_number_is_one_however_it_is_dialled() {
        assert_eq!(phone_key("+81 3-0000-1021"), "0300001021");
        assert_eq!(phone_key("+81-(0)3-0000-1021"), "0300001021");
        assert_eq!(phone_key("03-0000-1021"), "0300001021");
        assert_eq!(phone_key("+86 138 0013 8000"), "13800138000");
        assert_eq!(phone_key(""), "");
    }

    #[test]
    fn two_leads_are_alike_by_number_or_by_company_and_domain() {
        let lead = |company, email, phone| Traits { company, email, phone };
        let one = lead("株式会社月ヶ浜製菓", "a@tsuki.example", "03-0000-1021");
        let colleague = lead("月ヶ浜製菓 商品部", "b@tsuki.example", "");
        let other = lead("花冠硝子", "c@tsuki.example", "");
        let caller = lead("", "d@gmail.com", "+81 3 0000 1021");
        assert_eq!(likeness(one, colleague), Some(Likeness::Company));
        assert_eq!(likeness(one, other), None);
        assert_eq!(likeness(one, caller), Some(Likeness::Phone));
        let (a, b) = (lead("x社", "a@gmail.com", ""), lead("x社", "b@gmail.com", ""));
        assert_eq!(likeness(a, b), None, "a free mail service is no company");
        assert_eq!(likeness(lead("", "a@b.example", ""), lead("", "c@b.example", "")), None);
    }
}
