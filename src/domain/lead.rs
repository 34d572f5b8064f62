//! The lead: which workout comes before a race, and how far before it.

use crate::domain::day::Day;

word_enum! {
    /// Which pre-race workout an athlete runs before a race.
    ///
    /// A race has one of these or none, never both; that it is one value is what
    /// makes rule R01 hold by construction.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Lead {
        /// Two days before the athlete's first race day of the meet.
        Hours48 = "48-hour",
        /// Three days before it.
        Hours72 = "72-hour",
    }
}

impl Lead {
    /// How many days before the race it is run. Civil days, never elapsed
    /// hours: a change of the clocks in between moves nothing.
    pub const fn days_before(self) -> i16 {
        match self {
            Lead::Hours48 => 2,
            Lead::Hours72 => 3,
        }
    }

    /// The day of the workout for a race on `race_day`.
    pub fn day(self, race_day: Day) -> Day {
        race_day.plus(-self.days_before())
    }
}
