//! Values of which a bracket, a brace or a quote was never closed, and which
//! would so take in all the lines after them.
//!
//! The text is read as a coach reads it: a line that begins with a heading, or
//! with a key where none can stand, ends the value before it.

use super::{Correction, Slip, is_heading, is_word};
use crate::diag::codes::NOT_TOML;

/// The values of a text that are not closed, in order.
pub(super) fn unclosed_values(text: &str) -> Vec<Slip> {
    let mut scan = Scan { text, open: Vec::new(), last: 0, from: 0, comma: 0, equals: 0, found: Vec::new() };
    let mut start = 0;
    while start < text.len() {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        if !scan.open.is_empty() && scan.begins_anew(&text[start..end]) {
            scan.close_all();
        }
        // A text of several lines ends on a later one.
        start = scan.line(start, end).max(end) + 1;
    }
    scan.close_all();
    scan.found
}

/// Deeper values are nobody's slip.
const MAX_DEPTH: usize = 8;

struct Scan<'a> {
    text: &'a str,
    /// The brackets and braces that are open and the places after them, the innermost last.
    open: Vec<(u8, usize)>,
    /// Where the last thing ends that is neither blank nor a comment.
    last: usize,
    /// Where the value begins that is read, or its part on this line.
    from: usize,
    /// Where the last comma is.
    comma: usize,
    /// Where the last value of a key begins.
    equals: usize,
    found: Vec<Slip>,
}

impl Scan<'_> {
    /// True when a line cannot go on with the value that is open.
    fn begins_anew(&self, line: &str) -> bool {
        let line = line.trim_start();
        let is_key = line.split_once('=').is_some_and(|(key, _)| is_word(key.trim_end()));
        let in_braces = self.open.iter().any(|(open, _)| *open == b'{');
        let may_be_key = in_braces && self.text[..self.last].ends_with(['{', ',']);
        let is_one_word =
            line.strip_prefix('[').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        (is_heading(line) && (line.starts_with("[[") || is_one_word)) || (is_key && !may_be_key)
    }

    /// Reads a line, and returns where what begins on it ends.
    fn line(&mut self, start: usize, end: usize) -> usize {
        let line = &self.text[start..end];
        let mut at = if self.open.is_empty() {
            match line.find('=').filter(|_| !line.trim_start().starts_with(['[', '#'])) {
                Some(equals) => start + equals + 1,
                None => return end,
            }
        } else {
            start
        };
        if self.open.is_empty() {
            (self.last, self.equals) = (at, at);
        }
        let part = &self.text[at..end];
        self.from = at + part.len() - part.trim_start().len();
        while let Some(c) = self.text[at..].chars().next().filter(|_| at < end) {
            match c {
                '#' => return end,
                '"' | '\'' if c == '"' || self.text[..self.last].ends_with(['=', '[', ',', '{']) => {
                    at = self.quoted(at, end, c);
                    self.last = at;
                    continue;
                }
                '[' | '{' => self.open.push((c as u8, at + 1)),
                ']' | '}' => self.close(c as u8, at),
                ',' => self.comma = at,
                '=' => self.equals(at),
                _ => {}
            }
            at += c.len_utf8();
            if !c.is_whitespace() {
                self.last = at;
            }
        }
        at
    }

    /// Where a text in quotes ends.
    fn quoted(&mut self, at: usize, end: usize, quote: char) -> usize {
        let three = quote.to_string().repeat(3);
        if self.text[at..].starts_with(&three) {
            let inside = at + three.len();
            return self.text[inside..].find(&three).map_or(self.text.len(), |found| inside + found + three.len());
        }
        let mut escaped = false;
        for (index, c) in self.text[at + 1..end].char_indices() {
            if c == quote && !escaped {
                return at + 1 + index + 1;
            }
            escaped = quote == '"' && c == '\\' && !escaped;
        }
        let Some(&(_, inside)) = self.open.last() else {
            // A text alone on its line ends with it, also for the parser.
            return end;
        };
        // What closes the list or the braces was meant to do so.
        let typed = self.text[at..end].split(" #").next().unwrap_or_default();
        let close = at + typed.trim_end_matches(|c: char| c.is_whitespace() || "]},".contains(c)).len().max(1);
        let message = "the closing quote is missing on this line".to_owned();
        let help = "end the text with the quote it began with".to_owned();
        // Nothing of what is beside it can be read.
        let unread = inside.max(self.from)..close;
        let corrections = vec![Correction::Replace(unread, " ")];
        self.found.push(Slip { code: &NOT_TOML, span: self.from..end, message, help, corrections });
        close
    }

    /// Takes a key in a list: the list ended before it, or braces begin there.
    fn equals(&mut self, at: usize) {
        self.equals = at + 1;
        let Some(&(b'[', inside)) = self.open.last() else { return };
        if is_word(self.text[inside..at].trim()) {
            self.insert(inside, "{".to_owned(), "the opening brace is missing", "begin it with {");
            self.open.push((b'{', inside));
        } else if inside < self.comma && is_word(self.text[self.comma + 1..at].trim()) {
            self.close_from(self.open.len() - 1, self.comma);
        }
    }

    /// Takes a closing bracket or brace: those that it leaves open are closed before it.
    fn close(&mut self, with: u8, at: usize) {
        let opened = if with == b']' { b'[' } else { b'{' };
        match self.open.iter().rposition(|&(open, _)| open == opened) {
            Some(depth) => {
                self.close_from(depth + 1, at);
                self.open.truncate(depth);
            }
            None if opened == b'[' => {
                let begins = if self.open.is_empty() { self.from } else { self.equals };
                self.insert(begins, "[".to_owned(), "the list's opening bracket is missing", "begin the list with [");
            }
            None => self.insert(self.from, "{".to_owned(), "the opening brace is missing", "begin it with {"),
        }
    }

    fn close_all(&mut self) {
        self.close_from(0, self.last);
    }

    /// Closes what is open from some depth on.
    fn close_from(&mut self, depth: usize, at: usize) {
        let Some(&(innermost, _)) = self.open.get(depth..).and_then(|open| open.last()) else { return };
        let closing: String =
            self.open.drain(depth..).rev().map(|(open, _)| if open == b'[' { ']' } else { '}' }).collect();
        if MAX_DEPTH < closing.len() {
            return;
        }
        let message = match innermost {
            b'[' => "the list's closing bracket is missing",
            _ => "the closing brace is missing",
        };
        let what = if closing == "]" { "the list" } else { "it" };
        let help = format!("end {what} with {closing}");
        self.insert(at, closing, message, &help);
    }

    fn insert(&mut self, at: usize, what: String, message: &str, help: &str) {
        let (message, help) = (message.to_owned(), help.to_owned());
        let corrections = vec![Correction::Insert(at, what)];
        self.found.push(Slip { code: &NOT_TOML, span: at..at, message, help, corrections });
    }
}
