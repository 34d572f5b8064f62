//! The lines of a workout in a file, with every slip where it stands.

use std::ops::Range;

use super::parse;
use crate::diag::Place;
use crate::diag::codes::{OVER_A_LIMIT, REP_NOTATION};
use crate::domain::workout::Set;
use crate::tables::{At, Table};

/// Most lines that one workout runs.
const MAX_LINES: usize = 50;

/// What the lines of a workout say; `None` after what is wrong with them was
/// reported. `text` is that of the whole file.
pub fn sets(table: &Table, lines: Vec<At<String>>, text: &str) -> Option<Vec<Set>> {
    if let Some(line) = lines.get(MAX_LINES) {
        let message = format!("a workout has at most {MAX_LINES} lines to run");
        table.push(
            OVER_A_LIMIT.at(line.place.clone(), message).help("write a rep that repeats once, as in: 8x200 @ goal"),
        );
        return None;
    }
    let mut sets = Vec::new();
    let mut whole = true;
    for At { value, place } in lines {
        // What was typed has all its spaces, so errors in it are found where they stand.
        let typed = typed(text, &place.span);
        let (line, offset) = typed.map_or((value.as_str(), None), |(line, offset)| (line, Some(offset)));
        match parse(line) {
            Ok(set) => sets.push(set),
            Err(error) => {
                let span = offset.map_or(place.span, |offset| error.span.start + offset..error.span.end + offset);
                let place = Place { span, ..place };
                table.push(REP_NOTATION.at(place, error.message).help(error.help));
                whole = false;
            }
        }
    }
    whole.then_some(sets)
}

/// The text between plain quotes and the byte where it begins, or `None`
/// where what was typed is not the text itself: with a backslash, or between
/// three quotes.
fn typed<'t>(text: &'t str, span: &Range<usize>) -> Option<(&'t str, usize)> {
    let raw = text.get(span.clone())?;
    let inside = |quote: char| raw.strip_prefix(quote)?.strip_suffix(quote).filter(|inside| !inside.contains(quote));
    let line = inside('"').filter(|line| !line.contains('\\')).or_else(|| inside('\''))?;
    Some((line, span.start + 1))
}
