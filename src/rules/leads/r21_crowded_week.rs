//! R21: no second lead in a week that has its hard days.

use crate::domain::calendar::{Candidate, Past, Race, RuleContext};
use crate::domain::day::Day;
use crate::domain::lead::Lead;
use crate::domain::reason::Reason;
use crate::rules::{Part, Rule};

/// Forbids a second lead in a week that would have too many hard days with it.
pub static RULE: Rule = Rule {
    code: "R21",
    name: "crowded-week",
    brief: "forbids a second lead in a week in which races and leads would then be more than `hard-days`",
    docs: "\
A week holds at most so many hard days as `hard-days` in [policy] says, three by default. The first lead of a week \
is never forbidden by it; a second one is when race days, time trials and leads of that week would then be more. A \
lead counts in the week of its own day.",
    parts: &[
        Part::Forbids(forbid),
        Part::Holds("plan::leads: the search takes no more leads in a week than it has room for"),
    ],
};

/// How many more leads the week of `day` has room for, beside its races and
/// the leads that are done or set by the coach.
pub fn room(day: Day, past: &Past, cx: &RuleContext) -> usize {
    let Some(week) = cx.season.week_of(day) else { return 0 };
    let is_race = |day: &Day| cx.athlete.race_days.contains(*day) || past.contests.contains(*day);
    let races = week.days().filter(is_race).count();
    let standing = week.days().filter(|day| past.leads.contains(*day)).count();
    let left = cx.athlete.hard_days.saturating_sub(races + standing);
    if standing == 0 { left.max(1) } else { left }
}

fn forbid(candidate: &Candidate, cx: &RuleContext) -> Option<Reason> {
    let day = candidate.day();
    // A day outside of the season is in no week (R02).
    let week = cx.season.week_of(day)?;
    let standing = week.days().find(|day| candidate.past.leads.contains(*day))?;
    (room(day, candidate.past, cx) == 0).then(|| RULE.because("too much beside the workout of {day}").on(standing))
}

/// Why no lead is on a day whose week has room for no more beside the lead of another race.
pub fn beside_lead(other: &Race, lead: Lead) -> Reason {
    RULE.because("one hard day too many in the week of the workout for {meet}").on(lead.day(other.first)).at(other.meet)
}
