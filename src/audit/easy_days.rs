//! What an easy day may become: the long run (W07, W12), speed development (W08).

use crate::audit::{AthletePlan, Report};
use crate::domain::session::Session;

/// No long run on so many days before the last championship.
const DAYS_BEFORE_CHAMPIONSHIP: usize = 5;
/// No speed development on so many first days.
const FIRST_DAYS: usize = 7;
/// Long runs that are not on their own day are so many days from the next.
const DAYS_APART: usize = 5;
/// Hard days and long runs of a week.
const MAX_STRESS_DAYS: usize = 4;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    for (index, session) in plan.judged_week_days() {
        match session {
            Session::LongRun => long_run(plan, index, report),
            Session::SpeedDevelopment => speed_development(plan, index, report),
            _ => {}
        }
    }
    for week in plan.reading.weeks(plan.season.week_starts) {
        let has = |session: Session| {
            let given =
                move |index: usize| plan.week_says(index) == session || plan.reading.coach_sessions[index].is_some();
            let of_week: Vec<usize> = week.iter().copied().filter(|index| plan.sessions[*index] == session).collect();
            1 < of_week.len() && of_week.iter().any(|index| !given(*index) && plan.reading.from <= *index)
        };
        if has(Session::SpeedDevelopment) {
            report("W08", format!("the week of {} has speed development twice", plan.date(week[0])));
        }
        if has(Session::LongRun) {
            report("W07", format!("the week of {} has two long runs", plan.date(week[0])));
        }
    }
}

fn long_run(plan: &AthletePlan, index: usize, report: Report) {
    let mut wrong = |rule, what| report(rule, plan.at(index, what));
    let is_own = plan.is_of_week(index);
    let neighbors = [index.checked_sub(1), Some(index + 1)];
    for hard in neighbors.into_iter().flatten().filter(|at| plan.sessions.get(*at).is_some_and(|at| at.is_hard())) {
        let pair = plan.is_pair(index, hard);
        let after_race = hard < index && plan.reading.races(hard) && plan.lets_long_run_follow(hard);
        if !pair && !after_race {
            wrong("W03", "next to a hard day");
        }
    }
    if plan.reading.races(index + 1) || plan.reading.races_in_earnest(index + 2) {
        wrong("W07", "too close to a race");
    }
    if plan.reading.last_championship().is_some_and(|last| index < last && last - index <= DAYS_BEFORE_CHAMPIONSHIP) {
        wrong("W12", "in the last days before the last championship");
    }
    let is_near = |days: usize| {
        let long = |index: usize| plan.sessions.get(index) == Some(&Session::LongRun);
        long(index + days) || index.checked_sub(days).is_some_and(long)
    };
    if !is_own && (1..DAYS_APART).any(is_near) {
        wrong("W07", "less than five days from another long run");
    }
    let weeks = plan.reading.weeks(plan.season.week_starts);
    let Some(week) = weeks.iter().find(|week| week.contains(&index)) else { return };
    let count = |kind: &dyn Fn(Session) -> bool| week.iter().filter(|index| kind(plan.sessions[**index])).count();
    let (hard, stress) = (count(&Session::is_hard), count(&|session| session.is_hard() || session == Session::LongRun));
    if plan.reading.hard_days < hard || MAX_STRESS_DAYS < stress {
        wrong("W06", "a long run in a week that is full");
    }
}

fn speed_development(plan: &AthletePlan, index: usize, report: Report) {
    let mut wrong = |what| report("W08", plan.at(index, what));
    let sharp = |session: Session| session.is_contest() || session.is_lead();
    if plan.reading.is_next_to_race(index) || plan.neighbors(index).into_iter().flatten().any(sharp) {
        wrong("next to a race or a lead");
    }
    if plan.neighbors(index)[0] == Some(Session::LongRun) {
        wrong("the day after a long run");
    }
    if index < plan.reading.first + FIRST_DAYS {
        wrong("in the first seven days");
    }
}
