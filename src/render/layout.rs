//! Filters that lay out plain text: columns that line up whatever the width
//! of the characters, and lines that end before the paper does.

use tera::{Kwargs, State, TeraResult};
use unicode_width::UnicodeWidthStr;

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
pub(super) const FILTERS: [Filter; 3] = [
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
    Filter {
        name: "wrap",
        example: "{{ note | wrap(width=60, indent=4) }}",
        docs: "lines of at most the width, broken between words; those after the first begin with so many spaces (none unless said)",
        lay_out: wrap,
    },
];

/// The widest a text is padded or wrapped to.
const WIDEST: usize = 200;

/// The columns that a text takes; most are ASCII, where every character takes one.
fn columns(text: &str) -> usize {
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if plain { text.len() } else { text.width() }
}

fn width(kwargs: &Kwargs) -> TeraResult<usize> {
    Ok(kwargs.must_get::<usize>("width")?.min(WIDEST))
}

fn pad(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let spaces = width(&kwargs)?.saturating_sub(columns(text));
    Ok(format!("{text}{}", " ".repeat(spaces)))
}

/// The spaces that line times up at the decimal point become plain ones.
fn right(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let text = text.replace(['\u{2007}', '\u{2008}'], " ");
    let spaces = width(&kwargs)?.saturating_sub(columns(&text));
    Ok(format!("{}{text}", " ".repeat(spaces)))
}

/// A word wider than a line stays whole.
fn wrap(text: &str, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let width = width(&kwargs)?;
    if columns(text) <= width {
        return Ok(text.trim_start_matches(' ').to_owned());
    }
    let indent = " ".repeat(kwargs.get::<usize>("indent")?.unwrap_or(0).min(WIDEST));
    let mut wrapped = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split(' ') {
        let wide = columns(word);
        if 0 < column && width < column + 1 + wide {
            wrapped.push('\n');
            wrapped.push_str(&indent);
            column = 0;
        } else if 0 < column {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += wide;
    }
    Ok(wrapped)
}

/// Makes plain spaces of those that do not break, which have done their work,
/// and removes the spaces that end a line: columns leave them.
pub(super) fn plain_spaces(text: &mut Vec<u8>) {
    let mut kept = 0;
    let mut end_of_words = 0;
    let mut at = 0;
    while at < text.len() {
        let fixed_space = text[at..].starts_with("\u{a0}".as_bytes());
        let byte = if fixed_space { b' ' } else { text[at] };
        at += if fixed_space { 2 } else { 1 };
        if byte == b'\n' {
            kept = end_of_words;
        }
        text[kept] = byte;
        kept += 1;
        if byte != b' ' {
            end_of_words = kept;
        }
    }
    text.truncate(end_of_words);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_at_line_ends_are_removed_and_no_others() {
        let mut text = "  a  b  \n   \n\nc\u{a0}d \u{e0}\u{a0}".as_bytes().to_vec();
        plain_spaces(&mut text);
        assert_eq!(text, "  a  b\n\n\nc d \u{e0}".as_bytes());
    }
}
