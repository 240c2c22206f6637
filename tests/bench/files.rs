//! Files of orders as a platform exports them, handed to the product.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::Timestamp;
use server::clock::Clock;

use crate::client::{ask, send};
use crate::requests::post;
use crate::world::{Good, token};
use crate::{Result, Table};

/// The columns of a Shopify export that say something about an order.
const HEADINGS: &str = "Name,Financial Status,Paid at,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Total,\
                        Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,\
                        Lineitem price,Lineitem sku,Lineitem fulfillment status,Note Attributes,\
                        Cancelled at,Refunded Amount,Lineitem discount,Notes";
/// Over so many days the orders of a file were placed.
const DAYS: i64 = 30;
/// Seconds after which an access token is renewed; it is good for fifteen minutes.
const RENEWED: Duration = Duration::from_secs(600);

/// A file of orders.
#[derive(Debug)]
pub(crate) struct Orders {
    pub(crate) path: PathBuf,
    pub(crate) lines: u64,
    pub(crate) orders: u64,
    pub(crate) bytes: u64,
}

impl Orders {
    /// Writes one of so many lines: two orders of three claim their KOL by a link, the third by a
    /// coupon; every fifth order has a second line; what is older than three days was sent.
    pub(crate) fn write(path: PathBuf, goods: &[Good], lines: usize, set: &str) -> Result<Self> {
        let now = Clock::System.now();
        let mut file = BufWriter::with_capacity(1 << 20, File::create(&path)?);
        writeln!(file, "{HEADINGS}")?;
        let (mut written, mut orders) = (0, 0);
        while written < lines {
            let good = &goods[orders * 7_919 % goods.len()];
            let second = (orders % 5 == 4 && written + 1 < lines).then_some(2_480);
            let seconds = i64::try_from(written * 86_400 / lines)? * DAYS;
            let placed_at = now.plus_seconds(seconds - DAYS * 86_400 - 60);
            let order = Order { set, number: orders, good, second, placed_at, now };
            order.write(&mut file)?;
            written += 1 + usize::from(second.is_some());
            orders += 1;
        }
        file.flush()?;
        let bytes = std::fs::metadata(&path)?.len();
        let (lines, orders) = (u64::try_from(written)?, u64::try_from(orders)?);
        Ok(Self { path, lines, orders, bytes })
    }
}

/// An order of a file.
struct Order<'a> {
    set: &'a str,
    number: usize,
    good: &'a Good,
    /// The price of its second line.
    second: Option<i64>,
    placed_at: Timestamp,
    now: Timestamp,
}

impl Order<'_> {
    fn write(&self, file: &mut impl Write) -> Result<()> {
        let Self { set, number, good, second, placed_at, now } = self;
        let (price, sku) = (1_980, &good.sku);
        let subtotal = price + second.unwrap_or(0);
        let sent = if now.seconds_since(*placed_at) > 3 * 86_400 {
            moment(placed_at.plus_days(1))
        } else {
            String::new()
        };
        let (note, coupon) = if number % 3 == 2 {
            (String::new(), good.coupon.as_str())
        } else {
            (format!("kakehashi: {}", good.code), "")
        };
        let (placed, paid) = (moment(*placed_at), moment(placed_at.plus_seconds(40)));
        let tax = subtotal / 11;
        let status = if sent.is_empty() { "pending" } else { "fulfilled" };
        writeln!(
            file,
            "#{set}-{number},paid,{paid},{sent},JPY,{subtotal},0,{tax},{subtotal},{coupon},0,{placed},\
             1,{sku},{price},{sku},{status},{note},,0,0,"
        )?;
        if let Some(price) = second {
            writeln!(file, "#{set}-{number},,,,,,,,,,,,1,{sku},{price},{sku},{status},,,,0,")?;
        }
        Ok(())
    }
}

/// A moment as the platform writes it.
fn moment(at: Timestamp) -> String {
    let text = at.to_string();
    format!("{} {} +0000", &text[..10], &text[11..19])
}

/// Somebody who hands files in.
#[derive(Debug)]
pub(crate) struct Caller {
    address: SocketAddr,
    token: String,
    since: Instant,
}

/// What a file took, in seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    pub(crate) uploaded: f64,
    pub(crate) checked: f64,
    pub(crate) applied: f64,
}

impl Took {
    pub(crate) fn whole(self) -> f64 {
        self.uploaded + self.checked + self.applied
    }
}

impl Caller {
    pub(crate) fn new(address: SocketAddr) -> Result<Self> {
        Ok(Self { address, token: token(address)?, since: Instant::now() })
    }

    fn bearer(&mut self) -> Result<String> {
        if self.since.elapsed() > RENEWED {
            *self = Self::new(self.address)?;
        }
        Ok(format!("authorization: Bearer {}\r\n", self.token))
    }

    /// Hands a file in, waits for its dry run, has it written. `begins` is called when it is to be
    /// written.
    pub(crate) fn import(
        &mut self,
        file: &Orders,
        begins: impl FnOnce() -> Result<()>,
    ) -> Result<Took> {
        let began = Instant::now();
        let id = self.upload(file)?;
        let uploaded = began.elapsed().as_secs_f64();
        let checked = self.wait(&id, "checked", file)?;
        let told = checked["new"].as_u64();
        if told != Some(file.orders) || checked["error_count"] != 0 {
            return Err(format!("the dry run of {} orders: {checked}", file.orders).into());
        }
        let dry = began.elapsed().as_secs_f64() - uploaded;
        begins()?;
        let began = Instant::now();
        let path = format!("/api/v1/imports/{id}/acts");
        let request = post(&path, &self.bearer()?, r#"{"act":"apply"}"#);
        ask(self.address, &request)?.expect(202, "to apply a file")?;
        let done = self.wait(&id, "done", file)?;
        if done["new"].as_u64() != Some(file.orders) || done["error_count"] != 0 {
            return Err(format!("{} orders applied: {done}", file.orders).into());
        }
        Ok(Took { uploaded, checked: dry, applied: began.elapsed().as_secs_f64() })
    }

    fn upload(&mut self, file: &Orders) -> Result<String> {
        let head = format!(
            "POST /api/v1/imports HTTP/1.1\r\nhost: bench.example\r\nuser-agent: bench\r\n\
             {}content-type: text/csv\r\ncontent-length: {}\r\n\r\n",
            self.bearer()?,
            file.bytes
        );
        let reply = send(self.address, &head, File::open(&file.path)?)?.expect(202, "a file")?;
        let answer: serde_json::Value = serde_json::from_slice(&reply.body)?;
        Ok(answer["id"].as_str().ok_or("no file")?.to_owned())
    }

    fn wait(&mut self, id: &str, for_status: &str, file: &Orders) -> Result<serde_json::Value> {
        // Often beside a short file, so that waiting is no part of what is measured.
        let rest = if file.lines > 100_000 { 200 } else { 20 };
        loop {
            let request = format!(
                "GET /api/v1/imports/{id} HTTP/1.1\r\nhost: bench.example\r\nuser-agent: bench\r\n\
                 {}\r\n",
                self.bearer()?
            );
            let reply = ask(self.address, &request)?.expect(200, "a file's state")?;
            let answer: serde_json::Value = serde_json::from_slice(&reply.body)?;
            match answer["status"].as_str() {
                Some(status) if status == for_status => return Ok(answer),
                Some("queued" | "applying") => std::thread::sleep(Duration::from_millis(rest)),
                _ => {
                    let text: String = answer.to_string().chars().take(600).collect();
                    return Err(format!("the file is not {for_status}: {text}").into());
                }
            }
        }
    }
}

/// Says how long the parts took.
pub(crate) fn remark(table: &Table, file: &Orders, took: Took) {
    #[allow(clippy::cast_precision_loss)]
    let size = file.bytes as f64 / 1_048_576.0;
    table.remark(&format!(
        "{} lines of {} orders, {size:.0} MiB: upload {:.2} s, dry run {:.2} s, applied {:.2} s",
        file.lines, file.orders, took.uploaded, took.checked, took.applied
    ));
}

/// Where a bench keeps its file.
pub(crate) fn place(folder: &Path, set: &str) -> PathBuf {
    folder.join(format!("orders-{set}.csv"))
}
