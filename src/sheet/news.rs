//! What became known, in words: for the wall, for `plan.json`, for phones.
//!
//! Of an athlete's absence, return, last day or volume nothing is said: only
//! the days that became others show it.

use super::{SheetBuilder, phrases};
use crate::domain::athlete::AthleteChange;
use crate::domain::day::{Day, DaySet, WEEKDAYS, short, weekday_word};
use crate::domain::event::{TimedDistance, Times};
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::meet::{Meet, MeetChange};
use crate::domain::news::{Fact, News, TeamChange};
use crate::domain::overrides::Who;
use crate::domain::season::{Season, Week};

/// One thing that became known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsItem {
    /// The first day that is planned with it.
    pub known: Day,
    /// `Sat 18 Apr Front Range Relays is now Wed 22 Apr`.
    pub text: String,
    /// The days that a meet leaves and enters: their weeks' sheets tell it, too.
    pub days: Vec<Day>,
    /// Whom it concerns, in file order.
    pub athletes: Vec<AthleteId>,
}

/// With more new goals than this on one day, they are counted.
const MAX_GOALS: usize = 6;

impl SheetBuilder<'_> {
    /// What became known after the season's first day, as it was learned: by day, then in file order.
    pub fn news(&self) -> &[NewsItem] {
        &self.news
    }

    /// The news that a week's sheet tells: what becomes known in it (what does
    /// on its last day is on the next one), and meets that leave or enter it.
    pub(super) fn news_of_week(&self, week: Week) -> impl Iterator<Item = &NewsItem> {
        self.news.iter().filter(move |item| {
            let is_told_here = self.told_in(item.known).is_some_and(|told| told.number == week.number);
            is_told_here || item.days.iter().any(|&day| week.contains(day))
        })
    }

    /// The week whose sheet tells what became known on a day.
    pub(super) fn told_in(&self, known: Day) -> Option<Week> {
        let week = self.plan.calendar.week_of(known)?;
        let next = self.plan.calendar.weeks.get(week.number);
        Some(if known == week.last { next.copied().unwrap_or(week) } else { week })
    }

    /// Puts all that became known into words.
    pub(super) fn news_items(&self) -> Vec<NewsItem> {
        let mut items = Vec::new();
        for news in self.history.news().iter().filter(|news| Day::at(0) < news.known) {
            self.add_news(news, &mut items);
        }
        self.add_entries(&mut items);
        // Stable: of one day in the order in which they were added.
        items.sort_by_key(|item| item.known);
        self.join_goals(items)
    }

    fn add_news(&self, news: &News, items: &mut Vec<NewsItem>) {
        let known = news.known;
        let (before, now) = (self.history.on(known.before()), self.history.on(known));
        let mut add = |text: Option<String>, days: Vec<Day>, athletes: Vec<AthleteId>| {
            let why = news.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
            items.extend(text.map(|text| NewsItem { known, text: format!("{text}{why}"), days, athletes }));
        };
        match &news.fact {
            Fact::Meet(id, change) => {
                let (was, is) = (before.meet(*id), now.meet(*id));
                let days = moved_days(known, change, was, is);
                let text = self.meet_news(change, was, is, &days);
                let touched = days.0.iter().chain(&days.1).copied().collect();
                add(text, touched, goers(*id, &[before, now]));
            }
            Fact::Athletes(ids, change) => {
                for &id in ids {
                    add(self.athlete_news(id, change, now), Vec::new(), vec![id]);
                    for goal in goal_news(before.athlete(id).goals, change.goals) {
                        add(Some(format!("{}: {goal}", self.name(id))), Vec::new(), vec![id]);
                    }
                }
            }
            Fact::Groups(..) => {}
            Fact::Team(change) => {
                let everyone: Vec<AthleteId> = now.athlete_ids().collect();
                add(self.open_news(change), Vec::new(), everyone.clone());
                add(week_news(change), Vec::new(), everyone);
                for &(id, goals) in &change.goals {
                    for goal in goal_news(before.athlete(id).goals, goals) {
                        add(Some(format!("{}: {goal}", self.name(id))), Vec::new(), vec![id]);
                    }
                }
            }
        }
    }

    /// Adds meets, closed days, choices for days and athletes that were new.
    fn add_entries(&self, items: &mut Vec<NewsItem>) {
        let is_new = |known: Day| Day::at(0) < known;
        for (id, _) in self.season.meets_with_ids().filter(|(_, meet)| is_new(meet.known)) {
            let known = self.season.meet(id).known;
            let meet = self.meet_on(id, known);
            let days: Vec<Day> = meet.days().iter().collect();
            let text = format!("new: {} on {}", meet.name, phrases::days(self.season, &days));
            items.push(NewsItem { known, text, days, athletes: goers(id, &[self.history.on(known)]) });
        }
        for closed in self.season.closed.iter().filter(|closed| is_new(closed.known)) {
            let why = closed.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
            let days = phrases::period(self.season, closed.from, closed.through);
            let athletes = self.history.on(closed.known).athlete_ids().collect();
            let text = format!("no practice {days}{why}");
            items.push(NewsItem { known: closed.known, text, days: Vec::new(), athletes });
        }
        for (id, athlete) in self.season.athletes_with_ids().filter(|(_, athlete)| is_new(athlete.known)) {
            let text = format!("{} joins the team", self.name(id));
            items.push(NewsItem { known: athlete.known, text, days: Vec::new(), athletes: vec![id] });
        }
        for (_, entry) in self.season.overrides_with_ids().filter(|(_, entry)| is_new(entry.known)) {
            let season = self.history.on(entry.known);
            let athletes = season.athletes_with_ids();
            let athletes =
                athletes.filter(|(id, athlete)| entry.who.includes(*id, athlete)).map(|(id, _)| id).collect();
            let days = phrases::period(self.season, entry.day, entry.through.unwrap_or(entry.day));
            let text = format!("the coach's word for {days}");
            let item = NewsItem { known: entry.known, text, days: vec![entry.day], athletes };
            // What is said to one athlete alone is not news for the wall.
            if !matches!(entry.who, Who::Athletes(_)) && !items.contains(&item) {
                items.push(item);
            }
        }
    }

    /// `Sat 18 Apr Front Range Relays is now Wed 22 Apr`.
    fn meet_news(&self, change: &MeetChange, was: &Meet, is: &Meet, days: &(Vec<Day>, Vec<Day>)) -> Option<String> {
        let name = &is.name;
        let (from, to) = (phrases::days(self.season, &days.0), phrases::days(self.season, &days.1));
        let mut parts: Vec<String> = Vec::new();
        if days.0 != days.1 {
            parts.push(match (days.0.is_empty(), days.1.is_empty(), change.day) {
                (_, true, _) => format!("{from} {name} is canceled"),
                (true, false, _) => format!("{name} is held after all, on {to}"),
                (false, false, Some(_)) => format!("{from} of {name} is now {to}"),
                (false, false, None) => format!("{from} {name} is now {to}"),
            });
        }
        let time = change.time.filter(|_| was.time != is.time).map(phrases::time_of_day);
        parts.extend(time.map(|time| format!("{name} starts at {time}")));
        let place = change.place.as_ref().filter(|_| was.place != is.place);
        parts.extend(place.map(|place| format!("{name} is at {place}")));
        parts.extend(change.note.as_ref().filter(|_| was.note != is.note).map(|note| format!("{name}: {note}")));
        let runners = |meet: &Meet| {
            let Meet { groups, athletes, entries, also, instead, without, .. } = meet;
            (groups.clone(), athletes.clone(), entries.clone(), also.clone(), instead.clone(), without.clone())
        };
        if runners(was) != runners(is) {
            parts.push(format!("{name}: who runs what has changed"));
        }
        if change.tentative.is_some() && was.tentative != is.tentative {
            parts.push(if is.tentative { format!("{name} is tentative") } else { format!("{name} is on") });
        }
        if days.0 == days.1 && (was.events != is.events || was.schedule != is.schedule) {
            parts.push(format!("{name}: the events' days have changed"));
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    fn athlete_news(&self, id: AthleteId, change: &AthleteChange, now: &Season) -> Option<String> {
        let group = change.group.map(|group| format!("is in {} now", now.group(group)));
        let event = change.event.map(|event| format!("runs the {event} now"));
        let parts: Vec<String> = group.into_iter().chain(event).collect();
        (!parts.is_empty()).then(|| format!("{} {}", self.name(id), parts.join(" and ")))
    }

    fn open_news(&self, change: &TeamChange) -> Option<String> {
        let open = change.open?;
        Some(format!("practice after all: {}", phrases::period(self.season, open.from, open.through)))
    }

    /// New goals of one day in a line each, or counted when they are many.
    fn join_goals(&self, items: Vec<NewsItem>) -> Vec<NewsItem> {
        let is_goal = |item: &NewsItem| item.text.contains(" goal ");
        let mut joined: Vec<NewsItem> = Vec::new();
        for day in items.chunk_by(|one, other| one.known == other.known) {
            let (goals, others): (Vec<&NewsItem>, Vec<&NewsItem>) = day.iter().partition(|item| is_goal(item));
            let mut athletes: Vec<AthleteId> = goals.iter().flat_map(|item| item.athletes.iter().copied()).collect();
            athletes.sort_unstable();
            athletes.dedup();
            joined.extend(others.into_iter().cloned());
            if MAX_GOALS < athletes.len() {
                let text = format!("new goals: {} athletes", athletes.len());
                joined.push(NewsItem { known: day[0].known, text, days: Vec::new(), athletes });
            } else {
                joined.extend(goals.into_iter().cloned());
            }
        }
        joined
    }

    /// When something became known, for a sheet: `Fri 17 Apr`.
    pub(super) fn known(&self, day: Day) -> String {
        short(self.season.date(day))
    }
}

/// `1600 goal 5:20, now 5:12`, for each goal that is another.
fn goal_news(was: Times, now: Times) -> Vec<String> {
    let changed = TimedDistance::ALL.into_iter().filter_map(|over| {
        let time = now.get(over).filter(|time| was.get(over) != Some(*time))?;
        Some(match was.get(over) {
            Some(before) => format!("{over} goal {before}, now {time}"),
            None => format!("{over} goal now {time}"),
        })
    });
    changed.collect()
}

/// `the team's week: Monday workout, Tuesday easy`.
fn week_news(change: &TeamChange) -> Option<String> {
    let days = WEEKDAYS.into_iter().zip(change.week).filter_map(|(weekday, session)| {
        Some(format!("{} {}", weekday_word(weekday), phrases::session(session?).to_lowercase()))
    });
    let days: Vec<String> = days.collect();
    (!days.is_empty()).then(|| format!("the week from now on: {}", days.join(", ")))
}

/// The days of a meet that were to come and those that are.
fn moved_days(known: Day, change: &MeetChange, was: &Meet, is: &Meet) -> (Vec<Day>, Vec<Day>) {
    let to_come = |days: DaySet| -> Vec<Day> { days.iter().filter(|&day| known <= day).collect() };
    let (from, to) = (was.days(), is.days());
    match change.day {
        // One day alone: what is the same for both is left out.
        Some(_) => (to_come(from.without(&to)), to_come(to.without(&from))),
        None => (to_come(from), to_come(to)),
    }
}

/// The athletes whom a meet takes in one of these versions, in file order.
fn goers(meet: MeetId, versions: &[&Season]) -> Vec<AthleteId> {
    let latest = versions.last().expect("there is a version");
    let goes = |id: &AthleteId| {
        versions.iter().any(|season| {
            let meet = season.meet(meet);
            meet.known <= season.as_of && !meet.events_of(*id, season.athlete(*id)).is_empty()
        })
    };
    latest.athlete_ids().filter(goes).collect()
}
