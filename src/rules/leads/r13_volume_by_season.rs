//! R13: higher volume early, lower in the championship season.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::lead::Lead;
use crate::domain::session::Session;
use crate::domain::volume::Volume;
use crate::rules::{Part, Rule};

/// Says which volume a 72-hour workout has.
pub static RULE: Rule = Rule {
    code: "R13",
    name: "volume-by-season",
    brief: "72-hour workouts are of higher volume before `championship-from`, of lower from then on, and where another race comes first",
    docs: "\
There are two 72-hour workouts for each event. The one of higher volume is run before the date `championship-from`, \
the one of lower volume on it and after it; by default that is 21 days before the first day of the athlete's own \
last championship. With another race day or time trial of the athlete between the workout and its race it is the \
lower one, too. An athlete's own `volume` goes before all this.",
    parts: &[Part::Holds("plan::workouts: each 72-hour workout is taken from the library in this volume")],
};

/// Unless the coach says it, lower volume begins so many days before the last championship.
const DAYS_BEFORE_CHAMPIONSHIP: i16 = 21;

/// The volume of the 72-hour workout that is run on `day`.
pub fn volume(cx: &RuleContext, day: Day) -> Volume {
    let athlete = cx.athlete;
    if let Some(chosen) = athlete.volume {
        return chosen;
    }
    let of_championship = || Some(athlete.last_championship()?.meet_starts.plus(-DAYS_BEFORE_CHAMPIONSHIP));
    let is_late = cx.season.championship_from.or_else(of_championship).is_some_and(|from| from <= day);
    let race_day = day.plus(Lead::Hours72.days_before());
    let is_between = |other: Day| day < other && other < race_day;
    let coach_sets_one = |&(other, _, session): &(Day, _, Session)| is_between(other) && session.is_contest();
    let another_between =
        athlete.race_days.first_after(day).is_some_and(is_between) || athlete.overrides.iter().any(coach_sets_one);
    if is_late || another_between { Volume::Lower } else { Volume::Higher }
}
