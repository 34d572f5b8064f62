//! How much is run: the words and the percentages for it.

/// How much of a 72-hour workout or of a long run is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Volume {
    /// The higher one, earlier in the season.
    Higher,
    /// The lower one, for the championship season.
    Lower,
}

impl Volume {
    /// Both.
    pub const ALL: [Volume; 2] = [Volume::Higher, Volume::Lower];

    /// The word for it in the season file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Volume::Higher => "higher",
            Volume::Lower => "lower",
        }
    }
}

/// A percentage, or the exact product of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Percent {
    /// In lowest terms, so that equal percentages are equal.
    over: u128,
    under: u128,
}

impl Percent {
    /// All of it.
    pub const ALL: Percent = Percent { over: 1, under: 1 };

    /// This many hundredths.
    ///
    /// ```
    /// # use racepace::domain::volume::Percent;
    /// let taper = Percent::new(80).times(Percent::new(75));
    /// assert_eq!(taper, Percent::new(60));
    /// ```
    pub const fn new(percent: u16) -> Percent {
        Percent::of(percent as u128, 100)
    }

    /// This percentage of another.
    #[must_use]
    pub const fn times(self, other: Percent) -> Percent {
        // Nearly always one of them is all of it.
        if self.is_all() {
            return other;
        }
        if other.is_all() {
            return self;
        }
        Percent::of(self.over.saturating_mul(other.over), self.under.saturating_mul(other.under))
    }

    const fn of(over: u128, under: u128) -> Percent {
        let (mut divisor, mut rest) = (under, over);
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        Percent { over: over / divisor, under: under / divisor }
    }

    /// How far `part` is from this percentage of `whole`, in units that are the same for every part.
    pub(crate) fn missed_by(self, part: u64, whole: u64) -> u128 {
        self.under.saturating_mul(part.into()).abs_diff(self.over.saturating_mul(whole.into()))
    }

    /// This percentage of some minutes, down to whole ones.
    pub(crate) fn of_minutes(self, minutes: u32) -> u32 {
        u32::try_from(self.over.saturating_mul(minutes.into()) / self.under).unwrap_or(u32::MAX)
    }

    const fn is_all(self) -> bool {
        self.over == self.under
    }

    pub(crate) const fn is_more_than_all(self) -> bool {
        self.under < self.over
    }
}
