//! The inquiry form in the browser: filling in, looking it over, sending. It works without a script.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, web};
use askama::Template;
use domain::Result;
use domain::catalogue::product::Category;
use domain::leads::inquiry::{Inquiry, InquiryForm, LeadKind};
use domain::tenancy::network::Network;
use store::scope::OfPublic;

use super::{Arrival, limited, origin, receive, stamp, visitor};
use crate::error::Answer;
use crate::http::caller::{Running, address};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;
use crate::leads::content::{self, Blocks};
use crate::leads::{categories, network_at, touch};

/// The fields that are kept from step to step.
const FIELDS: [&str; 12] = [
    "kind",
    "company",
    "name",
    "email",
    "phone",
    "category",
    "message",
    "consent",
    "marketing",
    "stamp",
    "referrer",
    "campaign",
];

/// A field of one line.
struct Line {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    most: usize,
    is_required: bool,
}

#[derive(Template)]
#[template(path = "leads/inquiry/form.html")]
struct FormPage {
    page: Page,
    form: Form,
    lines: Vec<Line>,
    stamp: String,
    sender: String,
    blocks: Blocks,
}

#[derive(Template)]
#[template(path = "leads/inquiry/confirm.html")]
struct ConfirmPage {
    page: Page,
    inquiry: Inquiry,
    kept: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "leads/inquiry/thanks.html")]
struct ThanksPage {
    page: Page,
    is_held: bool,
}

/// The routes.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/n/{slug}/inquiry", web::get().to(new))
        .route("/n/{slug}/inquiry", web::post().to(create))
        .route("/n/{slug}/inquiry/thanks", web::get().to(thanks));
}

async fn new(request: HttpRequest, app: Running, slug: web::Path<String>) -> Answer {
    let network = network_at(&app, slug.into_inner()).await?;
    let asked = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    let asked = asked.map(web::Query::into_inner).unwrap_or_default();
    let kind = asked.iter().find(|(name, _)| name == "kind").map_or("", |(_, kind)| kind);
    let kind = kind.parse().unwrap_or(LeadKind::Manufacturer);
    let posted = Posted::default()
        .with("kind", kind.as_str())
        .with("referrer", referrer(&request, &app, &network, &asked))
        .with("campaign", touch::campaign(&asked).unwrap_or_default());
    let page = Page::outside(&request, &app, &network);
    form_page(&app, page, &network, Form::fresh(posted), StatusCode::OK).await
}

async fn create(
    request: HttpRequest,
    app: Running,
    slug: web::Path<String>,
    posted: Posted,
) -> Answer {
    let network = network_at(&app, slug.into_inner()).await?;
    let page = Page::outside(&request, &app, &network);
    let step = posted.text("step");
    if step == "edit" {
        return form_page(&app, page, &network, Form::fresh(posted), StatusCode::OK).await;
    }
    if step == "send" {
        app.limits.count(&app.limits.inquiry, &address(&request))?;
    }
    let typed = typed(&posted);
    if typed.is_trapped() {
        // A program is thanked like a person, and nothing is kept.
        return show::see_other(format!("{}/inquiry/thanks", page.home));
    }
    let inquiry = match checked(&app, &network, &typed, posted.get("stamp")) {
        Ok(inquiry) => inquiry,
        Err(error) => {
            let form = Form::back(posted, &error, page.words)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return form_page(&app, page, &network, form, status).await;
        }
    };
    if step != "send" {
        let kept = FIELDS.map(|name| (name, posted.text(name))).to_vec();
        return show::page(&ConfirmPage { page, inquiry, kept });
    }
    let arrival = Arrival {
        locale: page.locale,
        referrer: origin(posted.get("referrer")),
        campaign: origin(posted.get("campaign")),
        touched: touch::read(&request, &app),
        visitor: visitor(&app, &address(&request)),
    };
    limited(&app, &network, &inquiry)?;
    let taken = receive(&app, &network, inquiry, arrival).await?;
    let mark = if taken.is_held { "?mail=held" } else { "" };
    show::see_other(format!("{}/inquiry/thanks{mark}", page.home))
}

async fn thanks(request: HttpRequest, app: Running, slug: web::Path<String>) -> Answer {
    let network = network_at(&app, slug.into_inner()).await?;
    let page = Page::outside(&request, &app, &network);
    show::page(&ThanksPage { page, is_held: request.query_string() == "mail=held" })
}

fn typed(posted: &Posted) -> InquiryForm {
    InquiryForm {
        kind: posted.text("kind"),
        company: posted.text("company"),
        name: posted.text("name"),
        email: posted.text("email"),
        phone: posted.text("phone"),
        category: posted.text("category"),
        message: posted.text("message"),
        consent: posted.text("consent"),
        marketing: posted.text("marketing"),
        website: posted.text("website"),
    }
}

/// The fields first: with them the form gets a new stamp anyway.
fn checked(app: &Running, network: &Network, typed: &InquiryForm, stamp: &str) -> Result<Inquiry> {
    let inquiry = typed.check(&categories())?;
    stamp::check(&app.keys, network.id, stamp, app.now())?;
    Ok(inquiry)
}

async fn form_page(
    app: &Running,
    page: Page,
    network: &Network,
    form: Form,
    status: StatusCode,
) -> Answer {
    let stamp = match form.value("stamp") {
        kept if !kept.is_empty() && !form.is_back() => kept.to_owned(),
        _ => stamp::make(&app.keys, network.id, app.now()),
    };
    let lines = lines(&page);
    let sender = network.mail_sender.clone();
    let locale = page.locale;
    let blocks = app.read(OfPublic::of(network.id), move |tx| content::blocks(tx, locale)).await?;
    show::page_with(status, &FormPage { page, form, lines, stamp, sender, blocks })
}

fn lines(page: &Page) -> Vec<Line> {
    let words = page.words;
    let plain = Line {
        name: "",
        label: "",
        hint: "",
        kind: "text",
        autocomplete: "",
        most: 120,
        is_required: false,
    };
    vec![
        Line {
            name: "company",
            label: words.leads_form_company(),
            hint: words.leads_form_company_hint(),
            autocomplete: "organization",
            ..plain
        },
        Line {
            name: "name",
            label: words.leads_form_name(),
            autocomplete: "name",
            most: 60,
            is_required: true,
            hint: "",
            ..plain
        },
        Line {
            name: "email",
            label: words.leads_form_email(),
            hint: words.leads_form_email_hint(),
            kind: "email",
            autocomplete: "email",
            most: 254,
            is_required: true,
        },
        Line {
            name: "phone",
            label: words.leads_form_phone(),
            kind: "tel",
            autocomplete: "tel",
            most: 20,
            ..plain
        },
    ]
}

impl FormPage {
    /// What a field is called, for the summary of what is wrong.
    fn label(&self, field: &str) -> &'static str {
        let words = self.page.words;
        match field {
            "kind" => words.leads_form_kind(),
            "category" => words.leads_form_category(),
            "message" => words.leads_form_message(),
            "consent" => words.leads_form_consent(),
            other => {
                self.lines.iter().find(|line| line.name == other).map_or("", |line| line.label)
            }
        }
    }
}

/// The page that the visitor came from. Of ours it is kept for a column alone, which says so in the
/// address of the form, for browsers that tell no page.
fn referrer(
    request: &HttpRequest,
    app: &Running,
    network: &Network,
    asked: &[(String, String)],
) -> String {
    let columns = format!("{}/n/{}/columns/", app.settings.site(), network.slug);
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let column = asked.iter().find(|(name, slug)| name == "column" && slug.chars().all(is_plain));
    if let Some((_, slug)) = column.filter(|(_, slug)| !slug.is_empty()) {
        return origin(&format!("{columns}{slug}")).unwrap_or_default();
    }
    let from = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let is_kept =
        |from: &&str| !from.starts_with(&app.settings.site()) || from.starts_with(columns.as_str());
    from.filter(is_kept).and_then(origin).unwrap_or_default()
}
