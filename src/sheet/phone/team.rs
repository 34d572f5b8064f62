//! The team's calendar: its meets, on the days for which they were announced or to which they were moved.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Calendars, DayCalendar, DayEvent};
use crate::domain::day::{Day, short};
use crate::domain::event::{EventSet, MeetEvent};
use crate::domain::ids::MeetId;
use crate::domain::meet::Meet;
use crate::domain::season::Season;
use crate::sheet::phrases;

impl Calendars<'_> {
    /// The team's calendar: its meets.
    pub fn team(&self) -> DayCalendar<'_> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut events = Vec::new();
        // Meets of one name are told apart by the order in which they became known.
        let mut meets: Vec<(MeetId, &Meet)> = self.builder.season.meets_with_ids().collect();
        meets.sort_by_key(|(_, meet)| meet.known);
        for (id, meet) in meets {
            let number = counts.entry(&meet.name).or_default();
            *number += 1;
            self.add_meet(id, *number, &mut events);
        }
        self.calendar(&["team"], None, events)
    }

    /// Adds an event for each day that a meet ever had.
    fn add_meet(&self, id: MeetId, number: usize, events: &mut Vec<DayEvent>) {
        let season = self.builder.season;
        let meet = season.meet(id);
        let slots = self.slots(id);
        for (index, slot) in slots.iter().enumerate() {
            let mut title = if slot.canceled { format!("Canceled: {}", meet.name) } else { meet.name.clone() };
            if 1 < slots.len() {
                let _ = write!(title, ", day {} of {}", index + 1, slots.len());
            }
            let mut lines: Vec<String> = Vec::new();
            if slot.canceled {
                lines.push(format!("canceled, known since {}", short(season.date(slot.known))));
            } else if slot.day != slot.announced {
                lines.push(format!("instead of {}", short(season.date(slot.announced))));
            }
            let groups = meet.groups.iter().map(|groups| groups.iter().map(|&group| season.group(group)));
            lines.extend(groups.map(|groups| phrases::and(&groups.collect::<Vec<_>>())));
            let is_on_day = |&event: &MeetEvent| {
                let days = meet.schedule.event_days(event);
                days.is_none_or(|days| days.contains(slot.day))
            };
            let events_on_day: EventSet = meet.events.iter().filter(is_on_day).collect();
            if events_on_day != EventSet::INDIVIDUAL && !events_on_day.is_empty() {
                lines.push(phrases::events(events_on_day));
            }
            let uid = self.uid(&["meet", &meet.name, &number.to_string(), &index.to_string()]);
            let event = self.event(uid, slot.day, title, lines, &[id]);
            events.push(DayEvent { busy: event.busy && !slot.canceled, ..event });
        }
    }

    /// Where each day of a meet is, from the one for which it was announced on.
    fn slots(&self, id: MeetId) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        let known = |season: &&Season| season.meet(id).known <= season.as_of;
        for version in self.builder.history.versions().iter().filter(known) {
            let schedule = &version.meet(id).schedule;
            let days = schedule.held().or(&schedule.canceled());
            let count = days.iter().count();
            for (index, day) in days.iter().enumerate() {
                let canceled = schedule.canceled().contains(day);
                match slots.get_mut(index) {
                    Some(slot) => slot.update(day, canceled, version.as_of),
                    None => slots.push(Slot { announced: day, day, canceled, known: version.as_of }),
                }
            }
            for slot in slots.iter_mut().skip(count) {
                slot.update(slot.day, true, version.as_of);
            }
        }
        slots
    }
}

/// A day of a meet, wherever it is now.
struct Slot {
    announced: Day,
    day: Day,
    canceled: bool,
    /// When it became what it is.
    known: Day,
}

impl Slot {
    fn update(&mut self, day: Day, canceled: bool, known: Day) {
        if (self.day, self.canceled) != (day, canceled) {
            *self = Slot { day, canceled, known, ..*self };
        }
    }
}
