//! A meet as it is known on some day, and what an entry or a piece of news says of it.
//!
//! An entry of `[[meets]]` and news of a meet are read by the same keys into the same
//! [`MeetChange`]: the entry is a change of a meet of which nothing is known yet.

mod schedule;

use std::collections::BTreeMap;

use chrono::NaiveTime;

use crate::domain::athlete::Athlete;
use crate::domain::day::{Day, DaySet};
use crate::domain::event::{EventSet, MeetEvent};
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::lead::Lead;
use crate::domain::said::{set, set_some};

pub use schedule::Schedule;

/// What kind of meet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetKind {
    /// Two or a few schools.
    Dual,
    /// An invitational.
    Invitational,
    /// Relays.
    Relays,
    /// An indoor meet.
    Indoor,
    /// The team's own time trial: no lead unless the coach asks for one.
    TimeTrial,
    /// A championship: before the last one training gets less.
    Championship,
}

impl MeetKind {
    /// Every kind.
    pub const ALL: [MeetKind; 6] = [
        MeetKind::Dual,
        MeetKind::Invitational,
        MeetKind::Relays,
        MeetKind::Indoor,
        MeetKind::TimeTrial,
        MeetKind::Championship,
    ];

    /// The word for it in the season file.
    pub const fn as_str(self) -> &'static str {
        match self {
            MeetKind::Dual => "dual",
            MeetKind::Invitational => "invitational",
            MeetKind::Relays => "relays",
            MeetKind::Indoor => "indoor",
            MeetKind::TimeTrial => "time-trial",
            MeetKind::Championship => "championship",
        }
    }
}

/// What the coach asked for before a meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// This workout.
    Lead(Lead),
    /// No workout.
    None,
}

/// Who runs what: the athletes of each event, sorted.
pub type Entries = BTreeMap<MeetEvent, Vec<AthleteId>>;

/// One meet, as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meet {
    /// Its name as typed.
    pub name: String,
    /// The first day on which it was known; before it, it is not there.
    pub known: Day,
    /// Where it is.
    pub place: Option<String>,
    /// When it starts.
    pub time: Option<NaiveTime>,
    /// What else the sheets say of it.
    pub note: Option<String>,
    /// Its kind.
    pub kind: MeetKind,
    /// Its days.
    pub schedule: Schedule,
    /// Which groups it takes, sorted; `None` takes everyone.
    pub groups: Option<Vec<GroupId>>,
    /// Which athletes it takes of those, sorted; `None` takes all of them.
    pub athletes: Option<Vec<AthleteId>>,
    /// The events that are run.
    pub events: EventSet,
    /// Who runs what, when the coach has exact entries.
    pub entries: Option<Entries>,
    /// Who runs an event besides what they run otherwise.
    pub also: Entries,
    /// Who runs an event in place of what they run otherwise.
    pub instead: Entries,
    /// Who does not race here, sorted.
    pub without: Vec<AthleteId>,
    /// The coach's own choice of lead.
    pub lead: Option<Choice>,
    /// The coach's own choice of lead for single athletes, sorted.
    pub leads: BTreeMap<Option<Choice>, Vec<AthleteId>>,
    /// 1 to 3; a race of higher priority is covered before one of lower.
    pub priority: u8,
    /// Whether it is trained through; `None` leaves it to the rules.
    pub train_through: Option<bool>,
    /// True when it may not happen; the sheet says so.
    pub tentative: bool,
    /// Codes of warnings about this meet that the coach has seen.
    pub accept: Vec<String>,
}

/// What an entry or a piece of news says of a meet. What it does not say stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetChange {
    /// The first day, or the new first day of what is not over.
    pub date: Option<Day>,
    /// The last day.
    pub through: Option<Day>,
    /// The one day that `date` or `canceled` is about.
    pub day: Option<Day>,
    /// Whether it is not held.
    pub canceled: Option<bool>,
    /// Where it is.
    pub place: Option<String>,
    /// When it starts.
    pub time: Option<NaiveTime>,
    /// What else the sheets say of it.
    pub note: Option<String>,
    /// Its kind.
    pub kind: Option<MeetKind>,
    /// Which groups it takes, sorted.
    pub groups: Option<Vec<GroupId>>,
    /// Which athletes it takes of those, sorted.
    pub athletes: Option<Vec<AthleteId>>,
    /// The events that are run.
    pub events: Option<EventSet>,
    /// The days of some events.
    pub event_days: BTreeMap<MeetEvent, DaySet>,
    /// The entries of some events; `None` says nothing of entries.
    pub entries: Option<Entries>,
    /// Who also runs some events.
    pub also: Entries,
    /// Who runs some events instead.
    pub instead: Entries,
    /// Who does not race.
    pub without: Option<Vec<AthleteId>>,
    /// The lead; the inner `None` leaves it to the rules.
    pub lead: Option<Option<Choice>>,
    /// The lead for single athletes.
    pub leads: BTreeMap<Option<Choice>, Vec<AthleteId>>,
    /// Its priority.
    pub priority: Option<u8>,
    /// Whether it is trained through.
    pub train_through: Option<bool>,
    /// Whether it may not happen.
    pub tentative: Option<bool>,
    /// Codes of warnings that the coach has seen.
    pub accept: Option<Vec<String>>,
}

impl Meet {
    /// A meet of which only the name and the day it became known are known.
    pub fn unknown(name: String, known: Day) -> Meet {
        Meet {
            name,
            known,
            place: None,
            time: None,
            note: None,
            kind: MeetKind::Invitational,
            schedule: Schedule::default(),
            groups: None,
            athletes: None,
            events: EventSet::INDIVIDUAL,
            entries: None,
            also: Entries::new(),
            instead: Entries::new(),
            without: Vec::new(),
            lead: None,
            leads: BTreeMap::new(),
            priority: 1,
            train_through: None,
            tentative: false,
            accept: Vec::new(),
        }
    }

    /// Takes in what becomes known of it on one day, in file order.
    ///
    /// Days first, since what else is said refers to the new ones; so the
    /// order of the file matters only where two say the same.
    pub fn apply(&mut self, known: Day, changes: &[&MeetChange]) {
        self.schedule.apply(known, changes);
        for change in changes {
            self.say(change);
        }
    }

    fn say(&mut self, change: &MeetChange) {
        let MeetChange { groups, athletes, events, entries, also, instead, without, lead, leads, .. } = change;
        set_some(&mut self.place, change.place.as_ref());
        set_some(&mut self.time, change.time.as_ref());
        set_some(&mut self.note, change.note.as_ref());
        set_some(&mut self.groups, groups.as_ref());
        set_some(&mut self.athletes, athletes.as_ref());
        set(&mut self.kind, change.kind.as_ref());
        set(&mut self.events, events.as_ref());
        set(&mut self.without, without.as_ref());
        set(&mut self.lead, lead.as_ref());
        set(&mut self.priority, change.priority.as_ref());
        set_some(&mut self.train_through, change.train_through.as_ref());
        set(&mut self.tentative, change.tentative.as_ref());
        set(&mut self.accept, change.accept.as_ref());
        if let Some(entries) = entries {
            self.entries.get_or_insert_default().extend(entries.clone());
        }
        self.also.extend(also.clone());
        self.instead.extend(instead.clone());
        for (choice, athletes) in leads {
            // Whoever has another choice now has it no more.
            self.leads.values_mut().for_each(|ids| ids.retain(|id| athletes.binary_search(id).is_err()));
            self.leads.insert(*choice, athletes.clone());
        }
    }

    /// The days on which it is held.
    pub fn days(&self) -> DaySet {
        self.schedule.held()
    }

    /// The first and the last day on which it is held; `None` when it is canceled as a whole.
    pub fn bounds(&self) -> Option<(Day, Day)> {
        let days = self.days();
        Some((days.first()?, days.last()?))
    }

    /// True when entries or exceptions name this athlete.
    pub fn names(&self, id: AthleteId) -> bool {
        self.entries_and_exceptions().any(|entries| !entered(entries, id).is_empty())
    }

    /// The events that are run, and those besides for which somebody is named: relays are run by those alone.
    pub fn all_events(&self) -> EventSet {
        let named = self.entries_and_exceptions().flatten().filter(|(_, athletes)| !athletes.is_empty());
        self.events.or(named.map(|(&event, _)| event).collect())
    }

    fn entries_and_exceptions(&self) -> impl Iterator<Item = &Entries> {
        [self.entries.as_ref(), Some(&self.also), Some(&self.instead)].into_iter().flatten()
    }

    /// True when the meet takes this athlete's group, and this athlete of it.
    pub fn takes(&self, id: AthleteId, athlete: &Athlete) -> bool {
        let group = self
            .groups
            .as_ref()
            .is_none_or(|groups| athlete.group.is_some_and(|group| groups.binary_search(&group).is_ok()));
        group && self.athletes.as_ref().is_none_or(|named| named.binary_search(&id).is_ok())
    }

    /// The events that this athlete runs here, absences aside: who is named in
    /// `entries`, `also` or `instead` goes, and else who is of a group that
    /// the meet takes; nobody who stands in `without`. They run what `entries`
    /// says; without entries, their own event if it is run. `instead` takes
    /// its place, and `also` is added.
    pub fn events_of(&self, id: AthleteId, athlete: &Athlete) -> EventSet {
        if self.without.binary_search(&id).is_ok() {
            return EventSet::default();
        }
        let own = match &self.entries {
            Some(entries) => entered(entries, id),
            None if self.events.contains(athlete.event.into()) && (self.takes(id, athlete) || self.names(id)) => {
                [athlete.event].into_iter().collect()
            }
            None => EventSet::default(),
        };
        let instead = entered(&self.instead, id);
        let base = if instead.is_empty() { own } else { instead };
        base.or(entered(&self.also, id))
    }

    /// The days on which these events are run: the events' own where they have some, else every day of the meet.
    pub fn days_of(&self, events: EventSet) -> DaySet {
        events.iter().fold(DaySet::default(), |days, event| days.or(&self.schedule.days_of(event)))
    }

    /// The coach's choice of lead for this athlete: their own, else the meet's.
    pub fn choice_for(&self, id: AthleteId) -> Option<Choice> {
        let own = self.leads.iter().find(|(_, athletes)| athletes.binary_search(&id).is_ok());
        own.map_or(self.lead, |(&choice, _)| choice)
    }
}

/// The events in which an athlete is entered.
fn entered(entries: &Entries, id: AthleteId) -> EventSet {
    entries.iter().filter(|(_, athletes)| athletes.binary_search(&id).is_ok()).map(|(&event, _)| event).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::volume::Percent;

    fn day(index: usize) -> Day {
        Day::at(index)
    }

    /// A meet on one day.
    fn meet() -> Meet {
        let mut meet = Meet::unknown("Relays".to_owned(), Day::BEFORE_ALL);
        meet.apply(Day::BEFORE_ALL, &[&MeetChange { date: Some(day(10)), ..MeetChange::default() }]);
        meet
    }

    #[test]
    fn of_two_choices_of_lead_for_one_athlete_the_later_holds() {
        let mut meet = meet();
        let choose = |choice, ids: &[u32]| {
            let leads = BTreeMap::from([(choice, ids.iter().copied().map(AthleteId).collect())]);
            MeetChange { leads, ..MeetChange::default() }
        };
        meet.apply(day(1), &[&choose(Some(Choice::Lead(Lead::Hours48)), &[0, 1])]);
        meet.apply(day(2), &[&choose(Some(Choice::None), &[1])]);
        assert_eq!(meet.choice_for(AthleteId(0)), Some(Choice::Lead(Lead::Hours48)));
        assert_eq!(meet.choice_for(AthleteId(1)), Some(Choice::None));
    }

    #[test]
    fn who_is_named_goes_and_exceptions_change_what_they_run() {
        use crate::domain::athlete::Athlete;
        use crate::domain::event::{Event, Times};
        use crate::domain::name::Name;
        let athlete = |event| Athlete {
            name: Name::new("Ana Ruiz"),
            known: Day::BEFORE_ALL,
            event,
            group: None,
            goals: Times::default(),
            bests: Times::default(),
            volume: None,
            load: Percent::ALL,
            absences: Vec::new(),
            from: day(0),
            until: None,
        };
        let id = AthleteId(0);
        let miler = athlete(Event::M1600);
        let set = |events: &[MeetEvent]| events.iter().copied().collect::<EventSet>();
        let entries = |event| Entries::from([(event, vec![id])]);
        let mut meet = meet();
        assert_eq!(meet.events_of(id, &miler), set(&[MeetEvent::M1600]));
        meet.also = entries(MeetEvent::Relay4x800);
        assert_eq!(meet.events_of(id, &miler), set(&[MeetEvent::M1600, MeetEvent::Relay4x800]));
        meet.instead = entries(MeetEvent::M800);
        assert_eq!(meet.events_of(id, &miler), set(&[MeetEvent::M800, MeetEvent::Relay4x800]));
        meet.athletes = Some(Vec::new());
        assert_eq!(meet.events_of(id, &miler), set(&[MeetEvent::M800, MeetEvent::Relay4x800]), "who is named goes");
        meet.without = vec![id];
        assert!(meet.events_of(id, &miler).is_empty(), "without wins over all of it");
        meet.without.clear();
        (meet.also, meet.instead) = (Entries::new(), Entries::new());
        assert!(meet.events_of(id, &miler).is_empty());
        meet.entries = Some(entries(MeetEvent::M3200));
        assert_eq!(meet.events_of(id, &miler), set(&[MeetEvent::M3200]));
        meet.entries = Some(Entries::new());
        meet.athletes = None;
        assert!(meet.events_of(id, &miler).is_empty(), "with entries, who is in none stays at home");
    }
}
