//! The notation in which a coach writes reps, one line at a time.
//!
//! ```text
//! line     = [ N "x" ] work [ "," recovery ]
//! work     = dist "@" pace
//!          | dist "=" dist "@" pace { "+" dist "@" pace }
//!          | time "@" pace
//!          | N [ "-" N ] "min" effort
//! dist     = N [ "m" | "k" | "km" | "mile" ] | "mile"
//! time     = M ":" SS | N "min" | N "s"
//! pace     = "goal" | "400" | "800" | "1600" | "3200" | "5000"
//!          | "fastest" | "full" | "strong" | "steady" | "easy"
//! recovery = "rest" time | "easy" time | "jog" dist | "walk" dist | "walk" "down"
//! effort   = one or more words, as in "easy" or "steady on grass"
//! ```
//!
//! Spaces and capital letters do not matter, and `×` is `x`. A line is first
//! cut into tokens, then read from left to right by one function for each
//! line of the grammar; the first slip ends the reading, since what follows
//! it on the line is mostly confused by it.

mod clock;
mod reading;
mod recovery;
mod tokens;

use std::fmt;
use std::ops::{Range, RangeInclusive};

use crate::domain::event::Rung;
use crate::domain::pace::Distance;
use crate::domain::workout::{Effort, Leg, Rep, Set};
use crate::tables::{did_you_mean, list, short};
pub use reading::sets;
use tokens::{Piece, Token, pieces};

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
/// How many seconds a rep in time or a rest may last, up to an hour.
const SECONDS: RangeInclusive<u32> = 1..=3_600;

/// Every pace and the word for it.
const PACES: [(&str, Effort); 11] = [
    ("goal", Effort::Goal),
    ("400", Effort::Race(Rung::M400)),
    ("800", Effort::Race(Rung::M800)),
    ("1600", Effort::Race(Rung::M1600)),
    ("3200", Effort::Race(Rung::M3200)),
    ("5000", Effort::Race(Rung::M5000)),
    ("fastest", Effort::Fastest),
    ("full", Effort::Full),
    ("strong", Effort::Strong),
    ("steady", Effort::Steady),
    ("easy", Effort::Easy),
];

const MINUTE_WORDS: [&str; 4] = ["min", "mins", "minute", "minutes"];
const SECOND_WORDS: [&str; 5] = ["s", "sec", "secs", "second", "seconds"];
const DISTANCE_WORDS: [&str; 5] = ["m", "k", "km", "mile", "miles"];
const RECOVERY_WORDS: [&str; 4] = ["rest", "easy", "jog", "walk"];

/// The help where a distance has no pace.
const HOW_FAST: &str = "write how fast, as in 400 @ goal, or minutes, as in 40 min easy";

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
/// # use racepace::notation::parse;
/// let set = parse("3x400 @ goal, rest 3:00")?;
/// assert_eq!(set.to_string(), "3 × 400 at goal pace, 3:00 rest");
///
/// let error = parse("400 = 100 @ goal + 200 @ fastest").unwrap_err();
/// assert_eq!(error.to_string(), "the parts add up to 300, not to 400");
/// # Ok::<(), racepace::notation::NotationError>(())
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
        match (self.token(0), self.token(1)) {
            (Some(Token::Number(_)), Some(Token::Colon)) => self.timed(),
            (Some(Token::Number(_)), Some(Token::Word)) if self.is_word(1, &SECOND_WORDS) => self.timed(),
            // Minutes with a pace are a rep, with other words a run.
            (Some(Token::Number(_)), Some(Token::Word)) if self.is_word(1, &MINUTE_WORDS) => match self.token(2) {
                Some(Token::At) => self.timed(),
                _ => self.minutes(),
            },
            (Some(Token::Number(_)), Some(Token::Dash)) => self.minutes(),
            _ => self.legs(),
        }
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
            let effort = self.at_pace(whole_span, HOW_FAST)?;
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
        let effort = self.at_pace(start..self.pieces[self.at - 1].span.end, HOW_FAST)?;
        Ok(Leg { distance, effort })
    }

    /// `dist`; `missing` is said when there is nothing like one here.
    fn distance(&mut self, missing: &str) -> Result<Distance, NotationError> {
        let span = self.span();
        let pieces = match self.token(0) {
            Some(Token::Number(_)) if self.is_word(1, &DISTANCE_WORDS) => 2,
            Some(Token::Number(_)) => 1,
            Some(Token::Word) if self.is_word(0, &["mile"]) => 1,
            _ => return Err(self.wrong(missing, "write meters, as in: 3x400 @ goal, rest 3:00")),
        };
        self.at += pieces;
        let span = span.start..self.pieces[self.at - 1].span.end;
        match self.text[span.clone()].to_lowercase().parse::<Distance>() {
            Ok(distance) if distance <= LONGEST => Ok(distance),
            _ => Err(error(span, "a distance is from 1 m to 50 km", "correct the distance")),
        }
    }

    /// `"@" pace` after the distance or the time at `before`; `how` is the help when it is not there.
    fn at_pace(&mut self, before: Range<usize>, how: &str) -> Result<Effort, NotationError> {
        if self.token(0) != Some(Token::At) {
            let after = short(&self.text[before]);
            return Err(self.wrong(format!("an @ and the pace are missing after \"{after}\""), how));
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
mod tests;
