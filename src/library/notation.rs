//! The notation in which a coach writes reps, one line at a time.
//!
//! ```text
//! line     = [ N "x" ] work [ "," recovery ]
//! work     = dist "@" pace
//!          | dist "=" dist "@" pace { "+" dist "@" pace }
//!          | N [ "-" N ] "min" effort
//! dist     = N [ "m" | "k" | "km" | "mile" ] | "mile"
//! pace     = "goal" | "400" | "800" | "1600" | "3200" | "5000" | "fastest" | "full" | "easy"
//! recovery = "rest" M ":" SS | "rest" N "min" | "rest" N "s" | "jog" dist | "walk" dist
//! effort   = one or more words, as in "easy" or "steady on grass"
//! ```
//!
//! Spaces and capital letters do not matter, and `×` is `x`. A line is first
//! cut into tokens, then read from left to right by one function for each
//! line of the grammar; the first slip ends the reading, since what follows
//! it on the line is mostly confused by it.

use std::fmt;
use std::ops::{Range, RangeInclusive};

use crate::domain::event::Rung;
use crate::domain::pace::Distance;
use crate::domain::workout::{Effort, Leg, Recovery, Rep, Set};
use crate::tables::{did_you_mean, list, short};

/// Most characters in a line.
pub const MAX_CHARACTERS: usize = 200;
/// Most parts of one rep.
const MAX_LEGS: usize = 20;
/// How often a rep may be run.
const REPS: RangeInclusive<u32> = 1..=99;
/// How many minutes a run may last.
const MINUTES: RangeInclusive<u32> = 1..=300;
/// The longest distance of a rep or a jog, 50 km.
const LONGEST: Distance = Distance::of(50_000);
/// How many seconds a rest may last, up to an hour.
const REST: RangeInclusive<u32> = 1..=3_600;

/// Every pace and the word for it.
const PACES: [(&str, Effort); 9] = [
    ("goal", Effort::Goal),
    ("400", Effort::Race(Rung::M400)),
    ("800", Effort::Race(Rung::M800)),
    ("1600", Effort::Race(Rung::M1600)),
    ("3200", Effort::Race(Rung::M3200)),
    ("5000", Effort::Race(Rung::M5000)),
    ("fastest", Effort::Fastest),
    ("full", Effort::Full),
    ("easy", Effort::Easy),
];

const MINUTE_WORDS: [&str; 4] = ["min", "mins", "minute", "minutes"];
const SECOND_WORDS: [&str; 5] = ["s", "sec", "secs", "second", "seconds"];
const DISTANCE_WORDS: [&str; 5] = ["m", "k", "km", "mile", "miles"];
const RECOVERY_WORDS: [&str; 3] = ["rest", "jog", "walk"];

/// Why a line is not in the notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotationError {
    /// Where in the line, in bytes; empty where something is missing.
    pub span: Range<usize>,
    /// What is wrong, in a coach's words: lower case, no full stop.
    pub message: String,
    /// What to do about it, in the imperative.
    pub help: String,
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NotationError {}

/// Reads one line of a workout.
///
/// ```
/// # use racepace::library::notation::parse;
/// let set = parse("3x400 @ goal, rest 3:00")?;
/// assert_eq!(set.to_string(), "3 × 400 at goal pace, 3:00 rest");
///
/// let error = parse("400 = 100 @ goal + 200 @ fastest").unwrap_err();
/// assert_eq!(error.to_string(), "the parts add up to 300, not to 400");
/// # Ok::<(), racepace::library::notation::NotationError>(())
/// ```
///
/// # Errors
///
/// When the line is not in the notation, or a number in it is absurd: see
/// the head of the module.
pub fn parse(text: &str) -> Result<Set, NotationError> {
    let mut line = Line { text, pieces: pieces(text)?, at: 0 };
    let times = line.times()?;
    let rep = line.work()?;
    let recovery = line.after_work()?;
    Ok(Set { times, rep, recovery })
}

/// The smallest things a line is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
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
struct Piece {
    token: Token,
    span: Range<usize>,
}

/// Cuts a line into its pieces.
fn pieces(text: &str) -> Result<Vec<Piece>, NotationError> {
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

fn error(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> NotationError {
    NotationError { span, message: message.into(), help: help.into() }
}

/// A line that is being read.
struct Line<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    /// The next piece.
    at: usize,
}

impl<'a> Line<'a> {
    /// `[ N "x" ]`: how often the rep is run.
    fn times(&mut self) -> Result<u32, NotationError> {
        let (Some(Token::Number(times)), Some(Token::Times)) = (self.token(0), self.token(1)) else { return Ok(1) };
        let span = self.span();
        self.at += 2;
        if REPS.contains(&times) {
            Ok(times)
        } else {
            Err(error(
                span,
                format!("a rep is run from {} to {} times", REPS.start(), REPS.end()),
                "correct the number before the x",
            ))
        }
    }

    /// What is run once.
    fn work(&mut self) -> Result<Rep, NotationError> {
        let minutes = match (self.token(0), self.token(1)) {
            (Some(Token::Number(_)), Some(Token::Dash)) => true,
            (Some(Token::Number(_)), Some(Token::Word)) => self.is_word(1, &MINUTE_WORDS),
            _ => false,
        };
        if minutes { self.minutes() } else { self.legs() }
    }

    /// `N [ "-" N ] "min" effort`
    fn minutes(&mut self) -> Result<Rep, NotationError> {
        let from_span = self.span();
        let from = self.minute_count()?;
        let mut to = from;
        if self.token(0) == Some(Token::Dash) {
            self.at += 1;
            to = self.minute_count()?;
        }
        if to < from {
            return Err(error(
                from_span.start..self.pieces[self.at - 1].span.end,
                format!("{from} minutes are more than {to}"),
                format!("write the smaller number first: {to}-{from} min"),
            ));
        }
        if !self.is_word(0, &MINUTE_WORDS) {
            return Err(self.wrong("\"min\" is missing after the minutes", "write minutes as: 40-50 min easy"));
        }
        self.at += 1;
        let first = self.at;
        while matches!(self.token(0), Some(Token::Word | Token::Number(_))) {
            if first < self.at && self.is_word(0, &RECOVERY_WORDS) && matches!(self.token(1), Some(Token::Number(_))) {
                return Err(self.comma_missing());
            }
            self.at += 1;
        }
        if first == self.at {
            return Err(self.wrong("how hard to run is missing after the minutes", "add a word, as in: 40 min easy"));
        }
        let effort = &self.text[self.pieces[first].span.start..self.pieces[self.at - 1].span.end];
        let effort = effort.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        Ok(Rep::Minutes { from, to, effort })
    }

    fn minute_count(&mut self) -> Result<u32, NotationError> {
        let Some(Token::Number(minutes)) = self.token(0) else {
            return Err(self.wrong("a number of minutes is missing", "write minutes as: 40-50 min easy"));
        };
        if !MINUTES.contains(&minutes) {
            return Err(error(
                self.span(),
                format!("a run lasts from {} to {} minutes", MINUTES.start(), MINUTES.end()),
                "correct the minutes",
            ));
        }
        self.at += 1;
        Ok(minutes)
    }

    /// `dist "@" pace`, or several parts after their sum.
    fn legs(&mut self) -> Result<Rep, NotationError> {
        let start = self.span();
        let whole = self.distance("a line begins with a number: how often, how far or how many minutes")?;
        let whole_span = start.start..self.pieces[self.at - 1].span.end;
        if self.token(0) != Some(Token::Equals) {
            let effort = self.at_pace(whole_span)?;
            if self.token(0) == Some(Token::Plus) {
                return Err(error(
                    self.span(),
                    "a rep of several parts begins with its whole distance",
                    "write the sum first, as in: 300 = 100 @ goal + 200 @ fastest",
                ));
            }
            return Ok(Rep::Legs(vec![Leg { distance: whole, effort }]));
        }
        self.at += 1;
        let first = self.leg()?;
        let (mut sum, mut legs) = (first.distance, vec![first]);
        while self.token(0) == Some(Token::Plus) {
            if legs.len() == MAX_LEGS {
                return Err(error(
                    self.span(),
                    format!("a rep has at most {MAX_LEGS} parts"),
                    "write the rest of it as a line of its own",
                ));
            }
            self.at += 1;
            let leg = self.leg()?;
            // The parts are few and short, so their sum is a distance.
            sum = sum.plus(leg.distance).unwrap_or(sum);
            legs.push(leg);
        }
        if sum != whole {
            return Err(error(
                whole_span,
                format!("the parts add up to {sum}, not to {whole}"),
                format!("write {sum} before the =, or correct a part"),
            ));
        }
        Ok(Rep::Legs(legs))
    }

    /// `dist "@" pace`
    fn leg(&mut self) -> Result<Leg, NotationError> {
        let start = self.span().start;
        let distance = self.distance("a distance is missing here")?;
        let effort = self.at_pace(start..self.pieces[self.at - 1].span.end)?;
        Ok(Leg { distance, effort })
    }

    /// `dist`; `missing` is said when nothing like one stands here.
    fn distance(&mut self, missing: &str) -> Result<Distance, NotationError> {
        let span = self.span();
        let pieces = match self.token(0) {
            Some(Token::Number(_)) if self.is_word(1, &DISTANCE_WORDS) => 2,
            Some(Token::Number(_)) => 1,
            Some(Token::Word) if self.is_word(0, &["mile"]) => 1,
            _ => return Err(self.wrong(missing, "write metres, as in: 3x400 @ goal, rest 3:00")),
        };
        self.at += pieces;
        let span = span.start..self.pieces[self.at - 1].span.end;
        match self.text[span.clone()].to_lowercase().parse::<Distance>() {
            Ok(distance) if distance <= LONGEST => Ok(distance),
            _ => Err(error(span, "a distance is from 1 m to 50 km", "correct the distance")),
        }
    }

    /// `"@" pace` after the distance at `before`
    fn at_pace(&mut self, before: Range<usize>) -> Result<Effort, NotationError> {
        if self.token(0) != Some(Token::At) {
            let after = short(&self.text[before]);
            return Err(self.wrong(
                format!("an @ and the pace are missing after \"{after}\""),
                "write how fast, as in 400 @ goal, or minutes, as in 40 min easy",
            ));
        }
        self.at += 1;
        if !matches!(self.token(0), Some(Token::Number(_) | Token::Word)) {
            return Err(self.wrong("the pace is missing after the @", paces()));
        }
        let span = self.unspaced();
        let typed = &self.text[span.clone()];
        let Some((_, effort)) = PACES.iter().find(|(word, _)| word.eq_ignore_ascii_case(typed)) else {
            let help = match did_you_mean(typed, PACES.iter().map(|(word, _)| *word)) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => paces(),
            };
            return Err(error(span, format!("there is no pace \"{}\"", short(typed)), help));
        };
        self.at += 1;
        // Many write `@ goal pace`: it is plain what is meant.
        if self.is_word(0, &["pace"]) {
            self.at += 1;
        }
        Ok(*effort)
    }

    /// `[ "," recovery ]`, and the end of the line.
    fn after_work(&mut self) -> Result<Option<Recovery>, NotationError> {
        match self.token(0) {
            None => return Ok(None),
            Some(Token::Comma) => self.at += 1,
            Some(_) if self.is_word(0, &RECOVERY_WORDS) => return Err(self.comma_missing()),
            Some(_) => {
                let message = format!("\"{}\" is not expected here", short(self.typed()));
                return Err(self.wrong(message, "write a comma and the recovery here, or nothing"));
            }
        }
        let recovery = self.recovery()?;
        match self.token(0) {
            None => Ok(Some(recovery)),
            Some(_) => Err(error(
                self.span().start..self.end(),
                "nothing comes after the recovery",
                "write what follows as a line of its own",
            )),
        }
    }

    /// `"rest" …`, `"jog" dist` or `"walk" dist`
    fn recovery(&mut self) -> Result<Recovery, NotationError> {
        if self.token(0) != Some(Token::Word) {
            return Err(self.wrong("the recovery is missing after the comma", "write rest 3:00, jog 400 or walk 100"));
        }
        let typed = self.typed();
        let Some(kind) = RECOVERY_WORDS.iter().find(|word| word.eq_ignore_ascii_case(typed)) else {
            let message = format!("\"{}\" is not a recovery", short(typed));
            return Err(match did_you_mean(typed, RECOVERY_WORDS) {
                Some(meant) => self.wrong(message, format!("did you mean \"{meant}\"?")),
                None => self.wrong(message, "write rest 3:00, jog 400 or walk 100"),
            });
        };
        self.at += 1;
        if *kind == "rest" {
            return self.rest();
        }
        let is_a_time =
            self.token(1) == Some(Token::Colon) || self.is_word(1, &MINUTE_WORDS) || self.is_word(1, &SECOND_WORDS);
        if is_a_time {
            return Err(self.wrong(
                format!("a {kind} is a distance, not a time"),
                format!("write {kind} 200, or for a time: rest 2:00"),
            ));
        }
        let distance = self.distance(&format!("how far to {kind} is missing"))?;
        Ok(if *kind == "jog" { Recovery::Jog(distance) } else { Recovery::Walk(distance) })
    }

    /// `M ":" SS`, `N "min"` or `N "s"`
    fn rest(&mut self) -> Result<Recovery, NotationError> {
        const HOW: &str = "write rest 3:00, rest 3 min or rest 90 s";
        let span = self.span();
        let Some(Token::Number(count)) = self.token(0) else {
            return Err(self.wrong("how long to rest is missing", HOW));
        };
        self.at += 1;
        let seconds = match (self.token(0), self.token(1)) {
            (Some(Token::Colon), Some(Token::Number(seconds))) => {
                self.at += 1;
                if 60 <= seconds || self.span().len() != 2 {
                    return Err(self.wrong("after the colon come two digits, from 00 to 59", HOW));
                }
                count.saturating_mul(60).saturating_add(seconds)
            }
            (Some(Token::Colon), _) => {
                self.at += 1;
                return Err(self.wrong("the seconds are missing after the colon", HOW));
            }
            _ if self.is_word(0, &MINUTE_WORDS) => count.saturating_mul(60),
            _ if self.is_word(0, &SECOND_WORDS) => count,
            _ => return Err(error(span, "a rest is in minutes or seconds", HOW)),
        };
        self.at += 1;
        if REST.contains(&seconds) {
            Ok(Recovery::Rest(seconds))
        } else {
            let span = span.start..self.pieces[self.at - 1].span.end;
            Err(error(span, "a rest lasts from 1 second to 60 minutes", "correct the rest"))
        }
    }

    /// The token `ahead` pieces from here.
    fn token(&self, ahead: usize) -> Option<Token> {
        self.pieces.get(self.at + ahead).map(|piece| piece.token)
    }

    /// True when the piece `ahead` is one of some words.
    fn is_word(&self, ahead: usize, words: &[&str]) -> bool {
        self.pieces.get(self.at + ahead).is_some_and(|piece| {
            let typed = &self.text[piece.span.clone()];
            piece.token == Token::Word && words.iter().any(|word| word.eq_ignore_ascii_case(typed))
        })
    }

    /// The bytes of the next piece, or the empty place after the last one.
    fn span(&self) -> Range<usize> {
        self.pieces.get(self.at).map_or(self.end()..self.end(), |piece| piece.span.clone())
    }

    /// What stands in the next piece.
    fn typed(&self) -> &'a str {
        &self.text[self.span()]
    }

    /// Where the last piece ends.
    fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.span.end)
    }

    /// The next piece with the numbers, words and colons that touch it: `5k`, `5:20`.
    fn unspaced(&self) -> Range<usize> {
        let Range { start, mut end } = self.span();
        for piece in &self.pieces[self.at + 1..] {
            if piece.span.start != end || !matches!(piece.token, Token::Number(_) | Token::Word | Token::Colon) {
                break;
            }
            end = piece.span.end;
        }
        start..end
    }

    /// An error at the next piece, or after the last one.
    fn wrong(&self, message: impl Into<String>, help: impl Into<String>) -> NotationError {
        error(self.span(), message, help)
    }

    fn comma_missing(&self) -> NotationError {
        let recovery = short(&self.text[self.span().start..self.end()]);
        self.wrong("a comma is missing before the recovery", format!("write \", {recovery}\""))
    }
}

/// The help that lists the paces.
fn paces() -> String {
    format!("the paces are: {}", list(PACES.iter().map(|(word, _)| *word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The line, a mark under the place, and what is said of it.
    fn problem(text: &str) -> String {
        let error = parse(text).expect_err(text);
        let before = text[..error.span.start].chars().count();
        let marked = text[error.span].chars().count().max(1);
        format!("{text}\n{}{}\n{}\n{}", " ".repeat(before), "^".repeat(marked), error.message, error.help)
    }

    fn problems(lines: &[&str]) -> String {
        lines.iter().map(|line| problem(line)).collect::<Vec<_>>().join("\n\n")
    }

    #[test]
    fn a_set_prints_as_a_coach_says_it() {
        for (line, said) in [
            ("3x400 @ goal, rest 3:00", "3 × 400 at goal pace, 3:00 rest"),
            ("2x600 @ 3200, jog 400", "2 × 600 at 3200 pace, 400 jog"),
            ("4 × 300 @ 800 pace, walk 100", "4 × 300 at 800 pace, 100 walk"),
            ("1600 @ 5000", "1600 at 5000 pace"),
            ("1x400m@400,rest 90 s", "400 at 400 pace, 1:30 rest"),
            ("6X30 M @ FULL, REST 2 MIN", "6 × 30 at full effort, 2:00 rest"),
            ("8x200 @ goal, rest 45 sec", "8 × 200 at goal pace, 45 s rest"),
            ("5k @ easy", "5000 easy"),
            ("3xmile @ 5000, rest 4:00", "3 × mile at 5000 pace, 4:00 rest"),
            ("2 miles @ easy", "2 mile easy"),
            ("300 = 100 @ goal + 100 @ 800 + 100 @ fastest", "300 as 100 at goal pace, 100 at 800 pace, 100 fastest"),
            ("2x400=200@goal+200@fastest, rest 5 min", "2 × 400 as 200 at goal pace, 200 fastest, 5:00 rest"),
            ("2 mile = mile @ 3200 + mile @ 1600", "2 mile as mile at 3200 pace, mile at 1600 pace"),
            ("300 = 300 @ 800", "300 at 800 pace"),
            ("40-50 min easy", "40 to 50 min easy"),
            ("40 – 50 minutes Easy", "40 to 50 min easy"),
            ("20-20 min steady on grass", "20 min steady on grass"),
            ("3x10 min steady, rest 2 min", "3 × 10 min steady, 2:00 rest"),
            ("10 min easy jog", "10 min easy jog"),
            ("15 min at 5000 effort, jog 400", "15 min at 5000 effort, 400 jog"),
            ("  99 x 50 km @ easy , rest 60:00  ", "99 × 50000 easy, 60:00 rest"),
        ] {
            let set = parse(line);
            assert_eq!(set.map(|set| set.to_string()).unwrap_or_default(), said, "{line}");
        }
    }

    #[test]
    fn a_distance_without_its_pace_is_reported_where_the_pace_should_stand() {
        insta::assert_snapshot!(problems(&["3x400", "3x400 goal", "3x400 @", "40 m easy", "3x400 @, rest 3:00"]), @r#"
        3x400
             ^
        an @ and the pace are missing after "400"
        write how fast, as in 400 @ goal, or minutes, as in 40 min easy

        3x400 goal
              ^^^^
        an @ and the pace are missing after "400"
        write how fast, as in 400 @ goal, or minutes, as in 40 min easy

        3x400 @
               ^
        the pace is missing after the @
        the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full and easy

        40 m easy
             ^^^^
        an @ and the pace are missing after "40 m"
        write how fast, as in 400 @ goal, or minutes, as in 40 min easy

        3x400 @, rest 3:00
               ^
        the pace is missing after the @
        the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full and easy
        "#);
    }

    #[test]
    fn a_pace_that_nobody_has_is_reported_with_the_one_that_was_meant() {
        insta::assert_snapshot!(problems(&[
            "3x400 @ gaol",
            "4x800 @ 3000",
            "400 @ 5:20",
            "2x1000 @ 5k",
            "400 @ tempo"
        ]), @r#"
        3x400 @ gaol
                ^^^^
        there is no pace "gaol"
        did you mean "goal"?

        4x800 @ 3000
                ^^^^
        there is no pace "3000"
        did you mean "3200"?

        400 @ 5:20
              ^^^^
        there is no pace "5:20"
        the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full and easy

        2x1000 @ 5k
                 ^^
        there is no pace "5k"
        the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full and easy

        400 @ tempo
              ^^^^^
        there is no pace "tempo"
        the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full and easy
        "#);
    }

    #[test]
    fn parts_that_do_not_add_up_are_reported_at_the_sum() {
        insta::assert_snapshot!(problems(&[
            "2x400 = 100 @ goal + 100 @ 800 + 100 @ fastest, rest 4:00",
            "100 @ goal + 100 @ fastest",
            "300 = 100 @ goal +",
            "300 = goal",
        ]), @r#"
        2x400 = 100 @ goal + 100 @ 800 + 100 @ fastest, rest 4:00
          ^^^
        the parts add up to 300, not to 400
        write 300 before the =, or correct a part

        100 @ goal + 100 @ fastest
                   ^
        a rep of several parts begins with its whole distance
        write the sum first, as in: 300 = 100 @ goal + 200 @ fastest

        300 = 100 @ goal +
                          ^
        a distance is missing here
        write metres, as in: 3x400 @ goal, rest 3:00

        300 = goal
              ^^^^
        a distance is missing here
        write metres, as in: 3x400 @ goal, rest 3:00
        "#);
    }

    #[test]
    fn counts_that_make_no_sense_are_refused() {
        insta::assert_snapshot!(problems(&[
            "0x400 @ goal",
            "100x400 @ goal",
            "0 @ goal",
            "99999999999999 @ goal",
            "51 km @ easy",
            "0 min easy",
            "40-400 min easy",
            "50-40 min easy",
            "400 @ goal, rest 0:00",
            "400 @ goal, rest 61 min",
        ]), @r#"
        0x400 @ goal
        ^
        a rep is run from 1 to 99 times
        correct the number before the x

        100x400 @ goal
        ^^^
        a rep is run from 1 to 99 times
        correct the number before the x

        0 @ goal
        ^
        a distance is from 1 m to 50 km
        correct the distance

        99999999999999 @ goal
        ^^^^^^^^^^^^^^
        a distance is from 1 m to 50 km
        correct the distance

        51 km @ easy
        ^^^^^
        a distance is from 1 m to 50 km
        correct the distance

        0 min easy
        ^
        a run lasts from 1 to 300 minutes
        correct the minutes

        40-400 min easy
           ^^^
        a run lasts from 1 to 300 minutes
        correct the minutes

        50-40 min easy
        ^^^^^
        50 minutes are more than 40
        write the smaller number first: 40-50 min

        400 @ goal, rest 0:00
                         ^^^^
        a rest lasts from 1 second to 60 minutes
        correct the rest

        400 @ goal, rest 61 min
                         ^^^^^^
        a rest lasts from 1 second to 60 minutes
        correct the rest
        "#);
    }

    #[test]
    fn a_recovery_that_cannot_be_read_is_reported_where_it_slips() {
        insta::assert_snapshot!(problems(&[
            "400 @ goal rest 3:00",
            "40 min easy rest 3:00",
            "400 @ goal,",
            "400 @ goal, rset 3:00",
            "400 @ goal, swim 200",
            "400 @ goal, rest",
            "400 @ goal, rest 3",
            "400 @ goal, rest 3:75",
            "400 @ goal, rest 3:5",
            "400 @ goal, rest 3:",
            "400 @ goal, jog 2 min",
            "400 @ goal, jog",
            "400 @ goal, jog 200, rest 1:00",
        ]), @r#"
        400 @ goal rest 3:00
                   ^^^^
        a comma is missing before the recovery
        write ", rest 3:00"

        40 min easy rest 3:00
                    ^^^^
        a comma is missing before the recovery
        write ", rest 3:00"

        400 @ goal,
                   ^
        the recovery is missing after the comma
        write rest 3:00, jog 400 or walk 100

        400 @ goal, rset 3:00
                    ^^^^
        "rset" is not a recovery
        did you mean "rest"?

        400 @ goal, swim 200
                    ^^^^
        "swim" is not a recovery
        write rest 3:00, jog 400 or walk 100

        400 @ goal, rest
                        ^
        how long to rest is missing
        write rest 3:00, rest 3 min or rest 90 s

        400 @ goal, rest 3
                         ^
        a rest is in minutes or seconds
        write rest 3:00, rest 3 min or rest 90 s

        400 @ goal, rest 3:75
                           ^^
        after the colon come two digits, from 00 to 59
        write rest 3:00, rest 3 min or rest 90 s

        400 @ goal, rest 3:5
                           ^
        after the colon come two digits, from 00 to 59
        write rest 3:00, rest 3 min or rest 90 s

        400 @ goal, rest 3:
                           ^
        the seconds are missing after the colon
        write rest 3:00, rest 3 min or rest 90 s

        400 @ goal, jog 2 min
                        ^
        a jog is a distance, not a time
        write jog 200, or for a time: rest 2:00

        400 @ goal, jog
                       ^
        how far to jog is missing
        write metres, as in: 3x400 @ goal, rest 3:00

        400 @ goal, jog 200, rest 1:00
                           ^^^^^^^^^^^
        nothing comes after the recovery
        write what follows as a line of its own
        "#);
    }

    #[test]
    fn what_is_no_rep_at_all_is_reported() {
        insta::assert_snapshot!(problems(&[
            "",
            "easy 40 min",
            "2x(400 @ goal)",
            "40-50 easy",
            "40 min",
            "400 @ goal 800",
            "1.5 km @ goal",
        ]), @r#"
        ^
        a line begins with a number: how often, how far or how many minutes
        write metres, as in: 3x400 @ goal, rest 3:00

        easy 40 min
        ^^^^
        a line begins with a number: how often, how far or how many minutes
        write metres, as in: 3x400 @ goal, rest 3:00

        2x(400 @ goal)
          ^
        "(" has no meaning in a line of a workout
        remove it, and compare the line with: 3x400 @ goal, rest 3:00

        40-50 easy
              ^^^^
        "min" is missing after the minutes
        write minutes as: 40-50 min easy

        40 min
              ^
        how hard to run is missing after the minutes
        add a word, as in: 40 min easy

        400 @ goal 800
                   ^^^
        "800" is not expected here
        write a comma and the recovery here, or nothing

        1.5 km @ goal
         ^
        "." has no meaning in a line of a workout
        remove it, and compare the line with: 3x400 @ goal, rest 3:00
        "#);
    }

    #[test]
    fn a_line_over_the_limits_is_refused_and_names_them() {
        let many = format!("21 = {}", ["1 @ goal"; 21].join("+"));
        assert_eq!(parse(&many.replace(" @ ", "@")).unwrap_err().message, "a rep has at most 20 parts");
        let long = format!("400 @ goal{}", " ".repeat(MAX_CHARACTERS));
        let error = parse(&long).unwrap_err();
        assert_eq!(error.message, "a line of a workout is at most 200 characters long");
        assert_eq!(error.span, MAX_CHARACTERS..long.len());
    }

    /// A line in the notation, as its words and signs.
    fn any_line() -> impl Strategy<Value = Vec<String>> {
        let pace = || prop::sample::select(PACES.map(|(word, _)| word).to_vec());
        let legs = prop::collection::vec((1u32..2_000, pace()), 1..5);
        let legs = legs.prop_map(|legs| {
            let mut line = vec![legs.iter().map(|leg| leg.0).sum::<u32>().to_string()];
            for (index, (metres, pace)) in legs.iter().enumerate() {
                let sign = if index == 0 { "=" } else { "+" };
                line.extend([sign, &metres.to_string(), "@", pace].map(str::to_owned));
            }
            line
        });
        let one = (1u32..=50_000, pace()).prop_map(|(metres, pace)| vec![metres.to_string(), "@".into(), pace.into()]);
        let minutes = (1u32..=300).prop_map(|minutes| vec![minutes.to_string(), " min ".into(), "easy".into()]);
        let recovery = prop_oneof![
            Just(Vec::new()),
            (0u32..60, 1u32..60).prop_map(|(m, s)| vec![",".into(), "rest ".into(), format!("{m}:{s:02}")]),
            (1u32..5_000).prop_map(|metres| vec![",".into(), "jog ".into(), metres.to_string()]),
        ];
        (1u32..=99, prop_oneof![legs, one, minutes], recovery)
            .prop_map(|(times, work, recovery)| [vec![times.to_string(), "x".into()], work, recovery].concat())
    }

    proptest! {
        #[test]
        fn any_text_is_a_set_or_an_error_inside_the_text(text in ".*") {
            if let Err(error) = parse(&text) {
                prop_assert!(text.get(error.span).is_some());
            }
        }

        #[test]
        fn any_jumble_of_the_notation_is_a_set_or_an_error_inside_the_text(
            words in prop::collection::vec(prop::sample::select(vec![
                "x", "×", "@", ",", "=", "+", "-", "–", ":", "0", "3", "75", "400", "99999999999", "min", "s", "m", "mile",
                "goal", "fastest", "rest", "jog", "walk", "pace", " ", "é", "'",
            ]), 0..24),
        ) {
            let text = words.concat();
            if let Err(error) = parse(&text) {
                prop_assert!(text.get(error.span).is_some());
            }
        }

        #[test]
        fn spaces_capitals_and_the_sign_for_times_do_not_change_a_set(line in any_line()) {
            let close = parse(&line.concat());
            prop_assert!(close.is_ok(), "{:?}", close);
            let wide = format!(" {} ", line.join("  ")).to_uppercase();
            prop_assert_eq!(&parse(&wide), &close);
            prop_assert_eq!(&parse(&line.concat().replacen('x', "×", 1)), &close);
            prop_assert_eq!(parse(&wide).unwrap().to_string(), close.unwrap().to_string());
        }
    }
}
