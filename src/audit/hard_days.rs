//! Hard days are apart (W03) and not too many (W06).

use crate::audit::{AthletePlan, Report};
use crate::domain::session::Session;

/// The most hard days of a week that the rules fill.
const MAX_HARD_DAYS: usize = 3;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    check_pairs(plan, report);
    for (index, session) in plan.judged_week_days() {
        if session.is_hard() && plan.neighbors(index).into_iter().flatten().any(Session::is_hard) {
            report("W03", plan.at(index, "next to a hard day"));
        }
    }
    for week in plan.reading.weeks(plan.season.week_starts) {
        let placed_by_rules = |index: &usize| {
            let free = plan.reading.coach_sessions[*index].is_none() && !plan.reading.races(*index);
            let ordinary = matches!(plan.sessions[*index], Session::Workout | Session::TimeTrial);
            plan.reading.from <= *index && free && ordinary
        };
        let hard_days = week.iter().filter(|index| plan.sessions[**index].is_hard()).count();
        if MAX_HARD_DAYS < hard_days && week.iter().any(placed_by_rules) {
            report("W06", format!("the week of {} has {hard_days} hard days", plan.date(week[0])));
        }
    }
}

/// Whatever was known when: of two hard days in a row, one is a race or was set by the coach.
fn check_pairs(plan: &AthletePlan, report: Report) {
    let is_given = |index: usize| plan.reading.races(index) || plan.reading.coach_sessions[index].is_some();
    for (index, pair) in plan.sessions.windows(2).enumerate() {
        if pair.iter().all(|session| session.is_hard()) && !is_given(index) && !is_given(index + 1) {
            report("W03", plan.at(index + 1, "the second of two hard days in a row"));
        }
    }
}
