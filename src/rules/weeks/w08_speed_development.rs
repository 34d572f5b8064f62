//! W08: speed development once a week.

use crate::domain::day::Day;
use crate::domain::reason::Reason;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::weeks::{w04_coachs_week, w10_first_day_back, w11_season_over};
use crate::rules::{Part, Pass, Rule};

/// Makes one easy day a week speed development.
pub static RULE: Rule = Rule {
    code: "W08",
    name: "speed-development",
    brief: "speed development once a week, on the day for which [week] says it, else on the first easy day; not next to a race or lead, \
            not the day after a long run, not in the first seven days of the season",
    docs: "\
True speed is 20 to 40 m at full effort with full recovery. Once a week it is on the day for which [week] says it, \
else on the first easy day, that is not next to a race, a time trial, or the workout before a race, nor the day \
after a long run, nor in the athlete's first seven days.",
    parts: &[Part::Limits(limit), Part::Fills(&SPEED_DAYS)],
};

/// No speed development in so many first days of an athlete's season.
const FIRST_DAYS: i16 = 7;

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    if session != Session::SpeedDevelopment {
        return None;
    }
    why_not(board, day).or_else(|| {
        let week = board.cx.season.week_of(day)?;
        let other = week.days().find(|&day| board.session(day) == Some(Session::SpeedDevelopment))?;
        Some(RULE.because("once a week, and this week on {day}").on(other))
    })
}

/// Why there is no speed development on `day`, if something hinders it.
fn why_not(board: &Board, day: Day) -> Option<Reason> {
    if let Some(sharp) = [day.before(), day.next()].into_iter().find(|&day| is_sharp(board, day)) {
        return Some(RULE.because("next to the race or the workout before one on {day}").on(sharp));
    }
    if board.session(day.before()) == Some(Session::LongRun) {
        return Some(RULE.because("the day after a long run"));
    }
    if day.since(board.cx.athlete.from) < FIRST_DAYS {
        return Some(RULE.because("in the first seven days of the season"));
    }
    w10_first_day_back::why_easy(day, &board.cx).or_else(|| w11_season_over::why_easy(day, &board.cx))
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
        let is_own = |day: &Day| board.cx.athlete.practice.week_says(*day) == Session::SpeedDevelopment;
        let is_free = |day: &Day| board.is_free_easy(*day) && why_not(board, *day).is_none();
        if let Some(day) = week.days().filter(is_own).find(is_free) {
            board.replace(day, Session::SpeedDevelopment, w04_coachs_week::AS_PLANNED);
        } else if let Some(day) = week.days().find(is_free) {
            board.replace(day, Session::SpeedDevelopment, RULE.because("once a week, away from races and leads"));
        }
    }
}
