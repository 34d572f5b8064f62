//! The season as it was known on each day on which something became known.
//!
//! This is the one place where time acts: a version is the version before it,
//! with the entries and the news of one day. Who plans, checks or prints a
//! season asks for the version of a day and needs to know of no kind of news.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::athlete::{Absence, Athlete, AthleteChange};
use crate::domain::day::Day;
use crate::domain::meet::MeetChange;
use crate::domain::news::{Fact, News, TeamChange};
use crate::domain::season::{AthleteId, ClosedId, GroupId, MeetId, Season};

/// A season and all that became known in it.
#[derive(Clone, Debug)]
pub struct History {
    versions: Vec<Season>,
    news: Vec<News>,
}

impl History {
    /// The versions of a season: `entries` as typed, and the news in file order.
    /// What is known on or before the first day is simply the calendar.
    pub fn new(entries: Season, news: Vec<News>) -> History {
        let mut days: BTreeSet<Day> = news.iter().map(|news| news.known).collect();
        days.extend(entries.meets.iter().map(|meet| meet.known));
        days.extend(entries.athletes.iter().map(|athlete| athlete.known));
        days.extend(entries.closed.iter().map(|closed| closed.known));
        days.extend(entries.overrides.iter().map(|entry| entry.known));
        days.insert(Day::at(0));
        let mut by_day: BTreeMap<Day, Vec<&News>> = BTreeMap::new();
        for piece in &news {
            by_day.entry(piece.known).or_default().push(piece);
        }
        let mut versions: Vec<Season> = Vec::with_capacity(days.len());
        let mut season = entries;
        for known in days {
            season = step(&season, known, by_day.get(&known).map_or(&[], Vec::as_slice));
            if Day::at(0) <= known {
                versions.push(season.clone());
            }
        }
        History { versions, news }
    }

    /// What the season was like on each day on which something became known, in order. Never empty.
    pub fn versions(&self) -> &[Season] {
        &self.versions
    }

    /// The season as it is known last.
    pub fn latest(&self) -> &Season {
        self.versions.last().expect("the first day has a version")
    }

    /// The season as it was known on `day`; before the first day, as on that.
    pub fn on(&self, day: Day) -> &Season {
        let next = self.versions.partition_point(|version| version.as_of <= day);
        &self.versions[next.saturating_sub(1)]
    }

    /// The news, in file order.
    pub fn news(&self) -> &[News] {
        &self.news
    }
}

/// The season after the entries and the news of one day.
fn step(before: &Season, known: Day, news: &[&News]) -> Season {
    let mut season = Season { as_of: known, ..before.clone() };
    let mut of_meets: BTreeMap<MeetId, Vec<&MeetChange>> = BTreeMap::new();
    let mut of_athletes: BTreeMap<AthleteId, Vec<&AthleteChange>> = BTreeMap::new();
    let mut group_absences: Vec<(&[GroupId], &[Absence])> = Vec::new();
    let mut team: Vec<&TeamChange> = Vec::new();
    let goals: Vec<Vec<(AthleteId, AthleteChange)>> = news.iter().map(|news| goals_of(news)).collect();
    for (piece, goals) in news.iter().zip(&goals) {
        match &piece.fact {
            Fact::Meet(id, change) => of_meets.entry(*id).or_default().push(change),
            Fact::Athletes(ids, change) => ids.iter().for_each(|id| of_athletes.entry(*id).or_default().push(change)),
            Fact::Groups(ids, change) => group_absences.push((ids, &change.away)),
            Fact::Team(change) => team.push(change),
        }
        goals.iter().for_each(|(id, change)| of_athletes.entry(*id).or_default().push(change));
    }
    if !of_meets.is_empty() {
        let meets = Arc::make_mut(&mut season.meets);
        for (id, changes) in of_meets {
            Arc::make_mut(&mut meets[id.0 as usize]).apply(known, &changes);
        }
    }
    if !of_athletes.is_empty() || !group_absences.is_empty() {
        athletes(&mut season, known, &of_athletes, &group_absences);
    }
    closures(&mut season, known, &team);
    for change in team {
        for (slot, said) in season.week.iter_mut().zip(change.week) {
            *slot = said.unwrap_or(*slot);
        }
    }
    season
}

/// The goals that news gives many athletes at once, as changes of each.
fn goals_of(news: &News) -> Vec<(AthleteId, AthleteChange)> {
    match &news.fact {
        Fact::Team(change) => {
            let goals = change.goals.iter();
            goals.map(|&(id, goals)| (id, AthleteChange { goals, ..AthleteChange::default() })).collect()
        }
        _ => Vec::new(),
    }
}

/// Takes in what is new of athletes. A group's absence is one of those who are
/// in the group at the end of the day, and what is said of an athlete alone
/// goes before it.
fn athletes(
    season: &mut Season,
    known: Day,
    changes: &BTreeMap<AthleteId, Vec<&AthleteChange>>,
    group_absences: &[(&[GroupId], &[Absence])],
) {
    let athletes = Arc::make_mut(&mut season.athletes);
    for (index, slot) in athletes.iter_mut().enumerate() {
        let own = changes.get(&AthleteId(index as u32)).map_or(&[][..], Vec::as_slice);
        let group = own.iter().filter_map(|change| change.group).next_back().or(slot.group);
        let absences: Vec<Absence> = group_absences
            .iter()
            .filter(|(groups, _)| group.is_some_and(|group| groups.binary_search(&group).is_ok()))
            .flat_map(|(_, absences)| absences.iter().copied())
            .collect();
        if !own.is_empty() || (!absences.is_empty() && slot.known <= known) {
            let athlete: &mut Athlete = Arc::make_mut(slot);
            athlete.absences.extend(absences);
            athlete.apply(known, own);
        }
    }
}

/// Closes the days of the entries that become known, then opens those that are practice after all.
fn closures(season: &mut Season, known: Day, team: &[&TeamChange]) {
    let is_new = |known_of: Day| known_of == known;
    let opens = team.iter().filter_map(|change| change.open);
    if !season.closed.iter().any(|closed| is_new(closed.known)) && opens.clone().next().is_none() {
        return;
    }
    let mut by_day: BTreeMap<Day, ClosedId> = BTreeMap::new();
    for (index, closed) in season.closed.iter().enumerate().filter(|(_, closed)| is_new(closed.known)) {
        let (first, last) = (closed.from.max(Day::at(0)), closed.through.min(season.day(season.end)));
        for days in 0..=last.since(first) {
            by_day.entry(first.plus(days)).or_insert(ClosedId(index as u32));
        }
    }
    let mut all: BTreeMap<Day, ClosedId> = season.closures.iter().copied().collect();
    all.extend(by_day);
    for open in opens {
        all.retain(|day, _| *day < open.from || open.through < *day);
    }
    season.closures = Arc::new(all.into_iter().collect());
}
