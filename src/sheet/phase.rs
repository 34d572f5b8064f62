//! The phases of a week, as the head of a sheet names them.

use std::collections::{BTreeMap, BTreeSet};

use super::SheetBuilder;
use crate::domain::day::{Day, short};
use crate::domain::ids::{AthleteId, GroupId, PhaseId};
use crate::domain::season::Week;
use crate::plan::SharedPlan;

impl SheetBuilder<'_> {
    /// The phases of some athletes in a week: `Base`, `Base, Racing from Wed 8 Apr`, `Racing (varsity), Base (jv)`;
    /// empty when they are in none.
    pub(super) fn phases(&self, week: Week, athletes: &[AthleteId]) -> String {
        let group = |id: &AthleteId| self.season.athlete(*id).group;
        let groups: BTreeSet<Option<GroupId>> = athletes.iter().map(group).collect();
        let of_group: BTreeMap<Option<GroupId>, String> = groups
            .into_iter()
            .map(|group| (group, self.in_order(week, |day| self.season.phase_on(group, day))))
            .collect();
        let mut texts: Vec<&str> = of_group.values().map(String::as_str).collect();
        texts.dedup();
        if let [only] = texts.as_slice() {
            return (*only).to_owned();
        }
        texts.sort_unstable();
        texts.dedup();
        let parts = texts.into_iter().filter(|text| !text.is_empty()).map(|text| {
            let theirs = |id: &AthleteId| of_group[&group(id)] == text;
            format!("{text} ({})", self.who(&athletes.iter().copied().filter(theirs).collect::<Vec<_>>()))
        });
        parts.collect::<Vec<_>>().join(", ")
    }

    /// The phases of a plan in a week.
    pub(super) fn phases_of_plan(&self, week: Week, shared: &SharedPlan) -> String {
        self.in_order(week, |day| shared.calendar.practice.phases.get(day.index()?).copied().flatten())
    }

    fn in_order(&self, week: Week, phase_on: impl Fn(Day) -> Option<PhaseId>) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut last = None;
        for day in week.days() {
            let phase = phase_on(day);
            if let Some(id) = phase.filter(|_| phase != last) {
                let name = &self.season.phase(id).name;
                let from = short(self.season.date(day));
                parts.push(if day == week.first { name.clone() } else { format!("{name} from {from}") });
            }
            last = phase;
        }
        parts.join(", ")
    }
}
