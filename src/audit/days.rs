//! Each day holds what decides about it: what the coach set (R08), the race
//! (R04), nothing without practice (W09), and what the race beside it asks
//! for (W01, W02).

use crate::audit::{AthletePlan, DecidedBy, Report};
use crate::domain::meet::MeetKind;
use crate::domain::session::Session;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    for (index, session) in plan.judged() {
        let mut wrong = |rule, what| report(rule, plan.at(index, what));
        let decided_by = plan.decided_by(index);
        match decided_by {
            DecidedBy::Coach(set) => {
                if session != set {
                    wrong("R08", "the coach's word is not obeyed");
                }
            }
            DecidedBy::Race => {
                if session != race(plan, index) {
                    wrong("R04", "a race day does not hold the race");
                }
            }
            DecidedBy::NoPractice => {
                if session != Session::Off {
                    wrong("W09", "there is no practice");
                }
            }
            DecidedBy::Lead => {}
            DecidedBy::RaceNextDay => {
                let easy = plan.reading.trained_through[index + 1];
                if session != if easy { Session::Easy } else { Session::PreRace } {
                    wrong("W01", "the day before a race is not what that race asks for");
                }
            }
            DecidedBy::Week => {
                if session == Session::PreRace {
                    wrong("W01", "no race follows");
                }
                let after_race = index.checked_sub(1).filter(|before| plan.reading.races(*before));
                let long_run = after_race.is_some_and(|race| plan.lets_long_run_follow(race));
                if after_race.is_some() && session != Session::Easy && !(long_run && session == Session::LongRun) {
                    wrong("W02", "the day after a race is not easy");
                }
                if plan.reading.is_first_day_back(index) && session != Session::Easy {
                    wrong("W10", "the first day back is not easy");
                }
                if plan.reading.last_race().is_some_and(|last| last < index) && session != Session::Easy {
                    wrong("W11", "the season is over");
                }
            }
        }
        let of_a_race = matches!(decided_by, DecidedBy::Coach(_) | DecidedBy::Race);
        let on_freed_day = session == Session::TimeTrial && plan.reading.freed[index];
        if session.is_contest() && !of_a_race && !on_freed_day {
            wrong("R04", "there is no race");
        }
        if session.is_lead() && matches!(decided_by, DecidedBy::RaceNextDay | DecidedBy::Week) {
            wrong("R09", "no race has this lead");
        }
    }
}

/// A race where one of the meets is more than a time trial.
fn race(plan: &AthletePlan, index: usize) -> Session {
    let mut kinds = plan.reading.racing[index].iter().map(|meet| plan.reading.as_raced[meet].kind);
    if kinds.any(|kind| kind != MeetKind::TimeTrial) { Session::Race } else { Session::TimeTrial }
}
