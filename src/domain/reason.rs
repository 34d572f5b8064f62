//! Why something is so.

use crate::domain::day::Day;
use crate::domain::ids::{ClosedId, MeetId};

/// What lies behind a reason, as far as another decision depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The rule alone.
    #[default]
    Rule,
    /// The coach's ordinary week.
    OrdinaryWeek,
    /// A race on the next day.
    BeforeRace,
    /// A race on the day before.
    AfterRace,
    /// A meet that is not on this day anymore.
    FreedDay,
    /// A lead that was run for the race before it was moved.
    AlreadyRun,
    /// A day that was over when the calendar changed.
    DayOver,
    /// The first practice day, or the first after some days without practice.
    FirstDayBack,
    /// The last race is over.
    SeasonOver,
    /// The long run took the place of a workout.
    TookWorkout,
}

/// Why something is so: the rule, a sentence, and the dated evidence that
/// fills the sentence. It is made where the decision is made and put into
/// words only when a sheet asks.
///
/// The sentence may hold `{day}`, `{meet}` and `{closed}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reason {
    /// The code of the rule.
    pub code: &'static str,
    /// The sentence, lower case and without a full stop.
    pub sentence: &'static str,
    /// What lies behind it.
    pub cause: Cause,
    /// The day of the evidence.
    pub day: Option<Day>,
    /// The meet of the evidence.
    pub meet: Option<MeetId>,
    /// The closed days of the evidence.
    pub closed: Option<ClosedId>,
}

impl Reason {
    /// A reason without evidence.
    pub const fn new(code: &'static str, sentence: &'static str) -> Reason {
        Reason { code, sentence, cause: Cause::Rule, day: None, meet: None, closed: None }
    }

    /// Says what lies behind it.
    #[must_use]
    pub const fn from_cause(self, cause: Cause) -> Reason {
        Reason { cause, ..self }
    }

    /// Adds the day.
    #[must_use]
    pub const fn on(self, day: Day) -> Reason {
        Reason { day: Some(day), ..self }
    }

    /// Adds the meet.
    #[must_use]
    pub const fn at(self, meet: MeetId) -> Reason {
        Reason { meet: Some(meet), ..self }
    }

    /// Adds the closed days.
    #[must_use]
    pub const fn during(self, closed: Option<ClosedId>) -> Reason {
        Reason { closed, ..self }
    }
}
