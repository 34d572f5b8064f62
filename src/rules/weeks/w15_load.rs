//! W15: each athlete runs what is right for them.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::load::Load;
use crate::domain::session::Session;
use crate::domain::volume::Percent;
use crate::rules::weeks::{w13_two_kinds, w14_taper};
use crate::rules::{Part, Rule};

/// Says how much of the library's minutes and reps is run.
pub static RULE: Rule = Rule {
    code: "W15",
    name: "load",
    brief: "minutes and reps are those of the library times the percentages of group, phase, athlete and taper, rounded once",
    docs: "\
The minutes of easy and long runs, and the reps of ordinary workouts and of the first part of a 48-hour and a \
72-hour workout, are multiplied by the percentages of the group, of the phase, of the athlete (`load`) and of the \
taper (W14), and rounded once. Minutes are rounded down to fives and are never below 20; in a run of several parts \
only the first gets shorter, and where both ends of the whole run become 20 the others are at their lower end. Reps \
are cut from the end, to the number of meters (in a fartlek: of minutes) that is nearest to the percentage, on a tie \
the more, and the first stays. Over 100 only sets of equal reps grow. The fast finish of a lead, paces, and what is \
before and after the run stay. In the athlete's first two weeks easy runs are five minutes shorter, which comes \
before the percentage. What the coach set for a day with `workout` or `run` is run as it is.",
    parts: &[Part::Holds("plan::workouts: each workout is taken from the library at this load")],
};

/// So many minutes an easy run is shorter in the first weeks.
const SHORTER_AT_FIRST: u32 = 5;

/// At how much the workout of a session on `day` is run.
pub fn load(cx: &RuleContext, day: Day, session: Session) -> Load {
    let phase = cx.phase(day);
    let minutes = cx.athlete.minutes.times(phase.map_or(Percent::ALL, |phase| phase.minutes));
    let reps = cx.athlete.reps.times(phase.map_or(Percent::ALL, |phase| phase.reps));
    let taper = w14_taper::percent(cx, day);
    let tapered = |percent: Percent| percent.times(taper.unwrap_or(Percent::ALL));
    let is_first = || cx.season.week_of(day).is_some_and(|week| w13_two_kinds::is_first(cx, week));
    let light = taper.is_some();
    match session {
        Session::Easy => {
            let shorter = if is_first() { SHORTER_AT_FIRST } else { 0 };
            Load { shorter, minutes: tapered(minutes), light, ..Load::ALL }
        }
        Session::LongRun => Load { minutes, light, ..Load::ALL },
        Session::Workout => Load { reps: tapered(reps), light, ..Load::ALL },
        Session::SpeedDevelopment => Load { light, ..Load::ALL },
        Session::Hours48 | Session::Hours72 => Load { reps, ..Load::ALL },
        Session::Race | Session::TimeTrial | Session::PreRace | Session::Off => Load::ALL,
    }
}
