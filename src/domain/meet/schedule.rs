//! The days of a meet, and what changes them.

use std::collections::BTreeMap;

use crate::domain::day::{Day, DaySet};
use crate::domain::event::MeetEvent;
use crate::domain::meet::MeetChange;

/// The days of a meet, which of them are canceled, and on which of them each event is run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    days: DaySet,
    canceled: DaySet,
    event_days: BTreeMap<MeetEvent, DaySet>,
}

impl Schedule {
    /// The days on which the meet is held.
    pub fn held(&self) -> DaySet {
        self.days.without(&self.canceled)
    }

    /// The days that are canceled, where they were to be.
    pub fn canceled(&self) -> DaySet {
        self.canceled
    }

    /// The days on which an event is run: its own when it has some, else every day.
    pub fn days_of(&self, event: MeetEvent) -> DaySet {
        match self.event_days.get(&event) {
            Some(days) => days.and(&self.held()),
            None => self.held(),
        }
    }

    /// The days that an event has of its own, held or not.
    pub fn event_days(&self, event: MeetEvent) -> Option<DaySet> {
        self.event_days.get(&event).copied()
    }

    /// What a new `date` moves: the days that are held and not over on `known`.
    /// Of a meet of which none is, the days that were canceled after the last
    /// one that was held: it is held after all.
    pub fn left(&self, known: Day) -> DaySet {
        let held = self.held();
        let to_come = DaySet::default().until_then(known, &held);
        if !to_come.is_empty() {
            return to_come;
        }
        self.canceled.iter().filter(|&day| held.last().is_none_or(|last| last < day)).collect()
    }

    /// The canceled days that can still be held where they were to be.
    pub fn revocable(&self, known: Day) -> DaySet {
        DaySet::default().until_then(known, &self.canceled)
    }

    /// Takes in what becomes known on one day. Every `day` and every distance
    /// is meant as known before. What is said of the whole meet comes first
    /// and what is said of one day goes before it, whatever stands first in
    /// the file; of two that say the same the later holds.
    pub(super) fn apply(&mut self, known: Day, changes: &[&MeetChange]) {
        let whole = || changes.iter().filter(|change| change.day.is_none());
        let date = whole().rfind(|change| change.date.is_some() || change.canceled.is_some());
        if self.days.is_empty() {
            if let Some(first) = date.and_then(|change| change.date) {
                self.days.insert_through(first, self.last_day(changes).unwrap_or(first));
            }
        } else {
            self.move_days(known, date.copied(), changes);
        }
        for change in changes {
            self.set_event_days(known, change);
        }
    }

    fn move_days(&mut self, known: Day, whole: Option<&MeetChange>, changes: &[&MeetChange]) {
        // Where each scheduled day is held now; nowhere when it is canceled.
        let mut held_on: BTreeMap<Day, Option<Day>> =
            self.days.iter().map(|day| (day, (!self.canceled.contains(day)).then_some(day))).collect();
        let left = self.left(known);
        match whole.map(|change| (change.date, change.canceled)) {
            Some((Some(date), _)) => {
                let first = left.first().unwrap_or(date);
                held_on.extend(left.iter().map(|day| (day, Some(day.plus(date.since(first))))));
            }
            Some((None, Some(true))) => held_on.extend(left.and(&self.held()).iter().map(|day| (day, None))),
            Some((None, Some(false))) => held_on.extend(self.revocable(known).iter().map(|day| (day, Some(day)))),
            _ => {}
        }
        for change in changes {
            let Some(day) = change.day.filter(|day| held_on.contains_key(day)) else { continue };
            match (change.date, change.canceled) {
                (Some(date), _) => held_on.insert(day, Some(date)),
                (None, Some(canceled)) => held_on.insert(day, (!canceled).then_some(day)),
                (None, None) => None,
            };
        }
        let now = |days: &DaySet| -> DaySet {
            days.iter().map(|day| held_on.get(&day).copied().flatten().unwrap_or(day)).collect()
        };
        self.event_days.values_mut().for_each(|days| *days = now(days));
        self.days = now(&self.days);
        let held: DaySet = held_on.values().copied().flatten().collect();
        self.canceled = self.days.without(&held);
        if let Some(through) = self.last_day(changes) {
            let to_come = DaySet::default().until_then(known, &self.held());
            if let Some(first) = to_come.first() {
                self.days = self.days.without(&to_come);
                self.days.insert_through(first, through);
            }
        }
    }

    /// The last day as it is said; a later `date` without one says that the distances stay.
    fn last_day(&self, changes: &[&MeetChange]) -> Option<Day> {
        let whole = changes.iter().filter(|change| change.day.is_none());
        let mut says = whole.filter(|change| change.date.is_some() || change.through.is_some());
        says.next_back().and_then(|change| change.through)
    }

    /// Takes in the days of events; what is over of them stays.
    fn set_event_days(&mut self, known: Day, change: &MeetChange) {
        for (&event, days) in &change.event_days {
            let of_event = self.event_days.get(&event).copied().unwrap_or_default();
            let days = of_event.until_then(known, &DaySet::default()).or(days);
            if days.is_empty() {
                self.event_days.remove(&event);
            } else {
                self.event_days.insert(event, days);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meet::Meet;

    fn day(index: usize) -> Day {
        Day::at(index)
    }

    fn days(indexes: &[usize]) -> DaySet {
        indexes.iter().map(|&index| day(index)).collect()
    }

    /// A meet from one day through another, with the 800 on some of them.
    fn meet(first: usize, last: usize, of_800: &[usize]) -> Meet {
        let mut meet = Meet::unknown("Relays".to_owned(), Day::BEFORE_ALL);
        let event_days = [(MeetEvent::M800, days(of_800))].into_iter().filter(|(_, days)| !days.is_empty()).collect();
        let (date, through) = (Some(day(first)), Some(day(last)));
        meet.apply(Day::BEFORE_ALL, &[&MeetChange { date, through, event_days, ..MeetChange::default() }]);
        meet
    }

    fn moved(date: usize) -> MeetChange {
        MeetChange { date: Some(day(date)), ..MeetChange::default() }
    }

    fn canceled(is: bool) -> MeetChange {
        MeetChange { canceled: Some(is), ..MeetChange::default() }
    }

    fn alone(index: usize, change: MeetChange) -> MeetChange {
        MeetChange { day: Some(day(index)), ..change }
    }

    #[test]
    fn what_is_left_of_a_meet_moves_with_its_events_and_what_was_held_stays() {
        let mut whole = meet(10, 12, &[10, 12]);
        whole.apply(day(9), &[&moved(20)]);
        assert_eq!((whole.days(), whole.schedule.days_of(MeetEvent::M800)), (days(&[20, 21, 22]), days(&[20, 22])));
        let mut rest = meet(10, 12, &[10, 12]);
        rest.apply(day(11), &[&moved(20)]);
        assert_eq!((rest.days(), rest.schedule.days_of(MeetEvent::M800)), (days(&[10, 20, 21]), days(&[10, 21])));
    }

    #[test]
    fn one_day_moves_or_is_canceled_alone() {
        let mut moves = meet(10, 12, &[11]);
        moves.apply(day(9), &[&alone(11, moved(14))]);
        assert_eq!((moves.days(), moves.schedule.days_of(MeetEvent::M800)), (days(&[10, 12, 14]), days(&[14])));
        let mut torn = meet(10, 12, &[11]);
        torn.apply(day(9), &[&alone(11, canceled(true))]);
        assert_eq!((torn.days(), torn.schedule.days_of(MeetEvent::M800)), (days(&[10, 12]), days(&[])));
    }

    #[test]
    fn days_of_one_step_are_meant_as_known_before() {
        let mut swapped = meet(10, 11, &[]);
        swapped.apply(day(9), &[&alone(10, moved(11)), &alone(11, moved(12))]);
        assert_eq!(swapped.days(), days(&[11, 12]));
    }

    #[test]
    fn a_canceled_meet_is_held_after_all_on_its_day_or_on_another() {
        let mut held = meet(10, 10, &[]);
        held.apply(day(8), &[&canceled(true)]);
        assert!(held.days().is_empty());
        let mut again = held.clone();
        again.apply(day(9), &[&canceled(false)]);
        assert_eq!(again.days(), days(&[10]));
        held.apply(day(12), &[&moved(15)]);
        assert_eq!(held.days(), days(&[15]));
    }

    #[test]
    fn of_two_that_say_the_same_on_one_day_the_later_holds() {
        let mut meet = meet(10, 10, &[]);
        meet.apply(day(8), &[&canceled(true), &moved(12)]);
        assert_eq!(meet.days(), days(&[12]));
        meet.apply(day(9), &[&moved(14), &canceled(true)]);
        assert!(meet.days().is_empty());
    }

    #[test]
    fn a_day_that_was_canceled_alone_does_not_come_back_when_the_rest_moves() {
        let mut meet = meet(10, 11, &[]);
        meet.apply(day(8), &[&alone(10, canceled(true))]);
        meet.apply(day(9), &[&moved(15)]);
        assert_eq!(meet.days(), days(&[15]));
        assert_eq!(meet.schedule.canceled(), days(&[10]));
    }

    #[test]
    fn what_is_said_of_one_day_goes_before_what_is_said_of_the_meet_in_any_order() {
        for order in [[0, 1], [1, 0]] {
            let changes = [alone(10, canceled(true)), moved(15)];
            let mut meet = meet(10, 11, &[]);
            meet.apply(day(8), &order.map(|index| &changes[index]));
            assert_eq!((meet.days(), meet.schedule.canceled()), (days(&[16]), days(&[10])));
        }
    }

    #[test]
    fn a_later_date_of_one_day_replaces_the_dates_said_before() {
        let mut meet = meet(10, 10, &[]);
        let stretched = MeetChange { through: Some(day(13)), ..moved(12) };
        meet.apply(day(8), &[&stretched, &moved(15)]);
        assert_eq!(meet.days(), days(&[15]));
    }

    #[test]
    fn a_day_that_is_over_is_not_held_after_all() {
        let mut meet = meet(10, 11, &[]);
        meet.apply(day(8), &[&canceled(true)]);
        meet.apply(day(11), &[&canceled(false)]);
        assert_eq!(meet.days(), days(&[11]));
    }

    #[test]
    fn the_days_of_events_are_said_again_for_what_is_not_over() {
        let mut meet = meet(10, 12, &[10, 12]);
        let event_days = BTreeMap::from([(MeetEvent::M800, days(&[11]))]);
        meet.apply(day(11), &[&MeetChange { event_days, ..MeetChange::default() }]);
        assert_eq!(meet.schedule.days_of(MeetEvent::M800), days(&[10, 11]));
    }

    #[test]
    fn a_new_last_day_leaves_what_was_held() {
        let mut meet = meet(10, 12, &[]);
        meet.apply(day(11), &[&MeetChange { through: Some(day(13)), ..MeetChange::default() }]);
        assert_eq!(meet.days(), days(&[10, 11, 12, 13]));
        meet.apply(day(12), &[&MeetChange { through: Some(day(12)), ..MeetChange::default() }]);
        assert_eq!(meet.days(), days(&[10, 11, 12]));
    }
}
