//! What a piece of news says of a meet.

use chrono::NaiveDate;

use super::{Batch, Reader, Subject};
use crate::diag::codes::{CHANGE_MAKES_NO_SENSE, DATES_OUT_OF_ORDER};
use crate::domain::day::{Day, DaySet};
use crate::domain::ids::MeetId;
use crate::domain::meet::{Meet, MeetChange};
use crate::season::check::meets::{self, Mentions};
use crate::season::check::{Stretch, full};
use crate::season::keys;
use crate::tables::{At, list};

/// The days that a piece of news names.
struct Days {
    date: Option<At<NaiveDate>>,
    through: Option<At<NaiveDate>>,
    day: Option<At<NaiveDate>>,
    canceled: Option<bool>,
}

impl Reader<'_, '_, '_, '_> {
    /// What it says of the meet that it is about; nothing is lost when it is about something else.
    pub(super) fn meet_change(&mut self, subject: &Subject, mentions: &mut Mentions, batch: &Batch) -> MeetChange {
        let table = self.table;
        let mut change = meets::change(table, self.cx, self.roster, mentions);
        let days = Days {
            date: table.get(&keys::NEWS_DATE),
            through: table.get(&keys::MEET_THROUGH),
            day: table.get(&keys::NEWS_DAY),
            canceled: table.value(&keys::NEWS_CANCELED),
        };
        let Subject::Meet(id) = *subject else { return change };
        if let Some(names) = table.value(&keys::NEWS_GROUPS) {
            change.groups = Some(meets::groups(table, self.roster, names, mentions));
        }
        if let Some(names) = table.value(&keys::NEWS_ATHLETES) {
            change.athletes = Some(self.roster.athletes(table, &names));
        }
        let day = |date: &Option<At<NaiveDate>>| date.as_ref().map(|date| self.cx.bounds.day(date.value));
        (change.date, change.through, change.canceled) = (day(&days.date), day(&days.through), days.canceled);
        // Where only the name needs it, `day` says which meet it is, and no more.
        change.day = day(&days.day).filter(|_| days.date.is_some() || days.canceled.is_some());
        if let Some((id, known)) = id.zip(self.known) {
            self.check_meet(id, known, &days, mentions, batch.says_days_of(id));
        }
        change
    }

    /// `changed_today` is true when an earlier piece of the same day moves or cancels it.
    fn check_meet(&self, id: MeetId, known: &At<NaiveDate>, days: &Days, mentions: &Mentions, changed_today: bool) {
        let meet = self.before.meet(id);
        self.entity_known_yet(meet.known, &meet.name);
        self.check_canceled(days);
        let today = self.cx.bounds.day(known.value);
        let revocable = meet.schedule.revocable(today);
        let left = match (days.canceled, &days.date) {
            (Some(false), None) => revocable,
            _ => meet.schedule.left(today),
        };
        let is_canceled = meet.days().is_empty();
        if is_canceled && days.date.is_none() && days.canceled != Some(false) && revocable.is_empty() {
            self.over(meet, known);
            return;
        }
        let Some(first_left) = left.first() else {
            // A meet without a day of its own has a problem already.
            let canceled = meet.schedule.canceled();
            if days.canceled == Some(false) && days.date.is_none() && canceled.is_empty() {
                let message = format!("{} is not canceled", meet.name);
                let place = self.table.place_of(&keys::NEWS_CANCELED);
                self.table.push(CHANGE_MAKES_NO_SENSE.at(place, message).help("remove this news, or give a new date"));
            } else if days.canceled == Some(false) && days.date.is_none() {
                let message = format!("{} was to be on a day that is over by then", meet.name);
                let place = self.table.place_of(&keys::NEWS_CANCELED);
                let help = "to hold it after all, give the new date instead";
                self.table.push(CHANGE_MAKES_NO_SENSE.at(place, message).help(help));
            } else if !meet.days().or(&canceled).is_empty() {
                self.over(meet, known);
            }
            return;
        };
        if let Some(day) = &days.day {
            self.check_day(meet, day, &left, days);
        }
        let from = days.day.as_ref().map_or(first_left, |day| self.cx.bounds.day(day.value));
        self.check_new_days(meet, from, &left, days);
        if let Some(date) = days.date.as_ref().filter(|_| days.through.is_none() && !changed_today)
            && self.cx.bounds.day(date.value) == from
            && meet.days().contains(from)
        {
            let message = format!("{} is already on {}", meet.name, full(date.value));
            let problem = CHANGE_MAKES_NO_SENSE.at(date.place.clone(), message);
            self.table.push(problem.help("correct the new day, or remove the line"));
        }
        for (event, on, place) in &mentions.event_days {
            if *on < today {
                let value = self.date(*on);
                let days =
                    Stretch { from: At { value, place: place.clone() }, through: At { value, place: place.clone() } };
                days.check_known(self.table, &format!("the {event} of {} is", meet.name), event.as_str(), Some(known));
            }
        }
    }

    fn over(&self, meet: &Meet, known: &At<NaiveDate>) {
        let schedule = &meet.schedule;
        let last = schedule.held().last().max(schedule.canceled().last()).map(|day| self.date(day));
        let on = last.map(|last| format!(" on {}", full(last))).unwrap_or_default();
        let message = format!("{}: this became known on {}, after the meet was over{on}", meet.name, full(known.value));
        let by = last.map(|last| format!(": at the latest known = {last}")).unwrap_or_default();
        let problem = CHANGE_MAKES_NO_SENSE.at(known.place.clone(), message);
        self.table.push(problem.help(format!("correct the day on which it became known{by}")));
    }

    /// The one day that changes is one that is left; and the news says how it does.
    fn check_day(&self, meet: &Meet, day: &At<NaiveDate>, left: &DaySet, days: &Days) {
        let on = self.cx.bounds.day(day.value);
        let problem = |message: String, remedy: String| {
            self.table.push(CHANGE_MAKES_NO_SENSE.at(day.place.clone(), message).help(remedy));
        };
        if !left.contains(on) {
            let movable: Vec<String> = left.iter().map(|day| self.date(day).to_string()).collect();
            let message = format!("{} is not held on {} when this becomes known", meet.name, full(day.value));
            problem(message, format!("the days that can change are: {}", list(movable.iter().map(String::as_str))));
        } else if days.date.is_none() && days.canceled.is_none() && !self.shares_its_name(meet) {
            let message = "\"day\" alone does not say what is new on that day".to_owned();
            problem(message, "add a line: canceled = true, or a new date; or remove the day".to_owned());
        } else if days.through.is_some() {
            let message = "\"day\" is about one day, and \"through\" about several".to_owned();
            problem(message, "remove one of the two lines".to_owned());
        }
    }

    fn shares_its_name(&self, meet: &Meet) -> bool {
        let key = crate::domain::name::text_key(&meet.name);
        self.names.meets.get(&key).is_some_and(|named| 1 < named.len())
    }

    /// A cancellation says nothing else.
    fn check_canceled(&self, days: &Days) {
        let table = self.table;
        let beside = [keys::NEWS_CANCELED.name, keys::NEWS_DAY.name];
        let other = keys::OF_A_MEET.iter().find(|key| table.has(**key) && !beside.contains(&key.name()));
        if let (Some(true), Some(other)) = (days.canceled, other) {
            let message = format!("the meet is canceled, so \"{}\" says nothing", other.name());
            let remedy = "remove the line, or the line with canceled when the meet is held";
            table.push(CHANGE_MAKES_NO_SENSE.at(table.place_of(*other), message).help(remedy));
        }
    }

    /// New days are after what is over, in the season, and new.
    fn check_new_days(&self, meet: &Meet, from: Day, left: &DaySet, days: &Days) {
        let (table, bounds, name) = (self.table, self.cx.bounds, &meet.name);
        if let Some(date) = &days.date {
            let through = days.through.clone().unwrap_or_else(|| date.clone());
            let stretch = Stretch { from: date.clone(), through };
            stretch.check_known(table, &format!("the new day of {name} is"), keys::NEWS_DATE.name, self.known);
            bounds.check(table, &format!("the new day of {name}"), date);
            if let (Some(last), None, None) = (left.last(), &days.day, &days.through) {
                let value = self.date(last.plus(bounds.day(date.value).since(from)));
                if value != date.value {
                    bounds.check(
                        table,
                        &format!("the new last day of {name}"),
                        &At { value, place: date.place.clone() },
                    );
                }
            }
        }
        let Some(through) = &days.through else { return };
        bounds.check(table, &format!("the new last day of {name}"), through);
        let first = days.date.as_ref().map_or_else(|| self.date(from), |date| date.value);
        if through.value < first {
            let message = format!("{name} ends on {}, before it begins on {}", full(through.value), full(first));
            let problem = DATES_OUT_OF_ORDER.at(through.place.clone(), message);
            table.push(problem.help("correct one of the two dates"));
        }
    }
}
