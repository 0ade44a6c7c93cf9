//! Runs: the same character again and again, or one after the other as in the alphabet or on a keyboard.

use crate::folding::fold;

/// Rows of the keyboards in use here.
const ROWS: [&str; 5] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop"];

/// How many times a piece must come for the whole to be nothing but repetition.
const PIECES: usize = 3;

/// Whether no run is longer than `longest`, and the whole is not one short piece again and again.
pub fn is_free_of_runs(candidate: &str, longest: usize) -> bool {
    let folded: Vec<char> = fold(candidate).chars().collect();
    let steps: [fn(char, char) -> bool; 5] = [
        |left, right| left == right,
        |left, right| follows(left, right),
        |left, right| follows(right, left),
        |left, right| beside(left, right),
        |left, right| beside(right, left),
    ];
    steps.into_iter().all(|step| longest_run(&folded, step) <= longest) && !is_one_piece_repeated(&folded)
}

/// Length of the longest run of one character, case counting.
pub fn longest_identical(candidate: &str) -> usize {
    let characters: Vec<char> = candidate.chars().collect();
    longest_run(&characters, |left, right| left == right)
}

fn longest_run(characters: &[char], continues: impl Fn(char, char) -> bool) -> usize {
    let mut longest = usize::from(!characters.is_empty());
    let mut current = longest;
    for pair in characters.windows(2) {
        current = if continues(pair[0], pair[1]) { current + 1 } else { 1 };
        longest = longest.max(current);
    }
    longest
}

fn follows(left: char, right: char) -> bool {
    let same_class = (left.is_ascii_digit() && right.is_ascii_digit())
        || (left.is_ascii_lowercase() && right.is_ascii_lowercase());
    // 7890 is a run of the keyboard's top row.
    (same_class && left as u32 + 1 == right as u32) || (left == '9' && right == '0')
}

fn beside(left: char, right: char) -> bool {
    ROWS.iter().any(|row| row.chars().zip(row.chars().skip(1)).any(|pair| pair == (left, right)))
}

fn is_one_piece_repeated(characters: &[char]) -> bool {
    (1..=characters.len() / PIECES)
        .any(|length| characters.iter().zip(&characters[length..]).all(|(left, right)| left == right))
}
