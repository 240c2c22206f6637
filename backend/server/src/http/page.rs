//! What every page is made with: language, words, navigation, the reader's formats.

use std::sync::Arc;

use actix_web::{HttpMessage, HttpRequest};
use chrono_tz::Tz;
use domain::access::{Member, Permission, Role};
use domain::calendar::Month;
use domain::tenancy::network::Network;
use domain::{Locale, Money, Rate, Timestamp};
use words::Words;

use super::assets::{ASSETS, Assets};
use super::caller::{Identity, language};
use super::show::query;
use crate::app::App;
use crate::platform::badge::{self, Waiting};

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The language's tag.
    pub lang: &'static str,
    /// The language.
    pub locale: Locale,
    /// Every text of the interface.
    pub words: Words,
    /// The clock of the network's business dates.
    pub zone: Tz,
    /// The end of the browser's title.
    pub title_suffix: String,
    /// Addresses of style, script and marks.
    pub assets: &'static Assets,
    /// The network's name.
    pub network_name: String,
    /// The path of this page.
    pub path: String,
    /// The person's name.
    pub account_name: String,
    /// The person's role and organization.
    pub role_name: String,
    /// The places to go.
    pub nav: Vec<NavItem>,
    /// The languages to choose from.
    pub languages: Vec<LanguageItem>,
    /// What was just done.
    pub notice: Option<Notice>,
    /// Where the public site begins.
    pub home: String,
    /// Links at the foot of a public page.
    pub footer: Vec<FooterItem>,
}

/// A place to go.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: String,
    /// Whether this page is there.
    pub current: bool,
    /// How many things wait for the reader there.
    pub waiting: i64,
}

/// A language to choose.
#[derive(Debug, Clone)]
pub struct LanguageItem {
    /// The address that chooses it.
    pub href: String,
    /// Its own name.
    pub label: &'static str,
    /// Its tag.
    pub lang: &'static str,
    /// Whether the page is in it.
    pub current: bool,
}

/// What was just done, in words.
#[derive(Debug, Clone)]
pub struct Notice {
    /// How it is drawn.
    pub tone: &'static str,
    /// What it says.
    pub text: String,
}

/// A link at the foot of a page.
#[derive(Debug, Clone)]
pub struct FooterItem {
    /// Its address.
    pub href: String,
    /// Its name.
    pub label: String,
}

impl Page {
    /// A page without a network: sign-in, failures.
    pub fn bare(request: &HttpRequest, app: &App) -> Self {
        let locale = language(request).0;
        let words = words::of(locale);
        Self {
            lang: locale.tag(),
            locale,
            words,
            zone: Tz::Asia__Tokyo,
            title_suffix: app.settings.product_name().to_owned(),
            assets: &ASSETS,
            network_name: app.settings.product_name().to_owned(),
            path: request.path().to_owned(),
            account_name: String::new(),
            role_name: String::new(),
            nav: Vec::new(),
            languages: languages(request, locale),
            notice: notice(request, words),
            home: "/".to_owned(),
            footer: Vec::new(),
        }
    }

    /// A page of the staff, the brands and the KOLs.
    pub fn inside(request: &HttpRequest, app: &Arc<App>, me: &Identity) -> Self {
        let mut page = Self::bare(request, app);
        if let Some((network, name)) = app.directory.named(app, me.member.network, page.locale) {
            page.zone = network.time_zone;
            page.network_name.clone_from(&name);
            page.title_suffix = name;
        }
        let role = page.words.state("role", me.member.role.as_str());
        page.account_name.clone_from(&me.name);
        page.role_name = format!("{} · {role}", me.acting);
        let waiting = request.extensions().get::<Waiting>().copied().unwrap_or_default();
        page.nav = nav(&me.member, &page, &waiting);
        page
    }

    /// A page of the public site of a network.
    pub fn outside(request: &HttpRequest, app: &Arc<App>, network: &Network) -> Self {
        let mut page = Self::bare(request, app);
        page.zone = network.time_zone;
        if let Some((_, name)) = app.directory.named(app, network.id, page.locale) {
            page.network_name.clone_from(&name);
            page.title_suffix = name;
        }
        page.home = format!("/n/{}", network.slug);
        page.footer = vec![
            FooterItem {
                href: format!("{}/inquiry", page.home),
                label: page.words.public_inquiry().to_owned(),
            },
            FooterItem {
                href: "/session/new".to_owned(),
                label: page.words.public_sign_in().to_owned(),
            },
        ];
        page
    }

    /// The same page as one below another place of the navigation.
    #[must_use]
    pub fn under(mut self, href: &str) -> Self {
        for item in &mut self.nav {
            item.current = item.href == href;
        }
        self
    }

    /// How many things wait for the reader at a place of the navigation.
    pub fn waiting(&self, href: &str) -> i64 {
        self.nav.iter().find(|item| item.href == href).map_or(0, |item| item.waiting)
    }

    /// An amount with its currency.
    pub fn money(&self, amount: &Money) -> String {
        self.words.money(amount)
    }

    /// A rate.
    pub fn percent(&self, rate: &Rate) -> String {
        self.words.percent(rate)
    }

    /// A moment on the network's clock, for tables.
    pub fn stamp(&self, at: &Timestamp) -> String {
        self.words.stamp(at, self.zone)
    }

    /// A moment that may not have come yet.
    pub fn stamp_or_dash(&self, at: &Option<Timestamp>) -> String {
        at.as_ref().map_or_else(|| "–".to_owned(), |at| self.stamp(at))
    }

    /// A date on the network's clock.
    pub fn date(&self, at: &Timestamp) -> String {
        self.words.date(at, self.zone)
    }

    /// A month.
    pub fn month(&self, month: &Month) -> String {
        self.words.month(month)
    }

    /// A state's word.
    pub fn state(&self, flow: &str, state: &str) -> String {
        self.words.state(flow, state).into_owned()
    }
}

fn languages(request: &HttpRequest, current: Locale) -> Vec<LanguageItem> {
    let here = request.uri().path_and_query().map_or("/", |here| here.as_str());
    Locale::ALL
        .into_iter()
        .map(|locale| LanguageItem {
            href: format!("/language/{locale}?{}", query(&[("next", here)])),
            label: locale.own_name(),
            lang: locale.tag(),
            current: locale == current,
        })
        .collect()
}

/// The words of `?done=…`, when there are such words.
fn notice(request: &HttpRequest, words: Words) -> Option<Notice> {
    let code = request.query_string().split('&').find_map(|pair| pair.strip_prefix("done="))?;
    let text = words.get(&format!("notice-{code}"), &[])?;
    Some(Notice { tone: "good", text: text.into_owned() })
}

fn nav(me: &Member, page: &Page, waiting: &Waiting) -> Vec<NavItem> {
    let words = page.words;
    let all = [
        (me.may(Permission::SubmitProducts), "/products", words.nav_products()),
        (me.may(Permission::ReviewProducts), "/reviews", words.nav_reviews()),
        (me.may(Permission::PickProducts), "/catalogue", words.nav_catalogue()),
        (me.role == Role::Kol, "/storefront", words.nav_storefront()),
        (
            me.may(Permission::RequestSamples)
                || me.may(Permission::DecideSamples)
                || me.may(Permission::SeeSamples),
            "/samples",
            words.nav_samples(),
        ),
        (me.may(Permission::MakeLinks), "/links", words.nav_links()),
        (me.may(Permission::HostLive) || me.may(Permission::SeeOrders), "/live", words.nav_live()),
        (me.may(Permission::SeeOrders), "/orders", words.nav_orders()),
        (me.may(Permission::SeeOrders), "/kols", words.nav_kols()),
        (me.may(Permission::SeeMoney), "/statements", words.nav_statements()),
        (me.may(Permission::SeeMoney), "/adjustments", words.nav_adjustments()),
        (me.may(Permission::SeeMoney), "/rules", words.nav_rules()),
        (me.may(Permission::SeeMoney), "/ledger", words.nav_ledger()),
        (me.may(Permission::SeeOwnMoney), "/earnings", own_money(me, words)),
        (me.may(Permission::SeeLeads), "/leads", words.nav_leads()),
        (me.may(Permission::SeeFront), "/materials", words.nav_materials()),
        (me.may(Permission::SeeMails), "/mails", words.nav_mails()),
    ];
    all.into_iter()
        .filter(|(may, ..)| *may)
        .map(|(_, href, label)| NavItem {
            href: href.to_owned(),
            label: label.to_owned(),
            current: page.path == href || page.path.starts_with(&format!("{href}/")),
            waiting: badge::at_place(waiting, me, href),
        })
        .collect()
}

fn own_money(me: &Member, words: Words) -> &'static str {
    match me.role {
        Role::Kol | Role::McnManager => words.nav_earnings(),
        _ => words.nav_sales(),
    }
}
