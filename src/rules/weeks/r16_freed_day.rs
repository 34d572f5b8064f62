//! R16: what becomes of the day of a meet that does not happen.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::reason::Cause;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::weeks::{w03_hard_easy, w06_hard_days};
use crate::rules::{Part, Pass, Rule};

/// Fills the days that a canceled or moved meet leaves.
pub static RULE: Rule = Rule {
    code: "R16",
    name: "freed-day",
    brief: "a canceled meet blocks nothing; its day is filled by `canceled-race`, or is easy",
    docs: "\
A meet that is canceled, and the day from which a meet was moved away, block nothing and get no lead. The freed day \
becomes what `canceled-race` in [policy] says (by default a workout), when no race follows within three days and no \
hard day or long run is next to it; otherwise it is easy. Two days before one that becomes a time trial no ordinary \
workout stays (W03). A pre-race day, the day after a race and a day off come first.",
    parts: &[Part::Fills(&TIME_TRIALS_TO_COME), Part::Fills(&FREED_DAYS)],
};

/// A race within so many days keeps the freed day easy.
const DAYS_BEFORE_RACE: i16 = 3;

/// Says where a time trial is to come, so that no workout stays two days before it.
pub(in crate::rules) static TIME_TRIALS_TO_COME: Pass = Pass(announce);

fn announce(board: &mut Board) {
    if board.cx.season.canceled_race == Session::TimeTrial {
        let freed = board.cx.athlete.freed().filter(|&day| board.is_open(day) && !race_follows(&board.cx, day));
        board.time_trials_to_come = freed.collect();
    }
}

/// Fills freed days.
pub(in crate::rules) static FREED_DAYS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    let kind = board.cx.season.canceled_race;
    for &(day, meet) in &board.cx.athlete.freed_by {
        if !board.is_open(day) {
            continue;
        }
        let (session, sentence) = match kind {
            _ if race_follows(&board.cx, day) => {
                (Session::Easy, "{meet} is not on this day anymore, and the next race is near")
            }
            _ if w03_hard_easy::beside(board, day).is_some() => {
                (Session::Easy, "{meet} is not on this day anymore, and a hard day is next to it")
            }
            _ if board.is_beside(day, Session::LongRun) => {
                (Session::Easy, "{meet} is not on this day anymore, and a long run is next to it")
            }
            kind if kind.is_hard() && w03_hard_easy::why_not(board, day).is_some() => {
                (Session::Easy, "{meet} is not on this day anymore, and the championship is near")
            }
            kind if kind.is_hard() && !w06_hard_days::has_room(board, day) => {
                (Session::Easy, "{meet} is not on this day anymore, and the week has its hard days")
            }
            kind => (kind, "{meet} is not on this day anymore"),
        };
        let mut why = RULE.because(sentence).from_cause(Cause::FreedDay);
        why.meet = Some(meet);
        board.set(day, session, why);
    }
}

/// True when a race follows too soon for anything hard on a freed day.
fn race_follows(cx: &RuleContext, day: Day) -> bool {
    cx.athlete.race_days.first_after(day).is_some_and(|race| race.since(day) <= DAYS_BEFORE_RACE)
}

/// True next to a freed day that is off, which it is only with nothing hard and no long run next to it.
pub(in crate::rules) fn beside_off(board: &Board, day: Day) -> bool {
    let off = |day: Day| board.session(day) == Some(Session::Off) && board.has_cause(day, Cause::FreedDay);
    off(day.before()) || off(day.next())
}
