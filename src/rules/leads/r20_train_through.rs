//! R20: a small race between others is trained through.

use crate::domain::calendar::{AthleteCalendar, Race, RuleContext};
use crate::domain::day::{Day, DaySet};
use crate::domain::meet::{Choice, Meet, MeetKind};
use crate::domain::reason::Reason;
use crate::rules::{Part, Rule};

/// Prefers no lead before a race that is trained through.
pub static RULE: Rule = Rule {
    code: "R20",
    name: "train-through",
    brief: "prefers none before a race that is trained through: a dual meet with another race within four days",
    docs: "\
Where duals follow each other every few days, a workout before each leaves no training at all. A race is trained \
through when its meet says `train-through = true`, or when it says neither `train-through` nor `lead` nor names the \
athlete in `leads`, is a dual of priority 1, and the athlete has another race (no time trial) at another meet at \
most four days before or after one of its days. It stays a hard day, and takes the place of a workout; the day \
before it is easy, and the long run may be on the day after it. A lead that the coach asks for stays. A day with two \
meets is trained through only when both are.",
    parts: &[Part::Prefers(prefer)],
};

/// Another race at most so many days away makes a dual one that is trained through.
const DAYS_TO_ANOTHER: i16 = 4;

fn prefer(race: &Race, _: &RuleContext) -> Option<(Choice, Reason)> {
    Some((Choice::None, race.trained_through?))
}

/// Says which races are trained through of those that are not over on the
/// day `known`; what was raced stays what it was.
pub fn mark<'m>(calendar: &mut AthleteCalendar, known: Day, meet: impl Fn(&Race) -> &'m Meet) {
    let is_to_come = |race: &Race| race.days.last().is_some_and(|last| known <= last);
    let marks: Vec<Option<Reason>> = calendar
        .races
        .iter()
        .map(|race| if is_to_come(race) { reason(race, meet(race), &calendar.races) } else { race.trained_through })
        .collect();
    for (race, why) in calendar.races.iter_mut().zip(marks) {
        race.trained_through = why;
    }
    let days = |is_one: fn(&Race) -> bool| {
        let of = calendar.races.iter().filter(|race| is_one(race));
        of.fold(DaySet::default(), |all, race| all.or(&race.days))
    };
    let others = days(|race| race.trained_through.is_none());
    calendar.trained_through = days(|race| race.trained_through.is_some()).without(&others);
}

/// Why a race is trained through, if it is.
fn reason(race: &Race, meet: &Meet, races: &[Race]) -> Option<Reason> {
    match meet.train_through {
        Some(true) => return Some(RULE.because("trained through, as the coach says")),
        Some(false) => return None,
        None => {}
    }
    if meet.kind != MeetKind::Dual || race.priority != 1 || race.choice.is_some() {
        return None;
    }
    let others = races.iter().filter(|other| other.meet != race.meet && !other.time_trial);
    let distance = |other: Day| race.days.iter().map(|day| other.since(day).abs()).min();
    let days = others.flat_map(|other| other.days.iter()).filter_map(|day| Some((distance(day)?, day)));
    let (days_away, near) = days.min()?;
    let sentence = if near < race.first {
        "trained through: the race of {day} is just over"
    } else {
        "trained through: another race follows on {day}"
    };
    (days_away <= DAYS_TO_ANOTHER).then(|| RULE.because(sentence).on(near))
}
