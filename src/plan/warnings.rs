//! What the coach should look at: warnings that only the plan can give.

use std::collections::BTreeMap;

use crate::domain::calendar::{Race, Reason, RuleContext};
use crate::domain::lead::Lead;
use crate::domain::season::{AthleteId, Choice, MeetId, OverrideId, Season, Who};
use crate::plan::Plan;
use crate::rules::leads::{r08_coach_choice, r14_no_doubling, r18_overlapping_meets, r19_first_day_back};

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The meet's stated lead is not what these athletes get.
    StatedLead(MeetId, Lead),
    /// They have two or more events at the meet.
    Doubling(MeetId),
    /// They race at both meets on one day.
    Overlap(MeetId, MeetId),
    /// The lead for the meet is on a first day back.
    FirstDayBack(MeetId, Lead),
    /// They race on the day for which the coach's word sets another session.
    OverrideOnRaceDay(OverrideId, MeetId),
    /// Two words set the same day differently; the second one is obeyed.
    TwoOverrides(OverrideId, OverrideId),
}

/// A warning, and whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub about: About,
    /// The reason, for the first of the athletes.
    pub why: Option<Reason>,
    /// Whom it concerns, in file order; nobody is listed for two words.
    pub athletes: Vec<AthleteId>,
}

impl About {
    /// The code of the rule, or `None` for what `season`'s codes name.
    pub fn rule(self) -> Option<&'static str> {
        match self {
            About::StatedLead(..) => Some(r08_coach_choice::RULE.code),
            About::Doubling(_) => Some(r14_no_doubling::RULE.code),
            About::Overlap(..) => Some(r18_overlapping_meets::RULE.code),
            About::FirstDayBack(..) => Some(r19_first_day_back::RULE.code),
            About::OverrideOnRaceDay(..) | About::TwoOverrides(..) => None,
        }
    }
}

/// Every warning, each once for all whom it concerns.
pub fn warnings(season: &Season, plan: &Plan) -> Vec<Warning> {
    let of_shared: Vec<Vec<(About, Option<Reason>)>> =
        (0..plan.shared_plans()).map(|number| of_shared(plan, number)).collect();
    let mut found: BTreeMap<About, Warning> = BTreeMap::new();
    for id in season.athlete_ids() {
        for &(about, why) in &of_shared[plan.shared_number(id)] {
            let warning = found.entry(about).or_insert_with(|| Warning { about, why, athletes: Vec::new() });
            warning.athletes.push(id);
        }
    }
    let two_words = two_words(season).into_iter();
    found.extend(two_words.map(|about| (about, Warning { about, why: None, athletes: Vec::new() })));
    found.into_values().collect()
}

fn of_shared(plan: &Plan, number: usize) -> Vec<(About, Option<Reason>)> {
    let shared = plan.shared_at(number);
    let cx = RuleContext { season: &plan.calendar, athlete: &shared.calendar };
    let mut found = Vec::new();
    for (race, decision) in shared.calendar.races.iter().zip(&shared.decisions) {
        let stated = |race: &Race| match race.choice {
            Some(Choice::Lead(lead)) => Some(lead),
            _ => None,
        };
        if let Some(lead) = stated(race).filter(|&lead| decision.lead != Some(lead)) {
            let rejected = decision.rejected.iter().find(|rejected| rejected.lead == lead);
            found.push((About::StatedLead(race.meet, lead), rejected.and_then(|rejected| rejected.first().copied())));
        }
        if r14_no_doubling::doubles(race) {
            found.push((About::Doubling(race.meet), None));
        }
        if let (Some(lead), Some(day)) = (decision.lead, decision.lead_day())
            && let Some(why) = r19_first_day_back::judge(day, &cx)
        {
            found.push((About::FirstDayBack(race.meet, lead), Some(why)));
        }
    }
    let overlaps = r18_overlapping_meets::overlaps(&shared.calendar);
    found.extend(overlaps.into_iter().map(|(one, other)| (About::Overlap(one, other), None)));
    for &(day, day_override, session) in &shared.calendar.overrides {
        if let Some(race) = shared.calendar.race_on(day)
            && !session.is_contest()
        {
            found.push((About::OverrideOnRaceDay(day_override, race.meet), None));
        }
    }
    found
}

/// Words that set one day differently for somebody, though equally narrow:
/// each with the next one, which is obeyed.
fn two_words(season: &Season) -> Vec<About> {
    let mut by_day: BTreeMap<_, Vec<OverrideId>> = BTreeMap::new();
    for (index, day_override) in
        season.overrides.iter().enumerate().filter(|(_, day_override)| day_override.session.is_some())
    {
        by_day.entry((day_override.day, day_override.who.narrowness())).or_default().push(OverrideId(index as u32));
    }
    let clash = |pair: &[OverrideId]| {
        let (one, other) = (season.day_override(pair[0]), season.day_override(pair[1]));
        one.session != other.session && have_somebody_in_common(&one.who, &other.who)
    };
    by_day
        .values()
        .flat_map(|overrides| {
            overrides.windows(2).filter(|pair| clash(pair)).map(|pair| About::TwoOverrides(pair[0], pair[1]))
        })
        .collect()
}

fn have_somebody_in_common(one: &Who, other: &Who) -> bool {
    match (one, other) {
        (Who::Groups(one), Who::Groups(other)) => one.iter().any(|group| other.binary_search(group).is_ok()),
        (Who::Athletes(one), Who::Athletes(other)) => one.iter().any(|id| other.binary_search(id).is_ok()),
        _ => true,
    }
}
