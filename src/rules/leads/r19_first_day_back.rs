//! R19: a lead on the first day back is warned of.

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::reason::Reason;
use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::outcome::{Outcome, RaceOutcome};
use crate::rules::weeks::w10_first_day_back;
use crate::rules::{Part, Rule};

/// Warns of a lead on a first day back, or on the day after.
pub static RULE: Rule = Rule {
    code: "R19",
    name: "first-day-back",
    brief: "warns when a lead is on the first practice day of the season, or after three or more days without practice, or on the day after",
    docs: "\
Legs that have not run for some days are not ready for race pace. The rules place the lead all the same, because the \
race comes; the coach may choose `lead = \"none\"` or the other lead for the meet.",
    parts: &[Part::Warns(warn)],
};

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

/// What kind of day it is, when `day` is a first day back, or the one after.
fn first_day_back(day: Day, cx: &RuleContext) -> Option<Reason> {
    w10_first_day_back::why_easy(day, cx).or_else(|| {
        let first = w10_first_day_back::why_easy(day.before(), cx)?;
        Some(match first.day {
            None => RULE.because("the second practice day of the season"),
            Some(last) => RULE.because("the second day back, without practice after {day}").on(last),
        })
    })
}
