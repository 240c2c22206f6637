//! For machines that watch: alive, ready, figures.

use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

use super::caller::Running;
use crate::app::blocking;
use crate::error::Answer;

static FIGURES: OnceLock<PrometheusHandle> = OnceLock::new();

/// Starts counting; a process counts once.
pub fn count() {
    FIGURES.get_or_init(|| {
        PrometheusBuilder::new().install_recorder().unwrap_or_else(|error| {
            tracing::warn!(%error, "figures are not counted");
            PrometheusBuilder::new().build_recorder().handle()
        })
    });
}

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", web::get().to(alive))
        .route("/readyz", web::get().to(ready))
        .route("/metrics", web::get().to(figures));
}

async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

/// Ready when the database answers and its schema is the one that this program was built for.
async fn ready(app: Running) -> Answer {
    let store = app.store.clone();
    let health = blocking(move || store.health()).await?;
    let ready = health.pending == 0;
    let mut response = if ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    Ok(response.content_type("text/plain").body(format!(
        "{}\nmigrations pending: {}\nrows secured: {}\n",
        health.engine, health.pending, health.rows_secured
    )))
}

async fn figures() -> HttpResponse {
    let text = FIGURES.get().map(PrometheusHandle::render).unwrap_or_default();
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text)
}
