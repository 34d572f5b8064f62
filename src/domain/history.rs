//! The season as it was known on each day on which something became known.
//!
//! This is the one place where time acts: a version is the version before it,
//! with the entries and the news of one day. Who plans, checks or prints a
//! season asks for the version of a day and needs to know of no kind of news.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::athlete::{Absence, Athlete, AthleteChange};
use crate::domain::day::Day;
use crate::domain::group::GroupChange;
use crate::domain::ids::{AthleteId, ClosedId, GroupId, MeetId};
use crate::domain::meet::MeetChange;
use crate::domain::news::{Fact, News, TeamChange};
use crate::domain::season::Season;

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
        let mut days = days_of_entries(&entries);
        days.extend(news.iter().map(|news| news.known));
        days.extend([Day::BEFORE_ALL, Day::at(0)]);
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

    /// When each piece of news and each entry with `known` became known, in no order.
    pub fn known_days(&self) -> Vec<Day> {
        let season = self.latest();
        let entries = season.meets.iter().map(|meet| meet.known);
        let entries = entries.chain(season.athletes.iter().map(|athlete| athlete.known));
        let entries = entries.chain(season.closed.iter().map(|closed| closed.known));
        let entries = entries.chain(season.overrides.iter().map(|entry| entry.known));
        let entries = entries.chain(season.phases.iter().map(|phase| phase.known));
        let with_known = entries.filter(|&known| known != Day::BEFORE_ALL);
        with_known.chain(self.news.iter().map(|news| news.known)).collect()
    }

    /// This history as far as it was known on `day`.
    #[must_use]
    pub fn until(&self, day: Day) -> History {
        let known = self.versions.partition_point(|version| version.as_of <= day).max(1);
        let news = self.news.iter().filter(|news| news.known <= day).cloned().collect();
        History { versions: self.versions[..known].to_vec(), news }
    }

    /// The news, in file order.
    pub fn news(&self) -> &[News] {
        &self.news
    }
}

/// The days on which the entries of a season became known.
pub fn days_of_entries(entries: &Season) -> BTreeSet<Day> {
    let mut days: BTreeSet<Day> = entries.meets.iter().map(|meet| meet.known).collect();
    days.extend(entries.athletes.iter().map(|athlete| athlete.known));
    days.extend(entries.closed.iter().map(|closed| closed.known));
    days.extend(entries.overrides.iter().map(|entry| entry.known));
    days.extend(entries.phases.iter().map(|phase| phase.known));
    days
}

/// The season after the entries and the news of one day.
pub fn step(before: &Season, known: Day, news: &[&News]) -> Season {
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
            Fact::Groups(ids, news) => {
                if !news.away.is_empty() {
                    group_absences.push((ids, &news.away));
                }
                if news.change != GroupChange::default() {
                    let groups = Arc::make_mut(&mut season.groups);
                    ids.iter().for_each(|id| groups[id.0 as usize].apply(&news.change));
                }
            }
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
    // What is closed from the outset is read in file order, whatever became known before the first day.
    let is_new = |known_of: Day| known_of.or_calendar() == known;
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

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};

    use super::*;
    use crate::domain::day::DaySet;
    use crate::domain::event::{Event, Rung, Times};
    use crate::domain::group::Group;
    use crate::domain::meet::Meet;
    use crate::domain::name::Name;
    use crate::domain::news::GroupNews;
    use crate::domain::output::Output;
    use crate::domain::season::{Closed, Policy};
    use crate::domain::session::Session;
    use crate::domain::volume::Percent;

    fn day(index: usize) -> Day {
        Day::at(index)
    }

    fn athlete(name: &str, group: u32) -> Athlete {
        Athlete {
            name: Name::new(name),
            known: Day::BEFORE_ALL,
            event: Event::M1600,
            group: Some(GroupId(group)),
            goals: Times::default(),
            bests: Times::default(),
            volume: None,
            load: Percent::ALL,
            absences: Vec::new(),
            from: day(0),
            until: None,
        }
    }

    /// Six weeks, a meet on day 20, two athletes in two groups.
    fn entries() -> Season {
        let mut meet = Meet::unknown("Relays".to_owned(), Day::BEFORE_ALL);
        meet.apply(Day::BEFORE_ALL, &[&MeetChange { date: Some(day(20)), ..MeetChange::default() }]);
        Season {
            name: "Season".to_owned(),
            start: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
            end: NaiveDate::from_ymd_opt(2026, 4, 12).unwrap(),
            off: DaySet::default(),
            week_starts: Weekday::Mon,
            championship_from: None,
            timezone: None,
            policy: Policy::default(),
            output: Output::default(),
            week: [Session::Easy; 7],
            as_of: Day::BEFORE_ALL,
            closed: Arc::default(),
            closures: Arc::default(),
            meets: Arc::new(vec![Arc::new(meet)]),
            groups: Arc::new(vec![Group::new("varsity".to_owned()), Group::new("jv".to_owned())]),
            phases: Arc::default(),
            athletes: Arc::new(vec![Arc::new(athlete("Ana Ruiz", 0)), Arc::new(athlete("Jo Park", 1))]),
            overrides: Arc::default(),
        }
    }

    fn news(known: Day, fact: Fact) -> News {
        News { known, fact, why: None }
    }

    fn of_athlete(known: usize, id: u32, change: AthleteChange) -> News {
        news(day(known), Fact::Athletes(vec![AthleteId(id)], Box::new(change)))
    }

    fn away(from: usize, through: usize) -> Vec<Absence> {
        vec![Absence { from: day(from), through: day(through) }]
    }

    #[test]
    fn a_day_is_as_it_was_known_on_it() {
        let moved = MeetChange { date: Some(day(24)), ..MeetChange::default() };
        let history = History::new(entries(), vec![news(day(10), Fact::Meet(MeetId(0), Box::new(moved)))]);
        let held = |on| history.on(day(on)).meet(MeetId(0)).days();
        assert_eq!(held(9), [day(20)].into_iter().collect());
        assert_eq!(held(10), [day(24)].into_iter().collect());
        assert_eq!(history.versions().len(), 2);
    }

    #[test]
    fn what_is_known_on_the_first_day_or_before_is_the_calendar_and_the_later_day_holds() {
        let goal = |known: Day, time: &str| {
            let mut goals = Times::default();
            goals.set(Rung::M1600, time.parse().unwrap());
            news(
                known,
                Fact::Athletes(vec![AthleteId(0)], Box::new(AthleteChange { goals, ..AthleteChange::default() })),
            )
        };
        let history = History::new(entries(), vec![goal(day(0), "5:10"), goal(day(0).plus(-9), "5:20")]);
        assert_eq!(history.versions().len(), 1);
        assert_eq!(history.latest().athlete(AthleteId(0)).goals.get(Rung::M1600), Some("5:10".parse().unwrap()));
    }

    #[test]
    fn an_absence_ends_when_they_are_back_and_later_ones_stay() {
        let change = |away, back| AthleteChange { away, back, ..AthleteChange::default() };
        let history = History::new(
            entries(),
            vec![
                of_athlete(5, 0, change(away(5, 40), false)),
                of_athlete(6, 0, change(away(30, 32), false)),
                of_athlete(9, 0, change(Vec::new(), true)),
            ],
        );
        let expected: DaySet = [5, 6, 7, 8, 30, 31, 32].into_iter().map(day).collect();
        assert_eq!(history.latest().athlete(AthleteId(0)).away(), expected);
    }

    #[test]
    fn a_groups_absence_is_of_those_who_are_in_it_at_the_end_of_the_day_whatever_the_order() {
        let trip = || {
            news(
                day(5),
                Fact::Groups(vec![GroupId(0)], Box::new(GroupNews { away: away(6, 7), ..GroupNews::default() })),
            )
        };
        let up = || of_athlete(5, 1, AthleteChange { group: Some(GroupId(0)), ..AthleteChange::default() });
        for news in [vec![trip(), up()], vec![up(), trip()]] {
            let history = History::new(entries(), news);
            for id in history.latest().athlete_ids() {
                assert_eq!(history.latest().athlete(id).away(), [day(6), day(7)].into_iter().collect());
            }
        }
    }

    #[test]
    fn closed_days_open_and_a_later_closure_is_the_one_that_is_known() {
        let closed = |known: usize, from: usize, through: usize| Closed {
            from: day(from),
            through: day(through),
            why: None,
            known: day(known),
        };
        let season = Season { closed: Arc::new(vec![closed(0, 10, 14), closed(4, 12, 16)]), ..entries() };
        let open = TeamChange { open: Some(Absence { from: day(11), through: day(12) }), ..TeamChange::default() };
        let history = History::new(season, vec![news(day(6), Fact::Team(open))]);
        let closures =
            |on| history.on(day(on)).closures.iter().map(|&(day, by)| (day.index().unwrap(), by.0)).collect::<Vec<_>>();
        assert_eq!(closures(3), [(10, 0), (11, 0), (12, 0), (13, 0), (14, 0)]);
        assert_eq!(closures(5), [(10, 0), (11, 0), (12, 1), (13, 1), (14, 1), (15, 1), (16, 1)]);
        assert_eq!(closures(6), [(10, 0), (13, 1), (14, 1), (15, 1), (16, 1)]);
    }

    #[test]
    fn who_is_not_known_yet_is_not_there() {
        let mut season = entries();
        Arc::make_mut(&mut season.athletes).push(Arc::new(Athlete { known: day(8), ..athlete("Mia Cole", 0) }));
        let history = History::new(season, Vec::new());
        assert_eq!(history.on(day(7)).athlete_ids().count(), 2);
        assert_eq!(history.on(day(8)).athlete_ids().count(), 3);
    }
}
