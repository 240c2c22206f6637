//! A client that keeps its connections and sends requests that were written before: it must cost
//! less than what it measures.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// Stands in a request for a number of twelve digits that no other request has.
pub(crate) const NUMBER: &str = "############";
/// Threads that send: the rest of the cores is the server's.
const THREADS: usize = 2;
/// What a connection reads at a time; the head of an answer must fit.
const BUFFER: usize = 64 * 1024;
/// A visitor's telephone. A program's agent would leave no click.
const AGENT: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 \
                     MicroMessenger/8.0.50 Language/zh_CN";

/// Requests that are sent one after the other, over and over.
#[derive(Debug)]
pub(crate) struct Requests {
    templates: Vec<Template>,
    next: AtomicU64,
}

#[derive(Debug)]
struct Template {
    bytes: Vec<u8>,
    /// Where numbers stand.
    places: Vec<usize>,
}

impl Requests {
    pub(crate) fn new(requests: impl IntoIterator<Item = String>) -> Arc<Self> {
        let templates: Vec<Template> = requests
            .into_iter()
            .map(|text| {
                let places = text.match_indices(NUMBER).map(|(place, _)| place).collect();
                Template { bytes: text.into_bytes(), places }
            })
            .collect();
        assert!(!templates.is_empty(), "no requests");
        Arc::new(Self { templates, next: AtomicU64::new(0) })
    }

    fn write(&self, into: &mut Vec<u8>) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
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

/// One answer, whole.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Refuses any other status.
    pub(crate) fn expect(self, status: u16, what: &str) -> Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        // A page would fill the screen; a document says what is wrong.
        let page = self.body.starts_with(b"<");
        let text = if page { String::new() } else { self.text().chars().take(300).collect() };
        Err(Error::other(format!("{what} answered {} instead of {status} {text}", self.status)))
    }
}

/// Sends one request and reads its answer.
pub(crate) fn ask(address: SocketAddr, request: &str) -> Result<Reply> {
    runtime()?.block_on(async {
        let mut reply = Reply::default();
        let mut connection = Connection::open(address).await?;
        connection.ask(request.as_bytes(), Some(&mut reply)).await?;
        Ok(reply)
    })
}

/// How much is sent at once, for how long, and what must come back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    pub(crate) connections: usize,
    pub(crate) lasts: Duration,
    pub(crate) status: u16,
}

/// What came back.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) statuses: BTreeMap<u16, u64>,
    pub(crate) seconds: f64,
    /// How long each answer took.
    pub(crate) micros: Vec<u32>,
}

/// Sends requests over all connections until the time is over; what is under way is finished.
pub(crate) fn run(address: SocketAddr, requests: &Arc<Requests>, load: Load) -> Result<Outcome> {
    let threads = THREADS.min(load.connections);
    let start = Arc::new(Barrier::new(threads));
    let drivers: Vec<_> = (0..threads)
        .map(|thread| {
            let share =
                load.connections / threads + usize::from(thread < load.connections % threads);
            let (requests, start) = (Arc::clone(requests), Arc::clone(&start));
            std::thread::spawn(move || drive(address, &requests, share, load.lasts, &start))
        })
        .collect();
    let mut all = Outcome::default();
    for driver in drivers {
        let one = driver.join().map_err(|_| Error::other("a driver panicked"))??;
        all.seconds = all.seconds.max(one.seconds);
        all.micros.extend(one.micros);
        for (status, count) in one.statuses {
            *all.statuses.entry(status).or_default() += count;
        }
    }
    all.micros.sort_unstable();
    Ok(all)
}

fn drive(
    address: SocketAddr,
    requests: &Arc<Requests>,
    connections: usize,
    lasts: Duration,
    start: &Barrier,
) -> Result<Outcome> {
    let runtime = runtime()?;
    let opened: Result<Vec<Connection>> = runtime.block_on(async {
        let mut opened = Vec::with_capacity(connections);
        for _ in 0..connections {
            opened.push(Connection::open(address).await?);
        }
        Ok(opened)
    });
    // Whoever could not connect must not leave the others waiting.
    start.wait();
    let began = Instant::now();
    let until = began + lasts;
    let mut all = Outcome::default();
    runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for connection in opened? {
            tasks.spawn(repeat(connection, Arc::clone(requests), until));
        }
        while let Some(one) = tasks.join_next().await {
            let (statuses, micros) = one.map_err(Error::other)??;
            all.micros.extend(micros);
            for (status, count) in statuses {
                *all.statuses.entry(status).or_default() += count;
            }
        }
        all.seconds = began.elapsed().as_secs_f64();
        Ok(all)
    })
}

async fn repeat(
    mut connection: Connection,
    requests: Arc<Requests>,
    until: Instant,
) -> Result<(BTreeMap<u16, u64>, Vec<u32>)> {
    let mut statuses = BTreeMap::new();
    let mut micros = Vec::with_capacity(4_096);
    let mut request = Vec::with_capacity(1_024);
    let mut sent = Instant::now();
    // At least one, so that a run of no length says something too.
    loop {
        requests.write(&mut request);
        let status = connection.ask(&request, None).await?;
        let read = Instant::now();
        *statuses.entry(status).or_insert(0) += 1;
        micros.push(u32::try_from((read - sent).as_micros()).unwrap_or(u32::MAX));
        if read >= until {
            return Ok((statuses, micros));
        }
        sent = read;
    }
}

fn runtime() -> Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_io().build()
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// Bytes of the buffer that were read from the stream, and how many of them are used up.
    filled: usize,
    taken: usize,
}

enum Length {
    Known(usize),
    Chunked,
}

impl Connection {
    async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; BUFFER], filled: 0, taken: 0 })
    }

    async fn ask(&mut self, request: &[u8], mut keep: Option<&mut Reply>) -> Result<u16> {
        self.stream.write_all(request).await?;
        let end = self.until(b"\r\n\r\n").await?;
        let head = &self.buffer[self.taken..end];
        let (status, length) = parse(head)?;
        if let Some(reply) = keep.as_deref_mut() {
            reply.status = status;
            reply.head = String::from_utf8_lossy(head).into_owned();
        }
        self.taken = end;
        let mut body = keep.map(|reply| &mut reply.body);
        match length {
            Length::Known(count) => self.take(count, &mut body).await?,
            Length::Chunked => loop {
                let end = self.until(b"\r\n").await?;
                let line = &self.buffer[self.taken..end - 2];
                let size = std::str::from_utf8(line)
                    .ok()
                    .and_then(|line| line.split(';').next())
                    .and_then(|size| usize::from_str_radix(size.trim(), 16).ok())
                    .ok_or_else(|| malformed("a chunk's size"))?;
                self.taken = end;
                self.take(size, &mut body).await?;
                self.take(2, &mut None).await?;
                if size == 0 {
                    break;
                }
            },
        }
        Ok(status)
    }

    /// Reads until a mark stands in the buffer; answers where it ends.
    async fn until(&mut self, mark: &[u8]) -> Result<usize> {
        loop {
            let unread = &self.buffer[self.taken..self.filled];
            if let Some(place) = unread.windows(mark.len()).position(|part| part == mark) {
                return Ok(self.taken + place + mark.len());
            }
            self.fill().await?;
        }
    }

    async fn take(&mut self, mut count: usize, keep: &mut Option<&mut Vec<u8>>) -> Result<()> {
        loop {
            let here = count.min(self.filled - self.taken);
            if let Some(body) = keep {
                body.extend_from_slice(&self.buffer[self.taken..self.taken + here]);
            }
            self.taken += here;
            count -= here;
            if count == 0 {
                return Ok(());
            }
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> Result<()> {
        if self.taken > 0 {
            self.buffer.copy_within(self.taken..self.filled, 0);
            self.filled -= self.taken;
            self.taken = 0;
        }
        if self.filled == self.buffer.len() {
            return Err(malformed("an endless head"));
        }
        match self.stream.read(&mut self.buffer[self.filled..]).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            count => {
                self.filled += count;
                Ok(())
            }
        }
    }
}

/// Status and length of the body.
fn parse(head: &[u8]) -> Result<(u16, Length)> {
    let status = head
        .get(9..12)
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| malformed("a status line"))?;
    let value = |name: &str| {
        head.split(|byte| *byte == b'\n').find_map(|line| {
            let (start, rest) = line.split_at_checked(name.len())?;
            start.eq_ignore_ascii_case(name.as_bytes()).then(|| String::from_utf8_lossy(rest))
        })
    };
    if let Some(count) = value("content-length:") {
        let count = count.trim().parse().map_err(|_| malformed("a length"))?;
        return Ok((status, Length::Known(count)));
    }
    let chunked = value("transfer-encoding:").is_some_and(|coding| coding.trim() == "chunked");
    Ok((status, if chunked { Length::Chunked } else { Length::Known(0) }))
}

fn malformed(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
