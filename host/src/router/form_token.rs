//! The token of a form that no script sends: it stands in the body, and the context looks for it in a header.
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use crate::auth::csrf;
use crate::error::AppError;

/// Largest form without files, in bytes.
pub(super) const FORM_BYTES: usize = 1 << 20;

/// How far into a form with files its token may stand, in bytes. Our forms have it as their first control.
const TOKEN_WITHIN: usize = 4 << 10;

/// Moves the token of a form into the header.
pub async fn to_header(request: Request, next: Next) -> Response {
    if request.method() != Method::POST || request.headers().contains_key(csrf::HEADER) {
        return next.run(request).await;
    }
    if is(request.headers(), "application/x-www-form-urlencoded") {
        let (parts, body) = request.into_parts();
        let Ok(bytes) = to_bytes(body, FORM_BYTES).await else {
            return AppError::TooLarge { limit: FORM_BYTES as u64 }.into_response();
        };
        let token = of_pairs(&bytes, csrf::FIELD);
        return next.run(with_token(Request::from_parts(parts, Body::from(bytes)), token)).await;
    }
    if is(request.headers(), "multipart/form-data") {
        let (parts, body) = request.into_parts();
        let (seen, body) = beginning(body).await;
        let token = of_parts(&seen, csrf::FIELD);
        return next.run(with_token(Request::from_parts(parts, body), token)).await;
    }
    next.run(request).await
}

fn is(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|v| v.starts_with(kind))
}

fn with_token(mut request: Request, token: Option<String>) -> Request {
    if let Some(token) = token.and_then(|token| HeaderValue::from_str(&token).ok()) {
        request.headers_mut().insert(HeaderName::from_static(csrf::HEADER), token);
    }
    request
}

/// What a body begins with, and the whole body again. A file behind the beginning is not waited for.
async fn beginning(body: Body) -> (Vec<u8>, Body) {
    let mut rest = body.into_data_stream();
    let mut seen = Vec::new();
    let mut taken: Vec<Result<Bytes, axum::Error>> = Vec::new();
    while seen.len() < TOKEN_WITHIN && of_parts(&seen, csrf::FIELD).is_none() {
        let Some(piece) = rest.next().await else { break };
        if let Ok(bytes) = &piece {
            seen.extend_from_slice(&bytes[..bytes.len().min(TOKEN_WITHIN)]);
        }
        let is_broken = piece.is_err();
        taken.push(piece);
        if is_broken {
            break;
        }
    }
    (seen, Body::from_stream(stream::iter(taken).chain(rest)))
}

fn of_pairs(form: &[u8], name: &str) -> Option<String> {
    let text = std::str::from_utf8(form).ok()?;
    let value = text.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?.1;
    percent_encoding::percent_decode_str(&value.replace('+', " "))
        .decode_utf8()
        .ok()
        .map(|text| text.into_owned())
}

/// The value of the first control of a form with files (RFC 7578), if that is its name and all of it has come.
fn of_parts(form: &[u8], name: &str) -> Option<String> {
    let whole = String::from_utf8_lossy(form);
    let (boundary, rest) = whole.split_once("\r\n")?;
    let (headers, rest) = rest.split_once("\r\n\r\n")?;
    let (value, _) = rest.split_once("\r\n")?;
    let named = format!("form-data; name=\"{name}\"");
    (boundary.starts_with("--") && headers.ends_with(&named)).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n--x\r\n\
        Content-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\n";

    #[test]
    fn only_the_first_control_of_that_name_is_the_token() {
        assert_eq!(of_parts(FORM.as_bytes(), "csrf").as_deref(), Some("abc"));
        assert_eq!(of_parts(FORM.as_bytes(), "photo"), None);
        assert_eq!(of_parts(&FORM.as_bytes()[..54], "csrf"), None);
        assert_eq!(of_parts(b"csrf=abc", "csrf"), None);
    }

    #[tokio::test]
    async fn the_body_comes_whole_after_its_beginning_was_read() {
        let all = [FORM.as_bytes(), &[0xff; 100_000], b"\r\n--x--\r\n"].concat();
        for size in [1, 7, 8 << 10, 1 << 20] {
            let pieces: Vec<_> = all.chunks(size).map(|piece| Ok::<_, axum::Error>(piece.to_vec())).collect();
            let (seen, body) = beginning(Body::from_stream(stream::iter(pieces))).await;
            assert_eq!(of_parts(&seen, "csrf").as_deref(), Some("abc"), "in pieces of {size}");
            assert_eq!(to_bytes(body, usize::MAX).await.unwrap(), all, "in pieces of {size}");
        }
    }

    #[tokio::test]
    async fn what_never_says_a_token_is_read_no_further_than_needed() {
        let endless = stream::repeat_with(|| Ok::<_, axum::Error>(vec![b'-'; 1024]));
        let (seen, _) = beginning(Body::from_stream(endless)).await;
        assert!(seen.len() <= 2 * TOKEN_WITHIN, "{}", seen.len());
    }
}
