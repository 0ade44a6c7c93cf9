//! Makes texts comparable: case, accents, and digits and signs that stand for letters.

/// Lower case without the accents of the languages spoken here.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(without_accent).collect()
}

fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

/// Reads signs as the letters that they stand for. `1`, `!` and `|` may be an i or an l, hence `upright`.
pub fn unleet(text: &str, upright: char) -> String {
    let letter = |sign| match sign {
        '0' => 'o',
        '1' | '!' | '|' => upright,
        '2' => 'z',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' | '9' => 'g',
        '7' | '+' => 't',
        '8' => 'b',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// The readings of a folded text: as it stands, and with signs as letters.
pub fn readings(folded: &str) -> [String; 3] {
    [folded.to_owned(), unleet(folded, 'i'), unleet(folded, 'l')]
}
