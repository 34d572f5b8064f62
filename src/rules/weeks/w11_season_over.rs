//! W11: after the last race there is nothing to train for.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
use crate::domain::session::Session;
use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::board::Board;
use crate::rules::outcome::Outcome;
use crate::rules::{Part, Pass, Rule};

/// Makes the days after an athlete's last race easy.
pub static RULE: Rule = Rule {
    code: "W11",
    name: "season-over",
    brief: "after the athlete's last race practice days are easy; warns when more than seven of them follow",
    docs: "\
After their last race, time trials aside, an athlete runs easy: no workout, no long run and no speed development. \
Who has no race at all trains to the end. When more than seven practice days follow the last race and the athlete \
has no `until`, a warning asks for it.",
    parts: &[Part::Limits(limit), Part::Fills(&DAYS_AFTER_LAST_RACE), Part::Warns(warn)],
};

/// More practice days than this after the last race call for an `until`.
const MAX_DAYS_AFTER: usize = 7;

/// Makes days after the last race easy.
pub(in crate::rules) static DAYS_AFTER_LAST_RACE: Pass = Pass(fill);

fn fill(board: &mut Board) {
    let Some(last) = board.cx.athlete.last_race_day else { return };
    for day in board.open_days().into_iter().filter(|day| last < *day) {
        board.set(day, Session::Easy, because(last));
    }
}

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    why_easy(day, &board.cx).filter(|_| session != Session::Easy)
}

/// Why there is nothing to train for on `day`, if the last race is over.
pub(in crate::rules) fn why_easy(day: Day, cx: &RuleContext) -> Option<Reason> {
    cx.athlete.last_race_day.filter(|&last| last < day).map(because)
}

const fn because(last: Day) -> Reason {
    RULE.because("after the last race, on {day}").on(last).from_cause(Cause::SeasonOver)
}

fn warn(outcome: &Outcome) -> Vec<Warning> {
    let RuleContext { season, athlete } = outcome.cx;
    let Some(last) = athlete.last_race_day else { return Vec::new() };
    let Some(race) = athlete.race_on(last) else { return Vec::new() };
    let after = (1..=season.last.since(last)).map(|days| last.plus(days)).filter(|&day| outcome.cx.practice(day));
    if athlete.until.is_some() || after.count() <= MAX_DAYS_AFTER {
        return Vec::new();
    }
    let sentence = "practice goes on for more than a week after the last race, {meet}: {who}";
    let warning = RULE.warning(SeasonPart::MeetName(race.meet), sentence).at(race.meet);
    vec![warning.remedy("give them the last day of their season under [[athletes]], as until = DATE; or write accept = [\"W11\"] under [policy]")]
}
