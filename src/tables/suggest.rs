//! Words of a file in a message: cut and escaped, listed, and compared with what was meant.

use super::MAX_NAME;
use crate::diag::escaped;

/// The text in quotes fit for a message: escaped and cut.
pub fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    escaped(&shown)
}

/// Of more names than this nobody is asked "did you mean".
pub const MAX_COMPARED: usize = 2_000;

/// The one of `known` that `typed` was probably meant to be.
pub fn did_you_mean<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let typed: String = typed.chars().take(MAX_NAME).collect::<String>().to_lowercase();
    let score = |known: &str| (strsim::jaro_winkler(&typed, &known.to_lowercase()) * 1000.0) as u32;
    known
        .into_iter()
        .take(MAX_COMPARED)
        .map(|known| (score(known), known))
        .filter(|(score, _)| 840 <= *score)
        .fold(None, |best: Option<(u32, &str)>, next| match best {
            Some(best) if next.0 <= best.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, known)| known)
}

/// `a, b and c`.
pub fn list<'k>(words: impl IntoIterator<Item = &'k str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
