//! The groups' lines. The line of a group and event is the plan of somebody
//! of that event and group who is never away, is named nowhere, and goes wherever the group goes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::history::History;
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::volume::Percent;
use crate::plan::calendars::Member;

/// Nobody's: no list of names has it.
const NAMED_NOWHERE: AthleteId = AthleteId(u32::MAX);

/// The groups' lines of a season, by group and event.
pub(super) struct Lines {
    of: BTreeMap<(GroupId, Event), usize>,
    /// Somebody of each: what is theirs alone and makes days others is taken away.
    members: Vec<Athlete>,
}

impl Lines {
    /// A line for each group and event that somebody is ever in.
    pub(super) fn of(history: &History) -> Lines {
        let mut lines = Lines { of: BTreeMap::new(), members: Vec::new() };
        let mut seen = None;
        for version in history.versions() {
            if seen.replace(&version.athletes).is_some_and(|seen| Arc::ptr_eq(seen, &version.athletes)) {
                continue;
            }
            for athlete in version.athletes.iter() {
                let Some(group) = athlete.group else { continue };
                lines.of.entry((group, athlete.event)).or_insert_with(|| {
                    lines.members.push(Athlete {
                        known: Day::BEFORE_ALL,
                        volume: None,
                        load: Percent::ALL,
                        absences: Vec::new(),
                        from: Day::at(0),
                        until: None,
                        ..Athlete::clone(athlete)
                    });
                    lines.members.len() - 1
                });
            }
        }
        lines
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.members.len()
    }

    /// The number of the line of a group and event.
    pub(super) fn of_group(&self, event: Event, group: GroupId) -> Option<usize> {
        self.of.get(&(group, event)).copied()
    }

    /// Who is planned for each, in the order of the numbers.
    pub(super) fn members(&self) -> impl Iterator<Item = Member<'_>> {
        self.members.iter().map(|athlete| Member { id: NAMED_NOWHERE, before: Some(athlete), athlete })
    }
}
