//! Servers for the tests, on a port of this machine, each connection in a thread of its own.
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(super) struct Server {
    pub(super) address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn serving(serve: impl Fn(TcpStream, &str) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen: Arc<Mutex<Vec<String>>> = Arc::default();
        let (noted, serve) = (seen.clone(), Arc::new(serve));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let (noted, serve) = (noted.clone(), serve.clone());
                std::thread::spawn(move || {
                    let request = read_request(&mut stream);
                    noted.lock().unwrap().push(request.clone());
                    serve(stream, &request);
                });
            }
        });
        Self { address, seen }
    }

    /// Answers every request with what this makes of it.
    pub(super) fn answering(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self::serving(move |mut stream, request| {
            let _gone = stream.write_all(answer(request).as_bytes());
        })
    }

    /// Begins like this and never ends.
    pub(super) fn flooding(beginning: &'static str) -> Self {
        Self::serving(move |mut stream, _| {
            let _gone = stream.write_all(beginning.as_bytes());
            while stream.write_all(&[b'x'; 4096]).is_ok() {}
        })
    }

    /// Sends this at once, then byte after byte with pauses of so many milliseconds; with 0, nothing more.
    pub(super) fn dribbling(beginning: &'static str, pause: u64) -> Self {
        Self::serving(move |mut stream, _| {
            let _gone = stream.write_all(beginning.as_bytes());
            let (_open, ticks) = channel::<()>();
            let tick = Duration::from_millis(if pause == 0 { 10 } else { pause });
            stream.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
            while ticks.recv_timeout(tick) == Err(RecvTimeoutError::Timeout) {
                let open = match stream.read(&mut [0]) {
                    Ok(read) => read > 0,
                    Err(error) => matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
                };
                if !open || (pause > 0 && stream.write_all(b"x").is_err()) {
                    return;
                }
            }
        })
    }

    /// Nobody listens at this address any more.
    pub(super) fn closed() -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Self { address, seen: Arc::default() }
    }

    /// The requests so far.
    pub(super) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

/// The head and as much of a body as it announces.
fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.and_then(|length| length.parse().ok()).unwrap_or(0) {
                return text;
            }
        }
        if bytes.first() == Some(&0x16) {
            // A client that begins with TLS waits for an answer.
            return text;
        }
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&piece[..read]),
            _ => return text,
        }
    }
}
