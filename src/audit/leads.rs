//! Every lead is on a day that may hold it (R02 to R07), and no race is left
//! without a lead that it could have (R09).

use chrono::NaiveDate;

use crate::audit::{AthletePlan, Report, lead_date};
use crate::domain::lead::Lead;
use crate::domain::meet::{Choice, Meet, MeetKind};
use crate::domain::session::Session;
use crate::plan::Decision;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    for (index, date) in plan.leads.iter().enumerate() {
        // What the coach set is the coach's.
        let of_rules = |date: &NaiveDate| !plan.is_lead_of_coach(*date);
        if plan.leads[..index].iter().any(|other| too_close(*other, *date) && of_rules(other) && of_rules(date)) {
            report("R07", format!("the lead of {date} is next to another lead"));
        }
    }
    for week in plan.reading.weeks(plan.season.week_starts) {
        let leads: Vec<&usize> = week.iter().filter(|index| plan.sessions[**index].is_lead()).collect();
        let contests = week.iter().filter(|index| plan.sessions[**index].is_contest()).count();
        let of_rules = |index: &&usize| plan.reading.coach_sessions[**index].is_none() && plan.reading.from <= **index;
        if plan.reading.hard_days < leads.len() + contests
            && 1 < leads.len()
            && leads.iter().copied().any(|index| of_rules(&index))
        {
            report("R21", format!("the week of {} has too many leads", plan.date(week[0])));
        }
    }
    for decision in &plan.shared.decisions {
        let meet = &plan.season.meets[decision.meet.0 as usize];
        match decision.lead {
            Some(lead) => check_lead(plan, meet, decision, lead, report),
            // Before a change, hard days that were run may be in the way.
            None if plan.reading.from == 0 => check_missing_lead(plan, meet, decision, report),
            None => {}
        }
    }
}

fn too_close(one: NaiveDate, other: NaiveDate) -> bool {
    (one - other).num_days().abs() <= 1
}

fn is_judged(plan: &AthletePlan, date: NaiveDate) -> bool {
    plan.reading.dates.get(plan.reading.from).is_some_and(|from| *from <= date)
}

/// A lead that was chosen is on a day that may hold it, and that day holds it.
fn check_lead(plan: &AthletePlan, meet: &Meet, decision: &Decision, lead: Lead, report: Report) {
    let date = lead_date(plan.season, decision, lead);
    if let Some(rule) = plan.reading.forbids(date, lead).filter(|_| is_judged(plan, date)) {
        report(rule, format!("the lead of {date} for {} is on a day that cannot hold it", meet.name));
    }
    let session = plan.reading.dates.iter().position(|other| *other == date).map(|index| plan.sessions[index]);
    if session != Some(lead.into()) {
        report("R09", format!("{date} should hold the {lead} workout, and holds {session:?}"));
    }
}

/// True when the week of a date has a lead, and no room for another.
fn is_full(plan: &AthletePlan, date: NaiveDate) -> bool {
    let weeks = plan.reading.weeks(plan.season.week_starts);
    let Some(week) = weeks.iter().find(|week| week.iter().any(|index| plan.date(*index) == date)) else { return false };
    let count = |kind: fn(Session) -> bool| week.iter().filter(|index| kind(plan.sessions[**index])).count();
    let (leads, contests) = (count(Session::is_lead), count(Session::is_contest));
    0 < leads && plan.reading.hard_days < leads + contests + 1
}

/// A race without a lead could not have one, or the coach did not want one.
fn check_missing_lead(plan: &AthletePlan, meet: &Meet, decision: &Decision, report: Report) {
    let unwanted = plan.reading.as_raced.get(&(decision.meet.0 as usize)).is_some_and(|race| {
        race.choice == Some(Choice::None) || (race.choice.is_none() && race.kind == MeetKind::TimeTrial)
    }) || plan.reading.trained_through_meet(decision.meet.0 as usize);
    let is_free = |lead: &Lead| {
        let date = lead_date(plan.season, decision, *lead);
        let crowded = plan.leads.iter().any(|other| too_close(*other, date));
        is_judged(plan, date) && plan.reading.forbids(date, *lead).is_none() && !crowded && !is_full(plan, date)
    };
    if let Some(lead) = Lead::ALL.into_iter().find(is_free).filter(|_| !unwanted) {
        report("R09", format!("{} has no lead, and the {lead} day is free", meet.name));
    }
}
