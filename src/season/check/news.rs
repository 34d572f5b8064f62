//! `[[news]]`: what became known in the season.
//!
//! News is read along the season: each piece with the season as it was known
//! before it, so that what does not fit is reported where it is said. What a
//! whole day brings is then checked by `steps`.

mod of_athletes;
mod of_meet;
mod of_team;
mod subject;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::meets::Mentions;
use super::roster::Roster;
use super::steps::{self, Step};
use super::{Context, MAX_OVERRIDES, full, groups};
use crate::diag::Place;
use crate::diag::codes::{CHANGE_MAKES_NO_SENSE, NEWS_SAYS_NOTHING, NEWS_TWICE, NO_EFFECT, NOT_OF_THIS_SUBJECT};
use crate::domain::day::Day;
use crate::domain::event::TimedDistance;
use crate::domain::group::GroupChange;
use crate::domain::history::{days_of_entries, step};
use crate::domain::ids::{AthleteId, GroupId, MeetId};
use crate::domain::name::text_key;
use crate::domain::news::{Fact, GroupNews, News};
use crate::domain::season::Season;
use crate::season::{Spans, keys};
use crate::tables::{AnyKey, At, Table, list, short};
use subject::Subject;

/// All news of a file, in file order.
pub(super) fn news(
    file: &Table,
    cx: Context,
    entries: &Season,
    groups: &[(GroupId, GroupChange)],
    roster: &mut Roster,
    spans: &mut Spans,
) -> Vec<News> {
    let tables = super::entries(file, &keys::NEWS, MAX_OVERRIDES);
    let known: Vec<Option<At<NaiveDate>>> = tables.iter().map(|table| cx.known(table, &keys::NEWS_KNOWN)).collect();
    let names = Names::new(entries, &tables, roster);
    // Every group that some athlete is ever in has its name by now.
    let entries = &Season { groups: groups::named(roster, groups).into(), ..entries.clone() };
    let mut found: BTreeMap<usize, (News, Place)> = BTreeMap::new();
    let mut by_day: BTreeMap<Option<Day>, Vec<usize>> = BTreeMap::new();
    for (index, known) in known.iter().enumerate() {
        let known = known.as_ref().filter(|_| cx.bounds.known).map(|known| cx.bounds.day(known.value));
        by_day.entry(known).or_default().push(index);
    }
    // Without a day, or in a season without its own days, each piece is read by itself.
    for index in by_day.remove(&None).unwrap_or_default() {
        let mut batch = Batch::default();
        let mut reader = Reader { table: &tables[index], cx, names: &names, before: entries, known: None, roster };
        reader.read(&mut batch);
    }
    if !cx.bounds.known {
        return Vec::new();
    }
    let mut days = days_of_entries(entries);
    days.extend(by_day.keys().flatten());
    days.insert(Day::BEFORE_ALL);
    let mut before: Option<Season> = None;
    for day in days {
        let mut batch = Batch::default();
        for &index in by_day.get(&Some(day)).into_iter().flatten() {
            let known = known[index].as_ref();
            let before = before.as_ref().unwrap_or(entries);
            let mut reader = Reader { table: &tables[index], cx, names: &names, before, known, roster };
            let why = tables[index].value(&keys::NEWS_WHY);
            if let Some(fact) = reader.read(&mut batch) {
                found.insert(index, (News { known: day, fact, why }, tables[index].place()));
            }
        }
        let pieces = by_day.get(&Some(day)).into_iter().flatten().filter(|&index| found.contains_key(index));
        let pieces: Vec<(&Table, &News)> = pieces.map(|index| (&tables[*index], &found[index].0)).collect();
        nobody_comes_back(before.as_ref().unwrap_or(entries), &pieces);
        let of_day: Vec<&News> = pieces.into_iter().map(|(_, news)| news).collect();
        let after = step(before.as_ref().unwrap_or(entries), day, &of_day);
        steps::check(file, before.as_ref(), &after, &batch.step, spans);
        batch.keep(spans);
        before = Some(after);
    }
    let (news, places) = found.into_values().unzip();
    spans.news = places;
    news
}

/// Warns of who is said to be back, and is not away. `pieces` are those of one day, with their tables.
fn nobody_comes_back(before: &Season, pieces: &[(&Table, &News)]) {
    for &(table, news) in pieces {
        let Fact::Athletes(ids, change) = &news.fact else { continue };
        if !change.back {
            continue;
        }
        let is_away = |id: AthleteId| before.athlete(id).absences.iter().any(|absence| absence.has(news.known));
        let here: Vec<AthleteId> = ids.iter().copied().filter(|&id| !is_away(id)).collect();
        if here.is_empty() {
            continue;
        }
        let goes_away = |id: AthleteId| {
            let absences = pieces.iter().flat_map(|(_, other)| match &other.fact {
                Fact::Athletes(ids, change) if ids.contains(&id) => change.away.as_slice(),
                Fact::Groups(groups, change) if before.athlete(id).group.is_some_and(|of| groups.contains(&of)) => {
                    change.away.as_slice()
                }
                _ => &[],
            });
            absences.into_iter().any(|absence| absence.has(news.known))
        };
        let on = full(before.date(news.known));
        let names = list(here.iter().map(|&id| before.athlete(id).name.as_str()));
        let verb = if here.len() == 1 { "is" } else { "are" };
        let (message, remedy) = if here.iter().any(|&id| goes_away(id)) {
            let next = before.date(news.known.plus(1));
            let message = format!("the absence of {} became known on {on}, too, so it does not end", short(&names));
            (message, format!("write known = {next}, or remove both pieces of news"))
        } else {
            let message = format!("{} {verb} not away on {on}, so nobody comes back", short(&names));
            (message, "correct the day on which it became known, or remove this piece of news".to_owned())
        };
        table.push(NO_EFFECT.at(table.place_of(&keys::NEWS_BACK), message).help(remedy));
    }
}

/// Whom and what news may name: everything that the file has, known yet or not.
struct Names {
    meets: HashMap<String, Vec<MeetId>>,
    /// As typed, in file order.
    meet_names: Vec<String>,
    /// Groups that some athlete is in, or joins later.
    groups: BTreeSet<GroupId>,
    /// An athlete, for an example.
    athlete: Option<String>,
}

impl Names {
    fn new(entries: &Season, news: &[Table], roster: &mut Roster) -> Names {
        let mut meets: HashMap<String, Vec<MeetId>> = HashMap::new();
        for (index, meet) in entries.meets.iter().enumerate() {
            meets.entry(text_key(&meet.name)).or_default().push(MeetId(index as u32));
        }
        let mut groups: BTreeSet<GroupId> = entries.athletes.iter().filter_map(|athlete| athlete.group).collect();
        for table in news.iter().filter(|table| !table.has(&keys::NEWS_MEET)) {
            if let Some(group) = table.typed(&keys::ATHLETE_GROUP) {
                // What is wrong with it is reported when the piece is read.
                let value = group.trim_matches(['"', '\'']).to_owned();
                let place = table.place_of(&keys::ATHLETE_GROUP);
                groups.insert(roster.group(table, &At { value, place }));
            }
        }
        Names {
            meets,
            meet_names: entries.meets.iter().map(|meet| meet.name.clone()).collect(),
            groups,
            athlete: entries.athletes.first().map(|athlete| athlete.name.as_str().to_owned()),
        }
    }
}

/// Of whom something is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Meet(MeetId),
    Athlete(AthleteId),
    Group(GroupId),
    Team,
}

/// What the news of one day says, and where.
#[derive(Default)]
struct Batch {
    step: Step,
    /// Everything that was said, to find what is said twice.
    said: BTreeSet<(Of, String)>,
    goals: Vec<(AthleteId, TimedDistance, Place)>,
    moved: Vec<(MeetId, Place)>,
    entries: Vec<(MeetId, Place)>,
    leads: Vec<(MeetId, Place)>,
    groups: Vec<(AthleteId, Place)>,
}

impl Batch {
    /// Reports what an earlier piece of the same day says, too.
    fn say(&mut self, table: &Table, of: Of, key: String, place: Place) {
        if !self.said.insert((of, key.clone())) {
            let message = format!("an earlier piece of news of the same day says \"{key}\" of the same, too");
            let problem = NEWS_TWICE.at(place, message);
            table.push(problem.help("keep one of the two; as they stand, this later one holds"));
        }
    }

    /// True when a piece that was read already moves or cancels the meet.
    fn says_days_of(&self, id: MeetId) -> bool {
        self.said.iter().any(|(of, key)| *of == Of::Meet(id) && key.starts_with("date"))
    }

    /// Keeps the places for what is looked at later.
    fn keep(self, spans: &mut Spans) {
        for (id, (_, mentions)) in self.step.meets {
            let places = &mut spans.meets[id.0 as usize];
            places.entered.extend(mentions.entered);
            places.groups.extend(mentions.groups);
        }
        for (id, over, place) in self.goals {
            spans.athletes[id.0 as usize].goals.push((over, place));
        }
        for (id, place) in self.moved {
            spans.meets[id.0 as usize].moved = Some(place);
        }
        for (id, place) in self.entries {
            spans.meets[id.0 as usize].entries = place;
        }
        for (id, place) in self.leads {
            spans.meets[id.0 as usize].lead = place;
        }
        for (id, place) in self.groups {
            spans.athletes[id.0 as usize].group = place;
        }
    }
}

/// Reads one piece of news.
struct Reader<'p, 't, 'r, 'a> {
    table: &'p Table<'r, 'a>,
    cx: Context<'t>,
    names: &'p Names,
    /// The season as it was known before.
    before: &'p Season,
    /// `None` when its day could not be read: then nothing is compared with it.
    known: Option<&'p At<NaiveDate>>,
    roster: &'p mut Roster,
}

impl Reader<'_, '_, '_, '_> {
    /// What it says; `None` when it is not clear of what it is. Every key is
    /// read, whoever has it, so that every slip is reported.
    fn read(&mut self, batch: &mut Batch) -> Option<Fact> {
        let table = self.table;
        let subject = self.subject();
        let mut mentions = Mentions::default();
        let meet = self.meet_change(&subject, &mut mentions, batch);
        let (athletes, mut goals) = self.athlete_change(&subject);
        let team = self.team_change(&subject, &mut goals);
        let numbers = groups::numbers(table);
        self.check_keys(&subject);
        for (id, over, place) in goals {
            batch.say(table, Of::Athlete(id), format!("goals over {over}"), place.clone());
            batch.goals.push((id, over, place));
        }
        match subject {
            Subject::Meet(Some(id)) => {
                self.say_keys(batch, &[Of::Meet(id)], keys::OF_A_MEET, meet.day);
                if meet.date.is_some() {
                    batch.moved.push((id, table.place_of(&keys::NEWS_DATE)));
                }
                let said = |keys: &[&dyn AnyKey]| {
                    let key = keys.iter().find(|key| table.has(**key))?;
                    Some((id, table.place_of(*key)))
                };
                batch.entries.extend(said(&[&keys::MEET_ENTRIES, &keys::MEET_ALSO, &keys::MEET_INSTEAD]));
                batch.leads.extend(said(&[&keys::MEET_LEAD, &keys::MEET_LEADS]));
                let known = batch.step.meets.entry(id).or_insert_with(|| (table.place(), Mentions::default()));
                known.1.entered.extend(mentions.entered);
                known.1.groups.extend(mentions.groups);
                known.1.event_days.extend(mentions.event_days);
                Some(Fact::Meet(id, Box::new(meet)))
            }
            Subject::Athletes(ids) if !ids.is_empty() => {
                let of: Vec<Of> = ids.iter().copied().map(Of::Athlete).collect();
                self.say_keys(batch, &of, keys::OF_ATHLETES, None);
                for &id in &ids {
                    batch.step.athletes.insert(id, table.place());
                    if athletes.group.is_some() {
                        batch.groups.push((id, table.place_of(&keys::ATHLETE_GROUP)));
                    }
                }
                Some(Fact::Athletes(ids, Box::new(athletes)))
            }
            Subject::Groups(ids) if !ids.is_empty() => {
                let of: Vec<Of> = ids.iter().copied().map(Of::Group).collect();
                self.say_keys(batch, &of, keys::OF_GROUPS, None);
                let change = GroupChange { week: team.week, until: athletes.until, ..numbers };
                Some(Fact::Groups(ids, Box::new(GroupNews { change, away: athletes.away })))
            }
            Subject::Team => {
                self.say_keys(batch, &[Of::Team], keys::OF_THE_TEAM, None);
                Some(Fact::Team(team))
            }
            _ => None,
        }
    }

    /// Notes the keys that it says. Those that add to what was said before may stand in several pieces.
    fn say_keys(&self, batch: &mut Batch, of: &[Of], keys: crate::tables::Keys, day: Option<Day>) {
        let adds = |key: &dyn AnyKey| {
            [
                keys::NEWS_AWAY.name,
                keys::NEWS_OPEN.name,
                keys::NEWS_BACK.name,
                keys::NEWS_DAY.name,
                keys::NEWS_GOALS.name,
            ]
            .contains(&key.name())
        };
        let table = self.table;
        for key in keys.iter().copied().filter(|key| table.has(*key) && !adds(*key)) {
            let inner: Vec<String> = match key.name() {
                // A new date and a cancellation are about the same days.
                "date" | "canceled" => {
                    vec![day.map_or_else(|| "date".to_owned(), |day| format!("date of {}", self.date(day)))]
                }
                name if key.keys().is_empty() => vec![name.to_owned()],
                name => match table.keys_of(key) {
                    Some(inner) => inner.iter().map(|inner| format!("{name} {inner}")).collect(),
                    None => vec![name.to_owned()],
                },
            };
            for key_said in inner {
                for &of in of {
                    batch.say(table, of, key_said.clone(), table.place_of(key));
                }
            }
        }
    }

    fn date(&self, day: Day) -> NaiveDate {
        self.before.date(day)
    }

    /// Reports keys of another subject, news that says nothing, and reasons that are nobody's business.
    fn check_keys(&self, subject: &Subject) {
        let table = self.table;
        let Some(own) = subject.keys() else { return };
        let subjects = [&keys::NEWS_MEET as &dyn AnyKey, &keys::NEWS_ATHLETES, &keys::NEWS_GROUPS];
        let heads = [&keys::NEWS_KNOWN as &dyn AnyKey, &keys::NEWS_WHY];
        let is = |keys: &[&dyn AnyKey], name| keys.iter().any(|key| key.name() == name);
        let mut says_something = false;
        for key in keys::NEWS_KEYS.iter().copied().filter(|key| table.has(*key)) {
            if keys::has_key(own, key.name()) {
                let is_no = (key.name() == keys::NEWS_BACK.name) && table.typed(key) == Some("false");
                says_something |= key.name() != keys::NEWS_DAY.name && !is_no && !self.is_empty(key);
            } else if !is(&subjects, key.name()) && !is(&heads, key.name()) {
                says_something = true;
                self.not_of_this_subject(subject, key);
            }
        }
        let nobody = |key: &&&dyn AnyKey| !is(own, key.name()) && self.is_empty(**key) && table.is_whole(**key);
        for key in subjects.iter().filter(nobody) {
            let message = format!("\"{}\" names nobody, so this news is of nobody", key.name());
            let remedy = "name whom it is of, or remove this piece of news";
            table.push(NEWS_SAYS_NOTHING.at(table.place_of(*key), message).help(remedy));
        }
        if !says_something && !table.has(&keys::NEWS_DAY) {
            let names: Vec<&str> = own.iter().map(|key| key.name()).collect();
            let message = format!("this news {} does not say what is new", subject.shown());
            let remedy = match subject {
                Subject::Meet(_) => "add what is new, for example a line: canceled = true".to_owned(),
                _ => format!("add what is new; the keys are: {}", list(names)),
            };
            table.push(NEWS_SAYS_NOTHING.at(table.place(), message).help(remedy));
        }
        if matches!(subject, Subject::Athletes(_) | Subject::Groups(_)) && table.has(&keys::NEWS_WHY) {
            let message = "\"why\" is not asked of athletes and groups: whoever is away is off, whatever the reason";
            let problem = NOT_OF_THIS_SUBJECT.at(table.place_of(&keys::NEWS_WHY), message);
            table.push(problem.help("remove the line"));
        }
    }

    /// True for `{}`, and for `[]` where a list says what is added or whom it is of. A list that takes the place
    /// of what was known says something also when it is empty.
    fn is_empty(&self, key: &dyn AnyKey) -> bool {
        let adds = [keys::NEWS_AWAY.name, keys::NEWS_ATHLETES.name, keys::NEWS_GROUPS.name].contains(&key.name());
        self.table.has(key)
            && ((adds && self.table.count(key) == 0) || self.table.keys_of(key).is_some_and(|inner| inner.is_empty()))
    }

    fn not_of_this_subject(&self, subject: &Subject, key: &dyn AnyKey) {
        let owners = Subject::with_key(key.name());
        let message = format!(
            "\"{}\" is a key of {}, but this news is {}",
            key.name(),
            list(owners.iter().copied()),
            subject.shown()
        );
        let remedy = match (subject, owners.first()) {
            (Subject::Team, Some(&"a meet")) => match self.names.meet_names.first() {
                Some(meet) => format!("say which meet, as in meet = \"{}\"", short(meet)),
                None => "say which meet".to_owned(),
            },
            (Subject::Team, Some(&"athletes")) => {
                format!("say which athletes, as in athletes = [\"{}\"]", self.example_name())
            }
            (_, Some(&owner)) => format!("write it as a piece of news of its own, of {owner}"),
            (_, None) => "remove the line".to_owned(),
        };
        self.table.push(NOT_OF_THIS_SUBJECT.at(self.table.place_of(key), message).help(remedy));
    }

    /// The name of some athlete, fit for a message.
    fn example_name(&self) -> String {
        short(self.names.athlete.as_deref().unwrap_or("Ana Ruiz"))
    }

    /// Says so when an athlete was not known yet.
    fn known_yet(&self, id: AthleteId) {
        let athlete = self.before.athlete(id);
        self.entity_known_yet(athlete.known, athlete.name.as_str());
    }

    /// Says so when what the news is about became known only later.
    fn entity_known_yet(&self, since: Day, name: &str) {
        let Some(known) = self.known.filter(|known| self.cx.bounds.day(known.value) < since) else { return };
        let since = self.date(since);
        let message =
            format!("{} became known only on {}, after this news of {}", short(name), full(since), full(known.value));
        let problem = CHANGE_MAKES_NO_SENSE.at(known.place.clone(), message);
        self.table
            .push(problem.help(format!("write known = {since} or a later day, or correct the entry's own known")));
    }
}
