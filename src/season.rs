//! From the text of a season file to a checked [`Season`].
//!
//! | derived | from | in |
//! | --- | --- | --- |
//! | keys, their kinds and their documentation | | `keys`, `vocabulary` |
//! | athletes, groups, goals | `[[athletes]]` | `check::athletes` |
//! | meets, entries, changes | `[[meets]]` | `check::meets` |
//! | who is who, by name | all that names somebody | `check::roster` |
//! | season, policy, output, week, closed days, overrides | the other headings | `check` |
//! | what only shows when all is read together | the whole season | `check::across` |
//!
//! Every problem is collected. A season is handed out only when none of them
//! is an error, so nothing after this module has to ask again.

mod check;
pub mod edit;
pub mod keys;
mod vocabulary;

use crate::diag::codes::{NOT_TOML, OVER_A_LIMIT};
use crate::diag::{Diagnostic, FileId, Findings, Place, Sources};
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, GroupId, MeetId, OverrideId};
use crate::domain::season::Season;
use crate::domain::warning::{SeasonPart, Warning};
use crate::tables::{self, MAX_BYTES};

/// A season without errors, and where its parts stand in the file.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The season.
    pub season: Season,
    /// Where its parts stand.
    pub spans: Spans,
}

/// Where the parts of a season stand, so that a warning about a decision
/// still points at a line.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    season: Option<Place>,
    meets: Vec<MeetPlaces>,
    athletes: Vec<AthletePlaces>,
    overrides: Vec<OverridePlaces>,
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
    /// Its groups and where each is named, in file order.
    groups: Vec<(GroupId, Place)>,
    /// Who is entered in what.
    entered: Vec<(AthleteId, Event, Place)>,
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
}

impl MeetPlaces {
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

    /// Where an athlete's name stands.
    pub fn athlete(&self, id: AthleteId) -> &Place {
        &self.athletes[id.0 as usize].name
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
/// The problem that makes the file unreadable: too large, or not UTF-8.
pub fn add_file(sources: &mut Sources, name: &str, bytes: Vec<u8>) -> (FileId, Option<Diagnostic>) {
    if MAX_BYTES < bytes.len() {
        let file = sources.add(name, "");
        let place = Place { file, span: 0..0 };
        let problem = OVER_A_LIMIT.at(place, "the file is larger than 64 MiB").help("keep one season in a file");
        return (file, Some(problem));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (sources.add(name, text), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let file = sources.add(name, String::from_utf8_lossy(error.as_bytes()));
            let problem = NOT_TOML
                .at(Place { file, span: at..at + 1 }, "the file is not saved as UTF-8 text")
                .help("save it again as UTF-8");
            (file, Some(problem))
        }
    }
}

/// Reads a season file. Everything found goes to `findings`.
///
/// Returns the season when no error was found, now or before.
pub fn check(sources: &Sources, file: FileId, findings: &mut Findings) -> Option<Checked> {
    check::check(sources, file, findings)
}

/// The JSON Schema of a season file.
pub fn schema() -> serde_json::Value {
    tables::schema("urn:racepace:season", "A season file of racepace", keys::FILE_KEYS)
}
