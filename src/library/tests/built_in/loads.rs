//! What the built-in workouts promise at every load.

use super::*;
use crate::domain::volume::Percent;
use crate::domain::workout::Recovery;

/// The loads at which lower stays at most higher.
const LOADS: std::ops::RangeInclusive<u16> = 50..=100;

#[test]
fn at_no_load_is_less_more() {
    let library = Library::built_in();
    for event in Event::ALL {
        for load in LOADS.map(Percent::new) {
            let meters = |workout: &&Workout| workout.scaled(Percent::ALL, load).fast_meters();
            let [higher, lower] = Volume::ALL.map(|volume| meters(&all(&library, Session::Hours72, event, volume)[0]));
            assert!(lower <= higher, "{event} at {load:?}: {lower} and {higher}");
            for two_out in all(&library, Session::Hours48, event, Volume::Higher).iter().map(meters) {
                assert!(two_out <= higher, "{event} at {load:?}: {two_out} and {higher}");
            }
        }
    }
}

#[test]
fn a_load_leaves_the_first_rep_the_finish_and_all_around_the_reps() {
    let library = Library::built_in();
    for (_, workout) in library.iter() {
        assert_eq!(workout.scaled(Percent::ALL, Percent::ALL), *workout);
        let mut before = 0;
        for load in 1..=100 {
            let load = Percent::new(load);
            let scaled = workout.scaled(load, load);
            assert!(before <= scaled.fast_meters(), "{}: less at more", workout.id);
            before = scaled.fast_meters();
            assert_eq!(scaled.run[0].rep.distance(), workout.run[0].rep.distance());
            assert_eq!((&scaled.warm_up, &scaled.strides), (&workout.warm_up, &workout.strides));
            if workout.session.is_lead() {
                let last_two = |workout: &Workout| workout.run[workout.run.len() - 2..].to_vec();
                assert_eq!(last_two(&scaled), last_two(workout));
            }
        }
    }
}

#[test]
fn recoveries_before_a_race_are_two_to_five_minutes_or_a_jog_of_the_rep() {
    let library = Library::built_in();
    let loads = || LOADS.map(Percent::new);
    for workout in leads(&library).flat_map(|workout| loads().map(|load| workout.scaled(Percent::ALL, load))) {
        let fast = fast_sets(&workout);
        for (index, set) in fast.iter().enumerate() {
            let rep = set.fast_meters() / set.times;
            let plenty = match set.recovery {
                Some(Recovery::Rest(seconds)) => (120..=300).contains(&seconds),
                Some(Recovery::Jog(distance)) => rep <= distance.whole_meters(),
                Some(Recovery::Easy(_) | Recovery::Walk(_) | Recovery::WalkDown) => false,
                None => index + 1 == fast.len() && set.times == 1,
            };
            assert!(plenty, "{}: {set}", workout.id);
        }
    }
}

#[test]
fn a_long_run_of_lower_volume_is_a_short_one_that_gets_faster() {
    let library = Library::built_in();
    for event in Event::ALL {
        let minutes = |workout: &Workout| -> (u32, u32) {
            workout.run.iter().fold((0, 0), |sum, set| match set.rep {
                Rep::Minutes { from, to, .. } => (sum.0 + from, sum.1 + to),
                _ => sum,
            })
        };
        let [higher, lower] = Volume::ALL.map(|volume| all(&library, Session::LongRun, event, volume)[0]);
        assert_eq!([higher.run.len(), lower.run.len()], [1, 2]);
        for load in LOADS.map(Percent::new) {
            let [more, less] = [higher, lower].map(|workout| minutes(&workout.scaled(load, Percent::ALL)));
            assert!(less.0 <= more.0 && less.1 <= more.1, "{event} at {load:?}: {less:?} and {more:?}");
            assert!(20 <= less.0 && less.0 <= less.1, "{event} at {load:?}: {less:?}");
        }
    }
}
