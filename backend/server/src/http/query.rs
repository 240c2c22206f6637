//! What an address asks for behind its question mark, however it is written: an address that was
//! copied twice or cut short still shows the page.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use domain::{Error, Result};
use serde::de::DeserializeOwned;

use super::show;
use crate::error::Failure;

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

    /// The query of a request.
    pub fn of(request: &HttpRequest) -> Self {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        let mut query = HashMap::new();
        for (name, value) in pairs.map(web::Query::into_inner).unwrap_or_default() {
            query.entry(name).or_insert(value);
        }
        Self(query)
    }
}

/// Where a list goes on, as an API's caller says it; nothing means from the beginning.
///
/// # Errors
/// `choice-unknown` on `after` for what is no place in the list.
pub fn after<T: FromStr>(told: Option<&str>) -> Result<Option<T>> {
    told.filter(|told| !told.is_empty())
        .map(|told| told.parse().map_err(|_| Error::field("after", "choice-unknown")))
        .transpose()
}

impl FromRequest for Query {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The query of an address, read into the fields that it may have.
#[derive(Debug)]
pub struct InQuery<T>(pub T);

impl<T> std::ops::Deref for InQuery<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for InQuery<T> {
    type Error = Failure;
    type Future = Ready<Result<Self, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let query = Query::of(request).0;
        let pairs: Vec<(&str, &str)> =
            query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let fields = web::Query::<T>::from_query(&show::query(&pairs));
        let fields = fields.map_err(|_| Failure(Error::field("query", "choice-unknown")));
        ready(fields.map(|fields| Self(fields.into_inner())))
    }
}
