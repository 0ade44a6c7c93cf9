//! Password checks over HTTP: the server's own program, and fifty connections that ask again as soon as they are
//! answered.
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use elenco::tokens;
use secrecy::ExposeSecret as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::figure::{Figure, percentile};
use super::ground::{Size, open};
use crate::server::Server;

const SECTION: &str = "Password check over HTTP, `POST /api/v1/password-checks`, 50 in flight";
const IN_FLIGHT: usize = 50;
const REQUESTS: usize = 40_000;
const WARMING: usize = 1_000;

/// One answer from the buffer, when it is there whole: its length.
fn whole(buffer: &[u8]) -> Option<usize> {
    let head = buffer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&buffer[..head]).expect("headers are text").to_ascii_lowercase();
    assert!(text.starts_with("http/1.1 200"), "{text}");
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:")).expect("a length");
    let length: usize = length.trim().parse().expect("a number");
    (buffer.len() >= head + length).then_some(head + length)
}

/// Asks until nothing is left to ask.
async fn connection(address: SocketAddr, request: Arc<[u8]>, left: Arc<AtomicUsize>) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    stream.set_nodelay(true).expect("a socket");
    let mut times = Vec::new();
    let mut buffer = Vec::with_capacity(8 << 10);
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
        let began = Instant::now();
        stream.write_all(&request).await.expect("sent");
        let length = loop {
            match whole(&buffer) {
                Some(length) => break length,
                None => {
                    assert!(stream.read_buf(&mut buffer).await.expect("received") > 0, "the server hung up")
                }
            }
        };
        times.push(began.elapsed());
        buffer.drain(..length);
    }
    times
}

async fn ask(address: SocketAddr, request: &Arc<[u8]>, count: usize) -> Vec<Duration> {
    let left = Arc::new(AtomicUsize::new(count));
    let tasks: Vec<_> = (0..IN_FLIGHT)
        .map(|_| tokio::spawn(connection(address, Arc::clone(request), Arc::clone(&left))))
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.expect("every connection ends well"));
    }
    times
}

/// Starts the server on the folder and asks it.
pub async fn measure(folder: &Path, size: Size) -> Vec<Figure> {
    let ground = open(folder, None).await;
    let token =
        tokens::service::create_token(&ground.app, &ground.cx.scope, ground.admin.id, "benchmark", None)
            .await
            .expect("a token");
    ground.app.db.close();
    drop(ground);
    let server = Server::start(folder);
    let address: SocketAddr = server.base_url().trim_start_matches("http://").parse().expect("an address");
    let body = r#"{"password":"correct horse battery","user":{"username":"ana.nunez","email":"ana@example.org","first_names":"Ana","last_names":"Núñez"}}"#;
    let request = format!(
        "POST /api/v1/password-checks HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        token.expose_secret(),
        body.len(),
    );
    let request: Arc<[u8]> = request.into_bytes().into();
    ask(address, &request, WARMING).await;
    let began = Instant::now();
    let times = ask(address, &request, size.of(REQUESTS)).await;
    let rate = times.len() as f64 / began.elapsed().as_secs_f64();
    vec![
        Figure::new(SECTION, "p50", percentile(&times, 50.0), "ms"),
        Figure::new(SECTION, "p99", percentile(&times, 99.0), "ms").at_most(10.0),
        Figure::new(SECTION, "answers", rate, "/s"),
    ]
}
