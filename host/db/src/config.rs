use crate::OpenError;
use crate::tls::{TlsMode, TlsSettings};
use percent_encoding::percent_decode_str;
use std::fmt;
use std::path::PathBuf;

/// Which database to open.
#[derive(Clone)]
pub struct DbConfig {
    /// `sqlite:PATH`, or `postgres://user:password@host:port/database` with optional parameters:
    /// - `sslmode`: `disable`; `prefer` (the default: TLS if the server has it); `require` (TLS or nothing, whoever
    ///   the server is); `verify-full` (TLS, and the certificate must be trusted and name the host);
    /// - `sslrootcert`: a PEM file of certificate authorities to trust besides those of the operating system.
    ///
    /// Other parameters are those of libpq that tokio-postgres knows (`connect_timeout`, `application_name` …).
    pub url: String,
    /// How many connections may be open at once: on SQLite for reading, beside the one that writes; on PostgreSQL
    /// for everything. At least one (two on PostgreSQL) are used whatever is written here.
    pub readers: usize,
}

/// The address may hold a password, so only its scheme is shown.
impl fmt::Debug for DbConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.url.split(':').next().unwrap_or_default();
        f.debug_struct("DbConfig").field("scheme", &scheme).field("readers", &self.readers).finish()
    }
}

/// The kinds of database that Elenco runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// One file on this machine, one writer at a time.
    Sqlite,
    /// A server, possibly shared by several hosts.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A checked address.
#[derive(Clone)]
pub(crate) enum Target {
    Sqlite(PathBuf),
    Postgres(Box<PostgresTarget>),
}

/// Where a PostgreSQL server is, and how to trust it.
#[derive(Clone)]
pub(crate) struct PostgresTarget {
    pub config: tokio_postgres::Config,
    pub tls: TlsSettings,
}

impl Target {
    pub(crate) fn parse(url: &str) -> Result<Self, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            // A database in memory would be another one for each connection; `file:` is SQLite's own URL syntax.
            if path.is_empty() || path.starts_with(":memory:") || path.starts_with("file:") {
                return Err(OpenError::Url("write sqlite: and the path of a file".to_owned()));
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return PostgresTarget::parse(url).map(|target| Self::Postgres(Box::new(target)));
        }
        Err(OpenError::Url("it starts neither with sqlite: nor with postgres://".to_owned()))
    }

    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

impl PostgresTarget {
    /// Takes the two TLS parameters out, since tokio-postgres knows neither `verify-full` nor a file.
    pub(crate) fn parse(url: &str) -> Result<Self, OpenError> {
        let (base, query) = url.split_once('?').unwrap_or((url, ""));
        let mut mode = TlsMode::Prefer;
        let mut authorities = None;
        let mut rest = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = percent_decode_str(value)
                .decode_utf8()
                .map_err(|_| OpenError::Url(format!("the value of {name} is not UTF-8")))?;
            match name {
                "sslmode" => mode = TlsMode::parse(&value)?,
                "sslrootcert" => authorities = Some(PathBuf::from(value.as_ref())),
                _ => rest.push(pair),
            }
        }
        let url = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
        // The parser's message names the bad parameter, not its value, so no password is told.
        let mut config: tokio_postgres::Config =
            url.parse().map_err(|error: tokio_postgres::Error| OpenError::Url(error.to_string()))?;
        config.ssl_mode(mode.as_tokio());
        if config.get_application_name().is_none() {
            config.application_name("elenco");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(crate::postgres::CONNECT_TIMEOUT);
        }
        Ok(Self { config, tls: TlsSettings { mode, authorities } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio_postgres::config::SslMode;

    fn postgres(url: &str) -> PostgresTarget {
        PostgresTarget::parse(url).unwrap()
    }

    #[test]
    fn tls_parameters_are_taken_out_and_the_others_stay() {
        let target =
            postgres("postgres://u:p@h/d?connect_timeout=3&sslrootcert=%2Fca%20s.pem&sslmode=verify-full");
        assert_eq!(target.tls.mode, TlsMode::VerifyFull);
        assert_eq!(target.tls.authorities, Some(PathBuf::from("/ca s.pem")));
        assert_eq!(target.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(target.config.get_connect_timeout().map(|t| t.as_secs()), Some(3));
    }

    #[test]
    fn tls_is_used_when_offered_unless_told_otherwise() {
        let modes = ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require"]
            .map(|query| postgres(&format!("postgres://h/d{query}")).config.get_ssl_mode());
        assert_eq!(modes, [SslMode::Prefer, SslMode::Disable, SslMode::Prefer, SslMode::Require]);
    }

    #[test]
    fn addresses_that_cannot_work_are_refused_with_a_reason() {
        for url in [
            "",
            "mysql://h/d",
            "sqlite:",
            "sqlite::memory:",
            "postgres://h/d?sslmode=verify",
            "postgres://h/d?colour=red",
            "postgres://h:port/d",
        ] {
            assert!(matches!(Target::parse(url), Err(OpenError::Url(_))), "{url}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let config = DbConfig { url: "postgres://u:geheim@h/d".into(), readers: 1 };
        assert!(!format!("{config:?}").contains("geheim"));
        let Err(error) = Target::parse("postgres://u:geheim@h:x/d") else {
            panic!("a port that is no number")
        };
        assert!(!format!("{error} {error:?}").contains("geheim"));
    }
}
