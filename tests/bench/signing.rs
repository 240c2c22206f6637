//! Messages as shops send them: signed, to an endpoint of the network.

use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::requests::{NUMBER, post};
use crate::{Result, client};

/// What the endpoints of a bench sign with.
const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// Where a signature is written in.
const MARK: &str = "t=@@@@@@@@@@,v1=\
                    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@";
/// Digits of a moment in a signature.
const MOMENT: usize = 10;

/// Signs bodies; the key is prepared once.
#[derive(Debug, Clone)]
pub(crate) struct Signer(Hmac<Sha256>);

impl Signer {
    fn new() -> Result<Self> {
        Ok(Self(Hmac::new_from_slice(SECRET.as_bytes())?))
    }

    /// Writes the signature of a request's body where its head leaves room.
    pub(crate) fn sign(&self, request: &mut [u8]) {
        let place = |mark: &[u8]| request.windows(mark.len()).position(|part| part == mark);
        let (Some(mark), Some(end)) = (place(&MARK.as_bytes()[..4]), place(b"\r\n\r\n")) else {
            return;
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let moment = format!("{:0MOMENT$}", now.as_secs());
        let mut mac = self.0.clone();
        mac.update(moment.as_bytes());
        mac.update(b".");
        mac.update(&request[end + 4..]);
        let start = mark + "t=".len();
        request[start..start + MOMENT].copy_from_slice(moment.as_bytes());
        let start = start + MOMENT + ",v1=".len();
        for (place, byte) in mac.finalize().into_bytes().iter().enumerate() {
            let digit = |half: u8| b"0123456789abcdef"[usize::from(half)];
            request[start + place * 2] = digit(byte >> 4);
            request[start + place * 2 + 1] = digit(byte & 15);
        }
    }
}

/// An endpoint of the network that takes signed messages.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    path: String,
    signer: Signer,
}

impl Endpoint {
    /// Makes one, as the account manager would.
    pub(crate) fn make(address: SocketAddr, token: &str, source: &str) -> Result<Self> {
        let body = format!("name=bench&source={source}&profile=kakehashi&secret={SECRET}");
        let request = format!(
            "POST /webhooks HTTP/1.1\r\nhost: bench.example\r\nuser-agent: bench\r\n\
             authorization: Bearer {token}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let page = client::ask(address, &request)?.expect(200, "the endpoint's form")?.text();
        let id = page.split("/webhooks/").find(|rest| rest.starts_with("whk_"));
        let is_id = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        let id: String = id.ok_or("no endpoint")?.chars().take_while(is_id).collect();
        Ok(Self { path: format!("/api/v1/webhooks/{id}"), signer: Signer::new()? })
    }

    /// What signs its messages.
    pub(crate) fn signer(&self) -> Signer {
        self.signer.clone()
    }

    /// A message of an order, to be numbered and signed when it is sent.
    pub(crate) fn order(&self, body: &serde_json::Value, set: &str) -> String {
        let headers = format!(
            "x-kakehashi-topic: order\r\nx-kakehashi-event-id: {set}-{NUMBER}\r\n\
             x-kakehashi-signature: {MARK}\r\n"
        );
        post(&self.path, &headers, &body.to_string())
    }
}
