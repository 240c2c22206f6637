//! Calls of the product, by a caller of any kind, and its answers.

use std::sync::Arc;

use actix_web::http::{StatusCode, header};
use actix_web::test::{self, TestRequest};
use domain::Locale;
use domain::access::Member;
use serde_json::Value;

use crate::app::TestApp;

/// An answer, read to its end.
pub struct Reply {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }
    pub fn location(&self) -> String {
        let place = self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok());
        place.unwrap_or_default().to_owned()
    }
    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.headers.get_all(header::SET_COOKIE).find_map(|set| {
            let (found, rest) = set.to_str().ok()?.split_once('=')?;
            (found == name).then(|| rest.split(';').next().unwrap_or_default().to_owned())
        })
    }
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }
}

/// A request in the making.
pub struct Call<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) request: TestRequest,
    pub(crate) bearer: Option<String>,
}

impl Call<'_> {
    /// As a member, with a bearer token.
    pub fn by(mut self, member: &Member) -> Self {
        self.bearer = Some(self.app.token(member));
        self
    }
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.request = self.request.insert_header((name, value));
        self
    }
    pub fn language(self, locale: Locale) -> Self {
        let cookie = format!("{}={locale}", server::http::identify::LANGUAGE);
        self.header("cookie", &cookie)
    }
    pub fn json(mut self, body: &Value) -> Self {
        self.request = self.request.set_json(body);
        self
    }
    pub fn form(mut self, fields: &[(&str, &str)]) -> Self {
        self.request = self
            .request
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(server::http::show::query(fields));
        self
    }
    /// A form with files: `(name, file name, bytes)`.
    pub fn multipart(mut self, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend_from_slice(
                format!(
                    "--EDGE\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        for (name, file, bytes) in files {
            body.extend_from_slice(
                format!(
                    "--EDGE\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n"
                )
                .as_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--EDGE--\r\n");
        self.request = self
            .request
            .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=EDGE"))
            .set_payload(body);
        self
    }
    pub fn bytes(mut self, media_type: &str, body: Vec<u8>) -> Self {
        self.request =
            self.request.insert_header((header::CONTENT_TYPE, media_type)).set_payload(body);
        self
    }
    pub async fn send(self) -> Reply {
        let service = test::init_service(server::http::service(Arc::clone(&self.app.app))).await;
        let mut request = self.request;
        if let Some(token) = self.bearer {
            request = request.insert_header((header::AUTHORIZATION, format!("Bearer {token}")));
        }
        let response = test::call_service(&service, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        Reply { status, headers, body: test::read_body(response).await.to_vec() }
    }
}
