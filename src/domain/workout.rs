//! A workout: what is run, at which pace, with how much rest.

use std::fmt;

use crate::domain::athlete::Athlete;
use crate::domain::event::{Event, KnownPace, Rung};
use crate::domain::pace::Distance;
use crate::domain::session::Session;
use crate::domain::volume::Volume;

/// One workout of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workout {
    /// Permanent name, by which a coach's own file replaces it.
    pub id: String,
    /// The kind of day it is for.
    pub session: Session,
    /// The event it is for; `None` is for every event.
    pub event: Option<Event>,
    /// For a 72-hour workout or a long run, whether it is of higher or of lower volume.
    pub volume: Option<Volume>,
    /// For an ordinary workout, what it trains. `None` where a coach wrote it for one day.
    pub kind: Option<WorkoutKind>,
    /// A short name for the sheet.
    pub title: String,
    /// What it is for, in one line.
    pub purpose: String,
    /// Where its shape comes from, in one line.
    pub shape_from: String,
    /// What comes before, if anything.
    pub warm_up: Option<String>,
    /// What is run.
    pub run: Vec<Set>,
    /// The strides, if any.
    pub strides: Option<String>,
    /// The strength work after the run, if any.
    pub strength: Option<String>,
}

word_enum! {
    /// What an ordinary workout trains.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum WorkoutKind {
        /// Endurance, by effort: it needs no target times.
        Aerobic = "aerobic",
        /// The pace of the race, and those next to it.
        RacePace = "race-pace",
    }
}

/// One line of a workout: something run once or several times, and the
/// recovery after each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// How often it is run.
    pub times: u32,
    /// What is run each time.
    pub rep: Rep,
    /// What comes after each.
    pub recovery: Option<Recovery>,
}

/// What is run once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rep {
    /// One or more legs run without a stop between them, each at its own effort.
    Legs(Vec<Leg>),
    /// A time at one effort: `2:00 strong`.
    Time {
        /// How long, in seconds.
        seconds: u32,
        /// How hard.
        effort: Effort,
    },
    /// Minutes at an effort that is not a race pace: `40-50 min easy`.
    Minutes {
        /// The fewest.
        from: u32,
        /// The most.
        to: u32,
        /// The effort as the coach says it.
        effort: String,
    },
}

/// A distance at one effort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leg {
    /// How far.
    pub distance: Distance,
    /// How fast.
    pub effort: Effort,
}

/// How fast a leg is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effort {
    /// Goal pace of the event that is raced.
    Goal,
    /// Goal pace of a named event.
    Race(Rung),
    /// As fast as stays smooth: no target time.
    Fastest,
    /// Full effort, as in speed development: no target time.
    Full,
    /// Strong running, a little quicker than steady: no target time.
    Strong,
    /// A steady effort that could go on, slower than 5000 pace: no target time.
    Steady,
    /// Easy running: no target time.
    Easy,
}

impl Effort {
    /// The pace of this effort for an athlete before a race over `event`, or
    /// `None` when it has no target time or none is known.
    pub fn pace(self, athlete: &Athlete, event: Event) -> Option<KnownPace> {
        match self {
            Effort::Goal => athlete.race_pace(event.rung()),
            Effort::Race(rung) => athlete.race_pace(rung),
            Effort::Fastest | Effort::Full | Effort::Strong | Effort::Steady | Effort::Easy => None,
        }
    }

    /// True for efforts that have a target time.
    pub const fn is_race_pace(self) -> bool {
        matches!(self, Effort::Goal | Effort::Race(_))
    }

    /// True for efforts that count as fast running.
    pub const fn is_fast(self) -> bool {
        !matches!(self, Effort::Easy)
    }
}

impl fmt::Display for Effort {
    /// As a coach says it: `at goal pace`, `at 800 pace`, `fastest`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Effort::Goal => f.write_str("at goal pace"),
            Effort::Race(rung) => write!(f, "at {rung} pace"),
            Effort::Fastest => f.write_str("fastest"),
            Effort::Full => f.write_str("at full effort"),
            Effort::Strong => f.write_str("strong"),
            Effort::Steady => f.write_str("steady"),
            Effort::Easy => f.write_str("easy"),
        }
    }
}

/// What comes after a rep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// Standing or walking, in seconds.
    Rest(u32),
    /// Easy running, in seconds.
    Easy(u32),
    /// Jogging a distance.
    Jog(Distance),
    /// Walking a distance.
    Walk(Distance),
    /// Walking back down the hill.
    WalkDown,
}

impl fmt::Display for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recovery::Rest(seconds) => write!(f, "{} rest", clock(*seconds)),
            Recovery::Easy(seconds) => write!(f, "{} easy", clock(*seconds)),
            Recovery::Jog(distance) => write!(f, "{distance} jog"),
            Recovery::Walk(distance) => write!(f, "{distance} walk"),
            Recovery::WalkDown => f.write_str("walk down"),
        }
    }
}

/// Seconds as a coach says them: `45 s`, `1:30`.
fn clock(seconds: u32) -> String {
    if seconds < 60 { format!("{seconds} s") } else { format!("{}:{:02}", seconds / 60, seconds % 60) }
}

impl fmt::Display for Leg {
    /// As a coach says it: `400 at goal pace`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.distance, self.effort)
    }
}

impl fmt::Display for Set {
    /// As a coach says it: `3 × 400 at goal pace, 3:00 rest`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text_with(Leg::to_string))
    }
}

impl Rep {
    /// How far it is in all; `None` for a time.
    pub fn distance(&self) -> Option<Distance> {
        let Rep::Legs(legs) = self else { return None };
        // Distances are added, not their meters: two miles stay two miles.
        let mut distances = legs.iter().map(|leg| leg.distance);
        let first = distances.next()?;
        distances.try_fold(first, Distance::plus)
    }

    /// What is run, each leg as `leg` says it: `300 as 100 at goal pace, 200 fastest`.
    fn text_with(&self, leg: impl FnMut(&Leg) -> String) -> String {
        match self {
            Rep::Time { seconds, effort } => format!("{} {effort}", clock(*seconds)),
            Rep::Minutes { from, to, effort } if from == to => format!("{from} min {effort}"),
            Rep::Minutes { from, to, effort } => format!("{from} to {to} min {effort}"),
            Rep::Legs(legs) => {
                let said = legs.iter().map(leg).collect::<Vec<_>>().join(", ");
                match self.distance() {
                    Some(total) if 1 < legs.len() => format!("{total} as {said}"),
                    _ => said,
                }
            }
        }
    }
}

impl Set {
    /// As a coach says it, each leg as `leg` says it: `3 × 400 in 80, 3:00 rest`.
    pub fn text_with(&self, leg: impl FnMut(&Leg) -> String) -> String {
        let mut said = self.rep.text_with(leg);
        if 1 < self.times {
            said = format!("{} × {said}", self.times);
        }
        match self.recovery {
            Some(recovery) => format!("{said}, {recovery}"),
            None => said,
        }
    }

    /// The meters of fast running in it.
    pub fn fast_meters(&self) -> u32 {
        match &self.rep {
            Rep::Legs(legs) => {
                let fast = legs.iter().filter(|leg| leg.effort.is_fast());
                fast.map(|leg| leg.distance.whole_meters()).sum::<u32>().saturating_mul(self.times)
            }
            Rep::Time { .. } | Rep::Minutes { .. } => 0,
        }
    }
}

impl Workout {
    /// The meters of fast running in it.
    pub fn fast_meters(&self) -> u32 {
        self.run.iter().map(Set::fast_meters).fold(0, u32::saturating_add)
    }

    /// Its different legs that have a target time, in the order in which they are first run.
    pub fn paced_legs(&self) -> Vec<Leg> {
        let mut legs: Vec<Leg> = Vec::new();
        for set in &self.run {
            let Rep::Legs(of_rep) = &set.rep else { continue };
            for leg in of_rep.iter().filter(|leg| leg.effort.is_race_pace()) {
                if !legs.contains(leg) {
                    legs.push(*leg);
                }
            }
        }
        legs
    }
}
