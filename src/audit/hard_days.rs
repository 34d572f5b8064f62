//! Hard days are apart (W03) and not too many (W06).

use crate::audit::{AthletePlan, Report};
use crate::domain::session::Session;

/// No ordinary workout on so many days before the last championship.
const DAYS_BEFORE_CHAMPIONSHIP: usize = 3;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    check_pairs(plan, report);
    for (index, session) in plan.judged_week_days() {
        if !session.is_hard() {
            continue;
        }
        let is_pair = |at: usize| plan.sessions[at] == Session::Workout && plan.is_pair(index, at);
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
        if beside.clone().any(|at| plan.sessions.get(at).is_some_and(|at| at.is_hard()) && !is_pair(at)) {
            report("W03", plan.at(index, "next to a hard day"));
        }
        let time_trial = plan.sessions.get(index + 2) == Some(&Session::TimeTrial);
        if session == Session::Workout && (plan.reading.races_in_earnest(index + 2) || time_trial) {
            report("W03", plan.at(index, "two days before a race or time trial"));
        }
        let last = plan.reading.last_championship().filter(|last| index < *last);
        if session == Session::Workout && last.is_some_and(|last| last - index <= DAYS_BEFORE_CHAMPIONSHIP) {
            report("W03", plan.at(index, "in the last days before the last championship"));
        }
    }
    for week in plan.reading.weeks(plan.season.week_starts) {
        let placed_by_rules = |index: &usize| {
            let free = plan.reading.coach_sessions[*index].is_none() && !plan.reading.races(*index);
            let ordinary = matches!(plan.sessions[*index], Session::Workout | Session::TimeTrial);
            plan.reading.from <= *index && free && ordinary
        };
        let hard_days = week.iter().filter(|index| plan.sessions[**index].is_hard()).count();
        if plan.reading.hard_days < hard_days && week.iter().any(placed_by_rules) {
            report("W06", format!("the week of {} has {hard_days} hard days", plan.date(week[0])));
        }
    }
}

/// Whatever was known when: of two hard days in a row, one is a race or was set by the coach.
fn check_pairs(plan: &AthletePlan, report: Report) {
    let is_given = |index: usize| plan.reading.races(index) || plan.reading.coach_sessions[index].is_some();
    let is_of_week =
        |index: usize| plan.sessions[index] == Session::Workout && plan.shared.days[index].moved_from.is_none();
    for (index, pair) in plan.sessions.windows(2).enumerate() {
        let pair_of_week = is_of_week(index) && is_of_week(index + 1);
        if pair.iter().all(|session| session.is_hard()) && !is_given(index) && !is_given(index + 1) && !pair_of_week {
            report("W03", plan.at(index + 1, "the second of two hard days in a row"));
        }
    }
}
