//! Months as files: CSV for spreadsheets, PDF for the payee.

use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{HttpRequest, HttpResponse};
use domain::access::Member;
use domain::explain::subject::{Explained, Period, SumOf};
use domain::tenancy::network::Network;
use domain::{Error, Locale};
use futures_util::stream::try_unfold;
use store::scope::OfNetwork;
use store::tenancy::organization;
use words::Words;

use super::pages::wanted;
use super::sums::Row;
use super::{Line, Side, Wanted, month_of, pdf};
use crate::app::blocking;
use crate::commissions::tax::tax_cells;
use crate::error::Answer;
use crate::explain::door::address;
use crate::http::caller::{Me, Running, language};
use crate::http::csv::Csv;
use crate::http::show;

/// Lines of one piece of a file.
const PIECE: usize = 500;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/statements/{month}/{side}.csv", web::get().to(parties))
        .route("/statements/{month}/{side}/{organization}.csv", web::get().to(lines))
        .route("/statements/{month}/{side}/{organization}.pdf", web::get().to(document));
}

/// One row for each party.
async fn parties(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String)>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(domain::access::Permission::SeeMoney)?;
    let (month, side): (_, Side) = (month_of(&path.0)?, path.1.parse()?);
    let network = crate::orders::network(&app, member.network).await?;
    let (locale, site) = (language(&request).0, app.settings.site());
    let sheet =
        app.read(scope, move |tx| super::month(tx, &member, &network, locale, month)).await?;
    let words = words::of(locale);
    let mut file = Csv::new(&[
        side_title(words, side),
        words.orders_currency(),
        words.statements_sold(),
        words.statements_base(),
        words.statements_sales(),
        words.statements_reversals(),
        words.statements_net(),
        words.statements_estimated(),
        words.statements_confirmed(),
        words.explain_file(),
    ]);
    let rows: &[Row] = match side {
        Side::Kols => &sheet.kols,
        Side::Brands => &sheet.brands,
    };
    for row in rows {
        file.text(&row.name.text).text(row.net.currency().code()).number(row.sold);
        for amount in [row.base, row.sales, row.reversals, row.net, row.estimated, row.confirmed] {
            file.amount(amount);
        }
        let currency = row.net.currency();
        let of = SumOf { period: Period::Month(month), currency, party: Some(row.party) };
        file.text(&format!("{site}{}", address(Explained::Commissions, of))).end();
    }
    file.answer(&format!("{month}-{side}.csv"))
}

fn side_title(words: Words, side: Side) -> &'static str {
    match side {
        Side::Kols => words.orders_kol(),
        Side::Brands => words.orders_brand(),
    }
}

/// Where a file of lines goes on.
struct Rest {
    app: Running,
    scope: OfNetwork,
    me: Member,
    network: Network,
    locale: Locale,
    wanted: Wanted,
    is_first: bool,
    is_over: bool,
}

/// One row for each line of a party's month.
async fn lines(
    request: HttpRequest,
    app: Running,
    me: Me,
    path: web::Path<(String, String, String)>,
) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(domain::access::Permission::SeeMoney)?;
    let wanted = wanted(&path, None, PIECE)?;
    let network = crate::orders::network(&app, member.network).await?;
    let party = wanted.party;
    // What is not there must be said before the file begins.
    let kind = app.read(scope, move |tx| Ok(organization::get(tx, party)?.kind)).await?;
    if kind != wanted.side.kind() {
        return Err(Error::Missing.into());
    }
    let name = format!("{}-{}-{party}.csv", wanted.month, wanted.side);
    let locale = language(&request).0;
    let rest =
        Rest { app, scope, me: member, network, locale, wanted, is_first: true, is_over: false };
    let pieces = try_unfold(rest, |rest| async move { piece(rest).await });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(pieces))
}

async fn piece(mut rest: Rest) -> Result<Option<(Bytes, Rest)>, Error> {
    if rest.is_over {
        return Ok(None);
    }
    let (me, network, locale, wanted) =
        (rest.me.clone(), rest.network.clone(), rest.locale, rest.wanted);
    let sheet = rest
        .app
        .read(rest.scope, move |tx| super::party(tx, &me, &network, locale, wanted))
        .await?;
    let (words, site) = (words::of(locale), rest.app.settings.site());
    let mut file = if rest.is_first { headings(words, wanted.side) } else { Csv::part() };
    for line in &sheet.lines {
        write(&mut file, words, (&rest.network, &site), line);
    }
    rest.is_first = false;
    rest.is_over = sheet.next.is_none();
    rest.wanted.after = sheet.next;
    Ok(Some((file.into_bytes().into(), rest)))
}

fn headings(words: Words, side: Side) -> Csv {
    let other = match side {
        Side::Kols => words.orders_brand(),
        Side::Brands => words.orders_kol(),
    };
    Csv::new(&[
        words.statements_date(),
        words.orders_number(),
        words.orders_product(),
        other,
        words.orders_currency(),
        words.statements_base(),
        rate_title(words, side),
        words.statements_amount(),
        words.statements_status(),
        words.statements_kind(),
        words.tax_class(),
        words.tax_rate(),
        words.tax_inside(),
        words.tax_deducted_rate(),
        words.partner_parts(),
        words.explain_file(),
    ])
}

fn rate_title(words: Words, side: Side) -> &'static str {
    match side {
        Side::Kols => words.statements_rate_and_share(),
        Side::Brands => words.statements_rate(),
    }
}

fn write(file: &mut Csv, words: Words, (network, site): (&Network, &str), line: &Line) {
    let kind = if line.row.reverses_id.is_some() {
        words.statements_reversal()
    } else {
        words.statements_sale()
    };
    let number = line.order.as_ref().map_or("", |(_, number)| number.as_str());
    file.text(&words.stamp(line.row.earned_at, network.time_zone))
        .text(number)
        .text(&line.product.text)
        .text(&line.other.text)
        .text(line.row.currency.code())
        .amount(line.base)
        .text(&line.rate(&words))
        .amount(line.amount)
        .text(&words.state("commission", line.standing.as_str()))
        .text(kind);
    let (tax, inside) = line.taxed();
    tax_cells(file, words, tax, inside);
    file.text(&line.shared())
        .text(&format!("{site}{}", address(Explained::Commission, line.row.id)))
        .end();
}

/// A KOL's month as a document in the KOL's language.
async fn document(app: Running, me: Me, path: web::Path<(String, String, String)>) -> Answer {
    let member = me.member();
    let scope = OfNetwork::of(&member)?;
    member.must(domain::access::Permission::SeeMoney)?;
    let wanted = wanted(&path, None, usize::MAX >> 1)?;
    if wanted.side != Side::Kols {
        return Err(Error::Missing.into());
    }
    let network = crate::orders::network(&app, member.network).await?;
    let (party, at) = (wanted.party, app.now());
    let asked = network.clone();
    let (payee, sheet) = app
        .read(scope, move |tx| {
            let payee = organization::get(tx, party)?;
            Ok((payee.clone(), super::party(tx, &member, &asked, payee.locale, wanted)?))
        })
        .await?;
    let running = app.get_ref().clone();
    let bytes = blocking(move || {
        let named = running.directory.named(&running, network.id, payee.locale);
        let operator = named.map_or_else(|| network.slug.clone(), |(_, name)| name);
        pdf::document(&payee, &operator, &network, wanted.month, &sheet, at)
    })
    .await?;
    show::file("application/pdf", &format!("statement-{}-{party}.pdf", wanted.month), bytes)
}
