//! What kind of session a day holds.

use crate::domain::lead::Lead;

word_enum! {
    /// The kind of one day's session. One byte a day.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Session {
        /// A race at a meet.
        Race = "race",
        /// A time trial: a meet of that kind, or on a freed day.
        TimeTrial = "time-trial",
        /// The day before a race.
        PreRace = "pre-race",
        /// The 48-hour workout.
        Hours48 = "48-hour",
        /// The 72-hour workout.
        Hours72 = "72-hour",
        /// An ordinary workout of the coach's week.
        Workout = "workout",
        /// The long run.
        LongRun = "long-run",
        /// An easy run.
        Easy = "easy",
        /// True speed: 20 to 40 m at full effort, and an easy run.
        SpeedDevelopment = "speed-development",
        /// No practice.
        Off = "off",
    }
}

impl Session {
    /// The kinds that `[week]` may name: the rest are placed by the rules.
    pub const ORDINARY: [Session; 5] =
        [Session::Workout, Session::LongRun, Session::Easy, Session::SpeedDevelopment, Session::Off];

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
