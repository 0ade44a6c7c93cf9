//! What a comment is.
use elenco_db::{CompanyId, FeedbackId, Instant, PhotoId, UserId};

use crate::companies::model::CompanyKind;
use crate::users::model::UserKind;

/// Longest comment, in characters.
pub const LONGEST: usize = 4_000;

/// Whom comments are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A client or a specialist.
    User(UserId),
    /// A company or a supplier.
    Company(CompanyId),
}

/// The name of a subject, and where its page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSubject {
    /// Whom it names.
    pub subject: Subject,
    /// Its name.
    pub name: String,
    /// Of a person: client or specialist.
    pub kind: Option<UserKind>,
    /// Of a company: company or supplier.
    pub company_kind: Option<CompanyKind>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what it is")]
pub struct Comment {
    pub id: FeedbackId,
    pub subject: Subject,
    /// Who wrote it; nothing for the server itself.
    pub author: Option<UserId>,
    /// The author's name: today's, or of one who is gone, the name when it was written.
    pub author_name: String,
    pub author_photo: Option<PhotoId>,
    /// Plain text, with line breaks.
    pub body: String,
    /// Grows with every change; a change that names an older one is refused.
    pub version: i64,
    pub created_at: Instant,
    pub updated_at: Instant,
}

impl Comment {
    /// Whether this person wrote it.
    pub fn is_by(&self, person: Option<UserId>) -> bool {
        self.author.is_some() && self.author == person
    }
}

/// Comments of a subject, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommentPage {
    /// The comments.
    pub comments: Vec<Comment>,
    /// The one after which the next page begins; nothing at the end.
    pub older: Option<FeedbackId>,
}

/// A part of a comment as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it was written.
    Text(&'a str),
    /// An address of the web.
    Link(&'a str),
}

/// What ends an address though it could stand in one: the sentence goes on.
const SENTENCE_MARKS: &[char] = &['.', ',', ';', ':', '!', '?', '"', '\'', '»', '”', '’', '…', '*', '_'];

fn is_of_address(letter: char) -> bool {
    !letter.is_whitespace()
        && !letter.is_control()
        && !matches!(letter, '<' | '>' | '"' | '“' | '”' | '«' | '»')
}

/// The length of the address at the beginning of a text.
fn address(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let whole = text.find(|letter| !is_of_address(letter)).unwrap_or(text.len());
    let mut address = &text[..whole];
    loop {
        let shorter = address.trim_end_matches(SENTENCE_MARKS);
        // A bracket that was opened before the address closes behind it.
        let shorter = match shorter.chars().next_back() {
            Some(')') if shorter.matches(')').count() > shorter.matches('(').count() => {
                &shorter[..shorter.len() - 1]
            }
            Some(']') if shorter.matches(']').count() > shorter.matches('[').count() => {
                &shorter[..shorter.len() - 1]
            }
            _ => shorter,
        };
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    let host = address.get(scheme.len()..)?;
    host.starts_with(|first: char| first.is_alphanumeric() || first == '[').then_some(address.len())
}

/// Cuts a text where addresses begin and end. Only `http` and `https` make links.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['h', 'H'])) {
        let start = at + found;
        let is_word_start = text[..start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        match address(&text[start..]).filter(|_| is_word_start) {
            Some(length) => {
                if start > done {
                    pieces.push(Piece::Text(&text[done..start]));
                }
                pieces.push(Piece::Link(&text[start..start + length]));
                done = start + length;
                at = done;
            }
            None => at = start + 1,
        }
    }
    if done < text.len() {
        pieces.push(Piece::Text(&text[done..]));
    }
    pieces
}

/// Takes away what nobody meant to type: blanks around, control characters but line breaks and tabs.
pub fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    text.trim().to_owned()
}

/// Whether a text says nothing: only blanks, and marks that nobody sees.
pub fn is_empty(text: &str) -> bool {
    let is_unseen = |c: char| {
        matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
    };
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn links(text: &str) -> Vec<&str> {
        let link = |piece| if let Piece::Link(link) = piece { Some(link) } else { None };
        pieces(text).into_iter().filter_map(link).collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        assert_eq!(
            links("See https://a.example/x?y=1, or (http://b.example/(z))."),
            ["https://a.example/x?y=1", "http://b.example/(z)"]
        );
        assert_eq!(links("«HTTPS://ñandú.example/ruta»"), ["HTTPS://ñandú.example/ruta"]);
        assert!(
            links("javascript:alert(1) data:text/html,x ftp://x.example https:// http://. xhttp://a.b")
                .is_empty()
        );
        assert_eq!(links("https://a.example\"onmouseover=x"), ["https://a.example"]);
    }

    #[test]
    fn what_nobody_sees_is_nothing() {
        assert!(is_empty(" \n\u{200b}\u{feff}\u{202e}"));
        assert!(!is_empty("👍") && !is_empty("。") && !is_empty("א"));
        assert_eq!(tidy("  a\r\nb\u{0}\u{7}\tc\n\n"), "a\nb\tc");
    }

    proptest! {
        #[test]
        fn pieces_are_the_whole_text(text in "(http|https|h|://|[a-zé. ,)(\n]|://a){0,30}") {
            let whole: String = pieces(&text).iter().map(|piece| match piece {
                Piece::Text(text) | Piece::Link(text) => *text,
            }).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
