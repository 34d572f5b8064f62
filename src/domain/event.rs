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
            Event::M800 => Rung::M800,
            Event::M1600 => Rung::M1600,
            Event::M3200 => Rung::M3200,
        }
    }
}

word_enum! {
    /// What is run at a meet: one of the three events, or a relay.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum MeetEvent {
        /// 800 m.
        M800 = "800",
        /// 1600 m.
        M1600 = "1600",
        /// 3200 m.
        M3200 = "3200",
        /// Four legs of 400 m.
        Relay4x400 = "4x400",
        /// Four legs of 800 m.
        Relay4x800 = "4x800",
        /// Four legs of 1600 m.
        Relay4x1600 = "4x1600",
        /// The distance medley relay: 1200, 400, 800 and 1600 m.
        DistanceMedley = "dmr",
        /// The sprint medley relay; its distance leg is 800 m.
        SprintMedley = "smr",
    }
}

impl MeetEvent {
    /// How sheets print it: `1600`, `4 × 800`, `DMR`.
    pub const fn shown(self) -> &'static str {
        match self {
            MeetEvent::Relay4x400 => "4 × 400",
            MeetEvent::Relay4x800 => "4 × 800",
            MeetEvent::Relay4x1600 => "4 × 1600",
            MeetEvent::DistanceMedley => "DMR",
            MeetEvent::SprintMedley => "SMR",
            individual => individual.as_str(),
        }
    }

    /// The event that an athlete runs alone; `None` for a relay.
    pub const fn individual(self) -> Option<Event> {
        match self {
            MeetEvent::M800 => Some(Event::M800),
            MeetEvent::M1600 => Some(Event::M1600),
            MeetEvent::M3200 => Some(Event::M3200),
            _ => None,
        }
    }

    /// The event whose workout prepares for it (R12), for somebody who specializes in `own`.
    pub const fn prepared_by(self, own: Event) -> Event {
        match self {
            MeetEvent::M800 | MeetEvent::Relay4x400 | MeetEvent::Relay4x800 | MeetEvent::SprintMedley => Event::M800,
            MeetEvent::M1600 | MeetEvent::Relay4x1600 => Event::M1600,
            MeetEvent::M3200 => Event::M3200,
            MeetEvent::DistanceMedley => own,
        }
    }
}

impl From<Event> for MeetEvent {
    fn from(event: Event) -> MeetEvent {
        match event {
            Event::M800 => MeetEvent::M800,
            Event::M1600 => MeetEvent::M1600,
            Event::M3200 => MeetEvent::M3200,
        }
    }
}

/// A set of what is run at a meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventSet(u8);

impl EventSet {
    /// The three events that are run alone.
    pub const INDIVIDUAL: EventSet = EventSet(0b111);

    /// True when `event` is in the set.
    pub const fn contains(self, event: MeetEvent) -> bool {
        self.0 & (1 << event as u8) != 0
    }

    /// Adds `event`.
    pub const fn insert(&mut self, event: MeetEvent) {
        self.0 |= 1 << event as u8;
    }

    /// What is in either set.
    #[must_use]
    pub const fn or(self, other: EventSet) -> EventSet {
        EventSet(self.0 | other.0)
    }

    /// How many there are, relays included.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// How many of them are run alone.
    pub const fn individual_len(self) -> usize {
        EventSet(self.0 & EventSet::INDIVIDUAL.0).len()
    }

    /// True when there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in it, in the order of [`MeetEvent::ALL`].
    pub fn iter(self) -> impl Iterator<Item = MeetEvent> {
        MeetEvent::ALL.into_iter().filter(move |&event| self.contains(event))
    }
}

impl<E: Into<MeetEvent>> FromIterator<E> for EventSet {
    fn from_iter<I: IntoIterator<Item = E>>(events: I) -> EventSet {
        let mut set = EventSet::default();
        events.into_iter().for_each(|event| set.insert(event.into()));
        set
    }
}

word_enum! {
    /// One of the five paces of five-pace training, each an event's race pace, shortest first.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Rung {
        /// 400 m.
        M400 = "400",
        /// 800 m.
        M800 = "800",
        /// 1600 m.
        M1600 = "1600",
        /// 3200 m.
        M3200 = "3200",
        /// 5000 m.
        M5000 = "5000",
    }
}

impl Rung {
    /// The length of its race.
    pub const fn distance(self) -> Distance {
        Distance::of(match self {
            Rung::M400 => 400,
            Rung::M800 => 800,
            Rung::M1600 => 1600,
            Rung::M3200 => 3200,
            Rung::M5000 => 5000,
        })
    }

    /// The world's best time over the distance, whole seconds, rounded down, as of
    /// 2025, men's (no goal of a school athlete is faster): 400 m 43.03 (2016),
    /// 800 m 1:40.91 (2012), the mile 3:43.13 (1999) and two miles 7:54.10 (2023)
    /// at even pace over 1600 m and 3200 m, 5000 m 12:35.36 (2020).
    pub const fn world_record(self) -> RaceTime {
        RaceTime::seconds(match self {
            Rung::M400 => 43,
            Rung::M800 => 100,
            Rung::M1600 => 221,
            Rung::M3200 => 471,
            Rung::M5000 => 755,
        })
    }

    /// The time of a brisk walk, 6 km/h or 4:00 a lap: a goal slower than this is a slip of the pen.
    pub const fn walk(self) -> RaceTime {
        RaceTime::seconds(self.distance().whole_meters() * 60 / 100)
    }
}

word_enum! {
    /// A distance over which goals and bests are given, shortest first.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum TimedDistance {
        /// 400 m.
        M400 = "400",
        /// 800 m.
        M800 = "800",
        /// 1000 m, a pace of the 800.
        M1000 = "1000",
        /// 1500 m, a pace of the 1600.
        M1500 = "1500",
        /// 1600 m.
        M1600 = "1600",
        /// The mile, a pace of the 1600.
        Mile = "mile",
        /// 3000 m, a pace of the 3200.
        M3000 = "3000",
        /// 3200 m.
        M3200 = "3200",
        /// Two miles, a pace of the 3200.
        TwoMiles = "2mile",
        /// 5000 m.
        M5000 = "5000",
    }
}

impl TimedDistance {
    /// How far it is.
    pub const fn distance(self) -> Distance {
        match self {
            TimedDistance::M400 => Distance::of(400),
            TimedDistance::M800 => Distance::of(800),
            TimedDistance::M1000 => Distance::of(1000),
            TimedDistance::M1500 => Distance::of(1500),
            TimedDistance::M1600 => Distance::of(1600),
            TimedDistance::Mile => Distance::MILE,
            TimedDistance::M3000 => Distance::of(3000),
            TimedDistance::M3200 => Distance::of(3200),
            TimedDistance::TwoMiles => Distance::TWO_MILES,
            TimedDistance::M5000 => Distance::of(5000),
        }
    }

    /// The rung of the ladder whose pace it gives.
    pub const fn rung(self) -> Rung {
        match self {
            TimedDistance::M400 => Rung::M400,
            TimedDistance::M800 | TimedDistance::M1000 => Rung::M800,
            TimedDistance::M1500 | TimedDistance::M1600 | TimedDistance::Mile => Rung::M1600,
            TimedDistance::M3000 | TimedDistance::M3200 | TimedDistance::TwoMiles => Rung::M3200,
            TimedDistance::M5000 => Rung::M5000,
        }
    }
}

impl From<Rung> for TimedDistance {
    fn from(rung: Rung) -> TimedDistance {
        match rung {
            Rung::M400 => TimedDistance::M400,
            Rung::M800 => TimedDistance::M800,
            Rung::M1600 => TimedDistance::M1600,
            Rung::M3200 => TimedDistance::M3200,
            Rung::M5000 => TimedDistance::M5000,
        }
    }
}

/// Times over the distances, as far as the coach knows them: goals, or bests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Times([Option<RaceTime>; TimedDistance::ALL.len()]);

/// A pace from [`Times`], and whether it is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownPace {
    /// The pace itself.
    pub pace: Pace,
    /// True when it does not come from a time over the event itself; printed with `~`.
    pub estimated: bool,
}

impl Times {
    /// Sets the time over a distance.
    pub fn set(&mut self, over: impl Into<TimedDistance>, time: RaceTime) {
        self.0[over.into() as usize] = Some(time);
    }

    /// Takes over the times that another table has, and leaves the others.
    pub fn update(&mut self, newer: &Times) {
        for (slot, time) in self.0.iter_mut().zip(newer.0) {
            *slot = time.or(*slot);
        }
    }

    /// The time over a distance as the coach gave it.
    pub fn get(&self, over: impl Into<TimedDistance>) -> Option<RaceTime> {
        self.0[over.into() as usize]
    }

    /// Every time that the coach gave, shortest distance first.
    pub fn iter(&self) -> impl Iterator<Item = (TimedDistance, RaceTime)> {
        TimedDistance::ALL.into_iter().filter_map(|over| Some((over, self.get(over)?)))
    }

    /// The pace of a rung as it was given: its own time, else one over a
    /// distance beside it at the same pace a meter, the shorter first.
    fn given(&self, rung: Rung) -> Option<(Pace, bool)> {
        let own = self.get(rung).map(|time| (Pace::new(time, rung.distance()), true));
        let beside = || {
            let (over, time) = self.iter().find(|(over, _)| over.rung() == rung)?;
            Some((Pace::new(time, over.distance()), false))
        };
        own.or_else(beside)
    }

    /// The race pace over `rung`: the goal itself, else estimated from the
    /// nearest rung that has one, a step of 4 s per 400 m for each rung
    /// between (`own` first when two are as near, then the shorter).
    pub fn pace(&self, rung: Rung, own: Rung) -> Option<KnownPace> {
        let (known, (pace, exact)) = Rung::ALL
            .into_iter()
            .filter_map(|known| Some((known, self.given(known)?)))
            .min_by_key(|&(known, _)| ((known as i8 - rung as i8).abs(), known != own, known))?;
        let pace = pace.stepped(rung as i8 - known as i8)?;
        Some(KnownPace { pace, estimated: known != rung || !exact })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pace::Rounding;

    #[test]
    fn a_missing_goal_is_estimated_from_the_nearest_event() {
        let mut goals = Times::default();
        goals.set(Rung::M800, "2:20".parse().unwrap());
        goals.set(Rung::M3200, "11:44".parse().unwrap());
        let lap = |rung, own| {
            let known = goals.pace(rung, own).unwrap();
            (known.pace.split(Distance::LAP, Rounding::Tenth).to_string(), known.estimated)
        };
        assert_eq!(lap(Rung::M800, Rung::M800), ("70".to_owned(), false));
        assert_eq!(lap(Rung::M400, Rung::M800), ("66".to_owned(), true));
        assert_eq!(lap(Rung::M1600, Rung::M800), ("74".to_owned(), true));
        assert_eq!(lap(Rung::M1600, Rung::M3200), ("84".to_owned(), true));
        assert_eq!(lap(Rung::M5000, Rung::M800), ("92".to_owned(), true));
    }
}
