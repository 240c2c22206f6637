//! The KOL's own storefront in the browser.

use actix_web::{HttpRequest, web};
use askama::Template;
use domain::storefronts::listing::{COMMENT_LIMIT, ListingAct};
use domain::storefronts::storefront::{Platform, ProfileDraft, Theme};
use domain::{Error, Locale};
use store::scope::OfOrganization;

use super::Mine;
use crate::error::Answer;
use crate::http::caller::{Me, Running};
use crate::http::form::{Form, Posted};
use crate::http::page::Page;
use crate::http::query::Query;
use crate::http::show;
use crate::storefronts::{network_of, public_path, read_own};

#[derive(Template)]
#[template(path = "storefronts/storefront/storefront.html")]
struct StorefrontPage {
    page: Page,
    mine: Mine,
    address: String,
    pictures: String,
    form: Form,
}

#[derive(Template)]
#[template(path = "storefronts/storefront/edit.html")]
struct EditPage {
    page: Page,
    form: Form,
    /// Whether there is none yet: the form opens it.
    opens: bool,
    own: Locale,
    /// What stands before the slug in the public address.
    base: String,
    next: String,
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/storefront", web::get().to(read))
        .route("/storefront/edit", web::get().to(edit))
        .route("/storefront/edit", web::post().to(save));
}

async fn read(request: HttpRequest, app: Running, me: Me, query: Query) -> Answer {
    let form = Form::fresh(Posted::default());
    show_storefront(&request, &app, &me, form, query.get("next")).await
}

/// The KOL's own page again, with what was refused.
pub(crate) async fn back(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    posted: Posted,
    error: &Error,
) -> Answer {
    let words = words::of(Page::bare(request, app).locale);
    let form = Form::back(posted, error, words)?;
    show_storefront(request, app, me, form, "").await
}

async fn show_storefront(
    request: &HttpRequest,
    app: &Running,
    me: &Me,
    form: Form,
    next: &str,
) -> Answer {
    let page = Page::inside(request, app, &me.0);
    let (member, locale) = (me.member(), page.locale);
    let (network, mine) = read_own(app, &me.0.member, move |network, tx| {
        super::mine(tx, &member, locale, network.network_share)
    })
    .await?;
    let Some(mine) = mine else {
        let form = Form::fresh(Posted::default().with("next", next));
        return show_form(request, app, me, form).await;
    };
    let path = public_path(&network.slug, &mine.storefront.slug, None);
    let address = format!("{}{path}", app.settings.site());
    let pictures = format!("/n/{}/pictures", network.slug);
    show::page_with(form.status(), &StorefrontPage { page, mine, address, pictures, form })
}

async fn edit(request: HttpRequest, app: Running, me: Me) -> Answer {
    let member = me.member();
    let locale = me.0.member.locale;
    let (_, mine) = read_own(&app, &me.0.member, move |network, tx| {
        super::mine(tx, &member, locale, network.network_share)
    })
    .await?;
    let posted = mine.map(|mine| filled(&mine)).unwrap_or_default();
    show_form(&request, &app, &me, Form::fresh(posted)).await
}

/// The form as it begins for a storefront that is there.
fn filled(mine: &Mine) -> Posted {
    let storefront = &mine.storefront;
    let mut posted = Posted::default()
        .with("version", storefront.version.to_string())
        .with("slug", &*storefront.slug)
        .with("theme", storefront.theme.as_str())
        .with("platform", storefront.platform.as_str())
        .with("followers", storefront.followers.to_string())
        .with("city", &*storefront.city);
    for locale in Locale::ALL {
        let texts = mine.texts.get(locale);
        for field in ["title", "bio"] {
            posted = posted.with(&format!("{field}_{}", locale.suffix()), texts.get(field));
        }
    }
    posted
}

async fn show_form(request: &HttpRequest, app: &Running, me: &Me, form: Form) -> Answer {
    let member = me.member();
    let (network, (own, opens)) = read_own(app, &me.0.member, move |_, tx| {
        member.must(domain::access::Permission::PickProducts)?;
        Ok((super::own_language(tx)?, super::own_storefront(tx)?.is_none()))
    })
    .await?;
    let page = Page::inside(request, app, &me.0);
    let base = format!("{}{}", app.settings.site(), public_path(&network.slug, "", None));
    let next = form.value("next").to_owned();
    show::page_with(form.status(), &EditPage { page, form, opens, own, base, next })
}

async fn save(request: HttpRequest, app: Running, me: Me, posted: Posted) -> Answer {
    let network = network_of(&app, &me.0.member).await?.slug;
    let (member, at) = (me.member(), app.now());
    let draft = ProfileDraft::gather(|name| posted.text(name));
    // A form that opens has no version; one that was sent twice finds the storefront opened.
    let version = posted.get("version").parse().ok();
    let written = app
        .write(OfOrganization::of(&me.0.member), move |tx| match version {
            None => super::open(tx, &member, &draft, at),
            Some(_) => super::revise(tx, &member, &network, version, &draft, at),
        })
        .await;
    let error = match written {
        Ok(_) if version.is_some() => {
            return show::done("/storefront", "storefront-revised");
        }
        Ok(_) => {
            let next = Some(posted.get("next")).filter(|next| !next.is_empty());
            let next = next.map_or("/storefront", |next| show::own_path(Some(next)));
            return show::done(next, "storefront-opened");
        }
        // Whose address it is says nothing about this form's other fields.
        Err(Error::Taken("slug-taken")) => Error::field("slug", "slug-taken"),
        Err(error) => error,
    };
    let words = words::of(Page::bare(&request, &app).locale);
    let form = Form::back(posted, &error, words)?;
    show_form(&request, &app, &me, form).await
}

/// What is written in one language: the names of its inputs.
struct LanguageFields {
    locale: Locale,
    title: String,
    bio: String,
    is_own: bool,
}

impl EditPage {
    /// The KOL's own language first: it is the one that is required.
    fn languages(&self) -> Vec<LanguageFields> {
        let others = Locale::ALL.into_iter().filter(|locale| *locale != self.own);
        let all = std::iter::once(self.own).chain(others);
        all.map(|locale| LanguageFields {
            locale,
            title: format!("title_{}", locale.suffix()),
            bio: format!("bio_{}", locale.suffix()),
            is_own: locale == self.own,
        })
        .collect()
    }

    /// What a field is called above its input.
    fn label(&self, field: &str) -> String {
        let words = self.page.words;
        let texts = Locale::ALL.into_iter().find_map(|locale| {
            let (name, suffix) = field.split_once('_')?;
            let name =
                if name == "title" { words.storefront_name() } else { words.storefront_bio() };
            (suffix == locale.suffix()).then(|| format!("{name} ({})", locale.own_name()))
        });
        let label = match field {
            "slug" => words.storefront_slug(),
            "theme" => words.storefront_theme(),
            "platform" => words.storefront_platform(),
            "followers" => words.storefront_followers(),
            _ => words.storefront_city(),
        };
        texts.unwrap_or_else(|| label.to_owned())
    }
}
