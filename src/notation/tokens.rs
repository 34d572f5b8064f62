//! A line of a workout cut into its smallest pieces.

use std::ops::Range;

use super::{MAX_CHARACTERS, NotationError, error};
use crate::tables::short;

/// The smallest things a line is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A whole number; one that is too large for any use is `u32::MAX`.
    Number(u32),
    /// Letters, with hyphens and apostrophes inside.
    Word,
    /// `x` or `×` after the first number.
    Times,
    /// `@`
    At,
    /// `,`
    Comma,
    /// `=`
    Equals,
    /// `+`
    Plus,
    /// `-` or the longer dash that word processors make of it.
    Dash,
    /// `:`
    Colon,
}

/// A token and its bytes.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) token: Token,
    pub(super) span: Range<usize>,
}

/// Cuts a line into its pieces.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece>, NotationError> {
    if let Some((end, _)) = text.char_indices().nth(MAX_CHARACTERS) {
        return Err(error(
            end..text.len(),
            format!("a line of a workout is at most {MAX_CHARACTERS} characters long"),
            "write it as two lines",
        ));
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (token, len) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '@' => (Token::At, 1),
            ',' => (Token::Comma, 1),
            '=' => (Token::Equals, 1),
            '+' => (Token::Plus, 1),
            ':' => (Token::Colon, 1),
            '-' | '–' => (Token::Dash, c.len_utf8()),
            'x' | 'X' | '×' if matches!(pieces.as_slice(), [Piece { token: Token::Number(_), .. }]) => {
                (Token::Times, c.len_utf8())
            }
            c if c.is_ascii_digit() => {
                let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                (Token::Number(rest[..len].parse().unwrap_or(u32::MAX)), len)
            }
            c if c.is_alphabetic() => (Token::Word, word_len(rest)),
            c => {
                return Err(error(
                    at..at + c.len_utf8(),
                    format!("\"{}\" has no meaning in a line of a workout", short(c.encode_utf8(&mut [0; 4]))),
                    "remove it, and compare the line with: 3x400 @ goal, rest 3:00",
                ));
            }
        };
        pieces.push(Piece { token, span: at..at + len });
        at += len;
    }
    Ok(pieces)
}

/// The bytes of the word at the beginning of `text`. A hyphen or an
/// apostrophe belongs to it only between two letters.
fn word_len(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = matches!(c, '-' | '\'') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !c.is_alphabetic() && !inside {
            return at;
        }
    }
    text.len()
}
