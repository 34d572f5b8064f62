//! Adds an entry to a file and leaves every other byte as it is.
//!
//! A file that people keep by hand is never written again from a tree: its
//! comments, its order, its blank lines and its line ends are theirs. So an
//! entry is a piece of text that goes to the end, where `[[heading]]` is right
//! whatever stands above it.

use toml::de::{DeTable, DeValue};

/// Why an entry cannot be added: the file has the entries of this heading in
/// another form, which only people can turn over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnotherForm {
    /// Where, in bytes.
    pub at: usize,
}

/// The text to put behind `text` so that it has one more `[[heading]]`, with
/// these lines of `key = value`, as the file ends its lines.
///
/// # Errors
///
/// When the file has `heading` in another form, as `heading = [{ … }]`.
pub fn added_entry(text: &str, heading: &str, lines: &[String]) -> Result<String, AnotherForm> {
    if let Some(at) = other_form(text, heading) {
        return Err(AnotherForm { at });
    }
    let end = line_end(text);
    let mut added = String::new();
    if !text.is_empty() && !text.ends_with('\n') {
        added.push_str(end);
    }
    if text.lines().next_back().is_some_and(|line| !line.trim().is_empty()) {
        added.push_str(end);
    }
    added += &format!("[[{heading}]]{end}");
    for line in lines {
        added.push_str(line);
        added.push_str(end);
    }
    Ok(added)
}

/// A text as a TOML string.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted += &format!("\\u{:04X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Where the entries of a heading stand in another form than `[[heading]]`.
fn other_form(text: &str, heading: &str) -> Option<usize> {
    let tree = DeTable::parse_recoverable(text).0;
    let value = tree.get_ref().get(heading)?;
    let DeValue::Array(entries) = value.get_ref() else { return Some(value.span().start) };
    let has_heading = |start: usize| text.get(start..).is_some_and(|text| text.starts_with("[["));
    if entries.is_empty() {
        return Some(value.span().start);
    }
    entries.iter().map(|entry| entry.span().start).find(|&start| !has_heading(start))
}

/// How the last line that ends does so.
fn line_end(text: &str) -> &'static str {
    let before = text.rfind('\n').map(|end| &text[..end]);
    if before.is_some_and(|before| before.ends_with('\r')) { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_entry(text: &str) -> String {
        let added = added_entry(text, "news", &["known = 2026-04-17".to_owned(), "open = 1".to_owned()]).unwrap();
        format!("{text}{added}")
    }

    #[test]
    fn an_entry_goes_to_the_end_after_a_blank_line() {
        let entry = "[[news]]\nknown = 2026-04-17\nopen = 1\n";
        assert_eq!(with_entry("[season]\nname = 1\n"), format!("[season]\nname = 1\n\n{entry}"));
        assert_eq!(with_entry("[season]\n\n"), format!("[season]\n\n{entry}"));
        assert_eq!(with_entry("a = 1\n# the end"), format!("a = 1\n# the end\n\n{entry}"));
        assert_eq!(with_entry(""), entry);
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_are_as_the_file_has_them() {
        assert_eq!(
            with_entry("\u{feff}[season]\r\nname = 1"),
            "\u{feff}[season]\r\nname = 1\r\n\r\n[[news]]\r\nknown = 2026-04-17\r\nopen = 1\r\n"
        );
    }

    #[test]
    fn whatever_the_last_table_is_the_file_reads_as_before_with_one_entry_more() {
        for text in [
            "[[meets]]\nname = \"A\"\n[meets.event-days]\n800 = 1\n",
            "[season]\nname = '''\n[[news]]\n'''\n",
            "[[news]]\nknown = 1\n[news.goals]\n800 = 1\n",
            "[[ \"news\" ]]\nknown = 1\n",
            "meets = [\n  { name = \"A\" },\n]",
        ] {
            let after = with_entry(text);
            let before: toml::Table = toml::from_str(text).unwrap();
            let mut now: toml::Table = toml::from_str(&after).unwrap();
            let news = now.get_mut("news").unwrap().as_array_mut().unwrap();
            news.pop();
            if news.is_empty() {
                now.remove("news");
            }
            assert_eq!(now, before, "{after}");
        }
    }

    #[test]
    fn another_form_is_left_to_the_coach() {
        for text in
            ["news = []\n", "news = [{ known = 1 }]\n", "[news]\nknown = 1\n", "news.known = 1\n", "\u{feff}news = 1\n"]
        {
            let refused = added_entry(text, "news", &[]);
            assert!(refused.is_err(), "{text}");
            assert!(added_entry(text, "closed", &[]).is_ok(), "{text}");
        }
        assert!(added_entry("[season]\nnews = 1\n", "news", &[]).is_ok());
    }

    #[test]
    fn a_text_in_quotes_reads_as_it_is() {
        for text in ["Ana", "O'Brien \"Bo\"", "a\\b", "tab\there", "李"] {
            let table: toml::Table = toml::from_str(&format!("a = {}", quoted(text))).unwrap();
            assert_eq!(table["a"].as_str(), Some(text));
        }
    }
}
