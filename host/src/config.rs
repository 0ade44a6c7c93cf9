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
    /// What holds for all people of the installation.
    pub people: PeopleConfig,
    /// What is taken in and for how long it is kept.
    pub limits: LimitsConfig,
    /// How secrets are kept.
    pub secrets: SecretsConfig,
    /// How e-mails are sent; without it none are.
    pub mail: MailConfig,
    /// The operator's file of plugins.
    pub plugins: PathBuf,
    /// What plugins with the capability `http` may do.
    pub plugin_http: PluginHttpConfig,
    /// What maps are drawn from, and who finds places on them.
    pub map: MapConfig,
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

/// What holds for all people of the installation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleConfig {
    /// Whether no two people of a tenant may have the same e-mail address. User names are unique in any case.
    pub unique_email: bool,
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
    /// Days after which an integration token ends at the latest.
    pub token_days: u32,
    /// Whether administrators may make integration tokens without an end.
    pub endless_tokens: bool,
}

/// What plugins with the capability `http` may do, whatever their administrators grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PluginHttpConfig {
    /// The only hosts that requests are sent to, as patterns like those of a grant: `api.example.com`,
    /// `*.example.com`, with a port when it is not the usual one. With none, the grants alone decide.
    pub hosts: Vec<String>,
    /// Hosts that may be asked by plain http, as patterns. All others by https.
    pub plain_hosts: Vec<String>,
    /// Addresses that are reached although they are not public: `127.0.0.1:9000`, `10.1.2.3`, `10.0.0.0/8`,
    /// `[fd00::1]:8443`.
    pub allow_private: Vec<String>,
    /// Milliseconds to find a host, and again to be connected with it.
    pub connect_ms: u64,
    /// Milliseconds from the request to the head of the answer.
    pub first_byte_ms: u64,
    /// Milliseconds for all of it, with redirects and the body.
    pub total_ms: u64,
    /// Largest body of a request, in bytes.
    pub request_bytes: u64,
    /// Largest body of an answer, in bytes. It is handed on as it comes.
    pub response_bytes: u64,
    /// Redirects that are followed.
    pub redirects: u32,
    /// Requests of one tenant at one time.
    pub at_once: usize,
}

/// What maps are drawn from. With nothing said, the built-in world and its places, and no request leaves the machine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MapConfig {
    /// Where browsers get tiles: `https://tiles.example.com/{z}/{x}/{y}.png`.
    pub tiles: Option<String>,
    /// Whose tiles and whose places they are, as their licences want it said below the map.
    pub attribution: Option<String>,
    /// What the server asks for places: `https://geocoder.example.com/search?q={search}&lang={language}&limit={limit}`,
    /// which answers with GeoJSON. It is reached by the rules of `plugin_http`.
    pub geocoder: Option<String>,
}

/// How e-mails are sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// The mail server: `smtp://user:password@host:587` (STARTTLS; asked for unless the host is this machine) or
    /// `smtps://user:password@host:465`; `?tls=none` for a relay in a network of one's own. Never printed.
    #[serde(skip_serializing)]
    pub url: Option<SecretString>,
    /// The sender: `Elenco <elenco@example.com>`.
    pub from: Option<String>,
    /// Most e-mails a minute that one process sends.
    pub per_minute: u32,
}

/// How secrets are kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecretsConfig {
    /// File with the key, 32 bytes, under which the secrets of plugins' settings are sealed. Servers that share a
    /// database share this file; when nothing is said, `secrets.key` in the data folder is made and used.
    pub key_file: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            server: ServerConfig::default(),
            database: DatabaseConfig::default(),
            people: PeopleConfig::default(),
            limits: LimitsConfig::default(),
            secrets: SecretsConfig::default(),
            mail: MailConfig::default(),
            plugins: PathBuf::from("plugins.toml"),
            plugin_http: PluginHttpConfig::default(),
            map: MapConfig::default(),
            compiler: None,
        }
    }
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8080)), public_url: None }
    }
}

impl Default for MailConfig {
    fn default() -> Self {
        Self { url: None, from: None, per_minute: 120 }
    }
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self { url: None, readers: 8 }
    }
}

impl Default for PluginHttpConfig {
    fn default() -> Self {
        Self {
            hosts: Vec::new(),
            plain_hosts: Vec::new(),
            allow_private: Vec::new(),
            connect_ms: 3_000,
            first_byte_ms: 8_000,
            total_ms: 15_000,
            request_bytes: 1 << 20,
            response_bytes: 10 << 20,
            redirects: 5,
            at_once: 16,
        }
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
            token_days: 1096,
            endless_tokens: false,
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

    /// What links in e-mails begin with, without a slash at its end; nothing while the operator has not said it.
    pub fn public_base(&self) -> Option<&str> {
        let url = self.server.public_url.as_deref()?.trim_end_matches('/');
        (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
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

/// Where the commands for authors of plugins keep what they compiled: a folder of the user's own
/// (`$XDG_CACHE_HOME/elenco`, else `~/.cache/elenco`).
pub fn author_cache_dir() -> Option<PathBuf> {
    #[allow(clippy::disallowed_methods, reason = "configuration is where the environment is read")]
    let folder =
        |name: &str| std::env::var_os(name).filter(|path| Path::new(path).is_absolute()).map(PathBuf::from);
    let cache = folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))?;
    Some(cache.join("elenco"))
}

/// A virtual environment that builds of plugins in Python share, when the author named one (`ELENCO_PYTHON_VENV`).
pub fn author_python_environment() -> Option<PathBuf> {
    #[allow(clippy::disallowed_methods, reason = "configuration is where the environment is read")]
    std::env::var_os("ELENCO_PYTHON_VENV").filter(|path| !path.is_empty()).map(PathBuf::from)
}
