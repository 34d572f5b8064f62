//! The team's calendar: its meets, on the days for which they were announced or to which they were moved.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Calendars, DayCalendar, DayEvent};
use crate::domain::day::{Day, short};
use crate::domain::event::{Event, EventSet};
use crate::domain::ids::MeetId;
use crate::domain::meet::Meet;
use crate::sheet::phrases;

impl Calendars<'_> {
    /// The team's calendar: its meets.
    pub fn team(&self) -> DayCalendar<'_> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut events = Vec::new();
        for (id, meet) in self.builder.season.meets_with_ids() {
            // Meets of one name are told apart by their order.
            let number = counts.entry(&meet.name).or_default();
            *number += 1;
            self.add_meet(id, meet, *number, &mut events);
        }
        self.calendar(&["team"], None, events)
    }

    /// Adds an event for each day for which a meet was announced.
    fn add_meet(&self, id: MeetId, meet: &Meet, number: usize, events: &mut Vec<DayEvent>) {
        let season = self.builder.season;
        let announced: Vec<Day> = meet.announced().days().collect();
        // A canceled day stays where it was last scheduled.
        let mut scheduled = announced.clone();
        let mut timetable = meet.announced();
        for change in &meet.changes {
            timetable = timetable.after(change);
            for (scheduled, &announced) in scheduled.iter_mut().zip(&announced) {
                *scheduled = timetable.held_on(announced).unwrap_or(*scheduled);
            }
        }
        let revised = meet.changes.last().map_or(Day::at(0), |change| change.known.max(Day::at(0)));
        for (index, (&announced_day, &day)) in announced.iter().zip(&scheduled).enumerate() {
            let canceled = timetable.held_on(announced_day).is_none();
            let mut title = if canceled { format!("Canceled: {}", meet.name) } else { meet.name.clone() };
            if 1 < announced.len() {
                let _ = write!(title, ", day {} of {}", index + 1, announced.len());
            }
            let mut lines: Vec<String> = Vec::new();
            if canceled {
                lines.push(format!("canceled, known since {}", short(season.date(revised))));
            } else if day != announced_day {
                lines.push(format!("instead of {}", short(season.date(announced_day))));
            }
            let groups = meet.groups.iter().map(|groups| groups.iter().map(|&group| season.group(group)));
            lines.extend(groups.map(|groups| phrases::and(&groups.collect::<Vec<_>>())));
            let is_on_day =
                |&event: &Event| meet.event_days[event as usize].is_none_or(|days| days.contains(announced_day));
            let events_on_day: EventSet = meet.events.iter().filter(is_on_day).collect();
            if events_on_day != EventSet::ALL && !events_on_day.is_empty() {
                lines.push(phrases::events(events_on_day));
            }
            let uid = self.uid(&["meet", &meet.name, &number.to_string(), &index.to_string()]);
            let revision = (meet.changes.len(), revised);
            let event = self.event(uid, revision, day, title, lines, &[id]);
            events.push(DayEvent { busy: event.busy && !canceled, ..event });
        }
    }
}
