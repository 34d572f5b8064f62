//! Text for the terminal, broken between words.

use crate::sheet::columns_of;

/// `text` in lines of at most `width` columns, the first after `first`, the
/// others after as many spaces. A word wider than a line stays whole.
pub(super) fn wrap(first: &str, text: &str, width: usize) -> String {
    let indent = columns_of(first);
    let mut lines = first.to_owned();
    let mut column = indent;
    for (index, word) in text.split(' ').enumerate() {
        if 0 < index && width < column + 1 + columns_of(word) {
            lines.push('\n');
            lines.push_str(&" ".repeat(indent));
            column = indent;
        } else if 0 < index {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += columns_of(word);
    }
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_stand_below_each_other() {
        assert_eq!(wrap("  not  ", "one two three", 14), "  not  one two\n       three\n");
        assert_eq!(wrap("", "a verylongword b", 6), "a\nverylongword\nb\n");
        assert_eq!(wrap("- ", "李 小龙 李", 8), "- 李\n  小龙\n  李\n");
    }
}
