//! From the text of a season file to a checked [`Season`].
//!
//! | derived | from | in |
//! | --- | --- | --- |
//! | keys, their kinds and their documentation | | `keys`, `vocabulary` |
//! | athletes, groups, goals | `[[athletes]]` | `check::athletes` |
//! | meets, entries | `[[meets]]` | `check::meets` |
//! | groups and phases | `[[groups]]`, `[[phases]]` | `check::groups` |
//! | closed days, the coach's choices for days | `[[closed]]`, `[[days]]` | `check::closed`, `check::days` |
//! | what became known later | `[[news]]` | `check::news` |
//! | what only shows on the day on which something became known | each step of the season | `check::steps` |
//! | who is who, by name | all that names somebody | `check::roster` |
//! | season, policy, output, week | the other headings | `check` |
//! | what only shows when all is read together | the season as it is known last | `check::across` |
//!
//! Every problem is collected. A season is handed out only when none of them
//! is an error, so nothing after this module has to ask again.

mod check;
pub mod edit;
pub mod keys;
mod vocabulary;

use std::collections::BTreeMap;

use crate::diag::codes::{NOT_TOML, OVER_A_LIMIT};
use crate::diag::{Diagnostic, FileId, Findings, Place, Severity, Sources};
use crate::domain::day::Day;
use crate::domain::event::{MeetEvent, TimedDistance};
use crate::domain::history::History;
use crate::domain::ids::{AthleteId, GroupId, MeetId, OverrideId};
use crate::domain::meet::Entries;
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::domain::warning::{SeasonPart, Warning};
use crate::tables::{self, MAX_BYTES, Unreadable};

/// A season without errors and what became known in it, and where its parts stand in the file.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The season, as it was known on each day.
    pub history: History,
    /// Where its parts stand.
    pub spans: Spans,
}

/// What a season file may name that stands elsewhere.
#[derive(Clone, Debug, Default)]
pub struct References<'a> {
    /// The workouts of the library: their ids, and the session of each.
    pub workouts: BTreeMap<&'a str, Session>,
    /// The codes of the rules that warn.
    pub rules: Vec<&'static str>,
}

/// Where the parts of a season stand, so that a warning about a decision
/// still points at a line.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    season: Option<Place>,
    meets: Vec<MeetPlaces>,
    athletes: Vec<AthletePlaces>,
    overrides: Vec<OverridePlaces>,
    news: Vec<Place>,
    /// The groups of `[[groups]]` and `[[phases]]`, and where each is named.
    groups: Vec<(GroupId, Place)>,
    /// False when the file has athletes that could not be read.
    all_athletes: bool,
}

/// Where the parts of a meet stand.
#[derive(Clone, Debug)]
pub struct MeetPlaces {
    /// Its name, or its heading.
    pub name: Place,
    /// Its first date.
    pub date: Place,
    /// Its lead, or its name.
    pub lead: Place,
    /// Its entries, or its name.
    entries: Place,
    /// The days of its events, or its last day.
    days: Place,
    /// Its groups and where each is named, in file order, and then in news.
    groups: Vec<(GroupId, Place)>,
    /// Who is entered in what, in the order in which it became known.
    entered: Vec<(AthleteId, MeetEvent, Place)>,
    /// The days of events.
    event_days: Vec<(MeetEvent, Day, Place)>,
    /// Its last new day, when it was moved.
    moved: Option<Place>,
    /// Whether its date is known.
    dated: bool,
    /// Whether its groups could be read.
    groups_are_known: bool,
    /// Whether all else that says who races there could be read.
    names_are_known: bool,
}

/// Where the parts of an athlete stand.
#[derive(Clone, Debug)]
struct AthletePlaces {
    name: Place,
    /// Their group, or their name.
    group: Place,
    /// Their goals, in the order in which they became known.
    goals: Vec<(TimedDistance, Place)>,
    /// True when they have goals, right or wrong.
    has_goals: bool,
}

impl MeetPlaces {
    /// True when `place` is that of a part of this meet.
    fn has(&self, place: &Place) -> bool {
        let parts = [&self.name, &self.date, &self.lead, &self.entries, &self.days];
        let named = self.groups.iter().map(|(_, place)| place);
        let entered = self.entered.iter().map(|(.., place)| place);
        let dated = self.event_days.iter().map(|(.., place)| place);
        parts.into_iter().chain(&self.moved).chain(named).chain(entered).chain(dated).any(|part| part == place)
    }

    /// Where an athlete is entered last; without them, where the entries stand.
    pub fn entry_of(&self, athlete: AthleteId) -> &Place {
        let last = self.entered.iter().rev().find(|(entered, ..)| *entered == athlete);
        last.map_or(&self.entries, |(_, _, place)| place)
    }
}

/// Where the parts of a `[[days]]` entry stand.
#[derive(Clone, Debug)]
struct OverridePlaces {
    date: Place,
    groups: Vec<(GroupId, Place)>,
}

impl Spans {
    /// Where the parts of a meet stand.
    pub fn meet(&self, id: MeetId) -> &MeetPlaces {
        &self.meets[id.0 as usize]
    }

    /// Takes no day of a meet for known of whose days one is wrong.
    fn doubt_days(&mut self, findings: &Findings) {
        let wrong = findings.iter().filter(|found| found.severity == Severity::Error);
        for place in wrong.filter_map(|found| found.place.as_ref()) {
            for meet in &mut self.meets {
                let of_events = meet.event_days.iter().any(|(.., at)| at == place);
                let is_of_days =
                    of_events || [&meet.date, &meet.days].contains(&place) || meet.moved.as_ref() == Some(place);
                meet.dated &= !is_of_days;
            }
        }
    }

    /// The meet of which this place is a part.
    fn meet_at(&self, place: Option<&Place>) -> Option<MeetId> {
        let place = place?;
        let at = self.meets.iter().position(|meet| meet.has(place))?;
        Some(MeetId(at as u32))
    }

    /// Where an athlete's name stands.
    pub fn athlete(&self, id: AthleteId) -> &Place {
        &self.athletes[id.0 as usize].name
    }

    /// Forgets where somebody is entered who is not entered anymore in the season as it is known last.
    fn forget_former_entries(&mut self, latest: &Season) {
        for (places, meet) in self.meets.iter_mut().zip(latest.meets.iter()) {
            let is_entered = |athlete: AthleteId, event: MeetEvent| {
                let entries = [meet.entries.as_ref(), Some(&meet.also), Some(&meet.instead)];
                let of_event = |entries: &Entries| entries.get(&event).is_some_and(|ids| ids.contains(&athlete));
                entries.into_iter().flatten().any(of_event)
            };
            places.entered.retain(|&(athlete, event, _)| is_entered(athlete, event));
        }
    }

    /// Where each piece of news stands, in the order of [`History::news`].
    pub fn news(&self) -> &[Place] {
        &self.news
    }

    /// Where the part of the season that a warning points at stands.
    pub fn warned_part(&self, warning: &Warning) -> &Place {
        match warning.part {
            SeasonPart::MeetName(id) => &self.meet(id).name,
            SeasonPart::MeetLead(id) => &self.meet(id).lead,
            SeasonPart::MeetEntries(id) => {
                let meet = self.meet(id);
                warning.athletes.first().map_or(&meet.entries, |&athlete| meet.entry_of(athlete))
            }
            SeasonPart::DayOverride(id) => self.day_override(id),
        }
    }

    /// Where the date of a `[[days]]` entry stands.
    pub fn day_override(&self, id: OverrideId) -> &Place {
        &self.overrides[id.0 as usize].date
    }
}

/// Adds a file's bytes to `sources` as text. What is not text is made so, and
/// reported.
///
/// # Errors
///
/// The problem that makes the file unreadable: too large, or not plain text.
pub fn add_file(sources: &mut Sources, name: &str, bytes: Vec<u8>) -> (FileId, Option<Diagnostic>) {
    if MAX_BYTES < bytes.len() {
        let file = sources.add(name, "");
        let place = Place { file, span: 0..0 };
        let problem = OVER_A_LIMIT.at(place, "the file is larger than 16 MiB").help("keep one season in a file");
        return (file, Some(problem));
    }
    match tables::text_of(bytes) {
        Ok(text) => (sources.add(name, text), None),
        Err(Unreadable { text, at, message, remedy }) => {
            // What could not be read stands in the text as one character.
            let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
            let file = sources.add(name, text);
            (file, Some(NOT_TOML.at(Place { file, span: at..end }, message).help(remedy)))
        }
    }
}

/// Reads a season file. Everything found goes to `findings`.
///
/// Returns the season when no error was found, now or before.
pub fn check(sources: &Sources, file: FileId, references: &References, findings: &mut Findings) -> Option<Checked> {
    check::check(sources, file, references, findings)
}

/// The JSON Schema of a season file.
pub fn schema() -> serde_json::Value {
    tables::schema("urn:racepace:season", "A season file of racepace", keys::FILE_KEYS)
}
