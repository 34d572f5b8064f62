//! How wide a text is on paper, in hundredths of an em: the only measure of it.
//!
//! Two questions are asked. Whether a text fits where nothing may be cut off:
//! [`width_of`] and what is made of it err on the wide side, with the widths of
//! Helvetica Bold rounded up to a few classes, so that what fits by them fits
//! in any face that the sheets name. And how much room a page of running text
//! takes: there the average letter is enough, and errs on neither side.

use super::terminal;

/// The average letter of running text.
const LETTER: usize = 48;

/// The average letter of a name, which has more capitals.
pub(super) const NAME_LETTER: usize = 50;

/// Every digit: figures stand below each other.
pub(super) const DIGIT: usize = 56;

/// How many lines so many letters of running text take. `size`, of the type,
/// and `width`, of a line, are in the same unit.
pub(super) fn average_lines(letters: usize, size: usize, width: usize) -> usize {
    (letters * size * LETTER / 100).div_ceil(width).max(1)
}

/// The width of a text on one line, at most.
pub(super) fn width_of(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// As much of the text as fits into `max_width`, with an ellipsis where the rest is cut off.
pub(super) fn cut(text: &str, max_width: usize) -> String {
    if width_of(text) <= max_width {
        return text.to_owned();
    }
    let mut left = max_width.saturating_sub(width('…'));
    let fits = text.chars().take_while(|&c| {
        let fits = width(c) <= left;
        left = left.saturating_sub(width(c));
        fits
    });
    let beginning: String = fits.collect();
    format!("{}…", beginning.trim_end())
}

/// How many lines of this width a text takes at most when it is broken between
/// words, and within a word that is wider than a line.
pub(super) fn max_lines(text: &str, line_width: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let word_width = width_of(word);
        let space = if used == 0 { 0 } else { width(' ') };
        if used + space + word_width <= line_width {
            used += space + word_width;
            continue;
        }
        lines += usize::from(0 < used);
        used = 0;
        for c in word.chars() {
            if line_width < used + width(c) {
                lines += 1;
                used = 0;
            }
            used += width(c);
        }
    }
    lines
}

fn width(c: char) -> usize {
    match c {
        ' ' | '\u{a0}' | ',' | '.' | '/' | 'I' | 'i' | 'j' | 'l' => 28,
        '!' | '\'' | '(' | ')' | '-' | ':' | ';' | 'f' | 'r' | 't' => 39,
        '0'..='9' | '–' => DIGIT,
        'M' | 'W' | 'm' | 'w' | '%' | '@' => 98,
        'A'..='Z' | '&' => 78,
        ' '..='~' | '×' => 62,
        // Letters of other scripts are no wider than an M, or two of them.
        other => 100 * terminal::columns_of_char(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cut_where_it_does_not_fit() {
        assert_eq!(cut("League", 400), "League");
        assert_eq!(cut("League Championship", 550), "League…");
        assert_eq!(cut("李小龙", 350), "李…", "wide characters take two columns, and an ellipsis takes room, too");
        assert_eq!(cut("", 0), "");
    }

    #[test]
    fn words_are_broken_only_when_a_line_is_too_narrow_for_them() {
        assert_eq!(max_lines("", 500), 1);
        assert_eq!(max_lines("one two", 500), 1);
        assert_eq!(max_lines("one two one two", 500), 2);
        assert_eq!(max_lines("oneonetwotwo", 500), 2);
        assert_eq!(max_lines("one oneonetwotwo", 500), 3);
    }

    #[test]
    fn running_text_takes_the_lines_that_its_letters_need() {
        // 100 letters of 10 points are about 480 points wide.
        assert_eq!(average_lines(100, 100, 4_800), 1);
        assert_eq!(average_lines(101, 100, 4_800), 2);
        assert_eq!(average_lines(0, 100, 4_800), 1);
    }

    proptest! {
        #[test]
        fn what_is_cut_fits_and_begins_the_text(text in "\\PC{0,40}", most in 100usize..2_000) {
            let cut = cut(&text, most);
            prop_assert!(width_of(&cut) <= most);
            prop_assert!(cut == text || text.starts_with(cut.trim_end_matches('…')));
        }

        #[test]
        fn as_many_lines_hold_the_text_as_are_counted(text in "[a-zA-Z 李]{0,60}", most in 200usize..2_000) {
            prop_assert!(width_of(&text) <= max_lines(&text, most) * (most + width(' ')) + width(' ') * text.len());
            prop_assert!(max_lines(&text, most) <= 1 + 2 * width_of(&text) / (most - 199).max(1) + text.len());
        }
    }
}
