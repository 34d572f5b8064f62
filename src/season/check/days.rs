//! `[[days]]`: the coach's choices for single days.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::roster::Roster;
use super::{Context, MAX_OVERRIDES, Stretch, entries};
use crate::diag::codes::{MISSING_KEY, NOT_OF_THIS_SUBJECT, UNKNOWN_NAME, WORKOUT_FOR_A_DAY};
use crate::domain::overrides::{ChosenWorkout, DayOverride, Who};
use crate::domain::session::Session;
use crate::domain::workout::{Set, Workout};
use crate::notation;
use crate::season::{OverridePlaces, Spans, keys};
use crate::tables::{At, Table, did_you_mean, list, short};

/// So many workouts are listed in a remedy.
const MAX_LISTED: usize = 40;

pub(super) fn overrides(file: &Table, cx: Context, roster: &mut Roster, spans: &mut Spans) -> Vec<DayOverride> {
    let mut overrides = Vec::new();
    let mut written: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for table in entries(file, &keys::DAYS, MAX_OVERRIDES) {
        let known = cx.known(&table, &keys::DAY_KNOWN);
        let days = Stretch::read(&table, "the days", [&keys::DAY_DATE, &keys::DAY_THROUGH]);
        let athletes = table.value(&keys::DAY_ATHLETES);
        let (groups, places) = roster.groups(&table, &keys::DAY_GROUPS).unzip();
        if table.has(&keys::DAY_ATHLETES) && table.has(&keys::DAY_GROUPS) {
            let message = "this entry of [[days]] is both for athletes and for groups";
            let problem = NOT_OF_THIS_SUBJECT.at(table.place_of(&keys::DAY_GROUPS), message);
            table.push(problem.help("remove one of the two lines, or write two entries"));
        }
        let who = match (athletes, groups) {
            (Some(athletes), _) => Who::Athletes(roster.athletes(&table, &athletes)),
            (None, Some(groups)) => Who::Groups(groups),
            (None, None) => Who::Everyone,
        };
        let note = table.value(&keys::DAY_NOTE);
        let (session, chosen) = session(&table, cx);
        let Some(days) = days else { continue };
        days.check_known(&table, "the change is", keys::DAY_DATE.name, known.as_ref());
        cx.bounds.check(&table, "the day", &days.from);
        if days.through.value != days.from.value {
            cx.bounds.check(&table, "the last day", &days.through);
        }
        let workout = chosen.map(|chosen| match chosen {
            Chosen::OfTheLibrary(id) => ChosenWorkout::OfTheLibrary(id),
            Chosen::Written(run) => {
                let number = written.entry(days.from.value).or_default();
                *number += 1;
                let session = session.unwrap_or(Session::Workout);
                ChosenWorkout::Written(Box::new(own_workout(days.from.value, *number, session, run)))
            }
        });
        let through = table.has(&keys::DAY_THROUGH).then(|| cx.bounds.day(days.through.value));
        spans.overrides.push(OverridePlaces { date: days.from.place.clone(), groups: places.unwrap_or_default() });
        let (day, known) = (cx.bounds.day(days.from.value), cx.day_known(known.as_ref()));
        overrides.push(DayOverride { day, through, who, session, workout, note, known });
    }
    overrides
}

/// A workout as an entry chooses it.
enum Chosen {
    /// By its id.
    OfTheLibrary(String),
    /// By what is run.
    Written(Vec<Set>),
}

/// What the days hold, and which workout.
fn session(table: &Table, cx: Context) -> (Option<Session>, Option<Chosen>) {
    let session = table.get(&keys::DAY_SESSION);
    let id = table.get(&keys::DAY_WORKOUT);
    let lines = table.get(&keys::DAY_RUN);
    if ![table.has(&keys::DAY_SESSION), table.has(&keys::DAY_WORKOUT), table.has(&keys::DAY_RUN)].contains(&true)
        && !table.has(&keys::DAY_NOTE)
    {
        let message = "this entry of [[days]] has neither a session, a workout nor a note";
        table.push(MISSING_KEY.at(table.place(), message).help("add a line: session = \"easy\""));
    }
    let stated = session.as_ref().map(|session| session.value);
    if let (Some(_), Some(lines)) = (&id, &lines) {
        let message = "\"workout\" and \"run\" both say what is run";
        table.push(WORKOUT_FOR_A_DAY.at(lines.place.clone(), message).help("remove one of the two lines"));
    }
    if let Some(lines) = lines {
        let whole = lines.value.len() == table.count(&keys::DAY_RUN);
        let run = notation::sets(table, lines.value, cx.text).filter(|run| whole && !run.is_empty());
        if let Some(session) = session.filter(|session| matches!(session.value, Session::Off | Session::Race)) {
            let message = format!("\"run\" says what is run, but the session is \"{}\"", session.value);
            table.push(WORKOUT_FOR_A_DAY.at(session.place, message).help("remove one of the two lines"));
        }
        return (Some(stated.unwrap_or(Session::Workout)), run.map(Chosen::Written));
    }
    let Some(At { value: id, place }) = id else { return (stated, None) };
    let Some(&of_workout) = cx.references.workouts.get(id.as_str()) else {
        let problem = UNKNOWN_NAME.at(place, format!("no workout has the id \"{}\"", short(&id)));
        let ids = || cx.references.workouts.keys().copied();
        table.push(match did_you_mean(&id, ids()) {
            Some(meant) => problem.help(format!("did you mean \"{meant}\"?")),
            None => problem.help(format!("the workouts are: {}", list(ids().take(MAX_LISTED)))),
        });
        return (stated, None);
    };
    if let Some(session) = session.filter(|session| session.value != of_workout) {
        let message = format!("\"{}\" is of the kind \"{of_workout}\", not \"{}\"", short(&id), session.value);
        let remedy = format!("write session = \"{of_workout}\", or remove the line");
        table.push(WORKOUT_FOR_A_DAY.at(session.place, message).help(remedy));
    }
    (Some(of_workout), Some(Chosen::OfTheLibrary(id)))
}

/// A workout that is written in the season file. What comes before and after
/// its reps is the library's to say.
fn own_workout(date: NaiveDate, number: usize, session: Session, run: Vec<Set>) -> Workout {
    Workout {
        id: if number == 1 { format!("coach-{date}") } else { format!("coach-{date}-{number}") },
        session,
        event: None,
        volume: None,
        kind: None,
        title: "Coach's workout".to_owned(),
        purpose: "the coach's own choice".to_owned(),
        shape_from: "the coach's own".to_owned(),
        warm_up: None,
        run,
        strides: None,
        strength: None,
    }
}
