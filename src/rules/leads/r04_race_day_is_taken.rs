//! R04: a race day holds the race.

use crate::domain::calendar::{Candidate, RuleContext};
use crate::domain::reason::Reason;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Forbids race days, and fills them with their races.
pub static RULE: Rule = Rule {
    code: "R04",
    name: "race-day-is-taken",
    brief: "forbids a lead on one of the athlete's race days",
    docs: "\
On a race day the race is the work. A lead is never put on any of the athlete's race days, of this meet or of another.",
    parts: &[Part::Forbids(forbid), Part::Fills(&RACE_DAYS)],
};

fn forbid(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let race = cx.athlete.race_on(candidate.day())?;
    Some(RULE.because("the race at {meet}").at(race.meet))
}

/// Puts races and time trials on their days.
pub(in crate::rules) static RACE_DAYS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    let athlete = board.cx.athlete;
    for day in athlete.race_days.iter() {
        if board.is_open(day)
            && let Some(race) = athlete.race_on(day)
        {
            let session = if race.time_trial { Session::TimeTrial } else { Session::Race };
            board.set_for_meet(day, session, race.meet, RULE.because("{meet}").at(race.meet));
        }
    }
}
