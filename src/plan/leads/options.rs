//! What may be chosen for each race, and what is settled.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::calendar::{Candidate, Past, Race, RuleContext};
use crate::domain::day::{Day, DaySet};
use crate::domain::ids::MeetId;
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::Reason;
use crate::domain::session::Session;
use crate::plan::Decision;
use crate::plan::leads::table::Score;
use crate::rules::board::PlannedDay;
use crate::rules::leads::{r08_coach_choice, r09_cover_the_race, r17_past_is_done, r21_crowded_week};
use crate::rules::{forbidden, preferred};

/// A lead, or none, and what it scores for its race.
#[derive(Clone, Copy)]
pub(super) struct ScoredChoice {
    pub(super) lead: Option<LeadOnDay>,
    pub(super) score: Score,
}

/// A lead on its day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct LeadOnDay {
    pub(super) lead: Lead,
    pub(super) day: Day,
    /// The first day of its week.
    pub(super) week: Day,
    /// How many more leads that week has room for, this one included (R21).
    pub(super) room: usize,
}

/// What may be chosen for one race, in the order in which ties are broken.
pub(super) struct RaceOptions {
    pub(super) choices: Vec<ScoredChoice>,
    pub(super) status: RaceStatus,
}

/// Whether anything is left to decide for a race.
pub(super) enum RaceStatus {
    /// It is to be decided.
    Open(OpenRace),
    /// What was decided before stands, because its days are done (R17), or the
    /// coach set its lead on its day (R08).
    Settled(Arc<Decision>),
}

/// What there is to decide for a race.
pub(super) struct OpenRace {
    pub(super) preferred: Choice,
    pub(super) why: Reason,
    /// For each lead, every reason of the calendar that forbids it.
    pub(super) forbidden: [(Lead, Vec<Reason>); 2],
    /// The day of a lead that was run for this race.
    pub(super) already_run_on: Option<Day>,
}

/// What was done and decided before the calendar changed.
pub(super) struct Done<'a> {
    past: Past,
    /// The leads that were run, the latest for each meet.
    leads_run: BTreeMap<MeetId, (Day, Session)>,
    decisions: BTreeMap<MeetId, &'a Arc<Decision>>,
}

impl<'a> Done<'a> {
    /// Reads it off the days that are over and what was decided before.
    pub(super) fn of(cx: RuleContext, done: &[PlannedDay], before: &'a [Arc<Decision>]) -> Done<'a> {
        let over = || done.iter().enumerate().map(|(index, day)| (Day::at(index), day));
        let set_by_coach = || cx.athlete.overrides.iter().filter(|(day, ..)| done.len() <= day.index().unwrap_or(0));
        let held = |kind: fn(Session) -> bool| -> DaySet {
            let done = over().filter(|(_, planned)| kind(planned.session)).map(|(day, _)| day);
            done.chain(set_by_coach().filter(|(.., session)| kind(*session)).map(|&(day, ..)| day)).collect()
        };
        let run = over().filter(|(_, planned)| planned.session.is_lead());
        Done {
            past: Past {
                known: Day::at(done.len()),
                hard_days: over().filter(|(_, planned)| planned.session.is_hard()).map(|(day, _)| day).collect(),
                contests: held(Session::is_contest),
                leads: held(Session::is_lead),
            },
            leads_run: run.filter_map(|(day, planned)| Some((planned.meet?, (day, planned.session)))).collect(),
            decisions: before.iter().map(|decision| (decision.meet, decision)).collect(),
        }
    }

    /// What was decided for a race before and stands, because its days are done (R17).
    pub(super) fn standing(&self, race: &Race) -> Option<Arc<Decision>> {
        let known = self.past.known;
        let &earlier = self.decisions.get(&race.meet)?;
        let days_are_over = Lead::ALL.into_iter().all(|lead| lead.day(race.first) < known);
        let stands = days_are_over || earlier.lead_day().is_some_and(|day| day < known);
        if earlier.race_day != race.first || !stands {
            return None;
        }
        // What was raced stays as it was, its reasons included.
        let already_run_on = self.already_run_on(race);
        if race.first < known || earlier.already_run_on == already_run_on {
            return Some(Arc::clone(earlier));
        }
        Some(Arc::new(Decision { already_run_on, ..Decision::clone(earlier) }))
    }

    /// The day of the lead that was run for a race. It is read off the days, not off the
    /// decision before: a meet may have left the calendar meanwhile and come back.
    fn already_run_on(&self, race: &Race) -> Option<Day> {
        self.leads_run.get(&race.meet).map(|(day, _)| *day)
    }
}

/// What may be chosen for a race.
pub(super) fn race_options(race: &Race, cx: RuleContext, was_done: &Done) -> RaceOptions {
    if let Some(standing) = was_done.standing(race) {
        // It scores nothing: there is no other choice. Beside other leads its own counts as done (R07).
        let choices = vec![ScoredChoice { lead: None, score: Score::default() }];
        return RaceOptions { choices, status: RaceStatus::Settled(standing) };
    }
    let already_run_on = was_done.already_run_on(race);
    let set_by_coach = r08_coach_choice::lead_set_for(race, &cx).map(|lead| (lead, r08_coach_choice::LEAD_SET));
    let run = || {
        let already_run = was_done.leads_run.get(&race.meet)?;
        let lead = Lead::ALL.into_iter().find(|&lead| (lead.day(race.first), lead.into()) == *already_run)?;
        Some((lead, r17_past_is_done::RUN_ON_ITS_DAY))
    };
    if let Some((lead, why)) = set_by_coach.or_else(run) {
        // Beside other leads it counts as the hard day that the coach set, or that is done (R07).
        let choices = vec![ScoredChoice { lead: None, score: Score::default() }];
        let settled = Decision {
            meet: race.meet,
            event: race.event,
            race_day: race.first,
            lead: Some(lead),
            why,
            preferred: None,
            rejected: Vec::new(),
            group_tiebreak: None,
            already_run_on,
        };
        return RaceOptions { choices, status: RaceStatus::Settled(Arc::new(settled)) };
    }
    let (preferred, why) = preferred(race, &cx);
    let no_other = already_run_on.and_then(|run| r17_past_is_done::already_run(race.first, run));
    let scored = |lead: Option<LeadOnDay>| {
        let points = u64::from(r09_cover_the_race::score(lead.map(|placed| placed.lead), preferred, race.priority));
        ScoredChoice { lead, score: Score { points, ..Score::default() } }
    };
    let placed = |lead: Lead| {
        let day = lead.day(race.first);
        let week = cx.season.week_of(day).map_or(day, |week| week.first);
        LeadOnDay { lead, day, week, room: r21_crowded_week::room(day, &was_done.past, &cx) }
    };
    let forbidden = Lead::ALL.map(|lead| {
        let by_rules = forbidden(&Candidate { race, lead, past: &was_done.past }, &cx);
        (lead, no_other.into_iter().chain(by_rules).collect::<Vec<Reason>>())
    });
    let allowed = forbidden.iter().filter(|(_, reasons)| reasons.is_empty()).map(|(lead, _)| Some(placed(*lead)));
    let choices = allowed.chain([None]).map(scored).collect();
    let why = no_other.unwrap_or(why);
    RaceOptions { choices, status: RaceStatus::Open(OpenRace { preferred, why, forbidden, already_run_on }) }
}
