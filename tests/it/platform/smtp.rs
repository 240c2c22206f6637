//! The outbox before a real mail server, which is away, undecided, strict or gone in the middle.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::platform::mail::MailClass;
use domain::platform::queue::MailStatus;
use server::app::App;
use server::mail::{Smtp, Transport};
use server::platform::worker::work;
use store::platform::mail::{self, Filter, NewMail};
use store::scope::OfNetwork;

use crate::app::{TestApp, stories};

/// The first Python that knows the mail server's library; none where it is not installed.
fn python() -> Option<&'static str> {
    let knows = |program: &&str| {
        let tried = Command::new(program).args(["-c", "import aiosmtpd"]).output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    let found = ["python3", "/usr/bin/python3"].into_iter().find(knows);
    if found.is_none() {
        // Loud, so that nobody takes the silence for success.
        eprintln!("SKIPPED: no mail server: python3-aiosmtpd is not installed");
    }
    found
}

/// A mail server in a folder of its own.
struct Server {
    python: &'static str,
    folder: tempfile::TempDir,
    port: u16,
    tls: Option<(PathBuf, PathBuf)>,
    child: Option<Child>,
}

/// A message that it took.
struct Arrived {
    peer: String,
    recipient: String,
    message_id: String,
    text: String,
}

impl Server {
    /// A server that runs; `None`, loudly, where it cannot.
    fn start() -> Option<Self> {
        let mut server = Self::at_rest()?;
        server.up();
        Some(server)
    }

    fn at_rest() -> Option<Self> {
        let folder = tempfile::tempdir().expect("folder");
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("address").port();
        let server = Self { python: python()?, folder, port, tls: None, child: None };
        server.behave("ok");
        Some(server)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn behave(&self, mode: &str) {
        std::fs::write(self.path().join("mode"), mode).expect("mode");
    }

    fn up(&mut self) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/platform/smtp_server.py");
        let mut command = Command::new(self.python);
        command.arg(script).arg(self.port.to_string()).arg(self.path());
        if let Some((certificate, key)) = &self.tls {
            command.arg(certificate).arg(key);
        }
        let log = File::options().create(true).append(true).open(self.path().join("server.log"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log.expect("a log"));
        let mut child = command.spawn().expect("a mail server");
        let mut said = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut said)
            .expect("text");
        let log = || std::fs::read_to_string(self.path().join("server.log")).unwrap_or_default();
        assert_eq!(said.trim(), "ready", "{}", log());
        self.child = Some(child);
    }

    fn down(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("killed");
            child.wait().expect("gone");
        }
    }

    fn inbox(&self) -> Vec<Arrived> {
        let entries = std::fs::read_dir(self.path().join("inbox")).into_iter().flatten().flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
        paths.sort();
        let read = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).expect("a message");
            let header = |name: &str| {
                let line = text.lines().find_map(|line| line.strip_prefix(name));
                line.unwrap_or_else(|| panic!("{name} in {text}")).trim().to_owned()
            };
            Arrived {
                peer: header("X-Peer:"),
                recipient: header("X-Rcpt:"),
                message_id: header("Message-ID:"),
                text,
            }
        };
        paths.iter().map(read).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.down();
    }
}

fn sender(app: &TestApp, address: &str) -> Arc<App> {
    let transport = Transport::Smtp(Arc::new(Smtp::at(address, None).expect("address")));
    app.other(app.app.settings.clone(), transport)
}

fn write(app: &TestApp, recipients: &[String]) {
    let at = app.app.now();
    let recipients = recipients.to_vec();
    app.app
        .store
        .write(OfNetwork::for_row(app.hashi.network), move |tx| {
            for recipient in &recipients {
                let new = NewMail {
                    kind: "test",
                    class: MailClass::Transactional,
                    subject_id: None,
                    recipient,
                    sender: "hello@hashi.example",
                    locale: domain::Locale::Ja,
                    subject: "お知らせ",
                    text: "本文\n.\n点だけの行もそのまま届く",
                    html: "<p>本文</p>",
                };
                mail::insert(tx, &new, at)?;
            }
            Ok(())
        })
        .expect("mails");
}

fn addresses(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{prefix}{number}@reader.example")).collect()
}

fn standing(app: &TestApp, status: MailStatus) -> usize {
    let filter = Filter { status: Some(status), ..Filter::default() };
    app.app
        .store
        .read(OfNetwork::for_row(app.hashi.network), move |tx| mail::page(tx, &filter, None, 500))
        .expect("mails")
        .len()
}

/// Works until nothing is queued; the clock goes on in between.
fn settle(app: &TestApp, sender: &Arc<App>) {
    for _ in 0..40 {
        while work(sender).expect("work") > 0 {}
        if standing(app, MailStatus::Queued) == 0 {
            return;
        }
        app.advance(60);
    }
    panic!("mails still wait");
}

/// How often each recipient got its mail; copies must carry the same Message-ID.
fn copies(inbox: &[Arrived]) -> BTreeMap<String, usize> {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut count = BTreeMap::new();
    for one in inbox {
        let known = ids.entry(one.recipient.clone()).or_insert_with(|| one.message_id.clone());
        assert_eq!(*known, one.message_id, "{}", one.recipient);
        *count.entry(one.recipient.clone()).or_default() += 1;
    }
    count
}

stories! {
    async fn every_mail_arrives_once_while_the_server_is_away_undecided_and_back(app: &TestApp) {
        let Some(mut server) = Server::start() else { return };
        let sender = sender(app, &format!("smtp://127.0.0.1:{}?tls=none", server.port));
        write(app, &addresses("a", 3));
        settle(app, &sender);
        let first = server.inbox();
        assert_eq!(first.len(), 3);
        // One connection carried them all.
        assert!(first.iter().all(|one| one.peer == first[0].peer));
        assert!(first[0].message_id.ends_with("@hashi.example>"));

        server.down();
        write(app, &addresses("b", 3));
        assert_eq!(work(&sender).expect("work"), 3);
        assert_eq!(standing(app, MailStatus::Queued), 3);
        server.behave("later");
        server.up();
        app.advance(15);
        assert_eq!(work(&sender).expect("work"), 3);
        assert_eq!((standing(app, MailStatus::Queued), server.inbox().len()), (3, 3));
        server.behave("ok");
        settle(app, &sender);
        let count = copies(&server.inbox());
        assert_eq!((count.len(), count.values().sum::<usize>()), (6, 6));
        assert_eq!(standing(app, MailStatus::Sent), 6);
    }

    async fn a_recipient_that_is_not_there_ends_its_mail_at_once_and_no_other(app: &TestApp) {
        let Some(server) = Server::start() else { return };
        let sender = sender(app, &format!("smtp://127.0.0.1:{}?tls=none", server.port));
        let mut all = addresses("c", 2);
        all.insert(1, "unknown@reader.example".to_owned());
        write(app, &all);
        assert_eq!(work(&sender).expect("work"), 3);
        assert_eq!((standing(app, MailStatus::Bounced), standing(app, MailStatus::Sent)), (1, 2));
        assert_eq!(copies(&server.inbox()).len(), 2);
        // It is not written to again, and staff see why.
        write(app, &["Unknown@reader.example".to_owned()]);
        settle(app, &sender);
        assert_eq!(standing(app, MailStatus::Suppressed), 1);
        let held = app.get("/api/v1/suppressions").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(held["items"][0]["address"], "unknown@reader.example");
        assert_eq!(held["items"][0]["cause"], "hard_bounce");
        assert!(held["items"][0]["detail"].as_str().expect("detail").contains("no such user"));
        // A full mailbox ends its mail too, and says nothing of the address.
        server.behave("full");
        write(app, &addresses("d", 1));
        assert_eq!(work(&sender).expect("work"), 1);
        assert_eq!(standing(app, MailStatus::Bounced), 2);
        let held = app.get("/api/v1/suppressions").by(&app.hashi.manager).send().await.expect(200).json();
        assert_eq!(held["items"].as_array().expect("items").len(), 1);
    }

    async fn what_breaks_after_the_message_comes_again_under_the_same_number(app: &TestApp) {
        let Some(mut server) = Server::start() else { return };
        let sender = sender(app, &format!("smtp://127.0.0.1:{}?tls=none", server.port));
        server.behave("drop");
        write(app, &addresses("e", 1));
        assert_eq!(work(&sender).expect("work"), 1);
        assert_eq!((standing(app, MailStatus::Queued), server.inbox().len()), (1, 1));
        server.behave("ok");
        settle(app, &sender);
        assert_eq!(copies(&server.inbox())["e0@reader.example"], 2);

        // The server is killed while a batch is under way, and comes back.
        write(app, &addresses("f", 40));
        let (worker, began) = (Arc::clone(&sender), Instant::now());
        let busy = std::thread::spawn(move || while work(&worker).expect("work") > 0 {});
        while server.inbox().len() < 10 && began.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(2));
        }
        server.down();
        server.up();
        busy.join().expect("the worker");
        app.advance(60);
        settle(app, &sender);
        let count = copies(&server.inbox());
        assert_eq!(count.len(), 41);
        // Only the one whose answer was lost can have come twice.
        let twice = count.iter().filter(|(who, times)| who.starts_with('f') && **times > 1).count();
        assert!(twice <= 1, "{count:?}");
        let read = server.inbox();
        let text = &read.last().expect("a mail").text;
        assert!(text.contains("Content-Language: ja") && text.contains("Auto-Submitted"), "{text}");
    }

    async fn without_a_trusted_certificate_nothing_leaves(app: &TestApp) {
        let Some(mut server) = Server::at_rest() else { return };
        let Some(trusted) = certificates(server.path()) else { return };
        server.tls = Some((server.path().join("leaf.pem"), server.path().join("leaf.key")));
        server.up();
        write(app, &addresses("g", 1));
        let plain = sender(app, &format!("smtp://127.0.0.1:{}?tls=none", server.port));
        let strange = sender(app, &format!("smtp://127.0.0.1:{}", server.port));
        for sender in [plain, strange] {
            assert_eq!(work(&sender).expect("work"), 1);
            assert_eq!((standing(app, MailStatus::Queued), server.inbox().len()), (1, 0));
            app.advance(60);
        }
        let address = format!("smtp://127.0.0.1:{}?ca={}", server.port, trusted.display());
        settle(app, &sender(app, &address));
        let inbox = server.inbox();
        assert_eq!(inbox.len(), 1);
        assert!(inbox[0].text.contains("X-Tls: True"), "{}", inbox[0].text);
    }
}

/// A certificate for the loopback address and the one to trust it by; `None`, loudly, without openssl.
fn certificates(folder: &Path) -> Option<PathBuf> {
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect(name);
    write(
        "ca.cnf",
        "[req]\ndistinguished_name=n\nprompt=no\nx509_extensions=x\n[n]\nCN=Stories CA\n[x]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n",
    );
    write(
        "leaf.cnf",
        "[req]\ndistinguished_name=n\nprompt=no\n[n]\nCN=127.0.0.1\n[x]\nsubjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n",
    );
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    let steps = [
        format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -config ca.cnf"),
        format!("req {key} -keyout leaf.key -out leaf.csr -config leaf.cnf"),
        "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out leaf.pem -days 2 \
         -extfile leaf.cnf -extensions x"
            .to_owned(),
    ];
    for step in steps {
        let done =
            Command::new("openssl").args(step.split_whitespace()).current_dir(folder).output();
        let Ok(done) = done else {
            eprintln!("SKIPPED: no certificates: openssl is not installed");
            return None;
        };
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    Some(folder.join("ca.pem"))
}
