//! What follows the work in a line: the recovery, and the end of the line.

use super::clock::Wording;
use super::tokens::Token;
use super::{Line, MINUTE_WORDS, NotationError, RECOVERY_WORDS, SECOND_WORDS, error};
use crate::domain::workout::Recovery;
use crate::tables::{did_you_mean, short};

/// The help that shows every form but the rarest.
const RECOVERIES: &str = "write rest 3:00, easy 2:00, jog 400 or walk 100";

impl Line<'_> {
    /// `[ "," recovery ]`, and the end of the line.
    pub(super) fn after_work(&mut self) -> Result<Option<Recovery>, NotationError> {
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

    /// `"rest" time`, `"easy" time`, `"jog" dist`, `"walk" dist` or `"walk" "down"`
    fn recovery(&mut self) -> Result<Recovery, NotationError> {
        if self.token(0) != Some(Token::Word) {
            return Err(self.wrong("the recovery is missing after the comma", RECOVERIES));
        }
        let typed = self.typed();
        let Some(kind) = RECOVERY_WORDS.iter().find(|word| word.eq_ignore_ascii_case(typed)) else {
            let message = format!("\"{}\" is not a recovery", short(typed));
            return Err(match did_you_mean(typed, RECOVERY_WORDS) {
                Some(meant) => self.wrong(message, format!("did you mean \"{meant}\"?")),
                None => self.wrong(message, RECOVERIES),
            });
        };
        self.at += 1;
        match *kind {
            "rest" => self.clock(&REST).map(Recovery::Rest),
            "easy" => self.easy(),
            kind => self.on_foot(kind),
        }
    }

    /// The time after `"easy"`.
    fn easy(&mut self) -> Result<Recovery, NotationError> {
        let is_a_distance =
            self.is_word(1, &["m", "k", "km", "mile", "miles"]) || self.token(1).is_none() && 3 <= self.typed().len();
        if matches!(self.token(0), Some(Token::Number(_))) && is_a_distance {
            let distance = short(&self.text[self.span().start..self.end()]);
            return Err(self.wrong(
                "easy running between reps is a time, not a distance",
                format!("write easy 2:00, or for a distance: jog {distance}"),
            ));
        }
        self.clock(&EASY).map(Recovery::Easy)
    }

    /// The distance after `"jog"` or `"walk"`, or `"down"` after the latter.
    fn on_foot(&mut self, kind: &str) -> Result<Recovery, NotationError> {
        if self.is_word(0, &["down"]) {
            if kind == "walk" {
                self.at += 1;
                return Ok(Recovery::WalkDown);
            }
            return Err(self.wrong(format!("how far to {kind} is missing"), "write walk down, or how far: jog 100"));
        }
        let is_a_time =
            self.token(1) == Some(Token::Colon) || self.is_word(1, &MINUTE_WORDS) || self.is_word(1, &SECOND_WORDS);
        if is_a_time {
            let timed = if kind == "jog" { "easy" } else { "rest" };
            return Err(self.wrong(
                format!("a {kind} is a distance, not a time"),
                format!("write {kind} 200, or for a time: {timed} 2:00"),
            ));
        }
        let distance = self.distance(&format!("how far to {kind} is missing"))?;
        Ok(if kind == "jog" { Recovery::Jog(distance) } else { Recovery::Walk(distance) })
    }
}

const REST: Wording =
    Wording { missing: "how long to rest is missing", what: "a rest", how: "write rest 3:00, rest 3 min or rest 90 s" };

const EASY: Wording = Wording {
    missing: "how long to run easy is missing",
    what: "easy running between reps",
    how: "write easy 2:00, easy 2 min or easy 90 s",
};
