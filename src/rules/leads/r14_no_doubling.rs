//! R14: two events at one meet are warned of.

use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::outcome::Outcome;
use crate::rules::{Part, Rule};

/// Warns of two or more events at one meet.
pub static RULE: Rule = Rule {
    code: "R14",
    name: "no-doubling",
    brief: "warns when an athlete has two or more events at one meet",
    docs: "\
Doubling is one of the commonest mistakes with young runners: the second race is slower, and the week after it is lost. \
It is a warning, on the sheet as well; the coach decides. A relay beside one event is no doubling.",
    parts: &[Part::Warns(warn)],
};

fn warn(outcome: &Outcome) -> Vec<Warning> {
    let doubled = outcome.races.iter().map(|of_race| of_race.race).filter(|race| 2 <= race.events.individual_len());
    let warning = |meet| {
        let warning = RULE.warning(SeasonPart::MeetEntries(meet), "two or more events at {meet}: {who}").at(meet);
        warning.remedy("enter one event each, if the meet allows it")
    };
    doubled.map(|race| warning(race.meet)).collect()
}
