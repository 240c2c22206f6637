//! Requests that were written before they are sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::signing::Signer;

/// Stands in a request for a number of twelve digits that no other request has.
pub(crate) const NUMBER: &str = "############";
/// A visitor's telephone. A program's agent would leave no click.
const AGENT: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                     MicroMessenger/8.0.50 Language/zh_CN";

/// Requests that are sent one after the other, over and over.
#[derive(Debug)]
pub(crate) struct Requests {
    templates: Vec<Template>,
    next: AtomicU64,
    /// So many different ones; then the first comes again.
    different: u64,
    signer: Option<Signer>,
}

#[derive(Debug, Clone)]
struct Template {
    bytes: Vec<u8>,
    /// Where numbers stand.
    places: Vec<usize>,
}

impl Requests {
    pub(crate) fn new(requests: impl IntoIterator<Item = String>) -> Arc<Self> {
        Self::made(requests, None)
    }

    /// Requests whose bodies are signed as they are sent.
    pub(crate) fn signed(requests: impl IntoIterator<Item = String>, signer: Signer) -> Arc<Self> {
        Self::made(requests, Some(signer))
    }

    fn made(requests: impl IntoIterator<Item = String>, signer: Option<Signer>) -> Arc<Self> {
        let templates: Vec<Template> = requests
            .into_iter()
            .map(|text| {
                let places = text.match_indices(NUMBER).map(|(place, _)| place).collect();
                Template { bytes: text.into_bytes(), places }
            })
            .collect();
        assert!(!templates.is_empty(), "no requests");
        Arc::new(Self { templates, next: AtomicU64::new(0), different: u64::MAX, signer })
    }

    /// What was sent until now, again, from the first on.
    pub(crate) fn again(&self) -> Arc<Self> {
        Arc::new(Self {
            templates: self.templates.clone(),
            next: AtomicU64::new(0),
            different: self.next.load(Ordering::Relaxed).max(1),
            signer: self.signer.clone(),
        })
    }

    /// Writes the next request.
    pub(crate) fn write(&self, into: &mut Vec<u8>) {
        let number = self.next.fetch_add(1, Ordering::Relaxed) % self.different;
        let count = u64::try_from(self.templates.len()).unwrap_or(1);
        let template = &self.templates[usize::try_from(number % count).unwrap_or(0)];
        into.clear();
        into.extend_from_slice(&template.bytes);
        for place in &template.places {
            let mut rest = number;
            for digit in into[*place..*place + NUMBER.len()].iter_mut().rev() {
                *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
                rest /= 10;
            }
        }
        if let Some(signer) = &self.signer {
            signer.sign(into);
        }
    }
}

/// A visitor's request for a page.
pub(crate) fn get(path: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nhost: bench.example\r\nuser-agent: {AGENT}\r\n\
         accept: text/html\r\naccept-language: zh-CN,zh;q=0.9\r\n\r\n"
    )
}

/// A program's request with a JSON body and further headers.
pub(crate) fn post(path: &str, headers: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench.example\r\nuser-agent: bench\r\n\
         accept: application/json\r\n{headers}content-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}
