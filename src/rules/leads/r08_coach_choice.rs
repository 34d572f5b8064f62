//! R08: the coach's own choice comes before every other preference.

use crate::domain::calendar::{Race, Reason, RuleContext};
use crate::domain::season::Choice;
use crate::rules::{Part, Rule};

/// Prefers what the meet's `lead` says.
pub static RULE: Rule = Rule {
    code: "R08",
    name: "coach-choice",
    brief: "prefers what the meet's `lead` says; a time trial without it has none",
    docs: "\
`lead = \"48-hour\"`, `\"72-hour\"` or `\"none\"` on a meet is the coach's own choice. `none` is obeyed. A time trial for \
which nothing is said has none. Where another rule forbids the lead that was asked for, the score decides among what is \
left, and a warning names the rule. What [[days]] sets for a day is the coach's day_override too and wins over the plan.",
    part: Part::Prefers(judge),
};

fn judge(race: &Race, _: &RuleContext) -> Option<(Choice, Reason)> {
    match race.choice {
        Some(Choice::None) => Some((Choice::None, RULE.because("none, as the coach chose"))),
        Some(lead) => Some((lead, RULE.because("as the coach chose"))),
        None if race.time_trial => Some((Choice::None, RULE.because("none before a time trial unless the coach asks"))),
        None => None,
    }
}
