//! What became known, in words: for the wall, for `plan.json`, for phones.
//!
//! Of an athlete's absence, return, last day or volume nothing is said: only
//! the days that became others show it.

use std::collections::{BTreeMap, BTreeSet};

use super::{SheetBuilder, phrases};
use crate::domain::athlete::{Athlete, AthleteChange};
use crate::domain::day::{Day, DaySet, WEEKDAYS, short, weekday_word};
use crate::domain::event::{TimedDistance, Times};
use crate::domain::group::SaidWeek;
use crate::domain::ids::{AthleteId, GroupId, MeetId};
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
    /// `snow`; empty without a reason.
    pub why: String,
    /// Whom it concerns, for the wall: `everyone`, `varsity`, `12 athletes`; empty where the text names them.
    pub who: String,
    /// The days that a meet leaves and enters: their weeks' sheets tell it, too.
    pub days: Vec<Day>,
    /// Whom it concerns, in file order.
    pub athletes: Vec<AthleteId>,
    names_athletes: bool,
    is_goal: bool,
}

impl NewsItem {
    fn new(known: Day, text: String) -> NewsItem {
        NewsItem {
            known,
            text,
            why: String::new(),
            who: String::new(),
            days: Vec::new(),
            athletes: Vec::new(),
            names_athletes: false,
            is_goal: false,
        }
    }

    /// The text with why: `no practice Thu 16 Apr (snow)`.
    pub fn sentence(&self) -> String {
        if self.why.is_empty() { self.text.clone() } else { format!("{} ({})", self.text, self.why) }
    }
}

/// So many athletes are named on the wall; more are counted.
const MAX_NAMES: usize = 3;

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
        let mut told: BTreeSet<(Day, MeetId)> = BTreeSet::new();
        for news in self.history.news().iter().filter(|news| Day::at(0) < news.known) {
            match &news.fact {
                // All that is said of a meet on one day is one line.
                Fact::Meet(id, _) if !told.insert((news.known, *id)) => {}
                Fact::Meet(id, _) => items.extend(self.meet_item(news.known, *id)),
                Fact::Athletes(ids, change) => {
                    ids.iter().for_each(|&id| self.add_athlete(news.known, id, change, &mut items));
                }
                Fact::Groups(ids, of_groups) => self.add_groups(news.known, ids, &of_groups.change.week, &mut items),
                Fact::Team(change) => self.add_team(news, change, &mut items),
            }
        }
        self.add_entries(&mut items);
        // Stable: of one day by the days that they are about, then in the order in which they were added.
        items.sort_by_key(|item| (item.known, item.days.is_empty(), item.days.first().copied()));
        items.dedup();
        let mut items = self.join_goals(items);
        for item in items.iter_mut().filter(|item| !item.names_athletes) {
            item.who = self.whom(item);
        }
        items
    }

    /// Whom a piece of news concerns: groups and squads as they were known then, and names only when they are few.
    fn whom(&self, item: &NewsItem) -> String {
        let builder = self.as_known_on(item.known);
        let there = item.athletes.iter().copied().filter(|id| builder.athletes().binary_search(id).is_ok());
        let there: Vec<AthleteId> = there.collect();
        match builder.together(&there) {
            Some(together) => together,
            None if there.len() <= MAX_NAMES => builder.who(&there),
            None => format!("{} athletes", there.len()),
        }
    }

    /// What became known of a meet on one day.
    fn meet_item(&self, known: Day, id: MeetId) -> Option<NewsItem> {
        let (before, now) = (self.history.on(known.before()), self.history.on(known));
        let (was, is) = (before.meet(id), now.meet(id));
        let of_meet = self.history.news().iter().filter_map(|news| match &news.fact {
            Fact::Meet(of, change) if *of == id && news.known == known => Some((&**change, news.why.as_deref())),
            _ => None,
        });
        let (changes, whys): (Vec<&MeetChange>, Vec<Option<&str>>) = of_meet.unzip();
        let moves = moves(known, &changes, was, is);
        let text = self.meet_news(&moves, was, is)?;
        let mut whys: Vec<&str> = whys.into_iter().flatten().collect();
        whys.dedup();
        let mut days: Vec<Day> = moves.into_iter().flat_map(|moved| [moved.from, moved.to]).flatten().collect();
        days.sort_unstable();
        days.dedup();
        let athletes = goers(id, &[before, now]);
        Some(NewsItem { days, athletes, why: whys.join("; "), ..NewsItem::new(known, text) })
    }

    fn add_athlete(&self, known: Day, id: AthleteId, change: &AthleteChange, items: &mut Vec<NewsItem>) {
        let (before, now) = (self.history.on(known.before()), self.history.on(known));
        let item = |text| NewsItem { athletes: vec![id], names_athletes: true, ..NewsItem::new(known, text) };
        items.extend(self.athlete_news(id, change, now).map(item));
        items.extend(self.goal_item(id, change.goals, before, now));
    }

    fn add_groups(&self, known: Day, ids: &[GroupId], week: &SaidWeek, items: &mut Vec<NewsItem>) {
        let now = self.history.on(known);
        let names: Vec<&str> = ids.iter().map(|&id| now.group(id)).collect();
        let of_groups =
            now.athletes_with_ids().filter(|(_, athlete)| athlete.group.is_some_and(|of| ids.contains(&of)));
        let athletes: Vec<AthleteId> = of_groups.map(|(id, _)| id).collect();
        let text = week_news(week).map(|days| format!("{}: {days}", phrases::and(&names)));
        items.extend(text.map(|text| NewsItem { athletes, names_athletes: true, ..NewsItem::new(known, text) }));
    }

    fn add_team(&self, news: &News, change: &TeamChange, items: &mut Vec<NewsItem>) {
        let (before, now) = (self.history.on(news.known.before()), self.history.on(news.known));
        for text in self.open_news(change).into_iter().chain(week_news(&change.week)) {
            let athletes = now.athlete_ids().collect();
            let why = news.why.clone().unwrap_or_default();
            items.push(NewsItem { athletes, why, ..NewsItem::new(news.known, text) });
        }
        items.extend(change.goals.iter().filter_map(|&(id, goals)| self.goal_item(id, goals, before, now)));
    }

    /// `Ana Ru.: 1600 goal 5:20, now 5:12`, for the goals of which news speaks.
    fn goal_item(&self, id: AthleteId, of: Times, before: &Season, now: &Season) -> Option<NewsItem> {
        let goals = goal_news(before.athlete(id).goals, now.athlete(id).goals, of);
        if goals.is_empty() {
            return None;
        }
        let text = format!("{}: {}", self.name(id), goals.join("; "));
        Some(NewsItem { athletes: vec![id], names_athletes: true, is_goal: true, ..NewsItem::new(now.as_of, text) })
    }

    /// Adds meets, closed days, choices for days and athletes that were new.
    fn add_entries(&self, items: &mut Vec<NewsItem>) {
        let is_new = |known: Day| Day::at(0) < known;
        for (id, known) in self.season.meets_with_ids().map(|(id, meet)| (id, meet.known)).filter(|of| is_new(of.1)) {
            let meet = self.meet_on(id, known);
            let days: Vec<Day> = meet.days().iter().collect();
            let text = format!("new: {} on {}", meet.name, phrases::days(self.season, &days));
            let athletes = goers(id, &[self.history.on(known)]);
            items.push(NewsItem { days, athletes, ..NewsItem::new(known, text) });
        }
        for closed in self.season.closed.iter().filter(|closed| is_new(closed.known)) {
            let days = phrases::period(self.season, closed.from, closed.through);
            let athletes = self.history.on(closed.known).athlete_ids().collect();
            let why = closed.why.clone().unwrap_or_default();
            items.push(NewsItem { athletes, why, ..NewsItem::new(closed.known, format!("no practice {days}")) });
        }
        for phase in self.season.phases.iter().filter(|phase| is_new(phase.known)) {
            let text = format!("{} from {} on", phase.name, short(self.season.date(phase.from)));
            let season = self.history.on(phase.known);
            let is_in_it = |athlete: &Athlete| match (&phase.groups, athlete.group) {
                (None, _) => true,
                (Some(groups), Some(group)) => groups.contains(&group),
                (Some(_), None) => false,
            };
            let athletes = season.athletes_with_ids().filter(|(_, athlete)| is_in_it(athlete)).map(|(id, _)| id);
            items.push(NewsItem { athletes: athletes.collect(), ..NewsItem::new(phase.known, text) });
        }
        for (id, athlete) in self.season.athletes_with_ids().filter(|(_, athlete)| is_new(athlete.known)) {
            let text = format!("{} joins the team", self.name(id));
            items.push(NewsItem { athletes: vec![id], names_athletes: true, ..NewsItem::new(athlete.known, text) });
        }
        for (_, entry) in self.season.overrides_with_ids().filter(|(_, entry)| is_new(entry.known)) {
            let season = self.history.on(entry.known);
            let athletes = season.athletes_with_ids();
            let athletes =
                athletes.filter(|(id, athlete)| entry.who.includes(*id, athlete)).map(|(id, _)| id).collect();
            let days = phrases::period(self.season, entry.day, entry.through.unwrap_or(entry.day));
            let text = match (entry.session, &entry.note) {
                (Some(session), _) => format!("{days} is {}", phrases::became(session)),
                (None, Some(note)) => format!("{days}: {note}"),
                (None, None) => continue,
            };
            // What is said to one athlete alone is not news for the wall.
            if !matches!(entry.who, Who::Athletes(_)) {
                items.push(NewsItem { athletes, ..NewsItem::new(entry.known, text) });
            }
        }
    }

    /// `Sat 18 Apr Front Range Relays is now Wed 22 Apr`.
    fn meet_news(&self, moves: &[Moved], was: &Meet, is: &Meet) -> Option<String> {
        let name = &is.name;
        let mut parts: Vec<String> = Vec::new();
        for Moved { from, to, alone } in moves {
            let (days, now) = (phrases::days(self.season, from), phrases::days(self.season, to));
            parts.push(match (from.is_empty(), to.is_empty()) {
                (_, true) => format!("{days} {name} is canceled"),
                (true, false) => format!("{name} is held after all, on {now}"),
                (false, false) if *alone => format!("{days} of {name} is now {now}"),
                (false, false) => format!("{days} {name} is now {now}"),
            });
        }
        let mut more: Vec<String> = Vec::new();
        let time = is.time.filter(|_| was.time != is.time).map(phrases::time_of_day);
        more.extend(time.map(|time| format!("starts at {time}")));
        more.extend(is.place.as_ref().filter(|_| was.place != is.place).map(|place| format!("at {place}")));
        more.extend(is.note.clone().filter(|_| was.note != is.note));
        let runners = |meet: &Meet| {
            let Meet { groups, athletes, entries, also, instead, without, .. } = meet;
            (groups.clone(), athletes.clone(), entries.clone(), also.clone(), instead.clone(), without.clone())
        };
        if runners(was) != runners(is) {
            more.push("new entries".to_owned());
        }
        if was.tentative != is.tentative {
            more.push(if is.tentative { "tentative" } else { "no longer tentative" }.to_owned());
        }
        if moves.is_empty() && (was.events != is.events || was.schedule != is.schedule) {
            more.push("new days for the events".to_owned());
        }
        match (parts.is_empty(), more.is_empty()) {
            (true, true) => None,
            (true, false) => Some(format!("{name}: {}", more.join(", "))),
            (false, true) => Some(parts.join("; ")),
            (false, false) => Some(format!("{}, {}", parts.join("; "), more.join(", "))),
        }
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
        let mut joined: Vec<NewsItem> = Vec::new();
        for day in items.chunk_by(|one, other| one.known == other.known) {
            let (goals, others): (Vec<&NewsItem>, Vec<&NewsItem>) = day.iter().partition(|item| item.is_goal);
            let mut athletes: Vec<AthleteId> = goals.iter().flat_map(|item| item.athletes.iter().copied()).collect();
            athletes.sort_unstable();
            athletes.dedup();
            joined.extend(others.into_iter().cloned());
            if MAX_GOALS < athletes.len() {
                let text = format!("new goals: {} athletes", athletes.len());
                joined.push(NewsItem { athletes, names_athletes: true, ..NewsItem::new(day[0].known, text) });
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

/// `1600 goal 5:20, now 5:12`, for each goal of which news speaks and that is another.
fn goal_news(was: Times, now: Times, of: Times) -> Vec<String> {
    let changed = TimedDistance::ALL.into_iter().filter_map(|over| {
        of.get(over)?;
        let time = now.get(over).filter(|time| was.get(over) != Some(*time))?;
        Some(match was.get(over) {
            Some(before) => format!("{over} goal {before}, now {time}"),
            None => format!("{over} goal now {time}"),
        })
    });
    changed.collect()
}

/// `the team's week: Monday workout, Tuesday easy`.
fn week_news(week: &SaidWeek) -> Option<String> {
    let days = WEEKDAYS.into_iter().zip(*week).filter_map(|(weekday, session)| {
        let session = phrases::session(session?).to_lowercase();
        let mut word = weekday_word(weekday).to_owned();
        word[..1].make_ascii_uppercase();
        Some(format!("{word} {session}"))
    });
    let days: Vec<String> = days.collect();
    (!days.is_empty()).then(|| format!("the week from now on: {}", days.join(", ")))
}

/// Days of a meet that became others.
struct Moved {
    /// The days that it leaves.
    from: Vec<Day>,
    /// The days that it enters; none when they are canceled.
    to: Vec<Day>,
    /// True for one day alone of several.
    alone: bool,
}

/// How the days of a meet that were to come became others.
fn moves(known: Day, changes: &[&MeetChange], was: &Meet, is: &Meet) -> Vec<Moved> {
    let to_come = |days: DaySet| -> Vec<Day> { days.iter().filter(|&day| known <= day).collect() };
    let (from, to) = (was.days(), is.days());
    if to_come(from) == to_come(to) {
        return Vec::new();
    }
    let moves_days = |change: &&&MeetChange| change.date.is_some() || change.canceled.is_some();
    let of_days: BTreeMap<Day, &MeetChange> =
        changes.iter().filter(moves_days).filter_map(|change| Some((change.day?, *change))).collect();
    if changes.iter().filter(moves_days).any(|change| change.day.is_none()) || of_days.is_empty() {
        return vec![Moved { from: to_come(from), to: to_come(to), alone: false }];
    }
    let alone = 1 < from.iter().count();
    let moved = of_days.into_iter().map(|(day, change)| match change.date {
        Some(date) => Moved {
            from: to_come([day].into_iter().filter(|&day| from.contains(day)).collect()),
            to: vec![date],
            alone,
        },
        None if is.days().contains(day) => Moved { from: Vec::new(), to: vec![day], alone },
        None => Moved { from: vec![day], to: Vec::new(), alone },
    });
    moved.collect()
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
