//! Configuration: a TOML file, overridden by the environment (`ELENCO__SECTION__KEY`), overridden by the command line.
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// Everything an operator may set. What is not set has a default that is right for one machine.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of everything that is kept: database, files, keys, compiled plugins.
    pub data_dir: PathBuf,
    /// How the server is reached.
    pub server: ServerConfig,
    /// Where the people are kept.
    pub database: DatabaseConfig,
    /// What is taken in and for how long it is kept.
    pub limits: LimitsConfig,
    /// The operator's file of plugins.
    pub plugins: PathBuf,
    /// The program that compiles plugins in a process of its own: `elenco` itself when nothing is said.
    pub compiler: Option<PathBuf>,
}

/// How the server is reached.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port to listen on.
    pub listen: SocketAddr,
    /// The address that people type, `https://people.example.com`; links in e-mails are made of it and of nothing else.
    /// When it begins with `https`, cookies are for TLS only.
    pub public_url: Option<String>,
}

/// Where the people are kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `postgres://…`; SQLite in the data folder when nothing is said.
    pub url: Option<String>,
    /// Connections that read at the same time.
    pub readers: usize,
}

/// What is taken in and for how long it is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Largest file to import, in bytes. A larger one is refused while it streams in.
    pub import_bytes: u64,
    /// Largest photo, in bytes.
    pub photo_bytes: u64,
    /// Days for which an exported file can be downloaded.
    pub export_days: u32,
    /// Minutes after which a session that nobody uses ends.
    pub session_idle_minutes: u32,
    /// Hours after which any session ends.
    pub session_hours: u32,
    /// Jobs that run at the same time.
    pub jobs_at_once: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            server: ServerConfig::default(),
            database: DatabaseConfig::default(),
            limits: LimitsConfig::default(),
            plugins: PathBuf::from("plugins.toml"),
            compiler: None,
        }
    }
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8080)), public_url: None }
    }
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self { url: None, readers: 8 }
    }
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            import_bytes: 250_000_000,
            photo_bytes: 8 << 20,
            export_days: 7,
            session_idle_minutes: 60,
            session_hours: 12,
            jobs_at_once: 4,
        }
    }
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be read: {0}")]
pub struct ConfigError(#[from] Box<figment::Error>);

impl Config {
    /// Reads the file, if there is one, and what the environment says.
    ///
    /// # Errors
    /// Names the key and the place when a value is unknown or of the wrong type.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        figment
            .merge(Env::prefixed("ELENCO__").split("__"))
            .extract()
            .map_err(|error| ConfigError(Box::new(error)))
    }

    /// Where the database is.
    pub fn database_url(&self) -> String {
        match &self.database.url {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", self.data_dir.join("elenco.db").display()),
        }
    }

    /// Whether browsers reach the server through TLS.
    pub fn secure(&self) -> bool {
        self.server.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// The demo administrator's password, when the operator chose one. Asked for once and never kept.
pub fn demo_password() -> Option<SecretString> {
    #[allow(clippy::disallowed_methods, reason = "configuration is where the environment is read")]
    std::env::var("ELENCO_DEMO_PASSWORD").ok().filter(|word| !word.is_empty()).map(SecretString::from)
}
