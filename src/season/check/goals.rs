//! Goals that a careful coach would look at again: those that nobody of that
//! age runs, and those far from what the same athlete has run or is to run.

use crate::diag::codes::GOAL_FAR_OFF;
use crate::diag::{Findings, Severity};
use crate::domain::event::{Rung, TimedDistance};
use crate::domain::pace::RaceTime;
use crate::domain::season::Season;
use crate::season::Spans;

/// A goal more than so many percent faster than the best over the same distance is looked at.
const FASTER_THAN_THE_BEST: u64 = 4;
/// A goal this many percent off what another distance says is looked at: some
/// who run the 400 well are slow over the 1600, but hardly more than that.
const OFF_ANOTHER_DISTANCE: u64 = 20;

pub(super) fn check(season: &Season, spans: &Spans, findings: &mut Findings) {
    for (id, athlete) in season.athletes_with_ids() {
        let goals: Vec<(TimedDistance, RaceTime)> = athlete.goals.iter().collect();
        for (index, &(over, goal)) in goals.iter().enumerate() {
            let from_best = athlete.bests.get(over).and_then(|best| from_best(goal, best));
            let slower = goals.get(index + 1).copied();
            let found = if is_faster_than_the_fastest(over, goal) {
                Some("is faster than the fastest high-school athletes run".to_owned())
            } else if from_best.is_some() {
                from_best
            } else {
                slower
                    .filter(|&longer| !fit((over, goal), longer))
                    .map(|(longer, time)| format!("does not fit the goal of {time} over {longer}"))
            };
            let Some(found) = found else { continue };
            findings.push_with(Severity::Warning, || {
                let places = &spans.athletes[id.0 as usize];
                let place = places.goals.iter().rev().find(|(of, _)| *of == over).map(|(_, place)| place);
                let message = format!("{}: the goal of {goal} over {over} {found}", athlete.name);
                let problem = GOAL_FAR_OFF.at(place.unwrap_or(&places.name).clone(), message);
                problem.help("correct the goal if a digit is wrong; it is planned as it stands")
            });
            // One slip is one warning, though it fits neither neighbor.
            break;
        }
    }
}

/// About what the fastest high-school boys ever ran, in seconds.
const fn fastest(rung: Rung) -> u64 {
    match rung {
        Rung::M400 => 44,
        Rung::M800 => 105,
        Rung::M1600 => 231,
        Rung::M3200 => 504,
        Rung::M5000 => 810,
    }
}

fn is_faster_than_the_fastest(over: TimedDistance, time: RaceTime) -> bool {
    let (of_time, of_rung) = (length(over), length(over.rung().into()));
    u64::from(time.hundredths()) * of_rung < fastest(over.rung()) * 100 * of_time
}

/// In millimeters.
fn length(over: TimedDistance) -> u64 {
    u64::from(over.distance().millimeters())
}

/// How a goal is far from the best over the same distance, if it is.
fn from_best(goal: RaceTime, best: RaceTime) -> Option<String> {
    let limit = u64::from(best.hundredths()) * (100 - FASTER_THAN_THE_BEST);
    if best < goal {
        Some(format!("is slower than the best, {best}"))
    } else if u64::from(goal.hundredths()) * 100 < limit {
        Some(format!("is more than {FASTER_THAN_THE_BEST} % faster than the best, {best}"))
    } else {
        None
    }
}

/// True when times over a shorter and a longer distance are one athlete's:
/// lap paces in the ratio of the rungs between, or near it. A longer race that
/// is faster a lap is another problem's.
fn fit((shorter, quick): (TimedDistance, RaceTime), (longer, slow): (TimedDistance, RaceTime)) -> bool {
    let (numerator, denominator) = shorter.rung().lap_pace_to(longer.rung());
    let (numerator, denominator) = (u128::from(numerator), u128::from(denominator));
    // The quicker lap times the ratio against the slower lap, over a common length.
    let predicted = u128::from(quick.hundredths()) * u128::from(length(longer)) * numerator;
    let goal = u128::from(slow.hundredths()) * u128::from(length(shorter)) * denominator;
    let faster_a_lap = goal * numerator < predicted * denominator;
    let off = u128::from(OFF_ANOTHER_DISTANCE);
    faster_a_lap || (predicted * (100 - off) <= goal * 100 && goal * 100 <= predicted * (100 + off))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> RaceTime {
        text.parse().unwrap()
    }

    #[test]
    fn goals_fit_when_one_athlete_may_have_both() {
        use TimedDistance::{M400, M800, M1600, M3200, Mile};
        for (shorter, longer) in [
            ((M800, "2:20"), (M1600, "5:20")),
            ((M800, "2:42"), (M1600, "6:00")),
            ((M800, "2:20"), (M1600, "6:00")),
            ((M400, "60"), (M800, "2:25")),
            ((M1600, "5:20"), (M3200, "11:40")),
            ((M1600, "5:20"), (Mile, "5:22")),
            // Faster a lap over the longer one: told elsewhere.
            ((M800, "2:42"), (M1600, "5:00")),
        ] {
            assert!(fit((shorter.0, time(shorter.1)), (longer.0, time(longer.1))), "{shorter:?} {longer:?}");
        }
        for (shorter, longer) in [((M800, "1:52"), (M1600, "6:00")), ((M1600, "4:20"), (M3200, "12:40"))] {
            assert!(!fit((shorter.0, time(shorter.1)), (longer.0, time(longer.1))), "{shorter:?} {longer:?}");
        }
    }

    #[test]
    fn what_the_fastest_run_is_a_bound_over_every_distance() {
        assert!(is_faster_than_the_fastest(TimedDistance::M800, time("1:42")));
        assert!(!is_faster_than_the_fastest(TimedDistance::M800, time("1:49")));
        assert!(is_faster_than_the_fastest(TimedDistance::Mile, time("3:50")));
        assert!(!is_faster_than_the_fastest(TimedDistance::Mile, time("4:00")));
    }
}
