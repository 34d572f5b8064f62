//! Adds a key to one entry of a file and leaves every other byte as it is.
//!
//! A file that people keep by hand is never written again from a tree: its
//! comments, its order, its blank lines and its line ends are theirs. So an
//! edit is a piece of text and the place where it goes.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A piece of text, and what it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that are replaced; none of them when the text is added.
    pub span: Range<usize>,
    /// What is there instead.
    pub text: String,
}

/// Why a file cannot be edited: it is written in a way that an
/// edit would have to turn over. People can, by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusual {
    /// Where, in bytes.
    pub at: usize,
}

impl Edit {
    /// The text after the edit.
    pub fn apply(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.span.start], self.text, &text[self.span.end..])
    }
}

/// Adds `key = value` to entry `index` of the headings `[[heading]]`, after
/// the first of the keys `after` that the entry has.
///
/// # Errors
///
/// When none of them is in the entry itself.
pub fn add_key(
    text: &str,
    heading: &str,
    index: usize,
    after: &[&str],
    key: &str,
    value: &str,
) -> Result<Edit, Unusual> {
    let tree = DeTable::parse_recoverable(text).0;
    let (entry, span) = entry(&tree, heading, index).ok_or(Unusual { at: 0 })?;
    let unusual = Unusual { at: span.start };
    let value_of = |key: &&str| entry.get(*key).map(Spanned::span).filter(|span| is_after_equals_sign(text, span));
    let after = after.iter().find_map(value_of).ok_or(unusual)?;
    if text[span.start..].starts_with('{') {
        return Ok(Edit { span: after.end..after.end, text: format!(", {key} = {value}") });
    }
    let line = text[..after.start].rfind('\n').map_or(0, |end| end + 1);
    let indent: String = text[line..].chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let line_end = line_end(text, after.end);
    Ok(match text[after.end..].find('\n') {
        Some(end) => {
            let at = after.end + end + 1;
            Edit { span: at..at, text: format!("{indent}{key} = {value}{line_end}") }
        }
        None => Edit { span: text.len()..text.len(), text: format!("{line_end}{indent}{key} = {value}") },
    })
}

/// Adds `value` to the value of `key` in entry `index` of the headings
/// `[[heading]]`: to a list as its last entry, to a single `{ … }` by making a
/// list of the two. `None` when the entry does not have the key.
///
/// # Errors
///
/// When it is written in yet another way.
pub fn add_to_list(text: &str, heading: &str, index: usize, key: &str, value: &str) -> Result<Option<Edit>, Unusual> {
    let tree = DeTable::parse_recoverable(text).0;
    let (entry, span) = entry(&tree, heading, index).ok_or(Unusual { at: 0 })?;
    let Some(present) = entry.get(key) else { return Ok(None) };
    if !is_after_equals_sign(text, &present.span()) {
        return Err(Unusual { at: span.start });
    }
    let span = present.span();
    Ok(Some(match present.get_ref() {
        DeValue::Array(list) => match list.iter().last() {
            Some(last) => after_entry(text, last.span(), value),
            // A comment in the brackets stays after it.
            None => Edit { span: span.start + 1..span.start + 1, text: value.to_owned() },
        },
        _ => Edit { text: format!("[{}, {value}]", &text[span.clone()]), span },
    }))
}

fn entry<'t>(tree: &'t Spanned<DeTable<'t>>, heading: &str, index: usize) -> Option<(&'t DeTable<'t>, Range<usize>)> {
    let DeValue::Array(entries) = tree.get_ref().get(heading)?.get_ref() else { return None };
    let entry = entries.get(index)?;
    Some((entry.get_ref().as_table()?, entry.span()))
}

/// Adds `value` after the last entry of a list. Where each entry has a line of
/// its own, the new one has, too, and a comment stays with its entry.
fn after_entry(text: &str, last: Range<usize>, value: &str) -> Edit {
    let line = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let indent = &text[line..last.start];
    let line_end = text[last.end..].find(['\r', '\n']).map_or(text.len(), |end| last.end + end);
    let rest = &text[last.end..line_end];
    let (comma, comment) = match rest.trim_start().strip_prefix(',') {
        Some(comment) => (",", comment),
        None => ("", rest),
    };
    let alone = indent.trim().is_empty() && (comment.trim().is_empty() || comment.trim_start().starts_with('#'));
    if !alone {
        return Edit { span: last.end..last.end, text: format!(", {value}") };
    }
    // Without a comma after the last entry, it needs one now, and the new entry has none.
    let text = format!(",{comment}{}{indent}{value}{comma}", self::line_end(text, last.end));
    Edit { span: last.end..line_end, text }
}

/// False for what is under a heading of its own, or after a key with points.
fn is_after_equals_sign(text: &str, span: &Range<usize>) -> bool {
    let before = text[..span.start].trim_end_matches([' ', '\t']);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let key = before.strip_suffix('=').map(|before| before[line..].trim());
    // In braces, what stands before the key ends with a brace or a comma.
    key.is_some_and(|key| !key.rsplit(['{', ',']).next().unwrap_or(key).contains('.'))
}

/// How the line at `at` ends, or the one before it when it is the last one.
fn line_end(text: &str, at: usize) -> &'static str {
    let end = text[at..].find('\n').map(|end| at + end).or_else(|| text[..at].rfind('\n'));
    if end.is_some_and(|end| text[..end].ends_with('\r')) { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> String {
        add_key(text, "meets", 0, &["through", "date"], "canceled", "2026-05-01").unwrap().apply(text)
    }

    #[test]
    fn a_key_goes_on_a_line_of_its_own_after_the_date_and_its_comment() {
        let text =
            "# meets\n[[meets]]\nname = \"A\" # ours\n  date = 2026-05-02   # Saturday\n\n[[meets]]\nname = \"B\"\n";
        assert_eq!(
            added(text),
            "# meets\n[[meets]]\nname = \"A\" # ours\n  date = 2026-05-02   # Saturday\n  canceled = 2026-05-01\n\n[[meets]]\nname = \"B\"\n"
        );
    }

    #[test]
    fn windows_line_ends_stay() {
        assert_eq!(
            added("[[meets]]\r\ndate = 2026-05-02\r\nname = \"A\"\r\n"),
            "[[meets]]\r\ndate = 2026-05-02\r\ncanceled = 2026-05-01\r\nname = \"A\"\r\n"
        );
    }

    #[test]
    fn a_file_may_end_without_a_line_end_and_a_meet_may_stand_in_braces() {
        assert_eq!(added("[[meets]]\ndate = 2026-05-02"), "[[meets]]\ndate = 2026-05-02\ncanceled = 2026-05-01");
        assert_eq!(
            added("meets = [{ date = 2026-05-02, name = \"A\" }]\n"),
            "meets = [{ date = 2026-05-02, canceled = 2026-05-01, name = \"A\" }]\n"
        );
    }

    fn listed(text: &str) -> Option<String> {
        let edit = add_to_list(text, "meets", 0, "moved", "{ to = C }").unwrap();
        edit.map(|edit| edit.apply(text))
    }

    #[test]
    fn a_list_gets_one_more_entry_and_a_single_one_becomes_a_list() {
        assert_eq!(listed("[[meets]]\nname = \"A\"\n"), None);
        assert_eq!(
            listed("[[meets]]\nmoved = { to = 1 } # once\n").unwrap(),
            "[[meets]]\nmoved = [{ to = 1 }, { to = C }] # once\n"
        );
        assert_eq!(
            listed("[[meets]]\nmoved = [{ to = 1 }, { to = 2 },]\n").unwrap(),
            "[[meets]]\nmoved = [{ to = 1 }, { to = 2 }, { to = C },]\n"
        );
        assert_eq!(
            listed("[[meets]]\nmoved = [\n  { to = 1 }, # first\n]\n").unwrap(),
            "[[meets]]\nmoved = [\n  { to = 1 }, # first\n  { to = C },\n]\n"
        );
        assert_eq!(
            listed("[[meets]]\r\nmoved = [\r\n  { to = 1 } # ] first\r\n]\r\n").unwrap(),
            "[[meets]]\r\nmoved = [\r\n  { to = 1 }, # ] first\r\n  { to = C }\r\n]\r\n"
        );
        assert_eq!(listed("[[meets]]\nmoved = []\n").unwrap(), "[[meets]]\nmoved = [{ to = C }]\n");
        assert_eq!(
            listed("[[meets]]\nmoved = [ # none yet\n]\n").unwrap(),
            "[[meets]]\nmoved = [{ to = C } # none yet\n]\n"
        );
    }

    #[test]
    fn what_is_written_under_a_heading_of_its_own_is_left_to_the_coach() {
        let text = "[[meets]]\nname = \"A\"\n[[meets.moved]]\nto = 1\n";
        assert_eq!(add_to_list(text, "meets", 0, "moved", "{ to = C }"), Err(Unusual { at: 0 }));
        let text = "[[meets]]\nmoved.to = 1\nmoved.on = 2\n";
        assert_eq!(add_to_list(text, "meets", 0, "moved", "{ to = C }"), Err(Unusual { at: 0 }));
    }
}
