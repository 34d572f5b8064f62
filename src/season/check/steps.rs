//! What only shows in the season of the day on which something became known:
//! events on days that are not the meet's, entries in events that are not run,
//! and more events for one athlete at one meet than the policy allows.
//!
//! Each is reported once, where it is said, in the version that brings it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::full;
use super::meets::Mentions;
use crate::diag::codes::{DATES_OUT_OF_ORDER, EVENT_NOT_RUN};
use crate::diag::{Diagnostic, Place};
use crate::domain::day::{Day, DaySet};
use crate::domain::event::{EventSet, MeetEvent};
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::meet::{Entries, Meet};
use crate::domain::season::Season;
use crate::season::Spans;
use crate::tables::{Table, list, short};

/// What becomes known on one day, and where it stands.
#[derive(Default)]
pub(super) struct Step {
    pub(super) meets: BTreeMap<MeetId, (Place, Mentions)>,
    pub(super) athletes: BTreeMap<AthleteId, Place>,
}

/// Checks the version `after` a step, where it differs from the one `before` it; `None` is before everything.
pub(super) fn check(file: &Table, before: Option<&Season>, after: &Season, step: &Step, spans: &Spans) {
    let is_same_athlete = |id: AthleteId| {
        let index = id.0 as usize;
        before.is_some_and(|before| Arc::ptr_eq(&before.athletes[index], &after.athletes[index]))
            && after.athletes[index].known != after.as_of
    };
    for (id, meet) in after.meets_with_ids() {
        let index = id.0 as usize;
        // A meet that becomes known only now was not there before.
        let earlier = before.filter(|_| meet.known != after.as_of).map(|before| &*before.meets[index]);
        let is_same = earlier.is_some_and(|earlier| std::ptr::eq(earlier, meet));
        let cx = StepOfMeet { file, after, id, meet, earlier, step, spans };
        if !is_same {
            cx.event_days();
            cx.events_not_run();
        }
        if !is_same || named(meet).any(|athlete| !is_same_athlete(athlete)) {
            cx.event_limit(before);
        }
    }
}

/// Everyone whom a meet's entries and exceptions name.
fn named(meet: &Meet) -> impl Iterator<Item = AthleteId> {
    tables(meet).flat_map(Entries::values).flatten().copied()
}

fn tables(meet: &Meet) -> impl Iterator<Item = &Entries> {
    meet.entries.iter().chain([&meet.also, &meet.instead])
}

/// One meet in the version after a step.
struct StepOfMeet<'a> {
    file: &'a Table<'a, 'a>,
    after: &'a Season,
    id: MeetId,
    meet: &'a Meet,
    /// As it was known before, if it was.
    earlier: Option<&'a Meet>,
    step: &'a Step,
    spans: &'a Spans,
}

impl StepOfMeet<'_> {
    /// The news of it, else the place that an entry has.
    fn place_or(&self, entry: &Place) -> Place {
        self.step.meets.get(&self.id).map_or(entry, |(place, _)| place).clone()
    }

    /// Days of events that are not days of the meet.
    fn event_days(&self) {
        let (places, days) = (self.spans.meet(self.id), self.meet.days().or(&self.meet.schedule.canceled()));
        let Some((first, last)) = self.meet.bounds().filter(|_| places.dated) else { return };
        let stray = |meet: &Meet, event: MeetEvent| {
            let held = meet.days().or(&meet.schedule.canceled());
            meet.schedule.event_days(event).unwrap_or_default().without(&held)
        };
        let said = |event: MeetEvent, day: Option<Day>| {
            let news = self.step.meets.get(&self.id).map(|(_, mentions)| &mentions.event_days);
            let all = news
                .into_iter()
                .flatten()
                .chain(self.earlier.is_none().then_some(&places.event_days).into_iter().flatten());
            let found =
                all.filter(|(of, on, _)| *of == event && day.is_none_or(|day| day == *on) && !days.contains(*on));
            found.map(|(_, on, place)| (*on, place.clone())).collect::<Vec<_>>()
        };
        let mut wrong: Vec<(MeetEvent, Day, Place)> = Vec::new();
        for event in MeetEvent::ALL {
            let earlier: DaySet = self.earlier.map(|meet| stray(meet, event)).unwrap_or_default();
            let mut days = said(event, None);
            if days.is_empty() {
                let others = stray(self.meet, event).without(&earlier);
                days = others.iter().map(|day| (day, self.place_or(&places.days))).collect();
            }
            wrong.extend(days.into_iter().map(|(day, place)| (event, day, place)));
        }
        let Some((_, _, place)) = wrong.first().cloned() else { return };
        let name = &self.meet.name;
        let message = match wrong.as_slice() {
            [(event, day, _)] => format!("the {event} is on {}, which is not a day of {name}", self.full(*day)),
            // One wrong last day is one problem, however many events are on later days.
            several if several.iter().all(|(_, day, _)| *day == several[0].1) => {
                let events: Vec<&str> = several.iter().map(|(event, ..)| event.as_str()).collect();
                let (which, day) = (list(events), self.full(several[0].1));
                format!("the {which} are on {day}, which is not a day of {name}")
            }
            several => {
                let days = several.iter().map(|(event, day, _)| format!("the {event} is on {}", self.full(*day)));
                format!("{}: these are not days of {name}", days.collect::<Vec<_>>().join(", "))
            }
        };
        let latest = wrong.iter().map(|(_, day, _)| *day).max().unwrap_or(last);
        let remedy = if 1 < wrong.len() && wrong.iter().all(|(_, day, _)| last < *day) {
            format!("write through = {} if the meet is longer, or correct the dates", self.after.date(latest))
        } else if first == last {
            format!("correct the date, or the meet's: it is on {}", self.after.date(first))
        } else {
            let (first, last) = (self.after.date(first), self.after.date(last));
            format!("correct the date, or the meet's: it runs from {first} through {last}")
        };
        self.file.push(DATES_OUT_OF_ORDER.at(place, message).help(remedy));
    }

    fn full(&self, day: Day) -> String {
        full(self.after.date(day))
    }

    /// Entries in events that the meet does not run.
    fn events_not_run(&self) {
        let places = self.spans.meet(self.id);
        for event in MeetEvent::ALL.into_iter().filter(|&event| !is_run(self.meet.events, event)) {
            let is_entered = |meet: &Meet| tables(meet).any(|of| of.get(&event).is_some_and(|ids| !ids.is_empty()));
            let was_so = self.earlier.is_some_and(|meet| !is_run(meet.events, event) && is_entered(meet));
            if !is_entered(self.meet) || was_so {
                continue;
            }
            let of_news = self.step.meets.get(&self.id).into_iter().flat_map(|(_, mentions)| &mentions.entered);
            let of_entry = self.earlier.is_none().then_some(&places.entered).into_iter().flatten();
            let entry = of_news.chain(of_entry).find(|(_, of, _)| *of == event);
            let place = entry.map_or_else(|| self.place_or(&places.entries), |(.., place)| place.clone());
            let first = || tables(self.meet).filter_map(|of| of.get(&event)).flatten().next().copied();
            let Some(who) = entry.map(|(id, ..)| *id).or_else(first) else { continue };
            let run: Vec<&str> = self.meet.events.iter().map(MeetEvent::as_str).collect();
            let who = short(self.after.athlete(who).name.as_str());
            let message = format!("{who} is entered in the {event}, which is not run at {}", self.meet.name);
            let remedy = match run.as_slice() {
                [] => "add the event to the meet's events, or remove the entry".to_owned(),
                run => format!(
                    "add the event to the meet's events, which are {}, or remove the entry",
                    list(run.iter().copied())
                ),
            };
            self.file.push(EVENT_NOT_RUN.at(place, message).help(remedy));
        }
    }

    /// Athletes in more events than the policy allows.
    fn event_limit(&self, before: Option<&Season>) {
        let most = self.after.policy.max_events_per_meet;
        let count = |season: &Season, meet: &Meet, id: AthleteId| meet.events_of(id, season.athlete(id)).len();
        let mut ids: Vec<AthleteId> = named(self.meet).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let events = count(self.after, self.meet, id);
            let was_so = before.zip(self.earlier).is_some_and(|(before, meet)| most < count(before, meet, id));
            if events <= most || was_so {
                continue;
            }
            let of_news = self.step.meets.get(&self.id);
            let entry = of_news.and_then(|(_, mentions)| mentions.entered.iter().rev().find(|(of, ..)| *of == id));
            let place = entry
                .map(|(.., place)| place)
                .or_else(|| self.step.athletes.get(&id))
                .or_else(|| of_news.map(|(place, _)| place))
                .unwrap_or_else(|| self.spans.meet(self.id).entry_of(id));
            let name = short(self.after.athlete(id).name.as_str());
            let message = format!("{name} is entered in {events} events at {}, more than {most}", self.meet.name);
            let problem = Diagnostic::error("R15", Some(place.clone()), message);
            self.file.push(problem.help("enter fewer events, or raise max-events-per-meet in [policy]"));
        }
    }
}

/// True when the meet runs an event. One whose events name no relay may have any.
fn is_run(events: EventSet, event: MeetEvent) -> bool {
    let is_relay = |event: MeetEvent| event.individual().is_none();
    events.contains(event) || (is_relay(event) && !events.iter().any(is_relay))
}
