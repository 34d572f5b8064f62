//! R23: what the state allows is warned of where a season goes beyond it.

use crate::domain::calendar::Race;
use crate::domain::day::Day;
use crate::domain::ids::MeetId;
use crate::domain::season::Season;
use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::outcome::Outcome;
use crate::rules::{Part, Rule};

/// Warns of too few practices before the first meet, and of too many meets in a week or in the season.
pub static RULE: Rule = Rule {
    code: "R23",
    name: "state-limits",
    brief: "warns when an athlete has fewer practices before the first meet, or more meets in a week or in the season, than the state allows",
    docs: "\
Many states say how many practices come before an athlete's first meet, and how many meets an athlete may have in a \
week and in a season. `practices-before-first-meet`, `meets-a-week` and `meets-a-season` in [policy] say what yours \
does; without them nothing is counted. Practices are the athlete's days with practice; a time trial is one of them \
and no meet, and a meet of several days is one, in each week in which the athlete races there. It is a warning, and \
of meets that are over nothing is said.",
    parts: &[Part::Warns(warn)],
};

fn warn(outcome: &Outcome) -> Vec<Warning> {
    let warnings = [too_few_practices(outcome), too_many_in_season(outcome)];
    warnings.into_iter().flatten().chain(too_many_in_a_week(outcome)).collect()
}

fn is_to_come(season: &Season, race: &Race) -> bool {
    season.meet(race.meet).days().last().is_none_or(|last| season.as_of <= last)
}

/// The athlete's meets, by their first race day.
fn meets<'a>(outcome: &'a Outcome) -> impl Iterator<Item = &'a Race> {
    outcome.cx.athlete.races.iter().filter(|race| !race.time_trial)
}

fn warning(meet: MeetId, sentence: &'static str) -> Warning {
    RULE.warning(SeasonPart::MeetName(meet), sentence).at(meet)
}

fn too_few_practices(outcome: &Outcome) -> Option<Warning> {
    let least = outcome.season.policy.practices_before_first_meet?;
    let first = meets(outcome).next().filter(|first| is_to_come(outcome.season, first))?;
    let before = (0..first.first.index()?).map(Day::at);
    if least <= before.filter(|&day| outcome.cx.practice(day)).count() {
        return None;
    }
    let warning = warning(first.meet, "fewer practices before {meet} than practices-before-first-meet asks for: {who}");
    Some(warning.remedy("name them in the meet's without, or start earlier"))
}

fn too_many_in_season(outcome: &Outcome) -> Option<Warning> {
    let most = outcome.season.policy.meets_a_season?;
    let over = meets(outcome).skip(most).find(|race| is_to_come(outcome.season, race))?;
    let warning = warning(over.meet, "with {meet} there are more meets than meets-a-season allows: {who}");
    Some(warning.remedy("name them in the without of a meet that they can miss"))
}

fn too_many_in_a_week(outcome: &Outcome) -> Vec<Warning> {
    let Some(most) = outcome.season.policy.meets_a_week else { return Vec::new() };
    let over = outcome.cx.season.weeks.iter().filter_map(|week| {
        let is_of_week = |race: &&Race| race.days.iter().any(|day| week.contains(day));
        meets(outcome).filter(is_of_week).skip(most).find(|race| is_to_come(outcome.season, race))
    });
    let warning = |race: &Race| {
        let warning = warning(race.meet, "with {meet} the week has more meets than meets-a-week allows: {who}");
        warning.remedy("name them in the without of a meet that they can miss")
    };
    over.map(warning).collect()
}
