//! The real server's program, started on a free port with a data folder of its own.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Compiling the plugins for the first time, on a busy machine with two cores.
const START_DEADLINE: Duration = Duration::from_secs(180);

/// The password of the demo's administrator. Strong enough for every first-party policy.
pub const ADMIN_PASSWORD: &str = "Jacaranda-42-violeta!";

/// A running `elenco serve --demo`; killed when dropped.
pub struct Server {
    child: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Server {
    /// Starts the server on this data folder and waits until it can serve.
    ///
    /// # Panics
    /// When the program is missing, ends, or is not ready in time; the message carries its log.
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// The same with its database elsewhere.
    ///
    /// # Panics
    /// As [`Server::start`].
    pub fn start_on(data: &Path, database: Option<&str>) -> Self {
        let settings: Vec<_> = database.map(|url| ("ELENCO__DATABASE__URL", url)).into_iter().collect();
        Self::start_with(data, &settings)
    }

    /// The same with more settings, by the names that the environment has for them. `{address}` stands for where the
    /// server listens.
    ///
    /// # Panics
    /// As [`Server::start`].
    pub fn start_with(data: &Path, settings: &[(&str, &str)]) -> Self {
        let address = free_address();
        let log = data.with_extension("log");
        let output = File::create(&log).expect("the log of the server can be written");
        let child = Command::new(program())
            .args(["serve", "--demo", "--data-dir"])
            .arg(data)
            .args(["--listen", &address.to_string()])
            .current_dir(workspace())
            .env("ELENCO_DEMO_PASSWORD", ADMIN_PASSWORD)
            .envs(
                settings.iter().map(|(name, value)| (name, value.replace("{address}", &address.to_string()))),
            )
            .stdin(Stdio::null())
            .stdout(output.try_clone().expect("the log can be written by two"))
            .stderr(output)
            .spawn()
            .expect("the server's program starts");
        let mut server = Self { child, address, log };
        server.wait_until_ready();
        server
    }

    /// The address of the console, without a slash at its end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the server has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Whether it still runs, and if not how it ended: what a failed test wants to know first.
    pub fn state(&mut self) -> String {
        match self.child.try_wait() {
            Ok(None) => "it still runs".to_owned(),
            Ok(Some(status)) => format!("it had ended: {status}"),
            Err(error) => format!("it cannot be asked: {error}"),
        }
    }

    /// Ends the server as a crash would: at once, in the middle of whatever it does.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    #[allow(clippy::disallowed_methods, reason = "the pause between two looks; the deadline decides")]
    fn wait_until_ready(&mut self) {
        let start = Instant::now();
        while !is_ready(self.address) {
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("the server ended with {status}:\n{}", self.log());
            }
            assert!(start.elapsed() < START_DEADLINE, "the server is not ready in time:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// The root of the workspace, where the operator's `plugins.toml` lies.
pub fn workspace() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// `elenco` beside or above the running test: cargo puts programs one folder above the tests.
///
/// # Panics
/// When the program is not built.
pub fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a program knows its own path");
    own.ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join("elenco"))
        .find(|program| program.is_file())
        .expect(
            "the server is built: run `cargo xtask test`, or `cargo build --workspace --all-targets` before",
        )
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback has a free port");
    listener.local_addr().expect("a bound socket has an address")
}

fn is_ready(address: SocketAddr) -> bool {
    answer(address).is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

fn answer(address: SocketAddr) -> Option<String> {
    let patience = Duration::from_secs(5);
    let mut stream = TcpStream::connect_timeout(&address, patience).ok()?;
    stream.set_read_timeout(Some(patience)).ok()?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    Some(text)
}
