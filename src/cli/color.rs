//! The little color that a sheet has on a terminal. It follows what the text
//! says already: capitals head a section, a star marks a hard day.

use clap::builder::styling::{AnsiColor, Style};

const HEAD: Style = Style::new().bold();
const HARD: Style = Style::new().bold();
const CHANGED: Style = AnsiColor::Yellow.on_default().bold();

/// Where the mark of a hard day is: after the weekday and the date.
const MARK: std::ops::Range<usize> = 10..14;

/// The text with its heads, hard days and changed days brought out.
pub(super) fn color(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        let (head, rest) = line.split_at(head_of(line));
        if index == 0 {
            styled(HEAD, line, &mut out);
        } else if !head.is_empty() {
            let style = if head == "WHAT CHANGED" || head == "LOOK AGAIN" { CHANGED } else { HEAD };
            styled(style, head, &mut out);
            out.push_str(rest);
        } else if let Some(mark) = line.find(" * ").filter(|mark| MARK.contains(mark)) {
            out.push_str(&line[..=mark]);
            let (title, changed) = line[mark + 1..].split_at(changed_at(&line[mark + 1..]));
            styled(HARD, title, &mut out);
            styled(CHANGED, changed, &mut out);
        } else {
            let (title, changed) = line.split_at(changed_at(line));
            out.push_str(title);
            styled(CHANGED, changed, &mut out);
        }
        out.push_str(end);
    }
    out
}

/// How long the head is that a line begins with: capitals from the margin to
/// the end or to a colon.
fn head_of(line: &str) -> usize {
    let head = line.split_once(':').map_or(line, |(head, _)| head);
    let capitals = head.chars().filter(|c| c.is_uppercase()).count();
    let is_head = 1 < capitals && !head.starts_with(' ') && !head.chars().any(char::is_lowercase);
    if is_head { head.len() } else { 0 }
}

/// Where the mark of a changed day begins, at the end of the line.
fn changed_at(line: &str) -> usize {
    line.strip_suffix(" #").map_or(line.len(), |before| before.len() + 1)
}

fn styled(style: Style, text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push_str(&format!("{style}{text}{style:#}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_hard_days_and_changed_days_are_brought_out_and_no_character_is_another() {
        let text = "WEEK 3  Mon 16 Mar\n====\n\nWHAT CHANGED\n  a: B\n\n1600, JV: Ana A.\nMon 16 Mar   Easy #\n\
                    Tue 17 Mar * Workout #\n                  10 min * easy\n\nWhy: not";
        let codes = color(text);
        let shown = codes.replace("\u{1b}[1m", "<").replace("\u{1b}[33m", "!").replace("\u{1b}[0m", ">");
        assert_eq!(
            shown,
            "<WEEK 3  Mon 16 Mar>\n====\n\n<!WHAT CHANGED>\n  a: B\n\n<1600, JV>: Ana A.\nMon 16 Mar   Easy <!#>\n\
             Tue 17 Mar <* Workout ><!#>\n                  10 min * easy\n\nWhy: not"
        );
        assert_eq!(anstream::adapter::strip_str(&codes).to_string(), text);
    }
}
