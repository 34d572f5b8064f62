//! The layout of plain text: columns that line up whatever the width of the
//! characters, and lines that end before the paper or the terminal does.

use tera::{Kwargs, State, TeraResult};

use crate::sheet::columns_of;

/// A filter for templates.
pub(super) struct Filter {
    /// What a template calls it.
    pub(super) name: &'static str,
    /// How it is used.
    pub(super) example: &'static str,
    /// What it does, for the reference.
    pub(super) docs: &'static str,
    pub(super) lay_out: fn(&str, Kwargs, &State) -> TeraResult<String>,
}

/// The filters that racepace adds to those of Tera.
pub(super) const FILTERS: [Filter; 2] = [
    Filter {
        name: "pad",
        example: "{{ name | pad(width=12) }}",
        docs: "spaces after the text, up to the width",
        lay_out: pad,
    },
    Filter {
        name: "right",
        example: "{{ time | right(width=12) }}",
        docs: "spaces before the text, up to the width",
        lay_out: right,
    },
];

/// The most columns that a text is padded to.
const MAX_PADDING: usize = 200;

fn width(kwargs: &Kwargs) -> TeraResult<usize> {
    Ok(kwargs.must_get::<usize>("width")?.min(MAX_PADDING))
}

fn pad(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let spaces = width(&kwargs)?.saturating_sub(columns_of(text));
    Ok(format!("{text}{}", " ".repeat(spaces)))
}

fn right(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let spaces = width(&kwargs)?.saturating_sub(columns_of(text));
    Ok(format!("{}{text}", " ".repeat(spaces)))
}

/// Adds to `out` the text of a filled template, in lines of at most `width` columns.
///
/// A line that is wider is broken between words, and what follows hangs below
/// the text after its first gap of two spaces or more, else two columns further
/// in than the line. A word wider than a line stays whole. A line of nothing but
/// `=` or `-` is a rule, and is cut to the width. Last, spaces that do not break
/// or that stand in for a digit have done their work and become plain ones, and
/// those that end a line are removed, as are empty lines at the end.
pub(super) fn lay_out(text: &str, width: usize, out: &mut Vec<u8>) {
    let start = out.len();
    let mut end_of_words = start;
    for (index, line) in text.split('\n').enumerate() {
        if 0 < index {
            out.push(b'\n');
        }
        let line = line.trim_end_matches(' ');
        let from = out.len();
        // A character is never wider than its number of bytes.
        if line.len() <= width || columns_of(line) <= width {
            add_plain(line, out);
        } else if line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-') {
            out.extend_from_slice(&line.as_bytes()[..width]);
        } else {
            break_line(line, width, out);
        }
        if from < out.len() {
            end_of_words = out.len();
        }
    }
    out.truncate(end_of_words);
    if text.ends_with('\n') {
        out.push(b'\n');
    }
}

/// Adds the line, broken between words.
fn break_line(line: &str, width: usize, out: &mut Vec<u8>) {
    let text = line.trim_start_matches(' ');
    let begin = line.len() - text.len();
    // A gap so far to the right leaves no room below the text after it.
    let gap = text.find("  ").map(|gap| gap + text[gap..].len() - text[gap..].trim_start_matches(' ').len());
    let hang = gap.map(|gap| begin + columns_of(&text[..gap])).filter(|hang| *hang <= width / 2).unwrap_or(begin + 2);
    out.extend(std::iter::repeat_n(b' ', begin));
    let mut column = begin;
    // Spaces between columns stay; those at which a line is broken go.
    let mut spaces = 0;
    let mut at_start = true;
    for word in text.split(' ') {
        if word.is_empty() {
            spaces += 1;
            continue;
        }
        let word_width = columns_of(word);
        if !at_start && width < column + spaces + word_width {
            out.push(b'\n');
            out.extend(std::iter::repeat_n(b' ', hang));
            column = hang;
        } else {
            out.extend(std::iter::repeat_n(b' ', spaces));
            column += spaces;
        }
        add_plain(word, out);
        column += word_width;
        at_start = false;
        spaces = 1;
    }
}

/// Adds the text with plain spaces in place of those that do not break or are as wide as a digit or a point.
fn add_plain(text: &str, out: &mut Vec<u8>) {
    let mut left = text;
    // Most lines are all ASCII, which is checked many bytes at a time.
    while !left.is_ascii()
        && let Some(at) = left.bytes().position(|byte| !byte.is_ascii())
    {
        let (before, special) = left.split_at(at);
        out.extend_from_slice(before.as_bytes());
        let bytes = special.chars().next().map_or(0, char::len_utf8);
        match special.split_at(bytes) {
            ("\u{a0}" | "\u{2007}" | "\u{2008}", rest) => {
                out.push(b' ');
                left = rest;
            }
            (other, rest) => {
                out.extend_from_slice(other.as_bytes());
                left = rest;
            }
        }
    }
    out.extend_from_slice(left.as_bytes());
    let end = out.iter().rposition(|byte| *byte != b' ').map_or(0, |at| at + 1);
    out.truncate(end);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn laid_out(text: &str, width: usize) -> String {
        let mut out = Vec::new();
        lay_out(text, width, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn spaces_at_line_ends_are_removed_and_no_others() {
        assert_eq!(laid_out("  a  b  \n   \n\nc\u{a0}d \u{e0}\u{a0}\n \n\n", 20), "  a  b\n\n\nc d \u{e0}\n");
    }

    #[test]
    fn a_line_too_wide_hangs_below_its_text() {
        assert_eq!(laid_out("  warm-up   ten minutes easy", 20), "  warm-up   ten\n    minutes easy");
        assert_eq!(laid_out("  run   ten minutes easy", 20), "  run   ten minutes\n        easy");
        assert_eq!(laid_out("  one two three four", 12), "  one two\n    three\n    four");
        assert_eq!(laid_out("Mon \u{2007}6 Apr  one two three", 24), "Mon  6 Apr  one two\n            three");
        assert_eq!(laid_out("李小龙 李小龙 verylongword", 9), "李小龙\n  李小龙\n  verylongword");
        assert_eq!(laid_out("3\u{a0}min easy", 7), "3 min\n  easy");
    }

    #[test]
    fn a_rule_is_as_wide_as_the_text_and_not_wider() {
        assert_eq!(laid_out("=====\n-----\n-=-=-", 3), "===\n---\n-=-=-");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_line_that_could_be_broken_is_too_wide(text in "[a-c李 \n]{0,80}", width in 4usize..30) {
            let out = laid_out(&text, width);
            prop_assert!(out.split_whitespace().eq(text.split_whitespace()));
            for line in out.lines() {
                prop_assert!(columns_of(line) <= width || line.split_whitespace().count() == 1, "{line:?}");
            }
        }
    }
}
