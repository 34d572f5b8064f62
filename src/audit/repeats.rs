//! Nothing is run twice, whatever was known when: neither the lead of a race
//! (R17) nor a workout that was moved (W05).

use crate::audit::{AthletePlan, Report};
use crate::domain::session::Session;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    moved_workouts(plan, report);
    leads_run(plan, report);
}

fn moved_workouts(plan: &AthletePlan, report: Report) {
    let days = &plan.shared.days;
    for (index, planned) in days.iter().enumerate().filter(|(_, planned)| planned.moved_from.is_some()) {
        if days[..index].iter().any(|earlier| earlier.moved_from == planned.moved_from) {
            report("W05", format!("{}: a workout that was moved is run twice", plan.date(index)));
        }
    }
}

fn leads_run(plan: &AthletePlan, report: Report) {
    let mut run: Vec<(usize, usize)> = Vec::new();
    for (index, planned) in plan.shared.days.iter().enumerate().filter(|(_, planned)| planned.session.is_lead()) {
        let Some(meet) = planned.meet.map(|meet| meet.0 as usize) else { continue };
        let race = index + if planned.session == Session::Hours48 { 2 } else { 3 };
        // What the coach sets is run, whatever was run before.
        let set = plan.reading.coach_sessions[index] == Some(planned.session);
        if !set && run.iter().any(|(of, on)| *of == meet && race - on < 5) {
            let name = &plan.season.meets[meet].name;
            report("R17", format!("{}: the workout for {name} is run twice", plan.date(index)));
        }
        run.push((meet, index));
    }
}
