//! Who and which groups a season file names.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::diag::codes::{NAME_TWICE, UNKNOWN_NAME};
use crate::diag::{Place, Severity};
use crate::domain::ids::{AthleteId, GroupId};
use crate::tables::{At, Key, Table, Texts, did_you_mean, short};

/// Groups and where each is named, in file order.
pub(super) type GroupPlaces = Vec<(GroupId, Place)>;

/// Names and their ids. Names are the same when they are spelled the same.
#[derive(Default)]
pub(super) struct Roster {
    pub(super) athletes: HashMap<String, AthleteId>,
    /// In file order, for "did you mean".
    pub(super) names: Vec<String>,
    /// Athletes of whom something could not be read: known, and reported already.
    pub(super) unread: HashSet<String>,
    pub(super) groups: HashMap<String, GroupId>,
    pub(super) group_names: Vec<String>,
}

impl Roster {
    pub(super) fn group(&mut self, name: &str) -> GroupId {
        if let Some(id) = self.groups.get(name) {
            return *id;
        }
        let id = GroupId(self.group_names.len() as u32);
        self.groups.insert(name.to_owned(), id);
        self.group_names.push(name.to_owned());
        id
    }

    /// The groups that a key of a table names, sorted, and where each is named.
    pub(super) fn groups(&mut self, table: &Table, key: &'static Key<Texts>) -> Option<(Vec<GroupId>, GroupPlaces)> {
        let names = table.value(key)?;
        let places: Vec<_> = names.into_iter().map(|name| (self.group(&name.value), name.place)).collect();
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

    pub(super) fn athlete(&self, table: &Table, name: &At<String>) -> Option<AthleteId> {
        let id = self.athletes.get(&name.value).copied();
        if id.is_none() && !self.unread.contains(&name.value) {
            table.push_with(Severity::Error, || {
                let message = format!("no athlete is named \"{}\"", short(&name.value));
                let problem = UNKNOWN_NAME.at(name.place.clone(), message);
                match did_you_mean(&name.value, self.names.iter().map(String::as_str)) {
                    Some(meant) => problem.help(format!("did you mean \"{}\"?", short(meant))),
                    None => problem.help("add the athlete under [[athletes]], or correct the name"),
                }
            });
        }
        id
    }
}
