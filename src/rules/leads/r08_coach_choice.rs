//! R08: the coach's own choice comes before every other preference.

use crate::domain::calendar::{Race, RuleContext};
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::{Cause, Reason};
use crate::domain::session::Session;
use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::board::Board;
use crate::rules::outcome::{Outcome, RaceOutcome};
use crate::rules::{Part, Pass, Rule};

/// Prefers what the meet's `lead` says, and fills the days that the coach sets.
pub static RULE: Rule = Rule {
    code: "R08",
    name: "coach-choice",
    brief: "prefers what the meet's `lead` says; a time trial without it has none",
    docs: "\
`lead = \"48-hour\"`, `\"72-hour\"` or `\"none\"` on a meet is the coach's own choice. `none` is obeyed. A time \
trial without a `lead` has none. Where another rule forbids the lead that was asked for, the score decides among \
what is left, and a warning names the rule. What [[days]] sets for a day is the coach's choice too and wins over the \
plan; a 48-hour or 72-hour workout that it sets on the right day before a race is that race's lead.",
    parts: &[
        Part::Prefers(prefer),
        Part::Fills(&COACH_DAYS),
        Part::Warns(warn),
        Part::Holds("plan::leads: a lead that the coach set on its day is that race's"),
    ],
};

/// The problem of the season file that a session on a race day is.
const SESSION_ON_RACE_DAY: &str = "S20";

fn prefer(race: &Race, _: &RuleContext) -> Option<(Choice, Reason)> {
    match race.choice {
        Some(Choice::None) => Some((Choice::None, RULE.because("none, as the coach chose"))),
        Some(lead) => Some((lead, RULE.because("as the coach chose"))),
        None if race.time_trial => Some((Choice::None, RULE.because("none before a time trial unless the coach asks"))),
        None => None,
    }
}

/// Why a race has the lead that the coach set on its day.
pub const LEAD_SET: Reason = RULE.because("the coach's choice for that day");

/// The lead that the coach set under `[[days]]` on its day before this race. It
/// serves one race: of several on one day the first.
pub fn lead_set_for(race: &Race, cx: &RuleContext) -> Option<Lead> {
    let first = cx.athlete.races.iter().find(|other| other.first == race.first)?;
    let is_set = |lead: &Lead| {
        let set = cx.athlete.day_override(lead.day(race.first));
        set.is_some_and(|(_, session)| session == Session::from(*lead))
    };
    Lead::ALL.into_iter().find(is_set).filter(|_| first.meet == race.meet)
}

/// Fills the days that the coach sets.
pub(in crate::rules) static COACH_DAYS: Pass = Pass(fill);

fn fill(board: &mut Board) {
    let athlete = board.cx.athlete;
    for &(day, _, session) in &athlete.overrides {
        let why = RULE.because("the coach's word");
        match athlete.race_on(day).filter(|_| session.is_contest()) {
            Some(race) => board.set_for_meet(day, session, race.meet, why),
            None => board.set(day, session, why),
        }
    }
}

fn warn(outcome: &Outcome) -> Vec<Warning> {
    let leads = outcome.races.iter().filter_map(lead_not_taken);
    leads.chain(sessions_on_race_days(outcome)).collect()
}

/// The lead that the coach chose for a race, when another was taken or none.
fn lead_not_taken(of_race: &RaceOutcome) -> Option<Warning> {
    let Some(Choice::Lead(lead)) = of_race.race.choice else { return None };
    if of_race.lead == Some(lead) {
        return None;
    }
    let meet = of_race.race.meet;
    let against = of_race.reason_against(lead);
    let sentence = match against.map(|why| why.cause) {
        // These say what happened, as does that another is set or was run; every other reason says what kind of day it is.
        None | Some(Cause::AlreadyRun | Cause::DayOver) => {
            "{meet}: the {lead} workout asked for is not planned: {why} ({rule}): {who}"
        }
        Some(_) => "{meet}: the day of the {lead} workout asked for is {why} ({rule}): {who}",
    };
    let why = Some(against.unwrap_or(of_race.why));
    let warning = RULE.warning(SeasonPart::MeetLead(meet), sentence).at(meet).with(lead);
    let warning = warning.remedy("choose the other lead or \"none\", or leave the choice to the rules");
    Some(Warning { why, ..warning })
}

/// The sessions that the coach sets on race days, so that the race does not show.
fn sessions_on_race_days(outcome: &Outcome) -> impl Iterator<Item = Warning> {
    let athlete = outcome.cx.athlete;
    athlete.not_followed.iter().filter_map(|&(day, id)| {
        let meet = athlete.race_on(day)?.meet;
        let sentence = "this word under [[days]] falls on the race day of {meet}: {who}";
        let warning = Warning::new(SESSION_ON_RACE_DAY, SeasonPart::DayOverride(id), sentence).at(meet);
        Some(warning.remedy(
            "to take them out of the race, name them in the meet's without; else say here whom the session is for",
        ))
    })
}
