//! Makes workouts of a file's tables and collects every problem.

use std::collections::BTreeSet;

use super::wording::printed;
use super::{MAX_WORKOUTS, keys};
use crate::diag::codes::WORKOUT_INCOMPLETE;
use crate::diag::{FileId, Findings, Place};
use crate::domain::session::Session;
use crate::domain::workout::{Set, Workout};
use crate::notation;
use crate::tables::{self, At, Key, Kind, Table};

/// The workouts of one file that have no problem, each with its place. What is
/// wrong with the others is added to `findings`.
pub(super) fn workouts(file: FileId, text: &str, findings: &mut Findings) -> Vec<At<Workout>> {
    tables::read(file, text, findings, "a file of workouts", keys::FILE_KEYS, |root| {
        let mut ids = BTreeSet::new();
        let mut workouts = Vec::new();
        for table in root.value(&keys::WORKOUTS).unwrap_or_default() {
            let Some(workout) = workout(&table, text, &mut ids) else { continue };
            workouts.push(At { value: workout, place: table.place() });
            // An id is in a file once, so this many are over the limit in any library.
            if MAX_WORKOUTS < workouts.len() {
                break;
            }
        }
        workouts
    })
}

/// One workout, or `None` after what is wrong with it was reported.
fn workout(table: &Table<'_, '_>, text: &str, ids: &mut BTreeSet<String>) -> Option<Workout> {
    // Everything is read before anything is given up, so that every problem is reported.
    let id = table.get(&keys::WORKOUT_ID);
    let session = table.get(&keys::WORKOUT_SESSION);
    let event = optional(table, &keys::WORKOUT_EVENT);
    let volume = optional(table, &keys::WORKOUT_VOLUME);
    let kind = optional(table, &keys::WORKOUT_KIND);
    let title = table.value(&keys::WORKOUT_TITLE);
    let purpose = table.value(&keys::WORKOUT_FOR);
    let shape_from = optional(table, &keys::WORKOUT_FROM);
    let warm_up = optional(table, &keys::WORKOUT_WARM_UP);
    let run = run(table, text);
    let strides = optional(table, &keys::WORKOUT_STRIDES);
    let strength = optional(table, &keys::WORKOUT_STRENGTH);

    let mut whole = true;
    let mut incomplete = |place: Place, message: String, help: &str| {
        table.push(WORKOUT_INCOMPLETE.at(place, message).help(help));
        whole = false;
    };
    if let Some(At { value, place }) = &id
        && !ids.insert(value.clone())
    {
        let message = format!("the id \"{value}\" appears here a second time");
        incomplete(place.clone(), message, "give each workout of the file an id of its own");
    }
    if let Some(At { value: session, place }) = &session {
        let placed_by_event = session.is_lead() || *session == Session::Workout;
        if placed_by_event && event == Some(None) {
            let message = format!("a {session} needs an event", session = said(*session));
            incomplete(place.clone(), message, "add a line with 800, 1600 or 3200, as in: event = 1600");
        }
        if placed_by_event && run.as_ref().is_some_and(Vec::is_empty) {
            let message = format!("a {session} needs something to run", session = said(*session));
            incomplete(place.clone(), message, "add a line: run = [\"3x400 @ goal, rest 3:00\"]");
        }
        if *session == Session::Workout && kind == Some(None) {
            let message = "a workout needs a kind".to_owned();
            incomplete(
                place.clone(),
                message,
                "add a line: kind = \"race-pace\", or without target times: kind = \"aerobic\"",
            );
        }
        if *session != Session::Workout && matches!(kind, Some(Some(_))) {
            let message = "only a workout has a kind".to_owned();
            incomplete(table.place_of(&keys::WORKOUT_KIND), message, "remove the line, or correct the session");
        }
        if !matches!(session, Session::Hours72 | Session::LongRun) && matches!(volume, Some(Some(_))) {
            let message = "only a 72-hour workout and a long run have a volume".to_owned();
            incomplete(table.place_of(&keys::WORKOUT_VOLUME), message, "remove the line, or correct the session");
        }
    }
    if !whole {
        return None;
    }
    Some(Workout {
        id: id?.value,
        session: session?.value,
        event: event?,
        volume: volume?,
        kind: kind?,
        title: printed(&title?),
        purpose: printed(&purpose?),
        shape_from: shape_from?.unwrap_or_else(|| "the coach's own".to_owned()),
        warm_up: warm_up?.as_deref().map(printed),
        run: run?,
        strides: strides?.as_deref().map(printed),
        strength: strength?.as_deref().map(printed),
    })
}

/// A hard session in a sentence.
fn said(session: Session) -> String {
    if session.is_lead() { format!("{session} workout") } else { session.to_string() }
}

/// A value that may be absent: `None` when it is wrong.
fn optional<'r, 'a, K: Kind>(table: &Table<'r, 'a>, key: &'static Key<K>) -> Option<Option<K::Value<'r, 'a>>> {
    match table.value(key) {
        None if table.has(key) => None,
        value => Some(value),
    }
}

/// What is run; `None` when a line is wrong.
fn run(table: &Table<'_, '_>, text: &str) -> Option<Vec<Set>> {
    if !table.has(&keys::WORKOUT_RUN) {
        return Some(Vec::new());
    }
    let lines = table.value(&keys::WORKOUT_RUN)?;
    let whole = lines.len() == table.count(&keys::WORKOUT_RUN);
    notation::sets(table, lines, text).filter(|_| whole)
}
