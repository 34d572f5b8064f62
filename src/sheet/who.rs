//! What some athletes are called together.

use std::collections::{BTreeMap, BTreeSet};

use super::{SheetBuilder, phrases};
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::season::Season;

/// The athletes of a group, or of none, who have the same event.
pub(super) type Squad = (Option<GroupId>, Event);

/// How many of some athletes are in each squad.
pub(super) fn squads(season: &Season, athletes: impl IntoIterator<Item = AthleteId>) -> BTreeMap<Squad, usize> {
    let mut squads = BTreeMap::new();
    for athlete in athletes.into_iter().map(|id| season.athlete(id)) {
        *squads.entry((athlete.group, athlete.event)).or_default() += 1;
    }
    squads
}

/// Up to so many athletes are listed by name even when they are a whole squad.
const MAX_LISTED: usize = 3;

impl SheetBuilder<'_> {
    /// Who some athletes are: `everyone`, whole groups by their names, whole
    /// squads of more than a few as `800 varsity`, else names.
    pub fn who(&self, athletes: &[AthleteId]) -> String {
        let names = || phrases::and(&athletes.iter().map(|&id| self.name(id)).collect::<Vec<_>>());
        self.together(athletes).unwrap_or_else(names)
    }

    /// What some athletes are called together: `everyone`, groups, squads; `None` where they have to be named.
    pub(super) fn together(&self, athletes: &[AthleteId]) -> Option<String> {
        if 1 < athletes.len() && athletes.len() == self.athletes().len() {
            return Some("everyone".to_owned());
        }
        let squads = squads(self.season, athletes.iter().copied());
        let whole = squads.iter().all(|(squad, count)| self.team.squads[squad] == *count);
        let groups: BTreeMap<Option<GroupId>, usize> =
            squads.iter().fold(BTreeMap::new(), |mut groups, ((group, _), count)| {
                *groups.entry(*group).or_default() += count;
                groups
            });
        let is_whole = |(group, count): (&Option<GroupId>, &usize)| {
            let squads = self.team.squads.iter().filter(|((of, _), _)| of == group);
            group.is_some() && 1 < *count && squads.map(|(_, size)| size).sum::<usize>() == *count
        };
        if !groups.is_empty() && groups.iter().all(is_whole) {
            let groups = groups.keys().flatten().map(|&group| self.season.group(group));
            return Some(phrases::and(&groups.collect::<Vec<_>>()));
        }
        if whole && MAX_LISTED < athletes.len() {
            let squads = squads.keys().map(|(group, event)| {
                let group = group.map_or("runners", |group| self.season.group(group));
                format!("{event} {group}")
            });
            return Some(phrases::and(&squads.collect::<Vec<_>>()));
        }
        None
    }

    /// What athletes share: events and groups.
    pub(super) fn head(&self, athletes: &[AthleteId]) -> String {
        let (events, groups) = (self.events_of(athletes), self.groups_of(athletes));
        if groups.is_empty() { events } else { format!("{events}, {groups}") }
    }

    /// The events of athletes: `800 and 1600`.
    pub(super) fn events_of(&self, athletes: &[AthleteId]) -> String {
        phrases::events(athletes.iter().map(|&id| self.season.athlete(id).event).collect())
    }

    /// The groups of athletes; empty when they are in none.
    pub(super) fn groups_of(&self, athletes: &[AthleteId]) -> String {
        let groups: BTreeSet<_> = athletes.iter().filter_map(|&id| self.season.athlete(id).group).collect();
        phrases::and(&groups.into_iter().map(|group| self.season.group(group)).collect::<Vec<_>>())
    }
}
