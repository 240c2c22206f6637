//! What the columns of an unknown file mean, told by a person in the browser and kept as a profile.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::access::{Member, Permission};
use domain::orders::file::{DateOrder, Field, Mapping, Profile, Sample, Step, common_step, sample};
use domain::{Error, Result, text};
use store::orders::import::Import;
use store::scope::OfNetwork;

use super::fault::Faults;
use super::{api, profile, source};
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::show;

/// Fields that a person is asked for, those that are needed first.
const ASKED: [Field; 22] = [
    Field::Number,
    Field::PlacedAt,
    Field::Sku,
    Field::ProductName,
    Field::Quantity,
    Field::UnitPrice,
    Field::LineGross,
    Field::LinePaid,
    Field::LineDiscount,
    Field::OrderDiscount,
    Field::LineRefund,
    Field::Refunded,
    Field::Currency,
    Field::Status,
    Field::LineStatus,
    Field::PaidAt,
    Field::ShippedAt,
    Field::DeliveredAt,
    Field::CanceledAt,
    Field::Coupon,
    Field::LinkCode,
    Field::Creator,
];
const NEEDED: [Field; 3] = [Field::Number, Field::PlacedAt, Field::Sku];
/// Clocks that shop systems of this market keep.
const ZONES: [&str; 8] = [
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Taipei",
    "Asia/Kuala_Lumpur",
    "America/Los_Angeles",
    "America/New_York",
    "UTC",
];
/// Status words that a person is asked for.
const MOST_WORDS: usize = 40;

#[derive(Template)]
#[template(path = "orders/import/columns.html")]
struct ColumnsPage {
    page: Page,
    import: Import,
    form: Form,
    sample: Sample,
    /// By field: its code, its name, whether it is needed.
    fields: Vec<(&'static str, String, bool)>,
    /// Status words of the file, with the names of their fields.
    words: Vec<(String, String, String)>,
    steps: Vec<(&'static str, String)>,
    dates: Vec<(&'static str, String)>,
    zones: [&'static str; 8],
    currencies: Vec<&'static str>,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/imports/{id}/columns", web::get().to(ask))
        .route("/imports/{id}/columns", web::post().to(keep));
}

async fn ask(request: HttpRequest, app: Running, me: Me, id: web::Path<String>) -> Answer {
    show::page(&asked(&request, &app, &me, &id, None).await?)
}

async fn asked(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    id: &str,
    back: Option<(Posted, Error)>,
) -> Result<ColumnsPage> {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(Permission::WriteOrders)?;
    let id = api::import_id(id)?;
    let (import, sample) = app
        .read(scope, move |tx| {
            let import = super::get(tx, &member, id)?;
            let (head, whole) = source::head(tx, &import)?;
            Ok((import, sample(&head, whole, &Profile::platforms())))
        })
        .await?;
    let sample = sample.map_err(|_| Error::Refused("import-unreadable"))?;
    let network = crate::orders::network(app, me.member().network).await?;
    let page = Page::inside(request, app, &me.0).under("/orders");
    let words = page.words;
    let told = status_words(&import, &sample)?;
    let form = if let Some((posted, error)) = back {
        Form::back(posted, &error, words)?
    } else {
        let zone = network.time_zone.name();
        Form::fresh(guessed(&import, &sample, &told, zone, network.base_currency.code()))
    };
    let said = |flow: &str, code: &str| words.state(flow, code).into_owned();
    let fields = ASKED
        .iter()
        .map(|field| (field.as_str(), said("order-field", field.as_str()), NEEDED.contains(field)));
    let steps = Step::ALL.iter().map(|step| (step.as_str(), said("order-step", step.as_str())));
    let dates = DateOrder::ALL.iter().map(|one| (one.as_str(), said("date-order", one.as_str())));
    Ok(ColumnsPage {
        fields: fields.collect(),
        steps: steps.collect(),
        dates: dates.collect(),
        zones: ZONES,
        currencies: network.currencies.iter().map(|currency| currency.code()).collect(),
        words: (0..)
            .zip(told)
            .map(|(place, word): (usize, String)| {
                (format!("step.{place}"), format!("word.{place}"), word)
            })
            .collect(),
        page,
        import,
        form,
        sample,
    })
}

/// Words that may be states: those of a column that has some which platforms use, and those that
/// an earlier check did not know.
fn status_words(import: &Import, sample: &Sample) -> Result<Vec<String>> {
    let faults = Faults::of(import)?;
    let unknown = faults.kept().iter().filter(|fault| fault.code == "status-unknown");
    let mut all: Vec<String> =
        unknown.flat_map(|fault| fault.args.iter().map(|(_, word)| word.clone())).collect();
    for (heading, words) in sample.headings.iter().zip(&sample.words) {
        if is_status(heading)
            || words.iter().any(|word| common_step(word).is_some_and(|_| !is_number(word)))
        {
            all.extend(words.iter().cloned());
        }
    }
    all.sort();
    all.dedup();
    all.truncate(MOST_WORDS);
    Ok(all)
}

fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

fn is_status(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["status", "ステータス", "状態", "状态", "状況"].iter().any(|part| heading.contains(part))
}

/// A form that is filled in as far as the headings tell.
fn guessed(
    import: &Import,
    sample: &Sample,
    words: &[String],
    zone: &str,
    currency: &str,
) -> Posted {
    let name =
        import.file_name.rsplit_once('.').map_or(import.file_name.as_str(), |(name, _)| name);
    let mut posted = Posted::default()
        .with("name", name.chars().take(40).collect::<String>())
        .with("source", "shop")
        .with("dates", DateOrder::Year.as_str())
        .with("zone", zone)
        .with("currency", currency);
    let platforms = Profile::platforms();
    let fold = |heading: &str| text::line(&text::fold_width(heading)).to_lowercase();
    for field in ASKED {
        let known: Vec<String> = platforms
            .iter()
            .flat_map(|platform| platform.headings(field))
            .map(|known| fold(known))
            .collect();
        let heading = sample.headings.iter().find(|heading| known.contains(&fold(heading)));
        if let Some(heading) = heading {
            posted = posted.with(&format!("columns.{field}"), heading.as_str());
        }
    }
    for (place, word) in words.iter().enumerate() {
        let step = common_step(word).map_or("", Step::as_str);
        posted = posted.with(&format!("step.{place}"), step);
    }
    posted
}

async fn keep(
    request: HttpRequest,
    app: Running,
    me: Me,
    id: web::Path<String>,
    posted: Posted,
) -> Answer {
    let member = me.member();
    OfNetwork::of(&member)?;
    member.must(Permission::WriteOrders)?;
    match kept(&app, member, &id, &posted).await {
        Ok(()) => show::done(&format!("/imports/{}", *id), "profile-saved"),
        Err(error) => {
            let page = asked(&request, &app, &me, &id, Some((posted, error))).await?;
            show::page_with(page.form.status(), &page)
        }
    }
}

/// Keeps the profile and checks the file by it, or neither.
async fn kept(app: &Running, me: Member, id: &str, posted: &Posted) -> Result<()> {
    let (scope, at, id) = (OfNetwork::of(&me)?, app.now(), api::import_id(id)?);
    let posted = posted.clone();
    app.write(scope, move |tx| {
        let import = super::get(tx, &me, id)?;
        let (head, whole) = source::head(tx, &import)?;
        let sample = sample(&head, whole, &[]).map_err(|_| Error::Refused("import-unreadable"))?;
        let mapping = mapping(&posted, sample.headings);
        profile::save(tx, &me, &mapping, at)?;
        super::recheck(tx, &me, id, &text::line(&mapping.name), at)?;
        Ok(())
    })
    .await
}

fn mapping(posted: &Posted, headings: Vec<String>) -> Mapping {
    let mut columns = BTreeMap::new();
    for field in ASKED {
        let heading = posted.text(&format!("columns.{field}"));
        if !heading.is_empty() {
            columns.insert(field.as_str().to_owned(), vec![heading]);
        }
    }
    let mut statuses = BTreeMap::new();
    for place in 0..MOST_WORDS {
        let (word, step) =
            (posted.text(&format!("word.{place}")), posted.text(&format!("step.{place}")));
        if !word.is_empty() && !step.is_empty() {
            statuses.insert(word, step);
        }
    }
    Mapping {
        name: posted.text("name"),
        source: posted.text("source"),
        headings,
        columns,
        statuses,
        dates: posted.text("dates"),
        zone: posted.text("zone"),
        currency: posted.text("currency"),
    }
}
