//! One line of a file made fit to be shown: every character that is not
//! plain text is shown escaped, and a long line is cut.

use std::ops::Range;

/// Characters shown of a line, before and after the place that is pointed at.
const SHOWN: usize = 100;

/// A line ready to print, and where in it the place is, in bytes.
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// True for characters that move the cursor, hide or reorder text.
pub fn is_refused(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{61c}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{ad}' | '\u{180e}')
}

/// The text with every refused character written as `\u{…}`.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_escaped(&mut out, c));
    out
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '\t' => out.push(' '),
        c if is_refused(c) => out.extend(c.escape_unicode()),
        c => out.push(c),
    }
}

/// Makes `line` fit to be shown around `span` (bytes of the line).
pub(super) fn excerpt(line: &str, span: Range<usize>) -> Excerpt {
    let start = floor_boundary(line, span.start);
    let end = floor_boundary(line, span.end).max(start);
    let (before, rest) = line.split_at(start);
    let (marked, after) = rest.split_at(end - start);

    let mut text = String::new();
    let skip = before.char_indices().rev().nth(SHOWN).map_or(0, |(at, c)| at + c.len_utf8());
    if 0 < skip {
        text.push('…');
    }
    before[skip..].chars().for_each(|c| push_escaped(&mut text, c));
    let from = text.len();
    push_cut(&mut text, marked);
    let to = text.len();
    push_cut(&mut text, after);
    Excerpt { text, span: from..to }
}

fn push_cut(text: &mut String, part: &str) {
    let cut = part.char_indices().nth(SHOWN).map_or(part.len(), |(at, _)| at);
    part[..cut].chars().for_each(|c| push_escaped(text, c));
    if cut < part.len() {
        text.push('…');
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
