//! W02: the day after a race.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::reason::{Cause, Reason};
use crate::domain::season::LongRunAfterRace;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Makes the day after a race easy.
pub static RULE: Rule = Rule {
    code: "W02",
    name: "easy-after-race",
    brief: "the day after a race is easy, or pre-race when another race follows; after a race that is trained through, or the long run",
    docs: "\
The day after a race is for recovery: easy running, whatever the coach's week says. When another race follows on the \
day after that, it is the pre-race day. After a race that is trained through it is easy or the long run; \
`long-run-after-race` in [policy] says after which races the long run may come.",
    parts: &[Part::Limits(limit), Part::Fills(&DAYS_AFTER_RACES)],
};

const DAY_AFTER: Reason = RULE.because("the day after the race at {meet}").from_cause(Cause::AfterRace);

fn limit(board: &Board, day: Day, session: Session) -> Option<Reason> {
    if session == Session::Easy || session == Session::LongRun && leaves_room_for_long_run(&board.cx, day.before()) {
        return None;
    }
    let race = board.cx.athlete.race_on(day.before())?;
    Some(DAY_AFTER.at(race.meet))
}

/// True when the long run may be on the day after the race of this day.
pub(in crate::rules) fn leaves_room_for_long_run(cx: &RuleContext, race_day: Day) -> bool {
    match cx.season.long_run_after_race {
        LongRunAfterRace::TrainThrough => cx.athlete.trained_through.contains(race_day),
        LongRunAfterRace::Any => true,
        LongRunAfterRace::Never => false,
    }
}

/// Makes days after races easy.
pub(in crate::rules) static DAYS_AFTER_RACES: Pass = Pass(fill);

fn fill(board: &mut Board) {
    for race_day in board.cx.athlete.race_days.iter() {
        if board.is_open(race_day.next())
            && let Some(race) = board.cx.athlete.race_on(race_day)
        {
            board.set(race_day.next(), Session::Easy, DAY_AFTER.at(race.meet));
        }
    }
}
