//! How wide a text is on a terminal and in plain text, in columns: the only measure of it.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text takes on one line.
pub fn columns_of(text: &str) -> usize {
    // Nearly all text is ASCII, of which every character takes one column.
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if plain { text.len() } else { text.width() }
}

/// The columns that a character takes: none when it belongs to the one before
/// it, such as an accent, and two when it is wide.
pub(super) fn columns_of_char(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// As much of the text as fits into `max_columns`, with an ellipsis where the rest is cut off.
pub(super) fn cut(text: &str, max_columns: usize) -> String {
    if columns_of(text) <= max_columns {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|&end| columns_of(&text[..end]) < max_columns).last().unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns_and_accents_none() {
        for (text, columns) in [("Ana R.", 6), ("李小龙", 6), ("E\u{301}dith", 5), ("3\u{a0}min", 5), ("", 0)] {
            assert_eq!(columns_of(text), columns, "{text}");
        }
        assert_eq!(["e", "\u{301}", "李"].map(|c| c.chars().map(columns_of_char).sum::<usize>()), [1, 0, 2]);
    }

    #[test]
    fn a_text_is_cut_where_it_does_not_fit() {
        assert_eq!(cut("League", 6), "League");
        assert_eq!(cut("League Championship", 8), "League…");
        assert_eq!(cut("李小龙", 4), "李…");
    }
}
