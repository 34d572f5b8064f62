//! W08: speed development once a week.

use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Rule};

/// Makes one easy day a week speed development.
pub static RULE: Rule = Rule {
    code: "W08",
    name: "speed-development",
    brief: "speed development once a week, on an easy day not next to a race or lead",
    docs: "\
True speed is 20 to 40 m at full effort with full recovery. Once a week, on the first easy day that is not next to a race, \
a time trial, or the workout before a race, the easy run comes with speed development.",
    part: Part::Elsewhere,
};

pub(in crate::rules) fn fill(board: &mut Board) {
    for week in board.sight.frame.weeks.clone() {
        if week.days().any(|day| board.session(day) == Some(Session::SpeedDevelopment)) {
            continue;
        }
        let sharp = |board: &Board, day| {
            board.sight.own.race_days.contains(day) || board.session(day).is_some_and(|s| s.is_contest() || s.is_lead())
        };
        let day = week
            .days()
            .find(|&day| board.is_free_easy(day) && !sharp(board, day.before()) && !sharp(board, day.next()));
        if let Some(day) = day {
            board.replace(day, Session::SpeedDevelopment, RULE.because("once a week, away from races and leads"));
        }
    }
}
