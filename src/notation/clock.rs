//! Time in a line of a workout: that of a rep, of a rest, of easy running between reps.

use super::tokens::Token;
use super::{Line, MINUTE_WORDS, NotationError, SECOND_WORDS, SECONDS, error};
use crate::domain::workout::Rep;

/// What is said when a time cannot be read.
pub(super) struct Wording<'a> {
    /// The sentence where there is no number.
    pub(super) missing: &'a str,
    /// What has the time: `a rest`.
    pub(super) what: &'a str,
    /// How it is written.
    pub(super) how: &'a str,
}

impl Line<'_> {
    /// `time "@" pace`
    pub(super) fn timed(&mut self) -> Result<Rep, NotationError> {
        let start = self.span().start;
        let seconds = self.clock(&Wording {
            missing: "how long the rep lasts is missing",
            what: "a rep in time",
            how: "write minutes and seconds, as in: 6x2:00 @ strong, easy 2:00",
        })?;
        let before = start..self.pieces[self.at - 1].span.end;
        let effort = self.at_pace(before, "write how hard, as in: 6x2:00 @ strong, easy 2:00")?;
        Ok(Rep::Time { seconds, effort })
    }

    /// `M ":" SS`, `N "min"` or `N "s"`, in seconds.
    pub(super) fn clock(&mut self, wording: &Wording) -> Result<u32, NotationError> {
        let (span, Wording { missing, what, how }) = (self.span(), wording);
        let Some(Token::Number(count)) = self.token(0) else { return Err(self.wrong(*missing, *how)) };
        self.at += 1;
        let seconds = match (self.token(0), self.token(1)) {
            (Some(Token::Colon), Some(Token::Number(seconds))) => {
                self.at += 1;
                if 60 <= seconds || self.span().len() != 2 {
                    return Err(self.wrong("after the colon come two digits, from 00 to 59", *how));
                }
                count.saturating_mul(60).saturating_add(seconds)
            }
            (Some(Token::Colon), _) => {
                self.at += 1;
                return Err(self.wrong("the seconds are missing after the colon", *how));
            }
            _ if self.is_word(0, &MINUTE_WORDS) => count.saturating_mul(60),
            _ if self.is_word(0, &SECOND_WORDS) => count,
            _ => return Err(error(span, format!("{what} is in minutes or seconds"), *how)),
        };
        self.at += 1;
        if SECONDS.contains(&seconds) {
            Ok(seconds)
        } else {
            let span = span.start..self.pieces[self.at - 1].span.end;
            Err(error(span, format!("{what} lasts from 1 second to 60 minutes"), "correct the time"))
        }
    }
}
