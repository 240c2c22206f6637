//! A client that keeps its connections and sends requests that were written before: it must cost
//! less than what it measures.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Read, Result};
use std::net::SocketAddr;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::requests::Requests;

/// Threads that send: the rest of the cores is the server's.
const THREADS: usize = 2;
/// What a connection reads at a time; the head of an answer must fit.
const BUFFER: usize = 64 * 1024;
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
    send(address, request, std::io::empty())
}

/// Sends a request whose body is read piece by piece, and reads its answer.
pub(crate) fn send(address: SocketAddr, head: &str, mut body: impl Read) -> Result<Reply> {
    runtime()?.block_on(async {
        let mut reply = Reply::default();
        let mut connection = Connection::open(address).await?;
        connection.stream.write_all(head.as_bytes()).await?;
        let mut piece = vec![0; BUFFER];
        loop {
            match body.read(&mut piece)? {
                0 => break,
                count => connection.stream.write_all(&piece[..count]).await?,
            }
        }
        connection.answer(Some(&mut reply)).await?;
        Ok(reply)
    })
}

/// Sends the same request over so many connections at once; answers the statuses.
pub(crate) fn at_once(address: SocketAddr, request: &[u8], clients: usize) -> Result<Vec<u16>> {
    runtime()?.block_on(async {
        let mut tasks = JoinSet::new();
        let mut opened = Vec::with_capacity(clients);
        for _ in 0..clients {
            opened.push(Connection::open(address).await?);
        }
        for mut connection in opened {
            let request = request.to_vec();
            tasks.spawn(async move { connection.ask(&request, None).await });
        }
        let mut statuses = Vec::with_capacity(clients);
        while let Some(status) = tasks.join_next().await {
            statuses.push(status.map_err(Error::other)??);
        }
        Ok(statuses)
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

pub(crate) fn runtime() -> Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// A connection that is kept.
pub(crate) struct Connection {
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
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; BUFFER], filled: 0, taken: 0 })
    }

    /// Sends a request and reads its answer; answers its status.
    pub(crate) async fn ask(&mut self, request: &[u8], keep: Option<&mut Reply>) -> Result<u16> {
        self.stream.write_all(request).await?;
        self.answer(keep).await
    }

    async fn answer(&mut self, mut keep: Option<&mut Reply>) -> Result<u16> {
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
