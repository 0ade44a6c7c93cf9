//! What a file of an additional field is, and which files a field takes.
use elenco_db::{FieldFileId, UserId};

/// A file that stands in an additional field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFile {
    /// Its id, which is the field's value.
    pub id: FieldFileId,
    /// The field that it was sent for.
    pub field: String,
    /// Its name where it came from.
    pub name: String,
    /// Its media type, by the ending of its name.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Who sent it; nobody when the server did.
    pub created_by: Option<UserId>,
}

/// Endings of names, their media types, and how such a file begins where that can be told.
const KINDS: &[(&str, &str, &[u8])] = &[
    ("pdf", "application/pdf", b"%PDF-"),
    ("png", "image/png", b"\x89PNG\r\n\x1a\n"),
    ("jpg", "image/jpeg", b"\xff\xd8\xff"),
    ("jpeg", "image/jpeg", b"\xff\xd8\xff"),
    ("gif", "image/gif", b"GIF8"),
    ("webp", "image/webp", b"RIFF"),
    ("tif", "image/tiff", b""),
    ("tiff", "image/tiff", b""),
    ("svg", "image/svg+xml", b""),
    ("txt", "text/plain", b""),
    ("csv", "text/csv", b""),
    ("md", "text/markdown", b""),
    ("html", "text/html", b""),
    ("htm", "text/html", b""),
    ("json", "application/json", b""),
    ("xml", "application/xml", b""),
    ("zip", "application/zip", b"PK"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK"),
    ("odt", "application/vnd.oasis.opendocument.text", b"PK"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet", b"PK"),
    ("doc", "application/msword", b"\xd0\xcf\x11\xe0"),
    ("xls", "application/vnd.ms-excel", b"\xd0\xcf\x11\xe0"),
    ("rtf", "application/rtf", b"{\\rtf"),
    ("mp3", "audio/mpeg", b""),
    ("mp4", "video/mp4", b""),
];

fn kind_of(name: &str) -> Option<&'static (&'static str, &'static str, &'static [u8])> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    KINDS.iter().find(|(known, ..)| *known == ending)
}

/// The media type that the ending of a name says; bytes of any kind when it says nothing.
pub fn media_type_of(name: &str) -> &'static str {
    kind_of(name).map_or("application/octet-stream", |(_, media_type, _)| media_type)
}

/// Whether a field with these media types (`application/pdf`, `image/*`; none for all) takes a file. A file that does
/// not begin as its name promises is not what it says it is, and is refused by any field that is particular.
pub fn is_accepted(media_types: &[String], name: &str, content: &[u8]) -> bool {
    if media_types.is_empty() {
        return true;
    }
    let Some((_, media_type, magic)) = kind_of(name) else {
        return media_types.iter().any(|wanted| wanted == "*/*");
    };
    let is_wanted = media_types.iter().any(|wanted| {
        let family = wanted.strip_suffix('*').filter(|start| start.ends_with('/'));
        wanted == media_type || wanted == "*/*" || family.is_some_and(|start| media_type.starts_with(start))
    });
    is_wanted && content.starts_with(magic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_must_be_of_a_kind_that_the_field_takes_and_begin_like_one() {
        let pdf = ["application/pdf".to_owned()];
        assert!(is_accepted(&pdf, "a.PDF", b"%PDF-1.7 ..."));
        assert!(!is_accepted(&pdf, "a.pdf", b"MZ\x90"), "a program with another name");
        assert!(!is_accepted(&pdf, "a.exe", b"%PDF-1.7"));
        assert!(!is_accepted(&pdf, "pdf", b"%PDF-1.7"), "no ending");
        let pictures = ["image/*".to_owned()];
        assert!(is_accepted(&pictures, "a.jpeg", b"\xff\xd8\xff\xe0"));
        assert!(!is_accepted(&pictures, "a.txt", b"hello"));
        assert!(is_accepted(&[], "whatever.bin", b""));
        assert_eq!(media_type_of("x.csv"), "text/csv");
        assert_eq!(media_type_of("x"), "application/octet-stream");
    }
}
