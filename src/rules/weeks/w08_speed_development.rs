//! W08: speed development once a week.

use crate::domain::calendar::Reason;
use crate::domain::day::Day;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Makes one easy day a week speed development.
pub static RULE: Rule = Rule {
    code: "W08",
    name: "speed-development",
    brief: "speed development once a week, on an easy day not next to a race or lead",
    docs: "\
True speed is 20 to 40 m at full effort with full recovery. Once a week, on the first easy day that is not next to a race, \
a time trial, or the workout before a race, the easy run comes with speed development.",
    parts: &[Part::Limits(limit), Part::Fills(&SPEED_DAYS)],
};

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    if session != Session::SpeedDevelopment {
        return None;
    }
    if let Some(sharp) = [day.before(), day.next()].into_iter().find(|&day| is_sharp(board, day)) {
        return Some(RULE.because("next to the race or the workout before one on {day}").on(sharp));
    }
    let week = board.cx.season.week_of(day)?;
    let other = week.days().find(|&day| board.session(day) == Some(Session::SpeedDevelopment))?;
    Some(RULE.because("once a week, and this week on {day}").on(other))
}

/// True for a race, a time trial and the workout before a race.
fn is_sharp(board: &Board, day: Day) -> bool {
    board.cx.athlete.race_days.contains(day)
        || board.session(day).is_some_and(|session| session.is_contest() || session.is_lead())
}

/// Makes one easy day of each week speed development.
pub(in crate::rules) static SPEED_DAYS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    for week in board.open_weeks() {
        if week.days().any(|day| board.session(day) == Some(Session::SpeedDevelopment)) {
            continue;
        }
        let day = week
            .days()
            .find(|&day| board.is_free_easy(day) && !is_sharp(board, day.before()) && !is_sharp(board, day.next()));
        if let Some(day) = day {
            board.replace(day, Session::SpeedDevelopment, RULE.because("once a week, away from races and leads"));
        }
    }
}
