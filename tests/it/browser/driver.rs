//! A small WebDriver client (W3C WebDriver): as much of it as the story needs.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A browser window, driven through ChromeDriver; closed when dropped.
pub struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
}

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Browser {
    /// Opens a headless window; `None` where there is no ChromeDriver or no Chromium.
    pub fn open() -> Option<Self> {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .build()
            .into();
        let mut browser =
            Self { driver, session: format!("http://127.0.0.1:{port}/session"), agent };
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": { "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-quic", "--force-prefers-reduced-motion",
        ] } } } });
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if let Some(opened) = browser.call("POST", "", &wanted) {
                let id = opened["sessionId"].as_str()?.to_owned();
                browser.session = format!("{}/{id}", browser.session);
                return Some(browser);
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        None
    }

    /// Goes to an address.
    pub fn visit(&self, url: &str) {
        self.must("POST", "/url", &json!({ "url": url }));
    }

    /// Where the window is.
    pub fn address(&self) -> String {
        self.must("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// The size of the page's view, as on a phone or a desk.
    pub fn size(&self, width: u32, height: u32) {
        let metrics = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        } });
        self.must("POST", "/goog/cdp/execute", &metrics);
    }

    /// Types into a field, in place of what is there.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        let element = self.find(selector);
        self.must("POST", &format!("/element/{element}/clear"), &json!({}));
        self.must("POST", &format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Chooses a file, or types without clearing.
    #[track_caller]
    pub fn give(&self, selector: &str, text: &str) {
        let element = self.find(selector);
        self.must("POST", &format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Chooses an option by its value.
    #[track_caller]
    pub fn choose(&self, selector: &str, value: &str) {
        self.click(&format!("{selector} option[value=\"{value}\"]"));
    }

    /// Clicks.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let element = self.find(selector);
        let scroll = json!({ "script": "arguments[0].scrollIntoView({block: 'center'})",
            "args": [{ ELEMENT: element }] });
        self.must("POST", "/execute/sync", &scroll);
        self.must("POST", &format!("/element/{element}/click"), &json!({}));
    }

    /// Clicks what leads to another page, and waits until it is there.
    #[track_caller]
    pub fn press(&self, selector: &str) {
        self.ask("window.before = true");
        self.click(selector);
        let until = Instant::now() + Duration::from_secs(20);
        while self.ask("return window.before === true || document.readyState !== 'complete'")
            == true
        {
            assert!(Instant::now() < until, "{selector} leads nowhere");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The text of an element.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let element = self.find(selector);
        let text = self.must("GET", &format!("/element/{element}/text"), &Value::Null);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// What a script in the page answers.
    pub fn ask(&self, script: &str) -> Value {
        self.must("POST", "/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Keeps a picture of the whole page, where a folder for pictures is named.
    pub fn picture(&self, name: &str) {
        let Ok(folder) = std::env::var("KAKEHASHI_SCREENSHOTS") else { return };
        let params = json!({ "cmd": "Page.captureScreenshot",
            "params": { "captureBeyondViewport": true, "format": "png" } });
        let shot = self.must("POST", "/goog/cdp/execute", &params);
        let bytes = decoded(shot["data"].as_str().unwrap_or_default());
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        std::fs::write(folder.join(format!("{name}.png")), bytes).expect("a picture");
    }

    /// The first element of a selector, waited for.
    #[track_caller]
    fn find(&self, selector: &str) -> String {
        let wanted = json!({ "using": "css selector", "value": selector });
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            if let Some(found) = self.call("POST", "/element", &wanted) {
                return found[ELEMENT].as_str().unwrap_or_default().to_owned();
            }
            assert!(Instant::now() < until, "no {selector} at {}", self.address());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    #[track_caller]
    fn must(&self, method: &str, path: &str, body: &Value) -> Value {
        self.call(method, path, body)
            .unwrap_or_else(|| panic!("the browser refused {method} {path}: {body}"))
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Option<Value> {
        let url = format!("{}{path}", self.session);
        let mut response = match method {
            "GET" => self.agent.get(&url).call(),
            _ => self.agent.post(&url).send_json(body),
        }
        .ok()?;
        let answer: Value = response.body_mut().with_config().limit(64 << 20).read_json().ok()?;
        (response.status() == 200).then(|| answer["value"].clone())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A port that nothing listens on.
pub fn free_port() -> u16 {
    let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.local_addr().expect("an address").port()
}

/// Base 64, as the browser gives pictures.
fn decoded(text: &str) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for value in text.bytes().filter_map(|byte| LETTERS.iter().position(|one| *one == byte)) {
        bits = (bits << 6) | u32::try_from(value).unwrap_or(0);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 255).unwrap_or(0));
        }
    }
    bytes
}
