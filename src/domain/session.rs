//! What kind of session a day holds.

use std::fmt;

use crate::domain::lead::Lead;

/// The kind of one day's session. One byte a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Session {
    /// A race at a meet.
    Race,
    /// A time trial: a meet of that kind, or on a freed day.
    TimeTrial,
    /// The day before a race.
    PreRace,
    /// The 48-hour workout.
    Hours48,
    /// The 72-hour workout.
    Hours72,
    /// An ordinary workout of the coach's week.
    Workout,
    /// The long run.
    LongRun,
    /// An easy run.
    Easy,
    /// True speed: 20 to 40 m at full effort, and an easy run.
    SpeedDevelopment,
    /// No practice.
    Off,
}

impl Session {
    /// Every kind.
    pub const ALL: [Session; 10] = [
        Session::Race,
        Session::TimeTrial,
        Session::PreRace,
        Session::Hours48,
        Session::Hours72,
        Session::Workout,
        Session::LongRun,
        Session::Easy,
        Session::SpeedDevelopment,
        Session::Off,
    ];

    /// The kinds that `[week]` may name: the rest are placed by the rules.
    pub const ORDINARY: [Session; 5] =
        [Session::Workout, Session::LongRun, Session::Easy, Session::SpeedDevelopment, Session::Off];

    /// The word for it in the season file and in `plan.json`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Session::Race => "race",
            Session::TimeTrial => "time-trial",
            Session::PreRace => "pre-race",
            Session::Hours48 => Lead::Hours48.as_str(),
            Session::Hours72 => Lead::Hours72.as_str(),
            Session::Workout => "workout",
            Session::LongRun => "long-run",
            Session::Easy => "easy",
            Session::SpeedDevelopment => "speed-development",
            Session::Off => "off",
        }
    }

    /// True for the hard sessions: races, time trials, leads and workouts.
    pub const fn is_hard(self) -> bool {
        self.is_contest() || self.is_lead() || matches!(self, Session::Workout)
    }

    /// True for a race and a time trial.
    pub const fn is_contest(self) -> bool {
        matches!(self, Session::Race | Session::TimeTrial)
    }

    /// True for the 48-hour and the 72-hour workout.
    pub const fn is_lead(self) -> bool {
        matches!(self, Session::Hours48 | Session::Hours72)
    }
}

impl From<Lead> for Session {
    fn from(lead: Lead) -> Session {
        match lead {
            Lead::Hours48 => Session::Hours48,
            Lead::Hours72 => Session::Hours72,
        }
    }
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
