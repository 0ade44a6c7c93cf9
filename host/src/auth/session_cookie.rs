//! The cookie that carries a sign-in.
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Name behind TLS. The prefix makes browsers refuse it from other hosts and over plain HTTP (RFC 6265bis).
const SECURE_NAME: &str = "__Host-elenco";
/// Name on the loopback address, where there is no TLS and browsers would refuse the prefix.
const LOOPBACK_NAME: &str = "elenco";

/// Name of the cookie, by whether the server is reached through TLS.
pub fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { LOOPBACK_NAME }
}

/// The cookie for a session's secret.
pub fn issue(secret: &[u8; 32], secure: bool) -> Cookie<'static> {
    Cookie::build((name(secure), URL_SAFE_NO_PAD.encode(secret)))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .build()
}

/// A cookie that makes the browser forget it.
pub fn forget(secure: bool) -> Cookie<'static> {
    let mut cookie = Cookie::build((name(secure), "")).path("/").secure(secure).http_only(true).build();
    cookie.make_removal();
    cookie
}

/// The secret that a cookie carries; nothing when it is not one of ours.
pub fn read(value: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(value).ok()?.try_into().ok()
}

/// What the database keeps of a session's or token's secret.
pub fn digest(secret: &[u8]) -> Vec<u8> {
    blake3::hash(secret).as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_survives_its_cookie_and_garbage_does_not() {
        let secret = [7; 32];
        assert_eq!(read(issue(&secret, true).value()), Some(secret));
        assert!(issue(&secret, true).name().starts_with("__Host-"));
        for garbage in ["", "abc", "????", &"A".repeat(44)] {
            assert_eq!(read(garbage), None, "{garbage}");
        }
    }
}
