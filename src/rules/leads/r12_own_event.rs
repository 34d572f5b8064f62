//! R12: the workout is the one for the event raced.

use crate::domain::event::{Event, EventSet};
use crate::rules::{Part, Rule};

/// Says for which event the workout before a race is.
pub static RULE: Rule = Rule {
    code: "R12",
    name: "own-event",
    brief: "the workout is the one for the event raced; with two events, for the athlete's own",
    docs: "\
There are six workouts before races: 48-hour and 72-hour, for the 800, the 1600 and the 3200. An athlete runs the \
one for the event raced. With two events at one meet it is the one for the athlete's own event; when neither is, the \
one for the event nearest to it, the shorter first. A relay counts as the event of its workout: the 800 for 4x400, \
4x800 and the sprint medley, the 1600 for 4x1600, the own event for the distance medley.",
    parts: &[Part::Holds("plan::calendars: each race of a calendar has the event of its workout")],
};

/// The event for which the workout is, of those that are raced. `None` when none is.
pub fn event(raced: EventSet, own: Event) -> Option<Event> {
    let prepared_by = raced.iter().map(|event| event.prepared_by(own));
    prepared_by.min_by_key(|&event| ((event as i8 - own as i8).abs(), event))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Event::{M800, M1600, M3200};

    #[test]
    fn two_events_are_prepared_for_by_the_workout_of_the_own_one_or_the_nearest() {
        let of = |raced: &[Event], own| event(raced.iter().copied().collect(), own);
        assert_eq!(of(&[M800], M3200), Some(M800));
        assert_eq!(of(&[M800, M1600], M1600), Some(M1600));
        assert_eq!(of(&[M800, M1600], M3200), Some(M1600));
        assert_eq!(of(&[M800, M3200], M1600), Some(M800));
        assert_eq!(of(&[], M1600), None);
    }
}
