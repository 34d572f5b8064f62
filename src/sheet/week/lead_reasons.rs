//! Why each lead, or why none, and where the athletes of a group do not have theirs together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::touches;
use crate::domain::day::{Day, short};
use crate::domain::ids::{AthleteId, GroupId, MeetId};
use crate::domain::season::Week;
use crate::plan::Decision;
use crate::sheet::{SheetBuilder, phrases};

/// Why these athletes have this lead before a meet, or none.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct WhyLine {
    /// The meet.
    pub meet: String,
    /// The athletes' first race day there: `Sat 11 Apr`.
    pub day: String,
    /// What was decided, and why.
    pub why: String,
    /// Whom it concerns.
    pub athletes: String,
}

impl SheetBuilder<'_> {
    /// The reasons of a week, each once for all athletes it concerns.
    pub(super) fn whys(&self, week: Week) -> Vec<WhyLine> {
        // Athletes who share a plan share its reasons: they are put into words once.
        let reasons: Vec<Vec<(Day, MeetId, String)>> = (0..self.plan.shared_plans())
            .map(|number| {
                let shared = self.plan.shared_at(number);
                let of_week: Vec<_> =
                    shared.decisions_on(week.last).iter().filter(|decision| touches(week, decision)).collect();
                let decided = |meet: MeetId| of_week.iter().any(|decision| decision.meet == meet);
                let later = week.days().flat_map(|day| shared.races_on(day).map(move |race| (day, race)));
                let later = later.filter(|(_, race)| !decided(race.meet));
                let later = later.map(|(day, race)| (day, race.meet, phrases::one_for_a_meet(self.season, race.first)));
                let reason = |decision: &Decision| phrases::decision(self.season, decision);
                let decisions = of_week.iter().map(|decision| (decision.race_day, decision.meet, reason(decision)));
                decisions.chain(later).collect()
            })
            .collect();
        let mut lines: BTreeMap<&(Day, MeetId, String), Vec<AthleteId>> = BTreeMap::new();
        for &id in self.athletes() {
            for line in &reasons[self.plan.shared_number(id)] {
                lines.entry(line).or_default().push(id);
            }
        }
        let mut racing: BTreeMap<MeetId, usize> = BTreeMap::new();
        for ((_, meet, _), athletes) in &lines {
            *racing.entry(*meet).or_default() += athletes.len();
        }
        lines
            .into_iter()
            .map(|((day, meet, why), athletes)| WhyLine {
                meet: self.season.meet(*meet).name.clone(),
                day: short(self.season.date(*day)),
                why: why.clone(),
                athletes: if athletes.len() == racing[meet] && 1 < athletes.len() {
                    "everyone who races".to_owned()
                } else {
                    self.who(&athletes)
                },
            })
            .collect()
    }

    /// For each group and meet, who has the lead on which day, when that differs.
    pub(super) fn split_groups(&self, week: Week) -> Vec<String> {
        type Part<'d> = (Vec<AthleteId>, &'d Decision);
        let mut days: BTreeMap<(Option<GroupId>, MeetId), BTreeMap<Option<Day>, Part>> = BTreeMap::new();
        for &id in self.athletes() {
            let group = self.season.athlete(id).group;
            let decisions = self.plan.shared(id).decisions_on(week.last).iter();
            for decision in decisions.filter(|decision| touches(week, decision)) {
                let of_meet = days.entry((group, decision.meet)).or_default();
                of_meet.entry(decision.lead_day()).or_insert_with(|| (Vec::new(), decision)).0.push(id);
            }
        }
        let split = days.into_iter().filter(|((group, _), days)| group.is_some() && 1 < days.len());
        let lines = split.filter_map(|((group, meet), days)| {
            let mut parts: Vec<Part> = days.into_values().collect();
            // The largest part first, of equal ones that of the earlier day, and no workout last.
            parts.sort_by_key(|(athletes, decision)| (Reverse(athletes.len()), decision.lead.is_none()));
            let largest = parts.first()?.1;
            let part = |(athletes, decision): &Part| {
                let who = self.who(athletes);
                let what = match (decision.lead, decision.lead_day()) {
                    (Some(lead), Some(day)) => format!("{lead} on {} for {who}", short(self.season.date(day))),
                    _ => format!("no workout for {who}"),
                };
                match decision {
                    same if *same == largest => what,
                    other if other.race_day != largest.race_day => {
                        format!("{what}, racing on {}", short(self.season.date(other.race_day)))
                    }
                    other => format!("{what} ({})", phrases::evidence(self.season, other)),
                }
            };
            let parts: Vec<String> = parts.iter().map(part).collect();
            let group = self.season.group(group?);
            Some(format!("{group} before {}: {}", self.season.meet(meet).name, parts.join("; ")))
        });
        lines.collect()
    }
}
