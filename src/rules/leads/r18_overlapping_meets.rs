//! R18: an athlete races at two meets on one day.

use crate::domain::calendar::Race;
use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::outcome::Outcome;
use crate::rules::{Part, Rule};

/// Warns of two meets on one day.
pub static RULE: Rule = Rule {
    code: "R18",
    name: "overlapping-meets",
    brief: "warns when an athlete's race days at two meets overlap, or one meet is listed twice",
    docs: "\
An athlete cannot race at two places on one day. Usually one meet is listed in the file twice, or a meet's groups are \
missing. Each of them keeps its own decision.",
    parts: &[Part::Warns(warn)],
};

fn warn(outcome: &Outcome) -> Vec<Warning> {
    let races = &outcome.cx.athlete.races;
    let shares_a_day = |race: &Race, other: &Race| !other.days.and(&race.days).is_empty();
    let mut warnings = Vec::new();
    for (index, race) in races.iter().enumerate() {
        let Some(earlier) = races[..index].iter().find(|earlier| shares_a_day(race, earlier)) else { continue };
        let (meet, other) = (race.meet.min(earlier.meet), race.meet.max(earlier.meet));
        let sentence = if outcome.season.meet(meet).name == outcome.season.meet(other).name {
            "{meet} is listed twice on the same day: {who}"
        } else {
            "{meet} and {other} are on the same day: {who}"
        };
        let warning = RULE.warning(SeasonPart::MeetName(other), sentence).at(meet).and(other);
        let remedy = "remove the meet that is listed twice, or say with groups, athletes or entries who goes where";
        warnings.push(warning.remedy(remedy));
    }
    warnings
}
