//! What an address asks for behind its question mark, however it is written: an address that was
//! copied twice or cut short still shows the page.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

/// The query of an address; of a name that stands there twice the first counts.
#[derive(Debug, Clone, Default)]
pub struct Query(HashMap<String, String>);

impl Query {
    /// A value; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A value.
    pub fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }
}

impl FromRequest for Query {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let mut query = HashMap::new();
        for (name, value) in pairs.map(web::Query::into_inner).unwrap_or_default() {
            query.entry(name).or_insert(value);
        }
        ready(Ok(Self(query)))
    }
}
