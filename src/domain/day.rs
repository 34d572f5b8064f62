//! Days of a season: a number for the planner, a date for people.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// The most days a season may have.
pub const MAX_DAYS: usize = 400;

/// A day, counted from the season's first one, which is day 0. Days before
/// the season are below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i16);

impl Day {
    /// Before every other day: when what was known from the outset became known.
    pub const BEFORE_ALL: Day = Day(i16::MIN);

    /// The day itself; or [`BEFORE_ALL`](Day::BEFORE_ALL) up to the season's first
    /// day: what became known by then is simply the calendar.
    pub fn or_calendar(self) -> Day {
        if self <= Day(0) { Day::BEFORE_ALL } else { self }
    }

    /// The day that comes `index` days after the season's first one.
    pub fn at(index: usize) -> Day {
        Day(i16::try_from(index).expect("a season has at most 400 days"))
    }

    /// Days from `start` to `date`, held within what a season can reach.
    pub fn between(start: NaiveDate, date: NaiveDate) -> Day {
        let days = (date - start).num_days().clamp(-10_000, 10_000);
        Day(i16::try_from(days).expect("clamped above"))
    }

    /// The day `days` later, or earlier when below zero.
    pub const fn plus(self, days: i16) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// The day after.
    pub const fn next(self) -> Day {
        self.plus(1)
    }

    /// The day before.
    pub const fn before(self) -> Day {
        self.plus(-1)
    }

    /// How many days this day comes after `earlier`.
    pub const fn since(self, earlier: Day) -> i16 {
        self.0.saturating_sub(earlier.0)
    }

    /// Its place in a list of the season's days, or `None` before the season.
    pub fn index(self) -> Option<usize> {
        usize::try_from(self.0).ok()
    }

    /// Its date in a season that starts on `start`.
    pub fn date(self, start: NaiveDate) -> NaiveDate {
        start + TimeDelta::days(i64::from(self.0))
    }
}

/// A set of the season's days. Days outside the season are never in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DaySet([u64; MAX_DAYS.div_ceil(64)]);

impl DaySet {
    /// Adds a day; a day outside of what a season can hold is left out.
    pub fn insert(&mut self, day: Day) {
        if let Some(word) = day.index().and_then(|index| self.0.get_mut(index / 64)) {
            *word |= 1 << (day.0 % 64);
        }
    }

    /// Adds every day from `first` through `last`.
    pub fn insert_through(&mut self, first: Day, last: Day) {
        (first.0.max(0)..=last.0.min(MAX_DAYS as i16 - 1)).for_each(|day| self.insert(Day(day)));
    }

    /// Takes a day out.
    pub fn remove(&mut self, day: Day) {
        if let Some(word) = day.index().and_then(|index| self.0.get_mut(index / 64)) {
            *word &= !(1 << (day.0 % 64));
        }
    }

    /// True when the day is in the set.
    pub fn contains(&self, day: Day) -> bool {
        day.index().and_then(|index| self.0.get(index / 64)).is_some_and(|word| word & (1 << (day.0 % 64)) != 0)
    }

    /// The days of this set before `day`, and those of `later` from it on.
    #[must_use]
    pub fn until_then(&self, day: Day, later: &DaySet) -> DaySet {
        let mut joined = *self;
        for (index, (word, later)) in joined.0.iter_mut().zip(later.0).enumerate() {
            let over = day.index().unwrap_or(0).saturating_sub(index * 64);
            let kept = if over < 64 { (1 << over) - 1 } else { u64::MAX };
            *word = (*word & kept) | (later & !kept);
        }
        joined
    }

    /// The days that are in either set.
    #[must_use]
    pub fn or(mut self, other: &DaySet) -> DaySet {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
        self
    }

    /// The days of this set that are not in `other`.
    #[must_use]
    pub fn without(mut self, other: &DaySet) -> DaySet {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= !other);
        self
    }

    /// The days that are in both sets.
    #[must_use]
    pub fn and(mut self, other: &DaySet) -> DaySet {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word &= other);
        self
    }

    /// True when no day is in it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The days, in order.
    pub fn iter(&self) -> impl Iterator<Item = Day> {
        self.0.into_iter().enumerate().flat_map(|(index, mut word)| {
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(Day::at(index * 64 + bit))
            })
        })
    }

    /// The first day.
    pub fn first(&self) -> Option<Day> {
        self.iter().next()
    }

    /// The last day.
    pub fn last(&self) -> Option<Day> {
        self.0.iter().enumerate().rev().find_map(|(index, word)| {
            let bit = word.checked_ilog2()?;
            Some(Day::at(index * 64 + bit as usize))
        })
    }

    /// The last of its days before `day`.
    pub fn last_before(&self, day: Day) -> Option<Day> {
        let mut earlier = *self;
        let from = day.index().unwrap_or(0);
        for (index, word) in earlier.0.iter_mut().enumerate() {
            let keep = from.saturating_sub(index * 64);
            if keep < 64 {
                *word &= (1 << keep) - 1;
            }
        }
        earlier.last()
    }

    /// The first of its days after `day`.
    pub fn first_after(&self, day: Day) -> Option<Day> {
        let mut later = *self;
        let through = day.index().map_or(0, |index| index + 1);
        for (index, word) in later.0.iter_mut().enumerate() {
            let drop = through.saturating_sub(index * 64);
            *word = if drop < 64 { *word >> drop << drop } else { 0 };
        }
        later.first()
    }
}

impl FromIterator<Day> for DaySet {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> DaySet {
        let mut set = DaySet::default();
        days.into_iter().for_each(|day| set.insert(day));
        set
    }
}

/// A weekday as the season file writes it.
pub fn weekday_word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}

/// The seven weekdays, Monday first.
pub const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// A date in a sentence: `Sunday 12 April`.
pub fn spoken(date: NaiveDate) -> String {
    date.format("%A %-d %B").to_string()
}

/// A date in a table: `Sun 12 Apr`.
pub fn short(date: NaiveDate) -> String {
    date.format("%a %-d %b").to_string()
}

/// A date in a table, as wide on every day: `Sun 12 Apr`, and before a day of
/// one digit a space of the width of another.
pub fn aligned(date: NaiveDate) -> String {
    date.format("%a %e %b").to_string().replace("  ", " \u{2007}")
}

/// The weekday of a day in a season that starts on `start`.
pub fn weekday(start: NaiveDate, day: Day) -> Weekday {
    day.date(start).weekday()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_day_set_is_a_set(days in proptest::collection::btree_set(0usize..MAX_DAYS, 0..40), probe in -3i16..410) {
            let set: DaySet = days.iter().map(|&day| Day::at(day)).collect();
            let model: BTreeSet<Day> = days.iter().map(|&day| Day::at(day)).collect();
            let probe = Day(probe);
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), model.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(set.contains(probe), model.contains(&probe));
            let later: DaySet = (0..MAX_DAYS).map(Day::at).filter(|day| !set.contains(*day)).collect();
            let joined: BTreeSet<Day> = set.until_then(probe, &later).iter().collect();
            let expected = set.iter().filter(|&day| day < probe).chain(later.iter().filter(|&day| probe <= day));
            prop_assert_eq!(joined, expected.collect::<BTreeSet<Day>>());
            prop_assert_eq!(set.first(), model.first().copied());
            prop_assert_eq!(set.last(), model.last().copied());
            prop_assert_eq!(set.last_before(probe), model.iter().copied().rfind(|&day| day < probe));
            prop_assert_eq!(set.first_after(probe), model.iter().copied().find(|&day| probe < day));
        }
    }
}
