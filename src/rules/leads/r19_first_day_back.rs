//! R19: a lead on the first day back is warned of.

use crate::domain::calendar::{Reason, RuleContext};
use crate::domain::day::Day;
use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::outcome::{Outcome, RaceOutcome};
use crate::rules::{Part, Rule};

/// Warns of a lead on the first practice day of the season, or after three days without practice.
pub static RULE: Rule = Rule {
    code: "R19",
    name: "first-day-back",
    brief: "warns when a lead is on the first practice day of the season, or after three or more days without practice",
    docs: "\
Legs that have not run for some days are not ready for race pace. The rules place the lead all the same, because the \
race comes; the coach may choose `lead = \"none\"` or the other lead for the meet.",
    parts: &[Part::Warns(warn)],
};

/// So many days without practice make the next one a first day back.
const DAYS_WITHOUT_PRACTICE: i16 = 3;

fn warn(outcome: &Outcome) -> Vec<Warning> {
    let warning = |of_race: &RaceOutcome| {
        let (meet, lead) = (of_race.race.meet, of_race.lead?);
        let why = first_day_back(of_race.lead_day()?, &outcome.cx)?;
        let warning =
            RULE.warning(SeasonPart::MeetName(meet), "the {lead} workout for {meet} is on {why}: {who}").at(meet);
        let warning = warning.remedy("choose lead = \"none\" or the other lead, if that is too soon");
        Some(warning.with(lead).because(why))
    };
    outcome.races.iter().filter_map(warning).collect()
}

/// What kind of day it is, when `day` is a first day back.
fn first_day_back(day: Day, cx: &RuleContext) -> Option<Reason> {
    let practice = |day: Day| cx.practice(day) || cx.athlete.race_days.contains(day);
    let last = (0..day.since(Day::at(0))).map(|days| day.plus(-1 - days)).find(|&day| practice(day));
    match last {
        None => Some(RULE.because("the first practice day of the season")),
        Some(last) if DAYS_WITHOUT_PRACTICE < day.since(last) => {
            Some(RULE.because("the first practice day after {day}").on(last))
        }
        Some(_) => None,
    }
}
