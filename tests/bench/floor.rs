//! Floors over HTTP: the leanest server that does the same honest work.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{SystemTime, UNIX_EPOCH};

use actix_web::http::header;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use store::testing::{Raw, Value};
use tokio::sync::oneshot;

use crate::Result;
use crate::process::ready;

/// Clicks in one commit: as many as the product takes.
const GROUP: usize = 512;

/// `actix.302+sqlite-full`: one row a request, committed with `synchronous=FULL` by one thread for
/// all that wait, then 302. No tenant, no lookup, no index.
pub(crate) fn clicks(file: &str) -> Result<()> {
    let mut database = Raw::open(&format!("sqlite:{file}"))?;
    database.batch(
        "CREATE TABLE IF NOT EXISTS clicks (id INTEGER PRIMARY KEY, code TEXT NOT NULL, \
         at INTEGER NOT NULL, visitor BLOB NOT NULL, agent TEXT NOT NULL)",
    )?;
    let (queue, waiting) = sync_channel::<Click>(8_192);
    std::thread::spawn(move || {
        if let Err(error) = write(database, &waiting) {
            // Whoever waits for the thread is answered with 500, and the bench says so.
            eprintln!("the floor's writer: {error}");
        }
    });
    serve(move |config| {
        config.app_data(web::Data::new(queue.clone())).route("/r/{code}", web::get().to(click));
    })
}

struct Click {
    code: String,
    at: i64,
    agent: String,
    done: oneshot::Sender<()>,
}

fn write(mut database: Raw, waiting: &Receiver<Click>) -> Result<()> {
    let mut group = Vec::with_capacity(GROUP);
    while let Ok(first) = waiting.recv() {
        database.batch("BEGIN IMMEDIATE")?;
        let mut next = Some(first);
        while let Some(click) = next {
            database.run(
                "INSERT INTO clicks (code, at, visitor, agent) VALUES (?, ?, ?, ?)",
                &[
                    Value::Text(&click.code),
                    Value::Number(click.at),
                    Value::Bytes(&[7; 16]),
                    Value::Text(&click.agent),
                ],
            )?;
            group.push(click.done);
            next = if group.len() < GROUP { waiting.try_recv().ok() } else { None };
        }
        database.batch("COMMIT")?;
        for done in group.drain(..) {
            let _ = done.send(());
        }
    }
    Ok(())
}

async fn click(
    request: HttpRequest,
    code: web::Path<String>,
    queue: web::Data<SyncSender<Click>>,
) -> HttpResponse {
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let class =
        if agent.is_some_and(|agent| agent.contains("iPhone")) { "mobile" } else { "other" };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let (done, committed) = oneshot::channel();
    let click = Click {
        code: code.into_inner(),
        at: i64::try_from(now.as_micros()).unwrap_or(i64::MAX),
        agent: class.to_owned(),
        done,
    };
    if queue.try_send(click).is_err() || committed.await.is_err() {
        return HttpResponse::InternalServerError().finish();
    }
    found()
}

/// 302 and nothing else.
pub(crate) fn bare() -> Result<()> {
    serve(|config| {
        config.route("/r/{code}", web::get().to(async || found()));
    })
}

fn found() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, "/n/seed/s/kol-0001"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// `actix.static-list`: a page of the same size from memory.
pub(crate) fn page(file: &str) -> Result<()> {
    let page = web::Bytes::from(std::fs::read(file)?);
    serve(move |config| {
        let page = page.clone();
        config.default_service(web::to(move || {
            let page = page.clone();
            async move { HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page) }
        }));
    })
}

fn serve(routes: impl Fn(&mut web::ServiceConfig) + Clone + Send + 'static) -> Result<()> {
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || App::new().configure(routes.clone()))
            .backlog(2_048)
            .bind("127.0.0.1:0")?;
        let address = server.addrs().first().map(ToString::to_string).unwrap_or_default();
        ready(&address);
        server.run().await
    })?;
    Ok(())
}
