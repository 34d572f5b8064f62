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

    /// How many times slower the lap pace of `other` is, as a fraction. The ratios fit girls and boys alike:
    /// 400 : 800 = 8 : 9, 800 : 1600 = 8 : 9, 1600 : 3200 = 12 : 13, 3200 : 5000 = 24 : 25.
    pub fn lap_pace_to(self, other: Rung) -> (u32, u32) {
        const STEPS: [(u32, u32); 4] = [(8, 9), (8, 9), (12, 13), (24, 25)];
        let (shorter, longer) = (self.min(other) as usize, self.max(other) as usize);
        let (quick, slow) =
            STEPS[shorter..longer].iter().fold((1, 1), |(quick, slow), step| (quick * step.0, slow * step.1));
        if self < other { (slow, quick) } else { (quick, slow) }
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

    /// The race pace over `rung` that its own time gives, or one over a distance that is run at the same pace.
    pub fn own_pace(&self, rung: Rung) -> Option<KnownPace> {
        self.given(rung).map(|(pace, exact)| KnownPace { pace, estimated: !exact })
    }

    /// The race pace over `rung` as the time of the nearest rung that has one
    /// says it, the shorter of two that are as near.
    fn estimate(&self, rung: Rung) -> Option<KnownPace> {
        let given = Rung::ALL.into_iter().filter_map(|known| Some((known, self.given(known)?.0)));
        let (known, pace) = given.min_by_key(|&(known, _)| ((known as i8 - rung as i8).abs(), known))?;
        Some(KnownPace { pace: pace.slower_by(known.lap_pace_to(rung)), estimated: true })
    }
}

/// The race pace over `rung` of somebody with these goals and bests: its goal; else its best; else an
/// estimate from the nearest goal, or the nearest best of somebody without goals.
pub fn race_pace(goals: &Times, bests: &Times, rung: Rung) -> Option<KnownPace> {
    let of_best = || Some(KnownPace { estimated: true, ..bests.own_pace(rung)? });
    goals.own_pace(rung).or_else(of_best).or_else(|| goals.estimate(rung)).or_else(|| bests.estimate(rung))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pace::Rounding;

    fn times(given: &[(Rung, &str)]) -> Times {
        let mut times = Times::default();
        given.iter().for_each(|(rung, time)| times.set(*rung, time.parse().unwrap()));
        times
    }

    /// The race pace over a rung, as the time over its distance.
    fn race(goals: &Times, bests: &Times, rung: Rung) -> String {
        let known = race_pace(goals, bests, rung).unwrap();
        let mark = if known.estimated { "~" } else { "" };
        format!("{mark}{}", known.pace.split(rung.distance(), Rounding::Tenth))
    }

    #[test]
    fn a_missing_goal_is_estimated_by_the_ratio_of_lap_paces() {
        let cases = [
            (Rung::M1600, "5:20", Rung::M1600, "5:20"),
            (Rung::M1600, "5:20", Rung::M800, "~2:22.2"),
            (Rung::M1600, "5:20", Rung::M3200, "~11:33.3"),
            (Rung::M800, "2:36", Rung::M1600, "~5:51"),
            (Rung::M800, "2:36", Rung::M5000, "~20:37.8"),
            (Rung::M3200, "11:33", Rung::M5000, "~18:47.9"),
            (Rung::M800, "2:20", Rung::M400, "~62.2"),
        ];
        for (of, goal, rung, expected) in cases {
            assert_eq!(race(&times(&[(of, goal)]), &Times::default(), rung), expected, "{goal} over {of}");
        }
    }

    #[test]
    fn the_goal_comes_before_the_best_and_the_best_before_an_estimate_from_the_nearest() {
        let goals = times(&[(Rung::M800, "2:20"), (Rung::M3200, "11:44")]);
        let bests = times(&[(Rung::M800, "2:25"), (Rung::M5000, "19:10")]);
        assert_eq!(race(&goals, &bests, Rung::M800), "2:20");
        assert_eq!(race(&goals, &bests, Rung::M5000), "~19:10");
        // 800 and 3200 are as near: the shorter one.
        assert_eq!(race(&goals, &bests, Rung::M1600), "~5:15");
        assert_eq!(race(&Times::default(), &bests, Rung::M1600), "~5:26.3");
    }
}
