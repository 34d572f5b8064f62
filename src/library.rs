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
mod wording;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diag::codes::OVER_A_LIMIT;
use crate::diag::{FileId, Findings, Sources};
use crate::domain::event::Event;
use crate::domain::ids::OverrideId;
use crate::domain::load::Load;
use crate::domain::overrides::ChosenWorkout;
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::domain::volume::Volume;
use crate::domain::workout::{Workout, WorkoutKind};
use crate::tables::{self, At};

/// The workouts that ship inside the program, as TOML.
pub const BUILT_IN: &str = include_str!("library/workouts.toml");

/// Most workouts in a library.
pub const MAX_WORKOUTS: usize = 1_000;

/// Names one workout of a [`Library`], its place in the library's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkoutId(u32);

/// The workouts, in the order of their files, and what each session chooses
/// from; after them those that a season chooses for single days, and those
/// that a plan has at a load.
#[derive(Clone, Debug)]
pub struct Library {
    workouts: Vec<Arc<Workout>>,
    index: Arc<Index>,
    /// For each `[[days]]` entry of the season, the workout that it chose.
    choices: Vec<Option<WorkoutId>>,
    /// The workouts that were asked for at a load.
    at_loads: HashMap<(WorkoutId, Load), WorkoutId>,
    /// What each of those is at full load.
    full: HashMap<WorkoutId, WorkoutId>,
}

impl Library {
    /// The library that ships inside the program.
    ///
    /// ```
    /// # use racepace::domain::{volume::Volume, event::Event, session::Session};
    /// # use racepace::library::Library;
    /// let library = Library::built_in();
    /// let [a, b] = [0, 1].map(|turn| library.choose(Session::Hours48, Event::M1600, Volume::Lower, turn).unwrap());
    /// assert_eq!([a, b].map(|id| library.get(id).id.as_str()), ["48-hour-1600", "48-hour-1600-b"]);
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
        let mut workouts: Vec<Workout> = self.workouts.into_iter().map(Arc::unwrap_or_clone).collect();
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
        let index = Arc::new(Index::of(&workouts));
        let workouts = workouts.into_iter().map(Arc::new).collect();
        Library { workouts, index, choices: Vec::new(), at_loads: HashMap::new(), full: HashMap::new() }
    }

    /// This library with what the coach chose in `[[days]]`. A workout that is
    /// written there is for its days alone, and never takes a turn. What comes
    /// before and after its reps is as in the first workout for its session.
    #[must_use]
    pub fn with_choices(mut self, season: &Season) -> Library {
        let find = |id: &str| self.iter().find(|(_, workout)| workout.id == id).map(|(id, _)| id);
        let around: Vec<Option<Arc<Workout>>> =
            Session::ALL.map(|session| self.workouts.iter().find(|workout| workout.session == session).cloned()).into();
        let mut written: Vec<Arc<Workout>> = Vec::new();
        let mut choices: Vec<Option<WorkoutId>> = Vec::with_capacity(season.overrides.len());
        for entry in season.overrides.iter() {
            choices.push(match &entry.workout {
                None => None,
                Some(ChosenWorkout::OfTheLibrary(id)) => find(id),
                Some(ChosenWorkout::Written(workout)) => {
                    let mut workout = Workout::clone(workout);
                    if let Some(around) = &around[workout.session as usize] {
                        workout.warm_up.clone_from(&around.warm_up);
                        workout.strides.clone_from(&around.strides);
                        workout.strength.clone_from(&around.strength);
                    }
                    written.push(Arc::new(workout));
                    u32::try_from(self.workouts.len() + written.len() - 1).ok().map(WorkoutId)
                }
            });
        }
        self.workouts.extend(written);
        self.choices = choices;
        self
    }

    /// The workout that a `[[days]]` entry of the season chose, when it chose one.
    pub fn chosen(&self, id: OverrideId) -> Option<WorkoutId> {
        self.choices.get(id.0 as usize).copied().flatten()
    }

    /// The session of each workout by its id: what a season file may name.
    pub fn sessions(&self) -> BTreeMap<&str, Session> {
        self.workouts.iter().map(|workout| (workout.id.as_str(), workout.session)).collect()
    }

    /// The workout for a session of an athlete who races `event`, or `None`
    /// when the library has none, as for a day off. The workouts for the
    /// event go before those for every event; where a workout has a volume it
    /// must fit. Where several fit they take turns, in the library's order;
    /// those for speed development are a progression, at the end of which the
    /// last two take turns.
    pub fn choose(&self, session: Session, event: Event, volume: Volume, turn: usize) -> Option<WorkoutId> {
        let candidates = self.index.candidates(session, event, volume);
        let turn = match session {
            Session::SpeedDevelopment => progression(turn, candidates.len()),
            _ => turn.checked_rem(candidates.len())?,
        };
        candidates.get(turn).copied()
    }

    /// The ordinary workouts of a kind for an event, in the library's order.
    pub fn ordinary(&self, event: Event, kind: WorkoutKind) -> &[WorkoutId] {
        &self.index.ordinary[event as usize][kind as usize]
    }

    /// The workout that `id` names.
    ///
    /// # Panics
    ///
    /// When the id is of another, larger library.
    pub fn get(&self, id: WorkoutId) -> &Workout {
        &self.workouts[id.0 as usize]
    }

    /// The workout that `id` names, as it is run at a load. What is the same at
    /// several loads is one workout.
    pub fn at_load(&mut self, id: WorkoutId, load: Load) -> WorkoutId {
        if load == Load::ALL {
            return id;
        }
        if let Some(&known) = self.at_loads.get(&(id, load)) {
            return known;
        }
        let workout = load.of(self.get(id));
        let known = self.at_loads.iter().filter(|((of, _), _)| *of == id).map(|(_, &scaled)| scaled);
        let same = known.chain([id]).find(|&scaled| *self.get(scaled) == workout);
        let scaled = same.unwrap_or_else(|| {
            self.workouts.push(Arc::new(workout));
            let new = WorkoutId((self.workouts.len() - 1) as u32);
            self.full.insert(new, id);
            new
        });
        self.at_loads.insert((id, load), scaled);
        scaled
    }

    /// The workout of the library that `id` is, or is at a load.
    pub fn at_full_load(&self, id: WorkoutId) -> WorkoutId {
        self.full.get(&id).copied().unwrap_or(id)
    }

    /// Every workout, in the library's order.
    pub fn iter(&self) -> impl Iterator<Item = (WorkoutId, &Workout)> {
        (0..).map(WorkoutId).zip(self.workouts.iter().map(Arc::as_ref))
    }
}

/// The JSON Schema of a file of workouts.
pub fn schema() -> serde_json::Value {
    tables::schema("urn:racepace:workouts", "Workouts for racepace", keys::FILE_KEYS)
}

fn ids(workouts: &[Workout]) -> impl Iterator<Item = (WorkoutId, &Workout)> {
    (0..).map(WorkoutId).zip(workouts)
}

/// Which of `count` workouts in a progression is run in the week of this number, from 0. No speed
/// development is in the first week of a season, so that the first workout has three weeks.
fn progression(week: usize, count: usize) -> usize {
    let (step, alternating) = (week.saturating_sub(1) / 2, count.min(2));
    let alone = count - alternating;
    if step < alone { step } else { alone + (week.saturating_sub(2 * alone + 1)) % alternating.max(1) }
}

/// What is chosen from.
#[derive(Clone, Debug)]
struct Index {
    /// For each session, event and volume.
    slots: Vec<Vec<WorkoutId>>,
    /// For each event, the ordinary workouts of each kind.
    ordinary: [[Vec<WorkoutId>; WorkoutKind::ALL.len()]; Event::ALL.len()],
}

impl Index {
    fn of(workouts: &[Workout]) -> Index {
        let all = |fits: &dyn Fn(&Workout) -> bool| -> Vec<WorkoutId> {
            ids(workouts).filter(|(_, workout)| fits(workout)).map(|(id, _)| id).collect()
        };
        let mut slots = vec![Vec::new(); slot(Session::Off, Event::M3200, Volume::Lower) + 1];
        for session in Session::ALL {
            for event in Event::ALL {
                for volume in Volume::ALL {
                    let all_for = |of: Option<Event>| {
                        all(&|workout| {
                            workout.session == session
                                && workout.event == of
                                && workout.volume.is_none_or(|of| of == volume)
                        })
                    };
                    let mut candidates = all_for(Some(event));
                    if candidates.is_empty() {
                        candidates = all_for(None);
                    }
                    slots[slot(session, event, volume)] = candidates;
                }
            }
        }
        let ordinary = Event::ALL.map(|event| {
            WorkoutKind::ALL.map(|kind| all(&|workout| workout.event == Some(event) && workout.kind == Some(kind)))
        });
        Index { slots, ordinary }
    }

    fn candidates(&self, session: Session, event: Event, volume: Volume) -> &[WorkoutId] {
        &self.slots[slot(session, event, volume)]
    }
}

/// The place of a session, event and volume in the index. The last of each is the largest.
const fn slot(session: Session, event: Event, volume: Volume) -> usize {
    (session as usize * Event::ALL.len() + event as usize) * Volume::ALL.len() + volume as usize
}

#[cfg(test)]
mod tests;
