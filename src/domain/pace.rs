//! Race times, distances and the pace that joins them.
//!
//! A pace is kept as the pair it came from, a time over a distance, and is
//! divided only when somebody asks for a split. So 18:45 for 5000 m stays
//! exact, and every split printed on a sheet comes from one rounding.

use std::fmt;
use std::str::FromStr;

/// A finishing time, in hundredths of a second. Never zero, below 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RaceTime(u32);

/// Hundredths of a second in a day: no race time reaches it.
const DAY: u64 = 24 * 60 * 60 * 100;

/// Why a piece of text is not a race time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// Nothing is written, or only spaces.
    Empty,
    /// Something other than digits, colons and one point, as in `5.20.1` or `5m20`.
    NotATime,
    /// The seconds after a colon are 60 or more, as in `4:75`.
    SixtySeconds,
    /// The minutes after the hours are 60 or more, as in `1:75:00`.
    SixtyMinutes,
    /// A colon is not followed by two digits, as in `5:2`.
    TwoDigits,
    /// More than hundredths of a second, as in `59.123`.
    TooFine,
    /// The time is zero.
    Zero,
    /// A day or longer.
    TooLong,
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TimeError::Empty => "a time is missing",
            TimeError::NotATime => "this is not a time in minutes and seconds",
            TimeError::SixtySeconds => "the seconds after the colon must be below 60",
            TimeError::SixtyMinutes => "the minutes after the hours must be below 60",
            TimeError::TwoDigits => "two digits belong after the colon",
            TimeError::TooFine => "times go to hundredths of a second, not finer",
            TimeError::Zero => "a time cannot be zero",
            TimeError::TooLong => "a race time must be less than 24 hours",
        })
    }
}

impl std::error::Error for TimeError {}

impl RaceTime {
    /// Returns a time of `hundredths` of a second, or `None` for zero or a day and more.
    pub const fn from_hundredths(hundredths: u32) -> Option<RaceTime> {
        if hundredths == 0 || DAY <= hundredths as u64 { None } else { Some(RaceTime(hundredths)) }
    }

    /// Returns a time of whole `seconds`, for the constants of this crate.
    pub(crate) const fn seconds(seconds: u32) -> RaceTime {
        RaceTime(seconds * 100)
    }

    /// The time in hundredths of a second.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl FromStr for RaceTime {
    type Err = TimeError;

    /// Reads `5:20`, `2:20.5`, `59.8`, `80` (seconds) or `1:02:30`.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text; see [`TimeError`].
    fn from_str(text: &str) -> Result<RaceTime, TimeError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TimeError::Empty);
        }
        let (clock, fraction) = match text.split_once('.') {
            Some((clock, fraction)) => (clock, Some(fraction)),
            None => (text, None),
        };
        let hundredths = fraction.map_or(Ok(0), fraction_of_a_second)?;

        let mut fields = clock.split(':').map(whole_number);
        let mut field = || fields.next().transpose();
        let (first, second, third) = (field()?.ok_or(TimeError::Empty)?, field()?, field()?);
        if fields.next().is_some() {
            return Err(TimeError::NotATime);
        }
        for after_colon in [second, third].into_iter().flatten() {
            if after_colon.digits != 2 {
                return Err(TimeError::TwoDigits);
            }
        }
        let (hours, minutes, seconds) = match (second, third) {
            (None, _) => (0, 0, first.value),
            (Some(seconds), None) => (0, first.value, seconds.value),
            (Some(minutes), Some(seconds)) => (first.value, minutes.value, seconds.value),
        };
        if second.is_some() && 60 <= seconds {
            return Err(TimeError::SixtySeconds);
        }
        if third.is_some() && 60 <= minutes {
            return Err(TimeError::SixtyMinutes);
        }
        let total = ((hours * 60 + minutes) * 60 + seconds) * 100 + hundredths;
        if total == 0 {
            return Err(TimeError::Zero);
        }
        if DAY <= total {
            return Err(TimeError::TooLong);
        }
        Ok(RaceTime(u32::try_from(total).expect("a time below a day fits")))
    }
}

/// Digits as written: their value and how many there are.
#[derive(Clone, Copy)]
struct Digits {
    value: u64,
    digits: usize,
}

fn whole_number(text: &str) -> Result<Digits, TimeError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(TimeError::NotATime);
    }
    // Seven digits hold every number of seconds or minutes in a day.
    let value = if text.len() <= 7 { text.parse().map_err(|_| TimeError::NotATime)? } else { DAY };
    Ok(Digits { value, digits: text.len() })
}

fn fraction_of_a_second(text: &str) -> Result<u64, TimeError> {
    let digits = whole_number(text)?;
    match digits.digits {
        1 => Ok(digits.value * 10),
        2 => Ok(digits.value),
        _ => Err(TimeError::TooFine),
    }
}

impl fmt::Display for RaceTime {
    /// Prints `5:20`, `2:20.5` or `59.8`: minutes from 60 s on, as a race result does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 100;
        match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
            (0, 0, seconds) => write!(f, "{seconds}")?,
            (0, minutes, seconds) => write!(f, "{minutes}:{seconds:02}")?,
            (hours, minutes, seconds) => write!(f, "{hours}:{minutes:02}:{seconds:02}")?,
        }
        match self.0 % 100 {
            0 => Ok(()),
            tenths if tenths % 10 == 0 => write!(f, ".{}", tenths / 10),
            hundredths => write!(f, ".{hundredths:02}"),
        }
    }
}

/// A distance on the track, in millimeters, so that a mile is exact. Never
/// zero, below 1000 km.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance(u32);

const MILE: u32 = 1_609_344;
const LONGEST: u32 = 1_000_000_000;

impl Distance {
    /// One lap of an outdoor track, 400 m.
    pub const LAP: Distance = Distance(400_000);
    /// A mile.
    pub const MILE: Distance = Distance(MILE);
    /// Two miles.
    pub const TWO_MILES: Distance = Distance(2 * MILE);

    /// Returns a distance of `meters`, or `None` for zero or 1000 km and more.
    pub const fn meters(meters: u32) -> Option<Distance> {
        if meters == 0 || LONGEST / 1000 <= meters { None } else { Some(Distance(meters * 1000)) }
    }

    /// Returns a distance of whole `meters`, for the constants of this crate.
    pub(crate) const fn of(meters: u32) -> Distance {
        Distance(meters * 1000)
    }

    /// The distance in millimeters.
    pub const fn millimeters(self) -> u32 {
        self.0
    }

    /// The distance in meters, rounded down: for adding up a workout's volume.
    pub const fn whole_meters(self) -> u32 {
        self.0 / 1000
    }

    /// This distance `times` over, or `None` from 1000 km on.
    pub fn times(self, times: u32) -> Option<Distance> {
        let total = self.0.checked_mul(times)?;
        (0 < total && total < LONGEST).then_some(Distance(total))
    }

    /// This distance and `other` together, or `None` from 1000 km on.
    pub fn plus(self, other: Distance) -> Option<Distance> {
        let total = self.0.checked_add(other.0)?;
        (total < LONGEST).then_some(Distance(total))
    }
}

/// Why a piece of text is not a distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DistanceError;

impl fmt::Display for DistanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not a distance")
    }
}

impl std::error::Error for DistanceError {}

impl FromStr for Distance {
    type Err = DistanceError;

    /// Reads meters (`600`, `600m`), kilometers (`5k`) or miles (`mile`, `2mile`, `2 miles`).
    ///
    /// # Errors
    ///
    /// When the text is none of these, or the distance is zero or 1000 km and more.
    fn from_str(text: &str) -> Result<Distance, DistanceError> {
        let text = text.trim();
        let unit_at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, unit) = text.split_at(unit_at);
        let unit = match unit.trim() {
            "" | "m" => 1000,
            "k" | "km" => 1_000_000,
            "mile" | "miles" => MILE,
            _ => return Err(DistanceError),
        };
        let count = match digits {
            "" if unit == MILE => 1,
            digits => digits.parse().map_err(|_| DistanceError)?,
        };
        Distance(unit).times(count).ok_or(DistanceError)
    }
}

impl fmt::Display for Distance {
    /// Prints meters as a coach says them, `600`, and miles as `mile` or `2 mile`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 % 1000, self.0 % MILE, self.0 / MILE) {
            (0, ..) => write!(f, "{}", self.0 / 1000),
            (_, 0, 1) => f.write_str("mile"),
            (_, 0, miles) => write!(f, "{miles} mile"),
            (millimeters, ..) => write!(f, "{}.{millimeters:03}", self.0 / 1000),
        }
    }
}

/// A pace: a time over a distance, never divided before a split is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pace {
    time: RaceTime,
    over: Distance,
    /// How many times slower than `time` over `over` it is, as a fraction.
    ratio: (u32, u32),
}

impl Pace {
    /// The even pace that runs `over` in `time`.
    pub const fn new(time: RaceTime, over: Distance) -> Pace {
        Pace { time, over, ratio: (1, 1) }
    }

    /// The pace that is `ratio` times as slow: 9/8 of 70 s a lap are 78.75 s.
    #[must_use]
    pub const fn slower_by(self, ratio: (u32, u32)) -> Pace {
        Pace { ratio, ..self }
    }

    /// Hundredths of a second (times 1000) over the distance, as a fraction.
    fn exact(self) -> (i64, i64) {
        let (more, of) = self.ratio;
        (i64::from(self.time.0) * 1000 * i64::from(more), i64::from(self.over.0) * i64::from(of))
    }

    /// The time for `distance` at this pace, rounded once to `rounding`
    /// (halves round up).
    ///
    /// ```
    /// # use racepace::domain::pace::{Distance, Pace, Rounding};
    /// // An 18:45 runner over 5000 m grooves 90-second laps.
    /// let goal = Pace::new("18:45".parse()?, "5000".parse()?);
    /// assert_eq!(goal.split(Distance::LAP, Rounding::Tenth).to_string(), "90");
    /// assert_eq!(goal.split("1000".parse()?, Rounding::Tenth).to_string(), "3:45");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn split(self, distance: Distance, rounding: Rounding) -> Split {
        let (time, over) = self.exact();
        let unit = i128::from(rounding.hundredths());
        let numerator = i128::from(time) * i128::from(distance.0);
        let denominator = i128::from(over) * 1000 * unit;
        let units = (2 * numerator + denominator) / (2 * denominator);
        Split { hundredths: u64::try_from(units * unit).expect("paces are above zero and distances bounded") }
    }

    /// True when this pace takes longer than `other` over any distance.
    pub fn is_slower_than(self, other: Pace) -> bool {
        let ((time, over), (other_time, other_over)) = (self.exact(), other.exact());
        i128::from(other_time) * i128::from(over) < i128::from(time) * i128::from(other_over)
    }
}

word_enum! {
    /// To what a split is rounded, once, at the sheet.
    #[derive(Default)]
    pub enum Rounding {
        /// Tenths of a second.
        #[default]
        Tenth = "tenth",
        /// Half seconds.
        Half = "half",
        /// Whole seconds.
        Second = "second",
    }
}

impl Rounding {
    const fn hundredths(self) -> u32 {
        match self {
            Rounding::Tenth => 10,
            Rounding::Half => 50,
            Rounding::Second => 100,
        }
    }
}

/// A split as it is printed: rounded, in hundredths of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Split {
    hundredths: u64,
}

impl fmt::Display for Split {
    /// Prints seconds below 100 s (`75`, `69.5`) and minutes from there (`1:42`, `2:15.5`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.hundredths / 100;
        match seconds {
            ..100 => write!(f, "{seconds}")?,
            100..3600 => write!(f, "{}:{:02}", seconds / 60, seconds % 60)?,
            _ => write!(f, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?,
        }
        match self.hundredths % 100 / 10 {
            0 => Ok(()),
            tenths => write!(f, ".{tenths}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(goal: &str, event: &str, distance: &str) -> String {
        let pace = Pace::new(goal.parse().unwrap(), event.parse().unwrap());
        pace.split(distance.parse().unwrap(), Rounding::Tenth).to_string()
    }

    #[test]
    fn the_check_values_of_the_source_come_out_exactly() {
        for (goal, event, distance, expected) in [
            ("18:45", "5000", "400", "90"),
            ("18:45", "5000", "600", "2:15"),
            ("18:45", "5000", "800", "3:00"),
            ("18:45", "5000", "1000", "3:45"),
            ("18:45", "5000", "1600", "6:00"),
            ("5:00", "1600", "400", "75"),
            ("5:20", "1600", "400", "80"),
            ("2:20", "800", "400", "70"),
            ("19:15", "5000", "400", "92.4"),
        ] {
            assert_eq!(split(goal, event, distance), expected, "{goal} over {event}, {distance}");
        }
    }

    #[test]
    fn published_splits_are_met_to_the_second() {
        let rows = include_str!("../../tests/cases/pace_rows.csv");
        let mut checked = 0;
        for row in rows.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            let [event, goal, distance, published] = cells[..4] else { panic!("{row}") };
            let pace = Pace::new(goal.parse().unwrap(), event.parse().unwrap());
            let ours = pace.split(distance.parse().unwrap(), Rounding::Tenth);
            let published: RaceTime = published.parse().unwrap();
            assert_eq!(ours.hundredths, u64::from(published.hundredths()), "{row}");
            checked += 1;
        }
        assert_eq!(checked, 20);
    }

    #[test]
    fn a_split_turns_to_minutes_at_one_hundred_seconds_after_rounding() {
        assert_eq!(split("99.94", "400", "400"), "99.9");
        assert_eq!(split("99.95", "400", "400"), "1:40");
        assert_eq!(split("4:15", "1500", "600"), "1:42");
    }

    #[test]
    fn halves_round_up_at_every_rounding() {
        let pace = Pace::new("69.25".parse().unwrap(), Distance::LAP);
        assert_eq!(pace.split(Distance::LAP, Rounding::Tenth).to_string(), "69.3");
        assert_eq!(pace.split(Distance::LAP, Rounding::Half).to_string(), "69.5");
        let pace = Pace::new("69.5".parse().unwrap(), Distance::LAP);
        assert_eq!(pace.split(Distance::LAP, Rounding::Second).to_string(), "70");
    }

    #[test]
    fn a_pace_that_is_slower_by_a_fraction_is_exact() {
        let goal = Pace::new("5:20".parse().unwrap(), Distance::of(1600));
        let lap = |ratio| goal.slower_by(ratio).split(Distance::LAP, Rounding::Tenth).to_string();
        assert_eq!([lap((8, 9)), lap((1, 1)), lap((13, 12))], ["71.1", "80", "86.7"]);
    }

    #[test]
    fn a_text_that_is_not_a_time_says_why() {
        for (text, error) in [
            ("", TimeError::Empty),
            ("5:75", TimeError::SixtySeconds),
            ("5:2", TimeError::TwoDigits),
            ("5:200", TimeError::TwoDigits),
            ("1:75:00", TimeError::SixtyMinutes),
            ("1:2:3:4", TimeError::NotATime),
            ("five", TimeError::NotATime),
            ("-5:20", TimeError::NotATime),
            ("5:20.", TimeError::NotATime),
            ("5.20.1", TimeError::NotATime),
            ("59.123", TimeError::TooFine),
            ("0:00", TimeError::Zero),
            ("99999999999999999999", TimeError::TooLong),
            ("24:00:00", TimeError::TooLong),
        ] {
            assert_eq!(text.parse::<RaceTime>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn a_mile_is_kept_to_the_millimetre() {
        assert_eq!("mile".parse::<Distance>().unwrap().millimeters(), 1_609_344);
        assert_eq!("2mile".parse::<Distance>().unwrap().to_string(), "2 mile");
        assert_eq!("5k".parse(), Ok(Distance::of(5000)));
        for text in ["", "0", "m", "4e2", "-400", "1000001", "99999999999"] {
            assert_eq!(text.parse::<Distance>(), Err(DistanceError), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_printed_time_reads_back_as_itself(hundredths in 1u32..8_640_000) {
            let time = RaceTime::from_hundredths(hundredths).unwrap();
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }

        #[test]
        fn any_text_is_a_time_or_a_reason(text in ".*") {
            let _ = text.parse::<RaceTime>();
            let _ = text.parse::<Distance>();
        }

        #[test]
        fn a_split_is_within_half_a_tenth_of_the_exact_one(time in 1u32..8_640_000, over in 1u32..100_000, distance in 1u32..100_000) {
            let pace = Pace::new(RaceTime::from_hundredths(time).unwrap(), Distance::of(over));
            let split = i128::from(pace.split(Distance::of(distance), Rounding::Tenth).hundredths);
            let error = 2 * (split * i128::from(over) - i128::from(time) * i128::from(distance));
            prop_assert!(-10 * i128::from(over) < error && error <= 10 * i128::from(over));
        }
    }
}
