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

/// Other words for keys, and the keys that were meant.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("sick", "away"),
    ("ill", "away"),
    ("injured", "away"),
    ("absent", "away"),
    ("out", "away"),
    ("location", "place"),
    ("venue", "place"),
    ("where", "place"),
    ("postponed", "date"),
    ("rescheduled", "date"),
    ("moved", "date"),
    ("starts", "time"),
    ("pr", "bests"),
    ("prs", "bests"),
];

/// The one of `known` that `typed` was probably meant to be: by other words or letters for it, or a part of a name.
pub fn did_you_mean<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let typed: String = typed.chars().take(MAX_NAME).collect::<String>().to_lowercase();
    let known: Vec<&str> = known.into_iter().take(MAX_COMPARED).collect();
    let other = OTHER_WORDS.iter().find(|(word, _)| *word == typed).map(|(_, key)| *key);
    other
        .and_then(|key| known.iter().copied().find(|known| *known == key))
        .or_else(|| like(&typed, &known))
        .or_else(|| part(&typed, &known))
}

/// The only name of which a word begins so.
fn part<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let is_part = |known: &&&str| format!(" {}", known.to_lowercase()).contains(&format!(" {typed}"));
    let mut named = known.iter().filter(is_part);
    named.next().filter(|_| 3 <= typed.chars().count() && named.next().is_none()).copied()
}

fn like<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let score = |known: &str| (strsim::jaro_winkler(typed, &known.to_lowercase()) * 1000.0) as u32;
    known
        .iter()
        .map(|known| (score(known), *known))
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
