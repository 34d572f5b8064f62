//! How much room a text takes in print, for sheets on which nothing may be cut off.
//!
//! Widths are in hundredths of an em, those of Helvetica Bold rounded up to a
//! few classes: what fits by them fits in any face that the sheets name.

use unicode_width::UnicodeWidthChar;

/// The width of a text on one line.
pub(super) fn room(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// The text as far as it fits into `most`; what is cut off leaves an ellipsis.
pub(super) fn cut(text: &str, most: usize) -> String {
    if room(text) <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(width('…'));
    let fits = text.chars().take_while(|&c| {
        let fits = width(c) <= left;
        left = left.saturating_sub(width(c));
        fits
    });
    let kept: String = fits.collect();
    format!("{}…", kept.trim_end())
}

/// How many lines of this width a text takes when it is broken between words,
/// and inside of a word that is wider than a line.
pub(super) fn lines(text: &str, most: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let wide = room(word);
        let space = if used == 0 { 0 } else { width(' ') };
        if used + space + wide <= most {
            used += space + wide;
            continue;
        }
        lines += usize::from(0 < used);
        used = 0;
        for c in word.chars() {
            if most < used + width(c) {
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
        '0'..='9' | '–' => 56,
        'M' | 'W' | 'm' | 'w' | '%' | '@' => 98,
        'A'..='Z' | '&' => 78,
        ' '..='~' | '×' => 62,
        // Letters of other scripts are as wide as an M at most, or as two.
        other => 100 * other.width().unwrap_or(0),
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
        assert_eq!(lines("", 500), 1);
        assert_eq!(lines("one two", 500), 1);
        assert_eq!(lines("one two one two", 500), 2);
        assert_eq!(lines("oneonetwotwo", 500), 2);
        assert_eq!(lines("one oneonetwotwo", 500), 3);
    }

    proptest! {
        #[test]
        fn what_is_cut_fits_and_begins_the_text(text in "\\PC{0,40}", most in 100usize..2_000) {
            let kept = cut(&text, most);
            prop_assert!(room(&kept) <= most);
            prop_assert!(kept == text || text.starts_with(kept.trim_end_matches('…')));
        }

        #[test]
        fn as_many_lines_hold_the_text_as_are_counted(text in "[a-zA-Z 李]{0,60}", most in 200usize..2_000) {
            prop_assert!(room(&text) <= lines(&text, most) * (most + width(' ')) + width(' ') * text.len());
            prop_assert!(lines(&text, most) <= 1 + 2 * room(&text) / (most - 199).max(1) + text.len());
        }
    }
}
