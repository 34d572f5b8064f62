//! The workouts that a day can hold: those that ship inside the program, and
//! those of a coach, which are added to them or replace them.
//!
//! In goes TOML, `workouts.toml`, whose head explains it to a coach; out comes
//! a [`Library`] that answers which workout a session gets. What each session
//! of each event chooses from is worked out once, when the library is made,
//! because the planner asks for every athlete and every day.
//!
//! A workout with a problem is left out of the library: its problem is an
//! error, and with an error nothing is planned.

mod check;
pub mod keys;
pub mod notation;

use std::collections::BTreeMap;

use crate::diag::codes::OVER_A_LIMIT;
use crate::diag::{FileId, Findings, Sources};
use crate::domain::athlete::Volume;
use crate::domain::event::Event;
use crate::domain::session::Session;
use crate::domain::workout::Workout;
use crate::tables::{self, At};

/// The workouts that ship inside the program, as TOML.
pub const BUILT_IN: &str = include_str!("library/workouts.toml");

/// Most workouts in a library.
pub const MAX_WORKOUTS: usize = 1_000;

/// Names one workout of a [`Library`], its place in the library's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkoutId(u16);

/// The workouts, in the order of their files, and what each session chooses from.
#[derive(Clone, Debug)]
pub struct Library {
    workouts: Vec<Workout>,
    index: Index,
}

impl Library {
    /// The library that ships inside the program.
    ///
    /// ```
    /// # use racepace::domain::{athlete::Volume, event::Event, session::Session};
    /// # use racepace::library::Library;
    /// let library = Library::built_in();
    /// let id = library.choose(Session::Hours48, Event::M1600, Volume::Lower, 0).unwrap();
    /// assert_eq!(library.get(id).id, "48-hour-1600");
    /// ```
    pub fn built_in() -> Library {
        let file = Sources::default().add("workouts.toml", BUILT_IN);
        // A test proves that the shipped file has no findings.
        Library::new(Vec::new()).with_own(file, BUILT_IN, &mut Findings::default())
    }

    /// This library with the coach's own workouts: one that has the id of
    /// another takes its place in the order, the others come last. What is
    /// wrong with them is added to `findings`.
    #[must_use]
    pub fn with_own(self, file: FileId, text: &str, findings: &mut Findings) -> Library {
        let own = check::workouts(file, text, findings);
        let mut workouts = self.workouts;
        let mut places: BTreeMap<String, usize> =
            workouts.iter().enumerate().map(|(place, workout)| (workout.id.clone(), place)).collect();
        for At { value: workout, place } in own {
            if let Some(&at) = places.get(&workout.id) {
                workouts[at] = workout;
            } else if workouts.len() < MAX_WORKOUTS {
                places.insert(workout.id.clone(), workouts.len());
                workouts.push(workout);
            } else {
                let message = format!("the library has more than {MAX_WORKOUTS} workouts from here on");
                findings.push(OVER_A_LIMIT.at(place, message).help("remove workouts, or replace others by their id"));
                break;
            }
        }
        Library::new(workouts)
    }

    fn new(workouts: Vec<Workout>) -> Library {
        Library { index: Index::of(&workouts), workouts }
    }

    /// The workout for a session of an athlete who races `event`, or `None`
    /// when the library has none, as for a day off. The workouts for the
    /// event go before those for every event; for a 72-hour workout the
    /// volume must fit. Where several fit they take turns, in the library's order.
    pub fn choose(&self, session: Session, event: Event, volume: Volume, turn: usize) -> Option<WorkoutId> {
        let candidates = self.index.candidates(session, event, volume);
        let turn = turn.checked_rem(candidates.len())?;
        candidates.get(turn).copied()
    }

    /// The workout that `id` names.
    ///
    /// # Panics
    ///
    /// When the id is of another, larger library.
    pub fn get(&self, id: WorkoutId) -> &Workout {
        &self.workouts[usize::from(id.0)]
    }

    /// Every workout, in the library's order.
    pub fn iter(&self) -> impl Iterator<Item = (WorkoutId, &Workout)> {
        ids(&self.workouts)
    }
}

/// The JSON Schema of a file of workouts.
pub fn schema() -> serde_json::Value {
    tables::schema("urn:racepace:workouts", "Workouts for racepace", keys::FILE_KEYS)
}

fn ids(workouts: &[Workout]) -> impl Iterator<Item = (WorkoutId, &Workout)> {
    (0..).map(WorkoutId).zip(workouts)
}

/// For each session, event and volume, what is chosen from.
#[derive(Clone, Debug)]
struct Index(Vec<Vec<WorkoutId>>);

impl Index {
    fn of(workouts: &[Workout]) -> Index {
        let mut slots = vec![Vec::new(); slot(Session::Off, Event::M3200, Volume::Lower) + 1];
        for session in Session::ALL {
            for event in Event::ALL {
                for volume in Volume::ALL {
                    let fits = |workout: &Workout, of: Option<Event>| {
                        workout.session == session
                            && workout.event == of
                            && workout.volume.is_none_or(|of| of == volume)
                    };
                    let all_for = |of: Option<Event>| -> Vec<WorkoutId> {
                        ids(workouts).filter(|(_, workout)| fits(workout, of)).map(|(id, _)| id).collect()
                    };
                    let mut candidates = all_for(Some(event));
                    if candidates.is_empty() {
                        candidates = all_for(None);
                    }
                    slots[slot(session, event, volume)] = candidates;
                }
            }
        }
        Index(slots)
    }

    fn candidates(&self, session: Session, event: Event, volume: Volume) -> &[WorkoutId] {
        &self.0[slot(session, event, volume)]
    }
}

/// The place of a session, event and volume in the index. The last of each is the largest.
const fn slot(session: Session, event: Event, volume: Volume) -> usize {
    (session as usize * Event::ALL.len() + event as usize) * Volume::ALL.len() + volume as usize
}

#[cfg(test)]
mod tests;
