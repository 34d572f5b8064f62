//! W10: the first day back is easy.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Makes the first practice day, and the first after some days without practice, easy.
pub static RULE: Rule = Rule {
    code: "W10",
    name: "first-day-back",
    brief: "the first practice day of the season, and the first after three or more days without practice, is easy",
    docs: "\
Legs that have not run for some days run easy first. The athlete's first practice day, and the first one after three \
or more days without practice, holds no workout, no long run and no speed development. A race day is no practice, \
but it ends the count.",
    parts: &[Part::Limits(limit), Part::Fills(&FIRST_DAYS_BACK)],
};

/// So many days without practice make the next one a first day back.
const DAYS_WITHOUT_PRACTICE: i16 = 3;

/// Makes first days back easy.
pub(in crate::rules) static FIRST_DAYS_BACK: Pass = Pass(fill);

fn fill(board: &mut Board) {
    for day in board.open_days() {
        if let Some(why) = why_easy(day, &board.cx) {
            board.set(day, Session::Easy, why);
        }
    }
}

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    why_easy(day, &board.cx).filter(|_| session != Session::Easy)
}

/// Why `day` is a first day back, if it is.
pub(in crate::rules) fn why_easy(day: Day, cx: &RuleContext) -> Option<Reason> {
    let is_practice = |day: Day| cx.practice(day) && !cx.athlete.race_days.contains(day);
    if !is_practice(day) {
        return None;
    }
    let mut before = (0..day.index()?).rev().map(Day::at);
    let why = match before.find(|&day| is_practice(day)) {
        None => RULE.because("the first practice day of the season"),
        Some(last) => {
            let since = cx.athlete.race_days.last_before(day).map_or(last, |race| race.max(last));
            if day.since(since) <= DAYS_WITHOUT_PRACTICE {
                return None;
            }
            RULE.because("the first practice day after {day}").on(last)
        }
    };
    Some(why.from_cause(Cause::FirstDayBack))
}
