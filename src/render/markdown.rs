//! Escaping for Markdown.

use std::io::{self, Write};

/// Writes `text` so that Markdown shows it as it is: nothing in it becomes
/// emphasis, a link, a cell, a heading, a list or HTML.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut from = 0;
    let lower = text.as_bytes();
    for (at, byte) in text.bytes().enumerate() {
        let marks = match byte {
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'|' | b'~' | b'#' | b'&' | b'@' | b'$' => true,
            // What GitHub would make a link of.
            b':' => text[at..].starts_with("://"),
            b'.' => 3 <= at && lower[at - 3..at].eq_ignore_ascii_case(b"www"),
            // At the beginning of a line these would make a list or a heading.
            b'-' | b'+' | b'=' => at == 0,
            _ => false,
        };
        if marks {
            out.write_all(&text.as_bytes()[from..at])?;
            out.write_all(b"\\")?;
            from = at;
        }
    }
    out.write_all(&text.as_bytes()[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        for (text, expected) in [
            ("3 × 400 at goal pace, 3:00 rest", "3 × 400 at goal pace, 3:00 rest"),
            ("*Ana* _R._", "\\*Ana\\* \\_R.\\_"),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("a | b", "a \\| b"),
            ("see https://x.example and www.x.example", "see https\\://x.example and www\\.x.example"),
            ("a@b.example &amp;", "a\\@b.example \\&amp;"),
            ("- item", "\\- item"),
        ] {
            let mut out = Vec::new();
            escape(text, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
