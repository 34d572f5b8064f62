//! The events that are planned, and the ladder of five paces around them.

use crate::domain::pace::{Distance, Pace, RaceTime};

word_enum! {
    /// An event that athletes specialize in, shortest first.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Event {
        /// 800 m.
        M800 = "800",
        /// 1600 m.
        M1600 = "1600",
        /// 3200 m.
        M3200 = "3200",
    }
}

impl Event {
    /// The event's length in meters.
    pub const fn meters(self) -> u32 {
        match self {
            Event::M800 => 800,
            Event::M1600 => 1600,
            Event::M3200 => 3200,
        }
    }

    /// The rung of the pace ladder that this event is.
    pub const fn rung(self) -> Rung {
        match self {
            Event::M800 => Rung::R800,
            Event::M1600 => Rung::R1600,
            Event::M3200 => Rung::R3200,
        }
    }
}

/// A set of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventSet(u8);

impl EventSet {
    /// All three.
    pub const ALL: EventSet = EventSet(0b111);

    /// True when `event` is in the set.
    pub const fn contains(self, event: Event) -> bool {
        self.0 & (1 << event as u8) != 0
    }

    /// Adds `event`.
    pub const fn insert(&mut self, event: Event) {
        self.0 |= 1 << event as u8;
    }

    /// How many events there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// True when there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The events, shortest first.
    pub fn iter(self) -> impl Iterator<Item = Event> {
        Event::ALL.into_iter().filter(move |&event| self.contains(event))
    }
}

impl FromIterator<Event> for EventSet {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> EventSet {
        let mut set = EventSet::default();
        events.into_iter().for_each(|event| set.insert(event));
        set
    }
}

word_enum! {
    /// One of the five paces of five-pace training, each an event's race pace, shortest first.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Rung {
        /// 400 m.
        R400 = "400",
        /// 800 m.
        R800 = "800",
        /// 1600 m.
        R1600 = "1600",
        /// 3200 m.
        R3200 = "3200",
        /// 5000 m.
        R5000 = "5000",
    }
}

impl Rung {
    /// The length of its race.
    pub const fn distance(self) -> Distance {
        Distance::of(match self {
            Rung::R400 => 400,
            Rung::R800 => 800,
            Rung::R1600 => 1600,
            Rung::R3200 => 3200,
            Rung::R5000 => 5000,
        })
    }

    /// The world's best time over the distance, whole seconds, rounded down, as of
    /// 2025, men's (no goal of a school athlete is faster): 400 m 43.03 (2016),
    /// 800 m 1:40.91 (2012), the mile 3:43.13 (1999) and two miles 7:54.10 (2023)
    /// at even pace over 1600 m and 3200 m, 5000 m 12:35.36 (2020).
    pub const fn world_record(self) -> RaceTime {
        RaceTime::seconds(match self {
            Rung::R400 => 43,
            Rung::R800 => 100,
            Rung::R1600 => 221,
            Rung::R3200 => 471,
            Rung::R5000 => 755,
        })
    }

    /// The time of a brisk walk, 6 km/h or 4:00 a lap: a goal slower than this is a slip of the pen.
    pub const fn walk(self) -> RaceTime {
        RaceTime::seconds(self.distance().whole_meters() * 60 / 100)
    }
}

/// Times over the five rungs, as far as the coach knows them: goals, or bests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Times([Option<RaceTime>; 5]);

/// A pace from [`Times`], and whether it is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPace {
    /// The pace itself.
    pub pace: Pace,
    /// True when it comes from a neighboring event by the five-pace step; printed with `~`.
    pub estimated: bool,
}

impl Times {
    /// Sets the time over `rung`.
    pub fn set(&mut self, rung: Rung, time: RaceTime) {
        self.0[rung as usize] = Some(time);
    }

    /// The time over `rung` as the coach gave it.
    pub fn get(&self, rung: Rung) -> Option<RaceTime> {
        self.0[rung as usize]
    }

    /// The race pace over `rung`: the goal itself, else estimated from the
    /// nearest rung that has one, a step of 4 s per 400 m for each rung
    /// between (`own` first when two are as near, then the shorter).
    pub fn pace(&self, rung: Rung, own: Rung) -> Option<KnownPace> {
        let (known, time) = Rung::ALL
            .into_iter()
            .filter_map(|known| Some((known, self.get(known)?)))
            .min_by_key(|&(known, _)| ((known as i8 - rung as i8).abs(), known != own, known))?;
        let pace = Pace::new(time, known.distance()).stepped(rung as i8 - known as i8)?;
        Some(KnownPace { pace, estimated: known != rung })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pace::Rounding;

    #[test]
    fn a_missing_goal_is_estimated_from_the_nearest_event() {
        let mut goals = Times::default();
        goals.set(Rung::R800, "2:20".parse().unwrap());
        goals.set(Rung::R3200, "11:44".parse().unwrap());
        let lap = |rung, own| {
            let known = goals.pace(rung, own).unwrap();
            (known.pace.split(Distance::LAP, Rounding::Tenth).to_string(), known.estimated)
        };
        assert_eq!(lap(Rung::R800, Rung::R800), ("70".to_owned(), false));
        assert_eq!(lap(Rung::R400, Rung::R800), ("66".to_owned(), true));
        assert_eq!(lap(Rung::R1600, Rung::R800), ("74".to_owned(), true));
        assert_eq!(lap(Rung::R1600, Rung::R3200), ("84".to_owned(), true));
        assert_eq!(lap(Rung::R5000, Rung::R800), ("92".to_owned(), true));
    }
}
