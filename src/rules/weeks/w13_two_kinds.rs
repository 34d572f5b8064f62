//! W13: race pace and endurance, each in its turn.

use crate::domain::calendar::RuleContext;
use crate::domain::day::{Day, DaySet};
use crate::domain::event::Event;
use crate::domain::group::PhaseWorkouts;
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::domain::workout::WorkoutKind;
use crate::rules::board::PlannedDay;
use crate::rules::{Part, Rule};

/// Says which kind an ordinary workout is of.
pub static RULE: Rule = Rule {
    code: "W13",
    name: "two-kinds",
    brief: "ordinary workouts are aerobic or race-pace, and each kind takes its own turns, the group together",
    docs: "\
An ordinary workout is aerobic or at race pace. In a week with a race or time trial it is aerobic, but for the 800, \
at race pace; in a week without one the first is at race pace and all others are aerobic. In the first two weeks of \
the season, or until the week of the first race if that is sooner, all are aerobic. A phase that says `workouts` \
overrides all of this. Each kind of an event has its own turns: one workout further for each earlier week in which \
the group's line has a workout of the kind (without a group, the athlete's own plan; when the line's last race is \
over, one further for each week); a second one in a week is half the list further. On a day on which the line has \
none of the kind, those of the group who have one run the same, one that the line does not have in that week nor, \
where there is a choice, in the week before or after; a day that the coach set for somebody takes what the line has \
on another day. So a group runs together, nobody runs a workout twice in a week, somebody who was away joins in \
where the group is, a swap of two days changes no workout, and every workout of the library has its turn.",
    parts: &[Part::Holds("plan::workouts: each ordinary workout is of this kind, and takes its turn")],
};

/// In so many first weeks of the season every workout is aerobic.
const FIRST_WEEKS: usize = 2;

/// The kind of each ordinary workout of a week, by its day. `days` are those of the whole season.
pub fn kinds(cx: &RuleContext, days: &[PlannedDay], week: Week) -> Vec<(Day, WorkoutKind)> {
    let session = |day: Day| day.index().and_then(|index| days.get(index)).map(|planned| planned.session);
    let athlete = cx.athlete;
    let slots: Vec<Day> = week.days().filter(|&day| athlete.practice.week_says(day) == Session::Workout).collect();
    let held: DaySet = week.days().filter(|&day| session(day) == Some(Session::Workout)).collect();
    // Workouts that are on no day of the coach's week stand for those that are not held on their own, in order, and
    // any more come after these.
    let missing = slots.iter().enumerate().filter(|(_, slot)| !held.contains(**slot)).map(|(number, _)| number);
    let mut free = missing.chain(slots.len()..);
    let number_of =
        |day: Day| slots.iter().position(|&slot| slot == day).or_else(|| free.next()).unwrap_or(slots.len());
    let numbers: Vec<usize> = held.iter().map(number_of).collect();
    let contests = || week.days().any(|day| session(day).is_some_and(Session::is_contest));
    let is_race_week = athlete.race_days.iter().any(|day| week.contains(day)) || contests();
    let before_races = athlete.race_days.first().is_none_or(|race| week.last < race);
    let of_phase = |day: Day| cx.phase(day).and_then(|phase| phase.workouts);
    let is_first = |day: Day| is_first(cx, week) && before_races && of_phase(day).is_none();
    let by_week = |day: Day, number: usize| match (is_first(day), is_race_week, athlete.event) {
        (true, ..) => WorkoutKind::Aerobic,
        (false, true, Event::M800) => WorkoutKind::RacePace,
        (false, true, _) => WorkoutKind::Aerobic,
        (false, false, _) if number == 0 => WorkoutKind::RacePace,
        (false, false, _) => WorkoutKind::Aerobic,
    };
    let kind = |day: Day, number: usize| match of_phase(day) {
        Some(PhaseWorkouts::Aerobic) => WorkoutKind::Aerobic,
        Some(PhaseWorkouts::RacePace) => WorkoutKind::RacePace,
        Some(PhaseWorkouts::Both) | None => by_week(day, number),
    };
    held.iter().zip(numbers).map(|(day, number)| (day, kind(day, number))).collect()
}

/// True in the athlete's first weeks.
pub(in crate::rules) fn is_first(cx: &RuleContext, week: Week) -> bool {
    let first_week = cx.season.week_of(cx.athlete.from.max(Day::at(0))).map_or(1, |first| first.number);
    week.number < first_week + FIRST_WEEKS
}
