//! A mail server in the test itself: speaks enough SMTP (RFC 5321) to be handed e-mails, and can be made to misbehave.
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use crate::site::PATIENCE;

/// How it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes everything.
    Takes,
    /// Answers so when it is told for whom an e-mail is.
    Refuses(&'static str),
    /// Takes an e-mail and hangs up without a word.
    HangsUp,
    /// Takes an e-mail and never says so.
    Holds,
}

/// An e-mail as it came.
#[derive(Debug, Clone)]
pub struct Received {
    pub to: Vec<String>,
    pub raw: String,
}

/// What happens.
#[derive(Debug)]
enum Event {
    Came(Received),
    Refused,
}

/// The server.
pub struct Postbox {
    pub address: SocketAddr,
    manner: Arc<Mutex<Manner>>,
    events: UnboundedReceiver<Event>,
    task: JoinHandle<()>,
}

impl Drop for Postbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Postbox {
    /// A server on a free port.
    pub async fn open() -> Self {
        Self::open_at(SocketAddr::from(([127, 0, 0, 1], 0))).await
    }

    /// A server on this port.
    pub async fn open_at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let manner = Arc::new(Mutex::new(Manner::Takes));
        let (tell, events) = unbounded_channel();
        let shared = Arc::clone(&manner);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&shared), tell.clone()));
            }
        });
        Self { address, manner, events, task }
    }

    /// What the configuration says to reach it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// How it answers from now on.
    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().expect("a lock") = manner;
    }

    /// The next e-mail.
    pub async fn next(&mut self) -> Received {
        loop {
            let event = tokio::time::timeout(PATIENCE, self.events.recv()).await.expect("an e-mail comes");
            if let Event::Came(received) = event.expect("the server runs") {
                return received;
            }
        }
    }

    /// Until it has refused one.
    pub async fn refused(&mut self) {
        let event = tokio::time::timeout(PATIENCE, self.events.recv()).await.expect("an e-mail comes");
        assert!(matches!(event, Some(Event::Refused)), "{event:?}");
    }

    /// Nothing has come that nobody asked for.
    pub fn is_empty(&mut self) -> bool {
        self.events.try_recv().is_err()
    }
}

async fn talk(stream: TcpStream, manner: Arc<Mutex<Manner>>, tell: UnboundedSender<Event>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut to = Vec::new();
    stream.write_all(b"220 postbox.example\r\n").await.ok()?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let manner = *manner.lock().expect("a lock");
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match word.as_str() {
            "EHLO" => "250-postbox.example\r\n250 8BITMIME\r\n".to_owned(),
            "RCPT" => match manner {
                Manner::Refuses(answer) => {
                    let _ = tell.send(Event::Refused);
                    format!("{answer}\r\n")
                }
                Manner::Takes | Manner::HangsUp | Manner::Holds => {
                    to.push(line.trim().to_owned());
                    "250 fine\r\n".to_owned()
                }
            },
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                let mut raw = String::new();
                loop {
                    let mut line = String::new();
                    stream.read_line(&mut line).await.ok()?;
                    if line == ".\r\n" {
                        break;
                    }
                    raw += line.strip_prefix('.').unwrap_or(&line);
                }
                if manner == Manner::Takes {
                    stream.write_all(b"250 taken\r\n").await.ok()?;
                }
                let _ = tell.send(Event::Came(Received { to: std::mem::take(&mut to), raw }));
                match manner {
                    Manner::HangsUp => return None,
                    Manner::Holds => std::future::pending().await,
                    Manner::Takes | Manner::Refuses(_) => continue,
                }
            }
            "QUIT" => "221 bye\r\n".to_owned(),
            _ => "250 fine\r\n".to_owned(),
        };
        stream.write_all(answer.as_bytes()).await.ok()?;
    }
}

impl Received {
    /// The lines of the head, each unfolded.
    pub fn head(&self) -> Vec<String> {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default();
        head.replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n").map(str::to_owned).collect()
    }

    /// A header, readable.
    pub fn header(&self, name: &str) -> String {
        let start = format!("{name}: ");
        let found: Vec<String> =
            self.head().iter().filter_map(|line| line.strip_prefix(&start)).map(words).collect();
        assert!(found.len() <= 1, "{name} stands there more than once: {found:?}");
        found.into_iter().next().unwrap_or_default()
    }

    /// The part of this type, readable.
    pub fn part(&self, kind: &str) -> String {
        let boundary = self.header("Content-Type");
        let boundary = boundary.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next());
        let boundary = format!("--{}", boundary.expect("a boundary"));
        let part = self
            .raw
            .split(&boundary)
            .find(|part| part.contains(&format!("Content-Type: {kind}")))
            .unwrap_or_else(|| panic!("no {kind}: {}", self.raw));
        let (head, body) = part.split_once("\r\n\r\n").expect("a head");
        let bytes = if head.contains("quoted-printable") {
            quoted_printable(body)
        } else if head.contains("base64") {
            STANDARD.decode(body.split_whitespace().collect::<String>()).expect("base64")
        } else {
            body.as_bytes().to_vec()
        };
        String::from_utf8(bytes).expect("text").replace("\r\n", "\n").trim_end().to_owned() + "\n"
    }

    /// What the link carries.
    pub fn secret(&self) -> String {
        let text = self.part("text/plain");
        let link = text.lines().find(|line| line.starts_with("http")).expect("a link");
        link.split_once('#').expect("a secret").1.to_owned()
    }
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let joined = text.replace("=\r\n", "");
    let mut bytes = joined.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let digits = [bytes.next().expect("a digit"), bytes.next().expect("a digit")];
            let digits = std::str::from_utf8(&digits).expect("digits");
            decoded.push(u8::from_str_radix(digits, 16).expect("a byte"));
        } else {
            decoded.push(byte);
        }
    }
    decoded
}

/// Encoded words (RFC 2047) as text.
fn words(header: &str) -> String {
    let mut text = String::new();
    let mut rest = header;
    while let Some((before, encoded)) = rest.split_once("=?utf-8?b?") {
        // Space between two encoded words belongs to neither (RFC 2047, 6.2).
        text += if before.trim().is_empty() { "" } else { before };
        let (word, after) = encoded.split_once("?=").expect("an end");
        text += &String::from_utf8(STANDARD.decode(word).expect("base64")).expect("text");
        rest = after;
    }
    text + rest
}
