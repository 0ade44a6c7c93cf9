//! A written e-mail: its subject and paragraphs, as plain text and as simple HTML without anything from elsewhere.

/// A piece of an e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Words(String),
    /// A link with its word.
    Link {
        /// What it does.
        label: String,
        /// Where it leads.
        href: String,
    },
    /// A remark below the rest.
    Foot(String),
}

/// A written e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Language of its texts, as a tag.
    pub language: &'static str,
    /// Its subject: one line.
    pub subject: String,
    /// Its pieces.
    pub parts: Vec<Part>,
}

/// One line without control characters, of at most so many characters: what may stand in a header, or where a name
/// from elsewhere stands in a sentence.
pub fn one_line(text: &str, most: usize) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        // Marks that turn the direction of writing would let a name pretend to be another part of the sentence.
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    let mut line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > most {
        line = line.chars().take(most.saturating_sub(1)).chain(['…']).collect();
    }
    line
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

impl Sheet {
    /// The part for readers of plain text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => text += &format!("{words}\n\n"),
                Part::Link { label, href } => text += &format!("{label}:\n{href}\n\n"),
                Part::Foot(words) => text += &format!("-- \n{words}\n\n"),
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// The part for everybody else. Styles are inline, because mail programs drop everything else.
    pub fn html(&self) -> String {
        let mut body = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => {
                    body += &format!("<p style=\"margin:0 0 16px\">{}</p>\n", escape(words))
                }
                Part::Link { label, href } => {
                    let (label, href) = (escape(label), escape(href));
                    body += &format!(
                        "<p style=\"margin:0 0 16px\"><a href=\"{href}\" style=\"display:inline-block;padding:10px 18px;\
                         border-radius:6px;background:#1b5e4b;color:#ffffff;font-weight:600;text-decoration:none\">\
                         {label}</a></p>\n"
                    );
                }
                Part::Foot(words) => {
                    body += &format!(
                        "<p style=\"margin:24px 0 0;padding-top:12px;border-top:1px solid #d9dde0;color:#5a6368;\
                         font-size:13px\">{}</p>\n",
                        escape(words)
                    );
                }
            }
        }
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
             <body style=\"margin:0;padding:24px;background:#f4f5f6;color:#1d2327;\
             font:16px/1.5 system-ui,sans-serif\">\n<div style=\"max-width:560px;margin:0 auto;padding:24px;\
             border-radius:8px;background:#ffffff\">\n{body}</div>\n</body>\n</html>\n",
            self.language,
            escape(&self.subject)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_line() {
        for (name, kept) in [
            ("Ana\r\nBcc: everybody@example.com", "Ana Bcc: everybody@example.com"),
            ("\u{0}Ana\u{7f}\t Rojas\u{2028}", "Ana Rojas"),
            ("\u{202e}gnp.exe", "gnp.exe"),
            ("Zoë 山田", "Zoë 山田"),
        ] {
            assert_eq!(one_line(name, 60), kept, "{name:?}");
        }
        assert_eq!(one_line(&"a".repeat(61), 60).chars().count(), 60);
        assert_eq!(one_line(&"ñ".repeat(60), 60), "ñ".repeat(60));
    }

    #[test]
    fn markup_in_names_is_text() {
        let sheet = Sheet {
            language: "en",
            subject: "</title><script>".to_owned(),
            parts: vec![
                Part::Words("<img src=x onerror=alert(1)> & 'you'".to_owned()),
                Part::Link { label: "a\"b".to_owned(), href: "https://people.example.com/#a\"b".to_owned() },
            ],
        };
        let html = sheet.html();
        assert!(!html.contains("<img") && !html.contains("<script") && !html.contains("a\"b"), "{html}");
        assert!(sheet.text().contains("a\"b:\nhttps://people.example.com/#a\"b\n"));
    }
}
