//! `[[groups]]` and `[[phases]]`, and what news shares with them.

use super::roster::Roster;
use super::{Context, MAX_MEETS, Stretch, athletes, entries, weekdays};
use crate::diag::codes::{NAME_TWICE, NO_EFFECT};
use crate::domain::group::{Group, GroupChange, Phase, SaidWeek};
use crate::domain::ids::GroupId;
use crate::domain::volume::Percent;
use crate::season::{Spans, keys};
use crate::tables::{Integer, Key, Subtable, Table, short};

/// What the entries of `[[groups]]` say, by group.
pub(super) fn groups(file: &Table, cx: Context, roster: &mut Roster, spans: &mut Spans) -> Vec<(GroupId, GroupChange)> {
    let mut groups: Vec<(GroupId, GroupChange)> = Vec::new();
    for table in entries(file, &keys::GROUPS, MAX_MEETS) {
        let name = table.get(&keys::GROUP_NAME);
        let shown = name.as_ref().map_or("this group".to_owned(), |name| short(&name.value));
        let last = cx.bounds.day(cx.bounds.end);
        let until = athletes::until(&table, cx.bounds, &shown, "correct the date, or remove the line")
            .map(|until| until.min(last));
        let week = week(&table, cx, &keys::GROUP_WEEK, &format!("the week of {shown}"));
        let change = GroupChange { week, until, ..numbers(&table) };
        let Some(name) = name else { continue };
        let id = roster.group(&table, &name);
        if groups.iter().any(|(other, _)| *other == id) {
            let message = format!("the group \"{shown}\" is listed a second time");
            table.push(NAME_TWICE.at(name.place, message).help("write what you say of a group in one entry"));
            continue;
        }
        spans.groups.push((id, name.place));
        groups.push((id, change));
    }
    groups
}

/// The numbers that an entry or a piece of news says of groups.
pub(super) fn numbers(table: &Table) -> GroupChange {
    GroupChange {
        minutes: percent(table, &keys::GROUP_MINUTES),
        reps: percent(table, &keys::GROUP_REPS),
        hard_days: table.value(&keys::GROUP_HARD_DAYS).map(|days| days as usize),
        long_run_every: table.value(&keys::GROUP_LONG_RUN_EVERY).map(|days| days as i16),
        ..GroupChange::default()
    }
}

fn percent(table: &Table, key: &'static Key<Integer>) -> Option<Percent> {
    table.value(key).map(|percent| Percent::new(percent as u16))
}

/// The weekdays of a week of one's own.
fn week(table: &Table, cx: Context, key: &'static Key<Subtable>, whose: &str) -> SaidWeek {
    table.value(key).map(|week| weekdays(&week, cx.off, whose)).unwrap_or_default()
}

/// The groups of a season, with what is said of them.
pub(super) fn named(roster: &Roster, said: &[(GroupId, GroupChange)]) -> Vec<Group> {
    let mut groups: Vec<Group> = roster.group_names().iter().cloned().map(Group::new).collect();
    said.iter().for_each(|(GroupId(at), change)| groups[*at as usize].apply(change));
    groups
}

/// The entries of `[[phases]]`.
pub(super) fn phases(file: &Table, cx: Context, roster: &mut Roster, spans: &mut Spans) -> Vec<Phase> {
    let mut phases: Vec<Phase> = Vec::new();
    for table in entries(file, &keys::PHASES, MAX_MEETS) {
        let name = table.value(&keys::PHASE_NAME);
        let known = cx.known(&table, &keys::PHASE_KNOWN);
        let days = Stretch::read(&table, "the days of the phase", [&keys::PHASE_FROM, &keys::PHASE_THROUGH]);
        let groups = roster.groups(&table, &keys::PHASE_GROUPS).map(|(ids, places)| {
            spans.groups.extend(places);
            ids
        });
        let week = week(&table, cx, &keys::PHASE_WEEK, "the week of this phase");
        let minutes = percent(&table, &keys::PHASE_MINUTES).unwrap_or(Percent::ALL);
        let reps = percent(&table, &keys::PHASE_REPS).unwrap_or(Percent::ALL);
        let workouts = table.value(&keys::PHASE_WORKOUTS);
        let (Some(name), Some(days)) = (name, days) else { continue };
        days.check_known(&table, "the phase begins", keys::PHASE_FROM.name, known.as_ref());
        cx.bounds.check(&table, "the first day of the phase", &days.from);
        let has_end = table.has(&keys::PHASE_THROUGH);
        if has_end {
            cx.bounds.check(&table, "the last day of the phase", &days.through);
        }
        let through = has_end.then(|| cx.bounds.day(days.through.value));
        let (from, known) = (cx.bounds.day(days.from.value), cx.day_known(known.as_ref()));
        if phases.iter().any(|other| other.from == from && other.groups == groups && other.known <= known) {
            let message = "another phase begins on the same day for the same athletes, and this later one holds";
            table.push(NO_EFFECT.at(days.from.place, message).help("remove one of the two, or correct its first day"));
        }
        phases.push(Phase { name, from, through, groups, week, minutes, reps, workouts, known });
    }
    phases
}
