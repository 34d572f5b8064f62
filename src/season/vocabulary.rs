//! The words of a season file, each with what it means.

use chrono::Weekday;

use crate::domain::day::{WEEKDAYS, weekday_word};
use crate::domain::event::{Event, MeetEvent};
use crate::domain::group::PhaseWorkouts;
use crate::domain::lead::Lead;
use crate::domain::meet::{Choice, MeetKind};
use crate::domain::output::{Format, Paper, SheetKind};
use crate::domain::pace::Rounding;
use crate::domain::season::{LongRunAfterRace, Names};
use crate::domain::session::Session;
use crate::domain::volume::Volume;
use crate::tables::words_of;

pub(super) fn weekdays() -> Vec<(&'static str, Weekday)> {
    words_of(&WEEKDAYS, weekday_word)
}

pub(super) fn events() -> Vec<(&'static str, Event)> {
    words_of(&Event::ALL, Event::as_str)
}

pub(super) fn meet_events() -> Vec<(&'static str, MeetEvent)> {
    words_of(&MeetEvent::ALL, MeetEvent::as_str)
}

/// What the coach's word on a day may be.
pub(super) fn sessions() -> Vec<(&'static str, Session)> {
    words_of(&Session::ALL, Session::as_str)
}

/// What a weekday of `[week]` may hold.
pub(super) fn ordinary_sessions() -> Vec<(&'static str, Session)> {
    words_of(&Session::ORDINARY, Session::as_str)
}

/// What may fill the day of a canceled race.
pub(super) fn freed_sessions() -> Vec<(&'static str, Session)> {
    words_of(&[Session::Workout, Session::TimeTrial, Session::Easy, Session::Off], Session::as_str)
}

pub(super) fn meet_kinds() -> Vec<(&'static str, MeetKind)> {
    words_of(&MeetKind::ALL, MeetKind::as_str)
}

pub(super) fn choices() -> Vec<(&'static str, Option<Choice>)> {
    let leads = Lead::ALL.map(|lead| (lead.as_str(), Some(Choice::Lead(lead))));
    leads.into_iter().chain([("none", Some(Choice::None)), ("plan", None)]).collect()
}

pub(super) fn volumes() -> Vec<(&'static str, Volume)> {
    words_of(&Volume::ALL, Volume::as_str)
}

pub(super) fn long_runs_after_races() -> Vec<(&'static str, LongRunAfterRace)> {
    words_of(&LongRunAfterRace::ALL, LongRunAfterRace::as_str)
}

pub(super) fn phase_workouts() -> Vec<(&'static str, PhaseWorkouts)> {
    words_of(&PhaseWorkouts::ALL, PhaseWorkouts::as_str)
}

pub(super) fn roundings() -> Vec<(&'static str, Rounding)> {
    words_of(&Rounding::ALL, Rounding::as_str)
}

pub(super) fn names() -> Vec<(&'static str, Names)> {
    vec![("first-initial", Names::FirstInitial), ("full", Names::Full)]
}

pub(super) fn formats() -> Vec<(&'static str, Format)> {
    words_of(&Format::ALL, Format::as_str)
}

pub(super) fn sheets() -> Vec<(&'static str, SheetKind)> {
    words_of(&SheetKind::ALL, SheetKind::as_str)
}

pub(super) fn papers() -> Vec<(&'static str, Paper)> {
    words_of(&Paper::ALL, Paper::as_str)
}
