//! What comes before and after the run: kinds of day with the same routine share a line.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{SheetBuilder, phrases};
use crate::domain::day::DaySet;
use crate::domain::event::Event;
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::library::WorkoutId;

/// What comes before and after the run on a kind of day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Routine {
    /// Which days: `Easy`, `Workout Tue (1600)`.
    pub days: String,
    /// The warm-up.
    pub warm_up: String,
    /// The strides.
    pub strides: String,
    /// The strength work.
    pub strength: String,
}

/// A kind of day, the event its workout is for, and the days that hold it.
struct Kind {
    session: Session,
    event: Option<Event>,
    days: DaySet,
}

impl SheetBuilder<'_> {
    pub(super) fn routines(&self, week: Week) -> Vec<Routine> {
        let mut used: BTreeMap<(Session, Option<Event>, WorkoutId), DaySet> = BTreeMap::new();
        for number in 0..self.plan.shared_plans() {
            let shared = self.plan.shared_at(number);
            for day in week.days() {
                let index = day.index().unwrap_or(0);
                if let Some(id) = shared.workouts[index] {
                    used.entry((shared.days[index].session, self.workouts.get(id).event, id)).or_default().insert(day);
                }
            }
        }
        // Days with the same routine share a line.
        let mut routines: Vec<(Routine, Vec<Kind>)> = Vec::new();
        for ((session, event, id), days) in used {
            let workout = self.workouts.get(id);
            let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
            let routine = Routine {
                days: String::new(),
                warm_up: text(&workout.warm_up),
                strides: text(&workout.strides),
                strength: text(&workout.strength),
            };
            let same = |other: &Routine| {
                (&other.warm_up, &other.strides, &other.strength)
                    == (&routine.warm_up, &routine.strides, &routine.strength)
            };
            let kind = Kind { session, event, days };
            match routines.iter_mut().find(|(other, _)| same(other)) {
                Some((_, kinds)) => kinds.push(kind),
                None => routines.push((routine, vec![kind])),
            }
        }
        routines.into_iter().map(|(routine, used)| Routine { days: self.kinds(&used), ..routine }).collect()
    }

    /// `Easy, Long run`, `Workout Tue (1600)`: the kinds of day that share a
    /// routine; of workouts also which days, because they differ from day to day.
    fn kinds(&self, used: &[Kind]) -> String {
        let mut by_session: Vec<(Session, Vec<Event>, DaySet)> = Vec::new();
        for kind in used {
            match by_session.iter_mut().find(|(session, ..)| *session == kind.session) {
                Some((_, events, days)) => {
                    events.extend(kind.event);
                    *days = days.or(&kind.days);
                }
                None => by_session.push((kind.session, kind.event.into_iter().collect(), kind.days)),
            }
        }
        let labels = by_session.into_iter().map(|(session, mut events, days)| {
            events.sort_unstable();
            events.dedup();
            let mut label = phrases::session(session).to_owned();
            if session == Session::Workout {
                let days = days.iter().map(|day| self.season.date(day).format("%a").to_string());
                label = format!("{label} {}", phrases::and(&days.collect::<Vec<_>>()));
            }
            if !events.is_empty() && events.len() < Event::ALL.len() {
                label = format!("{label} ({})", phrases::events(events.into_iter().collect()));
            }
            label
        });
        labels.collect::<Vec<_>>().join(", ")
    }
}
