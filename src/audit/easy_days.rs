//! What an easy day may become: the long run (W07), speed development (W08).

use crate::audit::{AthletePlan, Report};
use crate::domain::meet::MeetKind;
use crate::domain::session::Session;

/// No long run on so many days before a race.
const DAYS_BEFORE_RACE: usize = 2;
/// No long run on so many days before the last championship.
const TAPER: usize = 21;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    let last_championship = last_championship(plan);
    for (index, session) in plan.judged_week_days() {
        match session {
            Session::LongRun => long_run(plan, index, last_championship, report),
            Session::SpeedDevelopment if plan.week_says(index) != session && is_beside_sharp(plan, index) => {
                report("W08", plan.at(index, "next to a race or a lead"));
            }
            _ => {}
        }
    }
    for week in plan.reading.weeks(plan.season.week_starts) {
        let by_rule = |index: &&usize| {
            let speed = Session::SpeedDevelopment;
            let given = plan.week_says(**index) == speed || plan.reading.coach_sessions[**index].is_some();
            plan.sessions[**index] == speed && !given
        };
        if 1 < week.iter().filter(by_rule).count() {
            report("W08", format!("the week of {} has speed development twice", plan.date(week[0])));
        }
    }
}

fn long_run(plan: &AthletePlan, index: usize, last_championship: Option<usize>, report: Report) {
    let mut wrong = |what| report("W07", plan.at(index, what));
    if plan.week_says(index) != Session::LongRun && plan.neighbors(index)[1] == Some(Session::LongRun) {
        wrong("another long run is on the next day");
    }
    if (1..=DAYS_BEFORE_RACE).any(|days| plan.reading.races(index + days)) {
        wrong("less than three days before a race");
    }
    if last_championship.is_some_and(|last| index < last && last - index <= TAPER) {
        wrong("within three weeks of the last championship");
    }
}

/// The first date of the last championship.
fn last_championship(plan: &AthletePlan) -> Option<usize> {
    let championships = plan.reading.as_raced.iter().filter(|(_, race)| race.kind == MeetKind::Championship);
    championships.filter_map(|(meet, _)| plan.reading.racing.iter().position(|meets| meets.contains(meet))).max()
}

/// True next to a race, a time trial or a lead.
fn is_beside_sharp(plan: &AthletePlan, index: usize) -> bool {
    let sharp = |session: Session| session.is_contest() || session.is_lead();
    plan.reading.is_next_to_race(index) || plan.neighbors(index).into_iter().flatten().any(sharp)
}
