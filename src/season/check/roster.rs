//! Who and which groups a season file names.
//!
//! A name is a name however it is typed: [`Name::key`] says which are the same.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diag::codes::{GROUP_TYPED_TWO_WAYS, NAME_TWICE, NAMES_LOOK_ALIKE, UNKNOWN_NAME};
use crate::diag::{Diagnostic, Place, Severity, is_refused};
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::name::{Name, text_key};
use crate::tables::{At, Key, MAX_COMPARED, Table, Texts, did_you_mean, short};

/// Groups and where each is named, in file order.
pub(super) type GroupPlaces = Vec<(GroupId, Place)>;

/// So many names are offered where a short one could be any of them.
const MAX_OFFERED: usize = 6;

/// Names and their ids.
#[derive(Default)]
pub(super) struct Roster {
    /// By the key of the name.
    athletes: HashMap<String, AthleteId>,
    /// By how the name looks, the first of those that look so.
    looks: HashMap<String, AthleteId>,
    /// In file order: by the id.
    listed: Vec<(Name, Place)>,
    /// The keys of athletes of whom something could not be read: known, and reported already.
    unread: HashSet<String>,
    /// By the key of the name.
    groups: HashMap<String, GroupId>,
    /// In order of first mention, as typed there: by the id.
    group_names: Vec<String>,
    group_places: Vec<Place>,
    /// Other spellings of groups, each reported once.
    respelled: HashSet<String>,
}

impl Roster {
    /// Takes in the next athlete of the file. Whoever is listed already, or
    /// looks like another on paper, is reported with the line of the first.
    pub(super) fn add(&mut self, table: &Table, name: &At<String>) -> AthleteId {
        let id = AthleteId(self.listed.len() as u32);
        let typed = Name::new(name.value.as_str());
        let tell_apart = "remove one of the two, or tell them apart with a middle initial";
        let first = *self.athletes.entry(typed.key()).or_insert(id);
        let alike = *self.looks.entry(typed.look()).or_insert(id);
        if first != id {
            table.push_with(Severity::Error, || {
                let (other, line) = self.row(table, first);
                let message = if other.as_str() == name.value {
                    format!("\"{}\" is listed a second time; the first is on line {line}", short(&name.value))
                } else {
                    let (one, other) = (short(&name.value), short(other.as_str()));
                    format!("\"{one}\" is listed a second time; line {line} has \"{other}\"")
                };
                NAME_TWICE.at(name.place.clone(), message).help(tell_apart)
            });
        } else if alike != id {
            table.push_with(Severity::Warning, || {
                let (other, line) = self.row(table, alike);
                let message = format!(
                    "\"{}\" looks like \"{}\" on line {line}, but is typed with other letters or accents",
                    short(&name.value),
                    short(other.as_str())
                );
                let one_athlete = "if they are one athlete, remove one of the two";
                NAMES_LOOK_ALIKE.at(name.place.clone(), message).help(one_athlete)
            });
        }
        self.listed.push((typed, name.place.clone()));
        id
    }

    /// Takes in an athlete of whom something could not be read: what else names them is not reported.
    pub(super) fn add_unread(&mut self, name: &str) {
        let readable: String = name.chars().filter(|&c| !is_refused(c)).collect();
        self.unread.insert(Name::new(readable).key());
    }

    /// An athlete's name, and the line on which it is listed.
    fn row(&self, table: &Table, id: AthleteId) -> (&Name, usize) {
        let (name, place) = &self.listed[id.0 as usize];
        (name, table.line(place))
    }

    /// The group of a name. One that was named before with other capitals is
    /// that group, and is reported.
    pub(super) fn group(&mut self, table: &Table, name: &At<String>) -> GroupId {
        let next = GroupId(self.group_names.len() as u32);
        let id = *self.groups.entry(text_key(&name.value)).or_insert(next);
        if id == next {
            self.group_names.push(name.value.clone());
            self.group_places.push(name.place.clone());
        }
        let first = &self.group_names[id.0 as usize];
        if *first != name.value && self.respelled.insert(name.value.clone()) {
            let line = table.line(&self.group_places[id.0 as usize]);
            let message = format!(
                "the group \"{}\" differs only in capitals or blanks from \"{}\" on line {line}; they are taken as one",
                short(&name.value),
                short(first)
            );
            let problem = GROUP_TYPED_TWO_WAYS.at(name.place.clone(), message);
            table.push(problem.help(format!("write \"{}\" in both places", short(first))));
        }
        id
    }

    /// The name of a group as it was first typed.
    pub(super) fn group_name(&self, id: GroupId) -> &str {
        &self.group_names[id.0 as usize]
    }

    /// The names of the groups, in order of first mention.
    pub(super) fn group_names(&self) -> &[String] {
        &self.group_names
    }

    /// The groups that a key of a table names, sorted, and where each is named.
    pub(super) fn groups(&mut self, table: &Table, key: &'static Key<Texts>) -> Option<(Vec<GroupId>, GroupPlaces)> {
        let names = table.value(key)?;
        let places: Vec<_> = names.into_iter().map(|name| (self.group(table, &name), name.place)).collect();
        let mut ids: Vec<GroupId> = places.iter().map(|&(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        Some((ids, places))
    }

    /// The ids of named athletes, sorted; a name that is not in the file is reported.
    pub(super) fn athletes(&self, table: &Table, names: &[At<String>]) -> Vec<AthleteId> {
        let mut ids = BTreeSet::new();
        for name in names {
            if let Some(id) = self.athlete(table, name)
                && !ids.insert(id)
            {
                let message = format!("\"{}\" is in this list twice", short(&name.value));
                table.push(NAME_TWICE.at(name.place.clone(), message).help("remove one of the two"));
            }
        }
        ids.into_iter().collect()
    }

    /// The athlete of a name; one that is not in the file is reported.
    pub(super) fn athlete(&self, table: &Table, name: &At<String>) -> Option<AthleteId> {
        let typed = Name::new(name.value.as_str());
        let id = self.athletes.get(&typed.key()).copied();
        if id.is_none() && !self.unread.contains(&typed.key()) {
            table.push_with(Severity::Error, || self.unknown(table, name, &typed));
        }
        id
    }

    /// What is said of a name that the file does not list.
    fn unknown(&self, table: &Table, name: &At<String>, typed: &Name) -> Diagnostic {
        let problem = |message: String| UNKNOWN_NAME.at(name.place.clone(), message);
        let unknown = || problem(format!("no athlete is named \"{}\"", short(&name.value)));
        if let Some(&id) = self.looks.get(&typed.look()) {
            let (meant, line) = self.row(table, id);
            let (one, meant) = (short(&name.value), short(meant.as_str()));
            let message = format!("\"{one}\" looks like \"{meant}\" on line {line}, but is typed with other letters");
            return problem(message).help(format!("did you mean \"{meant}\"?"));
        }
        let listed = || self.listed.iter().take(MAX_COMPARED).map(|(name, _)| name);
        let fit: Vec<String> = listed()
            .filter(|full| typed.is_short_for(full))
            .map(|name| format!("\"{}\"", short(name.as_str())))
            .collect();
        match fit.as_slice() {
            [] => match did_you_mean(&name.value, listed().map(Name::as_str)) {
                Some(meant) => unknown().help(format!("did you mean \"{}\"?", short(meant))),
                None => unknown().help("add the athlete under [[athletes]], or correct the name"),
            },
            [only] => unknown().help(format!("did you mean {only}?")),
            [some @ .., last] if some.len() < MAX_OFFERED => {
                unknown().help(format!("did you mean {} or {last}?", some.join(", ")))
            }
            more => unknown().help(format!("write the whole name; {} athletes are called so", more.len())),
        }
    }
}
