//! What an athlete has on a day or before a meet, the alternatives, and every
//! rule for and against each.

use std::sync::Arc;

use super::{SheetBuilder, phrases};
use crate::domain::calendar::RuleContext;
use crate::domain::day::{Day, short, spoken};
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::{Cause, Reason};
use crate::domain::session::Session;
use crate::plan::{Decision, Rejected, SharedPlan};
use crate::rules::leads::{r09_cover_the_race, r17_past_is_done};
use crate::rules::weeks::w04_coachs_week;
use crate::rules::{self, preferred};

/// The account of a day or of a race.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// `Ana R., Thursday 16 April: 48-hour workout`.
    pub head: String,
    /// What the head says in full: the workout, the meet.
    pub what: Vec<String>,
    /// Why it is so.
    pub reasons: Vec<CitedReason>,
    /// What could be there instead, each with what is against it.
    pub alternatives: Vec<Alternative>,
    /// What it was until something became known, in order: `until Fri 1 May: the race`.
    pub earlier: Vec<String>,
    /// What became known since, in order: `Fri 1 May: League is on Wed 6 May`.
    pub since: Vec<String>,
}

/// A reason, and the rule it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedReason {
    /// `the day before the race at Dual`.
    pub reason: String,
    /// `R05 pre-race-day-is-taken`.
    pub rule: String,
}

/// Something that could be there and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// `72-hour workout on Wed 15 Apr`.
    pub what: String,
    /// Everything that is against it.
    pub against: Vec<CitedReason>,
}

impl SheetBuilder<'_> {
    /// The account of an athlete's day, and of the races whose lead is on it or could be.
    pub fn why_day(&self, id: AthleteId, day: Day) -> Vec<Account> {
        let shared = self.plan.shared(id);
        let Some(planned) = day.index().and_then(|index| shared.days.get(index)) else { return Vec::new() };
        let date = spoken(self.season.date(day));
        let cell = self.cell(shared, day);
        let was = shared.changes.iter().filter(|changed| changed.day == day);
        let race = planned.meet.filter(|_| planned.session.is_lead());
        let race = race.map(|meet| format!("for {}", self.season.meet(meet).name));
        let of_day = Account {
            head: format!("{}, {date}: {}", self.name(id), phrases::session(planned.session)),
            what: race.into_iter().chain(cell.lines).chain(cell.notes).collect(),
            reasons: std::iter::once(&planned.why).chain(&planned.notes).map(|reason| self.cited(reason)).collect(),
            alternatives: self.instead(shared, day, planned.session),
            earlier: was
                .map(|changed| {
                    format!("until {}: {}", short(self.season.date(changed.known)), phrases::became(changed.was))
                })
                .collect(),
            since: self.since(shared, day),
        };
        let concerns = |decision: &&Arc<Decision>| {
            decision.lead_day() == Some(day)
                || shared.calendar.races.iter().any(|race| race.meet == decision.meet && race.days.contains(day))
                || decision.rejected.iter().any(|rejected| rejected.lead.day(decision.race_day) == day)
        };
        let races = shared.decisions.iter().filter(concerns);
        let of_race = |decision: &Arc<Decision>| {
            let mut account = self.why_decision(id, shared, decision);
            if decision.race_day < day && shared.races_on(day).any(|race| race.meet == decision.meet) {
                account.what.push(phrases::one_for_a_meet(self.season, decision.race_day));
            }
            account
        };
        std::iter::once(of_day).chain(races.map(of_race)).collect()
    }

    /// What became known after `day` of the meets that it was run for.
    fn since(&self, shared: &SharedPlan, day: Day) -> Vec<String> {
        let planned = day.index().and_then(|index| shared.days[index].meet);
        let mut meets: Vec<MeetId> = planned.into_iter().collect();
        meets.extend(shared.calendar.races_on(day).map(|race| race.meet));
        meets.sort_unstable();
        meets.dedup();
        let versions = self.history.versions();
        let steps = versions.iter().zip(&versions[1..]).filter(|(_, now)| day < now.as_of);
        let said = steps.flat_map(|(before, now)| {
            let changed = meets.iter().filter(|&&id| before.meet(id).days() != now.meet(id).days());
            changed.map(|&id| {
                let days: Vec<Day> = now.meet(id).days().iter().collect();
                let known = short(now.date(now.as_of));
                match days.is_empty() {
                    true => format!("{known}: {} is canceled", now.meet(id).name),
                    false => format!("{known}: {} is on {}", now.meet(id).name, phrases::days(now, &days)),
                }
            })
        });
        said.collect()
    }

    /// The account of an athlete's workout before a meet.
    ///
    /// # Errors
    ///
    /// Why the athlete does not race there.
    pub fn why_meet(&self, id: AthleteId, meet: MeetId) -> Result<Account, String> {
        let shared = self.plan.shared(id);
        let decision = shared.decisions.iter().find(|decision| decision.meet == meet);
        decision.map(|decision| self.why_decision(id, shared, decision)).ok_or_else(|| self.why_not_racing(id, meet))
    }

    fn why_decision(&self, id: AthleteId, shared: &SharedPlan, decision: &Decision) -> Account {
        let meet = &self.season.meet(decision.meet).name;
        let race = format!("{meet} ({}) on {}", decision.event, spoken(self.season.date(decision.race_day)));
        let lead = |lead: Lead| format!("{lead} workout on {}", spoken(self.season.date(lead.day(decision.race_day))));
        let chosen = decision.lead.map_or_else(|| "no workout".to_owned(), lead);
        let cx = RuleContext { season: &self.plan.calendar, athlete: &shared.calendar };
        let of_meet = shared.calendar.races.iter().find(|race| race.meet == decision.meet);
        let preference = of_meet.map(|race| preferred(race, &cx));
        let mut first = self.cited(&decision.why);
        if let (None, Some(preferred)) = (decision.lead, decision.preferred)
            && decision.why.cause != Cause::AlreadyRun
        {
            first.reason = format!("neither day works; the {preferred} workout was preferred: {}", first.reason);
        }
        let group_tiebreak = decision.group_tiebreak.iter().map(|reason| self.cited(reason));
        let reasons = std::iter::once(first).chain(group_tiebreak).collect();
        let mut alternatives: Vec<Alternative> = decision
            .rejected
            .iter()
            .map(|rejected| Alternative {
                what: lead(rejected.lead),
                against: self.against(decision, rejected, preference),
            })
            .collect();
        let earlier = decision.already_run_on.filter(|run| decision.lead_day() != Some(*run));
        let without = earlier.map_or(r09_cover_the_race::NOT_WITHOUT, r17_past_is_done::too_long_ago);
        if decision.lead.is_some() && decision.why.cause != Cause::AlreadyRun {
            alternatives.push(Alternative { what: "no workout".to_owned(), against: vec![self.cited(&without)] });
        }
        let workout = decision.lead_day().and_then(|day| shared.workouts.get(day.index()?).copied()?);
        Account {
            head: format!("{}, before {race}: {chosen}", self.name(id)),
            what: workout.map(|id| self.workouts.get(id).title.clone()).into_iter().collect(),
            reasons,
            alternatives,
            earlier: earlier
                .map(|run| format!("a workout for this race was run on {}", spoken(self.season.date(run))))
                .into_iter()
                .collect(),
            since: Vec::new(),
        }
    }

    /// What is against a lead that was not taken: the rules, what it would
    /// cost other races, or else only that another choice is preferred.
    fn against(
        &self,
        decision: &Decision,
        rejected: &Rejected,
        preference: Option<(Choice, Reason)>,
    ) -> Vec<CitedReason> {
        let against: Vec<CitedReason> =
            rejected.forbidden.iter().chain(&rejected.cost).map(|reason| self.cited(reason)).collect();
        match preference {
            Some((choice, reason)) if against.is_empty() && choice != Choice::Lead(rejected.lead) => {
                let cited = self.cited(&reason);
                let what = decision.lead.map_or_else(|| "no workout".to_owned(), |lead| format!("the {lead} workout"));
                vec![CitedReason { reason: format!("possible, but {what} is preferred: {}", cited.reason), ..cited }]
            }
            _ => against,
        }
    }

    /// The ordinary sessions that a day does not hold. A race, a lead and the
    /// coach's own session leave nothing to ask.
    fn instead(&self, shared: &SharedPlan, day: Day, held: Session) -> Vec<Alternative> {
        if held.is_contest() || held.is_lead() || shared.calendar.day_override(day).is_some() {
            return Vec::new();
        }
        let cx = RuleContext { season: &self.plan.calendar, athlete: &shared.calendar };
        let says = cx.athlete.practice.week_says(day);
        let asked = [Session::Workout, Session::LongRun, Session::SpeedDevelopment];
        let asked = asked.into_iter().filter(|&session| session != held && (held != Session::Off || session == says));
        asked
            .map(|session| {
                let limits = rules::limits(cx, &shared.days, day, session);
                let mut against: Vec<CitedReason> = limits.iter().map(|reason| self.cited(reason)).collect();
                if against.is_empty() {
                    let reason = if says == session {
                        "possible, but its place is taken".to_owned()
                    } else {
                        format!(
                            "possible, but the coach's week says {} on this weekday",
                            phrases::session(says).to_lowercase()
                        )
                    };
                    against.push(CitedReason { reason, rule: phrases::rule(w04_coachs_week::RULE.code) });
                }
                Alternative { what: phrases::session(session).to_lowercase(), against }
            })
            .collect()
    }

    fn why_not_racing(&self, id: AthleteId, meet_id: MeetId) -> String {
        let (athlete, meet) = (self.season.athlete(id), self.season.meet(meet_id));
        let name = self.name(id);
        let why = if meet.days().is_empty() {
            "the meet is canceled"
        } else if meet.without.binary_search(&id).is_ok() {
            "the season file leaves them out, under \"without\""
        } else if !meet.names(id) && !meet.takes(id, athlete) {
            "the meet does not take them: see its groups and athletes"
        } else if meet.entries.is_some() && meet.events_of(id, athlete).is_empty() {
            "the meet's entries do not name them"
        } else if meet.events_of(id, athlete).is_empty() {
            "their event is not run there"
        } else {
            "they are off on its days"
        };
        format!("{name} does not race at {}: {why}", meet.name)
    }

    fn cited(&self, reason: &Reason) -> CitedReason {
        CitedReason { reason: phrases::reason(self.season, reason), rule: phrases::rule(reason.code) }
    }
}
