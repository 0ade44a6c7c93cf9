//! Speaks with the mail server (RFC 5321).
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransport, Error as SmtpError};
use lettre::{AsyncTransport as _, Message, Tokio1Executor};
use secrecy::ExposeSecret as _;
use tokio::sync::Mutex;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use url::Url;

use crate::config::MailConfig;
use crate::mail::model::one_line;

/// How long one answer of the mail server may take.
const ANSWER: Duration = Duration::from_secs(20);
/// How long handing over one e-mail may take in all.
const WHOLE: Duration = Duration::from_secs(90);
/// Longest part of a mail server's words that is kept, in characters.
const SAID: usize = 300;

/// The mail server, when one is configured. Cheap to clone.
#[derive(Clone, Default)]
pub struct Mailer(Option<Arc<Server>>);

struct Server {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// No more than so many e-mails a minute leave this process.
    pace: Mutex<Interval>,
}

/// Why an e-mail was not handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Another try may succeed.
    Later(String),
    /// The mail server will never take this e-mail: mostly there is no such mailbox.
    Never(String),
}

impl Mailer {
    /// The mail server of the configuration. The address carries a password, so no error repeats it.
    ///
    /// # Errors
    /// Says which setting to mend.
    pub fn of(config: &MailConfig) -> Result<Self, String> {
        let Some(url) = &config.url else { return Ok(Self::default()) };
        let url = Url::parse(url.expose_secret())
            .map_err(|_| "mail.url is no address: write smtp://user:password@host:587".to_owned())?;
        let from = config.from.as_deref().unwrap_or_default();
        let from: Mailbox = from
            .parse()
            .map_err(|_| "mail.from is no sender: write `Elenco <elenco@example.com>`".to_owned())?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err("mail.url names no host".to_owned());
        }
        let is_local = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
        let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let parameters = || {
            TlsParameters::new(host.clone())
                .map_err(|error| format!("mail.url: TLS cannot be spoken: {error}"))
        };
        let (tls, port) = match (url.scheme(), asked.as_deref()) {
            ("smtps", None | Some("required")) => (Tls::Wrapper(parameters()?), 465),
            // What is sent in the clear can be read on its way, the password too; only this machine needs no cover.
            ("smtp", None) if is_local => (Tls::Opportunistic(parameters()?), 25),
            ("smtp", None | Some("required")) => (Tls::Required(parameters()?), 587),
            ("smtp", Some("none")) => (Tls::None, 25),
            ("smtp" | "smtps", _) => {
                return Err("mail.url: `tls` is `required` or, with smtp, `none`".to_owned());
            }
            _ => return Err("mail.url begins with smtp:// or smtps://".to_owned()),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host.as_str())
            .port(url.port().unwrap_or(port))
            .tls(tls)
            .timeout(Some(ANSWER))
            .hello_name(hello(from.email.domain()));
        if !url.username().is_empty() {
            let word = |text: &str| {
                percent_encoding::percent_decode_str(text)
                    .decode_utf8()
                    .map(std::borrow::Cow::into_owned)
                    .map_err(|_| "mail.url: user name or password is no UTF-8".to_owned())
            };
            let password = word(url.password().unwrap_or_default())?;
            builder = builder.credentials(Credentials::new(word(url.username())?, password));
        }
        let mut pace = interval(Duration::from_secs(60) / config.per_minute.max(1));
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Ok(Self(Some(Arc::new(Server { transport: builder.build(), from, pace: Mutex::new(pace) }))))
    }

    /// Whether e-mails can be sent at all.
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// The sender.
    pub fn from(&self) -> Option<&Mailbox> {
        self.0.as_ref().map(|server| &server.from)
    }

    /// Hands an e-mail over, when it is its turn.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn send(&self, message: Message) -> Result<(), Refusal> {
        let Some(server) = &self.0 else {
            return Err(Refusal::Later("no mail server is configured".to_owned()));
        };
        server.pace.lock().await.tick().await;
        let plain = message.envelope().to().iter().all(|to| AsRef::<str>::as_ref(to).is_ascii());
        match timeout(WHOLE, server.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(refusal(&error, plain)),
            Err(_) => Err(Refusal::Later("the mail server takes too long".to_owned())),
        }
    }
}

/// The name by which this server greets.
fn hello(domain: &str) -> ClientId {
    match domain.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) if domain.is_ascii() => ClientId::Domain(domain.to_owned()),
        Err(_) => ClientId::default(),
    }
}

/// What a failure means. Only what concerns this very e-mail is for ever (RFC 5321, 4.2.3: 550 to 556). A password that
/// the mail server refuses, and whatever else an operator can mend, is worth another try.
fn refusal(error: &SmtpError, plain_address: bool) -> Refusal {
    let said = one_line(&error.to_string(), SAID);
    match error.status().map(u16::from) {
        Some(550..=556) => Refusal::Never(said),
        None if error.is_client() && !plain_address => Refusal::Never(said),
        _ => Refusal::Later(said),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    fn mailer(url: &str) -> Result<Mailer, String> {
        Mailer::of(&MailConfig {
            url: Some(SecretString::from(url)),
            from: Some("Elenco <elenco@example.com>".to_owned()),
            ..MailConfig::default()
        })
    }

    #[tokio::test]
    async fn addresses_of_mail_servers_are_read_and_never_repeated() {
        for good in [
            "smtp://127.0.0.1:2525",
            "smtp://ana:s3cret@mail.example.com",
            "smtp://ana%40example.com:s3cret%2F@mail.example.com:2587?tls=required",
            "smtps://ana:s3cret@mail.example.com",
            "smtp://relay.internal?tls=none",
        ] {
            assert!(mailer(good).is_ok_and(|mailer| mailer.is_on()), "{good}");
        }
        for bad in [
            "",
            "mail.example.com",
            "https://ana:s3cret@mail.example.com",
            "smtp://",
            "smtps://ana:s3cret@mail.example.com?tls=none",
            "smtp://ana:s3cret@mail.example.com?tls=opportunistic",
        ] {
            let said = mailer(bad).err().unwrap_or_else(|| panic!("{bad} is taken"));
            assert!(!said.contains("s3cret"), "{said}");
        }
        assert!(!Mailer::of(&MailConfig::default()).unwrap().is_on());
        let nobody =
            MailConfig { url: Some(SecretString::from("smtp://localhost")), ..MailConfig::default() };
        assert!(Mailer::of(&nobody).is_err(), "without a sender");
    }
}
