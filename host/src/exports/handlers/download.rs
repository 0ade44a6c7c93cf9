//! Files as answers: a name that is safe everywhere, and parts of a file for downloads that go on.
use std::ops::Range;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use elenco_db::ExportId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::context::ServiceContext;
use crate::error::AppError;
use crate::exports::model::Download;
use crate::exports::service;
use crate::files::{Files, FilesError};

/// What RFC 8187 lets stand unencoded, besides letters and digits.
const ATTRIBUTE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// `Content-Disposition` of a file to keep (RFC 6266): the name in ASCII for old programs, and as it is.
fn disposition(name: &str) -> HeaderValue {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let plain: String = name.chars().map(|c| if safe(c) { c } else { '_' }).collect();
    let full = utf8_percent_encode(name, ATTRIBUTE);
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

fn describe(response: &mut Response, name: &str, media_type: &str) {
    let headers = response.headers_mut();
    let kind =
        HeaderValue::from_str(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CONTENT_DISPOSITION, disposition(name));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

/// A small file as the answer.
pub fn attachment(name: &str, media_type: &str, bytes: Bytes) -> Response {
    let mut response = Body::from(bytes).into_response();
    describe(&mut response, name, media_type);
    response
}

/// What a `Range` header asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    All,
    Part(Range<u64>),
    Nothing,
}

/// Reads a `Range` header (RFC 9110, 14.2). Whatever is not one range of bytes is answered with the whole file, which
/// is always allowed.
fn wanted(range: Option<&str>, size: u64) -> Wanted {
    let Some((first, last)) = range
        .and_then(|range| range.split_once('='))
        .filter(|(unit, _)| unit.eq_ignore_ascii_case("bytes"))
        .and_then(|(_, one)| one.split_once('-'))
    else {
        return Wanted::All;
    };
    let number = |text: &str| text.trim().parse::<u64>().ok().filter(|_| !text.trim().starts_with('+'));
    let (start, end) = match (first.trim().is_empty(), number(first), number(last)) {
        (true, _, Some(length)) => (size.saturating_sub(length), size),
        (false, Some(start), Some(last)) if start <= last => (start, last.saturating_add(1).min(size)),
        (false, Some(start), None) if last.trim().is_empty() => (start, size),
        _ => return Wanted::All,
    };
    if start < end { Wanted::Part(start..end) } else { Wanted::Nothing }
}

/// A file that lies in the store and is never changed there, as the answer: whole, or the part that a download that
/// goes on asks for (RFC 9110, 14). Nothing more than some pieces of it is ever in memory.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there any more, and the store's.
pub async fn stored(
    files: &Files,
    file: &Download,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let tag = format!("\"{}\"", file.tag);
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    // A part is only for whoever has the other parts of this very file: weak tags and times do not tell. A range is for
    // GET alone.
    let same = text(header::IF_RANGE).is_none_or(|known| known == tag) && *method == Method::GET;
    let part = match wanted(text(header::RANGE).filter(|_| same), file.size) {
        Wanted::All => None,
        Wanted::Part(range) => Some(range),
        Wanted::Nothing => {
            let range = format!("bytes */{}", file.size);
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, range)]).into_response());
        }
    };
    let body = if *method == Method::HEAD {
        Body::empty()
    } else {
        let stream = files.stream(&file.key, part.clone()).await.map_err(|error| match error {
            FilesError::Missing(_) => AppError::NotFound,
            other => AppError::Files(other),
        })?;
        Body::from_stream(stream)
    };
    let mut response = body.into_response();
    describe(&mut response, &file.file_name, &file.media_type);
    let length = part.as_ref().map_or(file.size, |range| range.end - range.start);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if let Some(range) = part {
        let value = format!("bytes {}-{}/{}", range.start, range.end - 1, file.size);
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header::CONTENT_RANGE, value);
        }
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// The file of an export, for its owner.
///
/// # Errors
/// [`AppError::NotFound`] for anybody else, before it is finished and after it has expired.
pub async fn file_response(
    cx: &ServiceContext,
    id: ExportId,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, AppError> {
    let file = service::open_file(cx, id).await?;
    stored(&cx.app.files, &file, method, headers).await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (range, answer) in [
            (None, Wanted::All),
            (Some("bytes=0-0"), Wanted::Part(0..1)),
            (Some("bytes=10-"), Wanted::Part(10..100)),
            (Some("bytes=-10"), Wanted::Part(90..100)),
            (Some("Bytes=-10"), Wanted::Part(90..100)),
            (Some("bytes=-1000"), Wanted::Part(0..100)),
            (Some("bytes=90-1000"), Wanted::Part(90..100)),
            (Some("bytes=100-"), Wanted::Nothing),
            (Some("bytes=-0"), Wanted::Nothing),
            (Some("bytes=9-3"), Wanted::All),
            (Some("bytes=0-1,5-6"), Wanted::All),
            (Some("bytes=+1-2"), Wanted::All),
            (Some("rows=0-1"), Wanted::All),
            (Some("bytes=-"), Wanted::All),
            (Some("bytes=18446744073709551615-"), Wanted::Nothing),
            (Some("bytes=0-18446744073709551615"), Wanted::Part(0..100)),
        ] {
            assert_eq!(wanted(range, 100), answer, "{range:?}");
        }
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Nothing);
    }

    proptest! {
        #[test]
        fn no_range_leaves_the_file(range in "bytes=[0-9]{0,20}-[0-9]{0,20}", size in 0_u64..1000) {
            if let Wanted::Part(part) = wanted(Some(&range), size) {
                prop_assert!(part.start < part.end && part.end <= size);
            }
        }

        #[test]
        fn no_name_breaks_out_of_its_header(name in "\\PC{0,40}") {
            let value = disposition(&name);
            let text = value.to_str().expect("visible ASCII");
            prop_assert!(text.starts_with("attachment"));
            prop_assert_eq!(text.matches('"').count() % 2, 0);
            prop_assert!(!text.contains(['\r', '\n', '\\', '/']));
        }
    }

    #[test]
    fn names_are_kept_in_both_forms() {
        assert_eq!(
            disposition("clientes-2026.zip").to_str().expect("ASCII"),
            "attachment; filename=\"clientes-2026.zip\"; filename*=UTF-8''clientes-2026.zip"
        );
        assert!(
            disposition("añ\"o.zip")
                .to_str()
                .expect("ASCII")
                .contains("filename=\"a__o.zip\"; filename*=UTF-8''a%C3%B1%22o.zip")
        );
    }
}
