//! Of whom or what a piece of news is.

use std::collections::BTreeSet;

use super::Reader;
use crate::diag::codes::{CHANGE_MAKES_NO_SENSE, NOT_OF_THIS_SUBJECT, UNKNOWN_NAME};
use crate::domain::day::Day;
use crate::domain::ids::{AthleteId, GroupId, MeetId};
use crate::domain::name::text_key;
use crate::season::keys;
use crate::tables::{Keys, did_you_mean, list, short};

/// So many names are listed in a remedy.
const MAX_LISTED: usize = 20;

/// Of whom or what a piece of news is, as far as its names are known.
pub(super) enum Subject {
    /// A meet; `None` when it is not clear which.
    Meet(Option<MeetId>),
    /// Athletes, sorted.
    Athletes(Vec<AthleteId>),
    /// Groups, sorted.
    Groups(Vec<GroupId>),
    /// The whole team.
    Team,
    /// Two at once.
    Unclear,
}

impl Subject {
    /// What news of it may say.
    pub(super) fn keys(&self) -> Option<Keys> {
        match self {
            Subject::Meet(_) => Some(keys::OF_A_MEET),
            Subject::Athletes(_) => Some(keys::OF_ATHLETES),
            Subject::Groups(_) => Some(keys::OF_GROUPS),
            Subject::Team => Some(keys::OF_THE_TEAM),
            Subject::Unclear => None,
        }
    }

    /// The subjects that have a key.
    pub(super) fn with_key(name: &str) -> Vec<&'static str> {
        let all = [
            (keys::OF_A_MEET, "a meet"),
            (keys::OF_ATHLETES, "athletes"),
            (keys::OF_GROUPS, "groups"),
            (keys::OF_THE_TEAM, "the whole team"),
        ];
        all.into_iter().filter(|(keys, _)| keys::has_key(keys, name)).map(|(_, shown)| shown).collect()
    }

    /// `of a meet`.
    pub(super) const fn shown(&self) -> &'static str {
        match self {
            Subject::Meet(_) => "of a meet",
            Subject::Athletes(_) => "of athletes",
            Subject::Groups(_) => "of groups",
            Subject::Team | Subject::Unclear => "of the whole team",
        }
    }
}

impl Reader<'_, '_, '_, '_> {
    /// Of whom or what it is. Names that the file does not have are reported.
    pub(super) fn subject(&mut self) -> Subject {
        let table = self.table;
        if table.has(&keys::NEWS_MEET) {
            return Subject::Meet(self.meet());
        }
        if table.has(&keys::NEWS_ATHLETES) && table.has(&keys::NEWS_GROUPS) {
            let message = "this news is both of athletes and of groups";
            let problem = NOT_OF_THIS_SUBJECT.at(table.place_of(&keys::NEWS_GROUPS), message);
            table.push(problem.help("write two pieces of news, or name the meet that they go to"));
            return Subject::Unclear;
        }
        if table.has(&keys::NEWS_ATHLETES) {
            let names = table.value(&keys::NEWS_ATHLETES).unwrap_or_default();
            let ids = self.roster.athletes(table, &names);
            ids.iter().for_each(|&id| self.known_yet(id));
            return Subject::Athletes(ids);
        }
        if table.has(&keys::NEWS_GROUPS) {
            return Subject::Groups(self.groups());
        }
        Subject::Team
    }

    /// The groups that it is about. Some athlete is in each.
    fn groups(&mut self) -> Vec<GroupId> {
        let table = self.table;
        let mut ids = Vec::new();
        for name in table.value(&keys::NEWS_GROUPS).unwrap_or_default() {
            let id = self.roster.group(table, &name);
            if self.names.groups.contains(&id) {
                ids.push(id);
                continue;
            }
            let names = || self.names.groups.iter().map(|&id| self.roster.group_name(id));
            let message = format!("no athlete is in the group \"{}\"", short(&name.value));
            let problem = UNKNOWN_NAME.at(name.place, message);
            table.push(match did_you_mean(&name.value, names()) {
                Some(meant) => problem.help(format!("did you mean \"{}\"?", short(meant))),
                None if names().next().is_none() => problem.help("give athletes a group first: group = \"varsity\""),
                None => problem.help(format!("the groups are: {}", short(&list(names().take(MAX_LISTED))))),
            });
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The meet that it is about. Where several have the name, `day` says which.
    fn meet(&self) -> Option<MeetId> {
        let table = self.table;
        let name = table.get(&keys::NEWS_MEET)?;
        let Some(named) = self.names.meets.get(&text_key(&name.value)) else {
            let names = || self.names.meet_names.iter().map(String::as_str);
            let problem = UNKNOWN_NAME.at(name.place, format!("no meet is named \"{}\"", short(&name.value)));
            table.push(match did_you_mean(&name.value, names()) {
                Some(meant) => problem.help(format!("did you mean \"{}\"?", short(meant))),
                None if names().next().is_none() => problem.help("add the meet under a heading [[meets]]"),
                None => problem.help(format!("the meets are: {}", short(&list(names().take(MAX_LISTED))))),
            });
            return None;
        };
        if let [only] = named.as_slice() {
            return Some(*only);
        }
        if self.known.is_none() && !table.has(&keys::NEWS_DAY) {
            return None;
        }
        let day = table.get(&keys::NEWS_DAY).map(|day| self.cx.bounds.day(day.value));
        let days = |id: MeetId| {
            let schedule = &self.before.meet(id).schedule;
            schedule.held().or(&schedule.canceled())
        };
        let is_meant = |id: &MeetId| day.is_some_and(|day: Day| days(*id).contains(day));
        let meant: Vec<MeetId> = named.iter().copied().filter(is_meant).collect();
        if let [only] = meant.as_slice() {
            return Some(*only);
        }
        let dates: Vec<String> = named
            .iter()
            .filter_map(|&id| days(id).first())
            .map(|day| format!("day = {}", self.before.date(day)))
            .collect();
        let message =
            format!("{} meets are named \"{}\", and the day does not say which", named.len(), short(&name.value));
        let is_one_day = dates.iter().collect::<BTreeSet<_>>().len() < dates.len();
        let remedy = if is_one_day {
            "their days are the same, so give one of them another name under [[meets]]".to_owned()
        } else {
            format!("add a line: {}", dates.join(" or "))
        };
        table.push(CHANGE_MAKES_NO_SENSE.at(name.place, message).help(remedy));
        None
    }
}
