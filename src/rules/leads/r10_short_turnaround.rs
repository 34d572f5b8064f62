//! R10: after a short turnaround the 72-hour workout.

use crate::domain::calendar::{Race, RuleContext};
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::Reason;
use crate::rules::{Part, Rule};

/// Prefers the 72-hour workout when the last race was so many days ago as `short-turnaround` lists.
pub static RULE: Rule = Rule {
    code: "R10",
    name: "short-turnaround",
    brief: "prefers the 72-hour workout when the last race was 5 or 6 days before (`short-turnaround`)",
    docs: "\
After a Saturday race, a meet on Thursday or Friday leaves room for one workout earlier in the week: the 72-hour \
one, on Monday or Tuesday. The days are counted from the last day on which the athlete raced before this race, races \
that are trained through aside; `short-turnaround` in [policy] lists the counts that call for it; by default [5, 6].",
    parts: &[Part::Prefers(prefer)],
};

fn prefer(race: &Race, cx: &RuleContext) -> Option<(Choice, Reason)> {
    let last = cx.athlete.race_days.without(&cx.athlete.trained_through).last_before(race.first)?;
    let short = cx.season.short_turnaround.contains(&race.first.since(last));
    short.then(|| (Choice::Lead(Lead::Hours72), RULE.because("short week after {day}'s race").on(last)))
}
