//! A meet in a line: when, where, and who runs what.

use schemars::JsonSchema;
use serde::Serialize;

use super::{SheetBuilder, phrases};
use crate::domain::day::{Day, DaySet, short};
use crate::domain::event::{EventSet, MeetEvent};
use crate::domain::meet::Meet;
use crate::domain::season::Week;

/// A meet, in a line.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct MeetLine {
    /// When: `Sat 11 Apr`.
    pub day: String,
    /// Its name.
    pub name: String,
    /// Time, place and note, who goes, which events on which day, whether it is tentative; of a canceled meet `canceled`.
    pub details: String,
    /// True for a meet, or a day of one, that is not held: its name is struck through.
    pub canceled: bool,
}

impl SheetBuilder<'_> {
    /// The meets of a week, by their first day in it.
    pub(super) fn meet_lines(&self, week: Week) -> Vec<MeetLine> {
        let mut lines: Vec<(Day, MeetLine)> = Vec::new();
        for (_, meet) in self.season.meets_with_ids() {
            let in_week = |days: &DaySet| days.iter().find(|&day| week.contains(day));
            let canceled = meet.schedule.canceled();
            if let Some(first) = in_week(&canceled) {
                let day = phrases::days(self.season, &canceled.iter().collect::<Vec<_>>());
                let details = "canceled".to_owned();
                lines.push((first, MeetLine { day, name: meet.name.clone(), details, canceled: true }));
            }
            let days: DaySet = meet.days();
            let Some(first) = in_week(&days) else { continue };
            let mut details: Vec<String> = time_and_place(meet).into_iter().collect();
            details.extend(
                meet.groups.as_ref().map(|groups| {
                    phrases::and(&groups.iter().map(|&group| self.season.group(group)).collect::<Vec<_>>())
                }),
            );
            details.extend(self.events_by_day(meet, &days));
            if meet.tentative {
                details.push("tentative".to_owned());
            }
            let day = phrases::days(self.season, &days.iter().collect::<Vec<_>>());
            lines
                .push((first, MeetLine { day, name: meet.name.clone(), details: details.join(", "), canceled: false }));
        }
        lines.sort_by_key(|(first, _)| *first);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// `3200 on Fri 24 Apr`, for each day of a meet that says which events are on it.
    fn events_by_day(&self, meet: &Meet, days: &DaySet) -> Vec<String> {
        let events_of_days = days.iter().filter_map(|day| {
            let on_day = |event: &MeetEvent| meet.schedule.event_days(*event).is_some_and(|days| days.contains(day));
            let events: EventSet = meet.all_events().iter().filter(on_day).collect();
            (!events.is_empty()).then(|| format!("{} on {}", phrases::events(events), short(self.season.date(day))))
        });
        events_of_days.collect()
    }
}

/// When a meet starts, where it is and what else there is to know, as far as the season file says.
pub(super) fn time_and_place(meet: &Meet) -> Option<String> {
    let time = meet.time.map(phrases::time_of_day);
    let parts: Vec<String> = time.into_iter().chain(meet.place.clone()).chain(meet.note.clone()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
