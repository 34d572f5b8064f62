//! W09: days without practice.

use crate::domain::day::Day;
use crate::domain::reason::Reason;
use crate::domain::session::Session;
use crate::rules::board::Board;
use crate::rules::{Part, Pass, Rule};

/// Makes off weekdays, closed days and days away off.
pub static RULE: Rule = Rule {
    code: "W09",
    name: "off-day",
    brief: "off weekdays, closed and away days are off",
    docs: "\
A day without practice is written down as off, never left blank: weekdays that `off` lists, days under [[closed]], \
days on which an athlete is away (no reason is asked or printed), and the days after the end of the athlete's \
season. A race day wins, and so does a session that the coach sets under [[days]].",
    parts: &[Part::Limits(limit), Part::Fills(&OFF_DAYS)],
};

fn limit(board: &Board, day: Day, _: Session) -> Option<Reason> {
    let cx = board.cx;
    if cx.athlete.not_on_the_team.contains(day) {
        let sentence = if day < cx.athlete.from { "not with the team yet" } else { "this athlete's season is over" };
        Some(RULE.because(sentence))
    } else if cx.athlete.away.contains(day) {
        Some(RULE.because("off"))
    } else if cx.athlete.practice.closed.contains(day) {
        Some(RULE.because("no practice{closed}").during(cx.athlete.practice.closed_by(day)))
    } else if cx.athlete.practice.off.contains(day) {
        Some(RULE.because("no practice on this weekday"))
    } else {
        None
    }
}

/// Makes days without practice off.
pub(in crate::rules) static OFF_DAYS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    for day in board.open_days() {
        if let Some(why) = limit(board, day, Session::Easy) {
            board.set(day, Session::Off, why);
        }
    }
}
