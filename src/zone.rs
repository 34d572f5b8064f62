//! Time zones: their names, and when their clocks change. The only place that
//! knows `jiff`.
//!
//! The database is the one that ships inside: it is the same on every machine,
//! and the machine's own may be years behind a change of the law.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

/// A change of a zone's clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// When, by the clock as it was until then.
    pub at: NaiveDateTime,
    /// Seconds ahead of UTC until then.
    pub before: i32,
    /// Seconds ahead of UTC from then on.
    pub after: i32,
    /// What the time is called from then on: `MDT`.
    pub name: String,
    /// True when summer time begins.
    pub summer: bool,
}

/// A zone's name as the database spells it, whatever the case; `None` when
/// there is no such zone.
pub fn canonical_name(name: &str) -> Option<String> {
    find(name)?.iana_name().map(str::to_owned)
}

/// The name of every zone, in order.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect();
    names.sort_unstable();
    names
}

/// The shifts of a zone from one date through another, after the one that made
/// its time what it is on the first of them; where no clock was ever changed
/// before, that one is the first date itself. Empty when there is no such zone.
pub fn shifts(name: &str, first: NaiveDate, last: NaiveDate) -> Vec<Shift> {
    let Some(zone) = find(name) else { return Vec::new() };
    let (Some(from), Some(through)) = (instant(first), instant(last + TimeDelta::days(1))) else { return Vec::new() };
    let second = SignedDuration::from_secs(1);
    let earlier = zone.preceding(from).next();
    let as_ever = earlier.is_none().then(|| {
        let now = zone.to_offset_info(from);
        let (seconds, name) = (now.offset().seconds(), now.abbreviation().to_owned());
        Shift { at: first.and_time(NaiveTime::MIN), before: seconds, after: seconds, name, summer: false }
    });
    let later = zone.following(from - second).take_while(|shift| shift.timestamp() < through);
    let shifts = earlier.into_iter().chain(later).filter_map(|shift| {
        let before = zone.to_offset(shift.timestamp() - second).seconds();
        Some(Shift {
            at: DateTime::from_timestamp(shift.timestamp().as_second() + i64::from(before), 0)?.naive_utc(),
            before,
            after: shift.offset().seconds(),
            name: shift.abbreviation().to_owned(),
            summer: shift.dst().is_dst(),
        })
    });
    as_ever.into_iter().chain(shifts).collect()
}

fn find(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

fn instant(date: NaiveDate) -> Option<Timestamp> {
    Timestamp::from_second(date.and_time(NaiveTime::MIN).and_utc().timestamp()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shifts that fall into a year and the one before, one a line.
    fn listed(zone: &str, year: i32) -> String {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let lines = shifts(zone, day(1, 1), day(12, 31)).into_iter().map(|shift| {
            let summer = if shift.summer { " summer" } else { "" };
            format!("{} {} to {} {}{summer}\n", shift.at, shift.before, shift.after, shift.name)
        });
        lines.collect()
    }

    #[test]
    fn the_shifts_of_a_year_are_those_of_the_clocks() {
        crate::snapshot::assert_snapshot!(listed("America/Denver", 2026), @"
        2025-11-02 02:00:00 -21600 to -25200 MST
        2026-03-08 02:00:00 -25200 to -21600 MDT summer
        2026-11-01 02:00:00 -21600 to -25200 MST
        ");
        crate::snapshot::assert_snapshot!(listed("Australia/Lord_Howe", 2026), @"
        2025-10-05 02:00:00 37800 to 39600 +11 summer
        2026-04-05 02:00:00 39600 to 37800 +1030
        2026-10-04 02:00:00 37800 to 39600 +11 summer
        ");
        crate::snapshot::assert_snapshot!(listed("America/Phoenix", 2026), @"1967-10-29 02:00:00 -21600 to -25200 MST");
        crate::snapshot::assert_snapshot!(listed("UTC", 2026), @"2026-01-01 00:00:00 0 to 0 UTC");
        // The year in which the province stays on summer time.
        crate::snapshot::assert_snapshot!(listed("America/Vancouver", 2027), @"2026-11-01 02:00:00 -25200 to -25200 MST");
    }

    #[test]
    fn a_zone_has_shifts_in_every_year_that_a_season_may_lie_in() {
        for year in [1900, 1950, 2026, 2100, 2999] {
            assert!(!listed("America/Denver", year).is_empty(), "{year}");
        }
    }

    #[test]
    fn a_name_is_known_in_any_case_and_spelled_as_the_database_does() {
        assert_eq!(canonical_name("america/denver").as_deref(), Some("America/Denver"));
        assert_eq!(canonical_name("America/Devner"), None);
        assert_eq!(canonical_name(""), None);
        assert!(names().contains(&"Pacific/Auckland".to_owned()));
    }
}
