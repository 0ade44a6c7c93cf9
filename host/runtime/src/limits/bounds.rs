//! Bounds on what a plugin says, in its manifest and in its answers. They are wide enough that no honest plugin meets
//! them, and narrow enough that a page with all of it is still a page.

/// Writes each bound as a constant with its words, and all of them as a table for the document of limits.
macro_rules! bounds {
    ($($what:literal $name:ident = $most:expr;)*) => {
        $(#[doc = concat!($what, ".")] pub const $name: usize = $most;)*
        /// What each bound is on, and the most of it.
        #[cfg(test)]
        pub(super) const BOUNDS: &[(&str, usize)] = &[$(($what, $name)),*];
    };
}

bounds! {
    "Characters of a plugin's name" NAME_CHARS = 64;
    "Characters of a plugin's version" VERSION_CHARS = 64;
    "Characters of the name of a publisher" PUBLISHER_CHARS = 100;
    "Characters of a description in one language" DESCRIPTION_CHARS = 1_000;
    "Languages of a description" DESCRIPTION_LANGUAGES = 20;
    "Host patterns that a manifest asks for" HTTP_HOSTS = 20;
    "Bytes of the name of a host (RFC 1035, 2.3.4)" HOST_BYTES = 253;
    "Bytes of a settings schema, as JSON" SCHEMA_BYTES = 64 << 10;
    "Levels of a settings schema" SCHEMA_DEPTH = 24;
    "Values of a settings schema, on all levels together" SCHEMA_VALUES = 5_000;
    "Characters of one text or key of a settings schema" SCHEMA_TEXT_CHARS = 2_000;
    "Characters of a regular expression of a settings schema" SCHEMA_PATTERN_CHARS = 500;
    "Bytes of what a failure to load quotes from the component" QUOTE_BYTES = 300;
    "Bytes of an identifier in an answer: of a rule, a field, a choice, a format, a person" ID_BYTES = 200;
    "Bytes of a label, a header, a help text or a message in an answer" TEXT_BYTES = 4 << 10;
    "Bytes of a value in an answer: of a field, a cell, a part of an address" VALUE_BYTES = 256 << 10;
    "Rules of a password policy" RULES = 50;
    "Fields of a concept" FIELDS = 500;
    "Choices of all fields of a concept together" CHOICES = 20_000;
    "Synonyms, rules of state, or media types of one field" FIELD_DETAILS = 100;
    "Problems of one record" PROBLEMS = 1_000;
    "Media types or extensions of one format" MEDIA_TYPES = 20;
    "People that one query finds" CANDIDATES = 1_000;
    "Formats that one plugin reads or writes" FORMATS = 20;
    "Sheets of one file" SHEETS = 1_000;
    "Columns of a sheet; a workbook has 16,384" COLUMNS = 16_384;
    "Parts of an address that a plugin suggests" SUGGESTIONS = 100;
    "Entries of one record or person" ENTRIES = 1_000;
}
