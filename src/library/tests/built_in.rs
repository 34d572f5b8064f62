//! What the built-in workouts promise: how much is run how fast, with how much rest.

use super::*;
use crate::domain::event::Rung;
use crate::domain::workout::{Effort, Rep, Set};

mod loads;

/// What a session chooses from for an event and a volume.
fn all(library: &Library, session: Session, event: Event, volume: Volume) -> Vec<&Workout> {
    library.index.candidates(session, event, volume).iter().map(|&id| library.get(id)).collect()
}

fn leads(library: &Library) -> impl Iterator<Item = &Workout> {
    library.iter().map(|(_, workout)| workout).filter(|workout| workout.session.is_lead())
}

fn fast_sets(workout: &Workout) -> Vec<&Set> {
    workout.run.iter().filter(|set| 0 < set.fast_meters()).collect()
}

fn legs(set: &Set) -> &[crate::domain::workout::Leg] {
    match &set.rep {
        Rep::Legs(legs) => legs,
        Rep::Time { .. } | Rep::Minutes { .. } => &[],
    }
}

/// The meters of the sets at efforts of which `counts` is true.
fn meters(workout: &Workout, counts: impl Fn(Effort) -> bool) -> u32 {
    let of_set = |set: &Set| {
        let counted = legs(set).iter().filter(|leg| counts(leg.effort)).map(|leg| leg.distance.whole_meters());
        counted.sum::<u32>() * set.times
    };
    workout.run.iter().map(of_set).sum()
}

/// How short the race is whose pace this is; `None` without a target time.
fn rung(effort: Effort, event: Event) -> Option<Rung> {
    match effort {
        Effort::Goal => Some(event.rung()),
        Effort::Race(rung) => Some(rung),
        Effort::Fastest | Effort::Full => Some(Rung::M400),
        Effort::Strong | Effort::Steady | Effort::Easy => None,
    }
}

#[test]
fn two_forms_of_each_48_hour_workout_take_turns() {
    let library = Library::built_in();
    for event in Event::ALL {
        for volume in Volume::ALL {
            let turn = |turn| library.choose(Session::Hours48, event, volume, turn).unwrap();
            assert_eq!(all(&library, Session::Hours48, event, volume).len(), 2);
            assert!(turn(0) != turn(1) && turn(0) == turn(2));
            assert_eq!(all(&library, Session::Hours72, event, volume).len(), 1);
        }
    }
}

#[test]
fn ordinary_workouts_of_two_kinds_take_turns() {
    let library = Library::built_in();
    for event in Event::ALL {
        let [aerobic, race_pace] =
            [WorkoutKind::Aerobic, WorkoutKind::RacePace].map(|kind| library.ordinary(event, kind));
        assert!(3 <= aerobic.len() && 4 <= race_pace.len(), "{event}");
        let number = aerobic.len() + race_pace.len();
        let turn = |turn| library.choose(Session::Workout, event, Volume::Higher, turn).unwrap();
        assert_eq!((0..number).map(turn).collect::<BTreeSet<_>>().len(), number, "{event}");
        assert_eq!(turn(usize::MAX), turn(usize::MAX % number));
        for (index, id) in race_pace.iter().enumerate() {
            assert_eq!(turn(2 * index + 1), *id, "{event}");
        }
    }
}

#[test]
fn speed_development_begins_with_hills_and_ends_with_two_that_take_turns() {
    let library = Library::built_in();
    let weeks = |weeks: std::ops::Range<usize>| {
        weeks
            .map(|week| library.choose(Session::SpeedDevelopment, Event::M1600, Volume::Higher, week).unwrap())
            .map(|id| library.get(id).id.strip_prefix("speed-development-").unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(weeks(0..9), ["hills", "hills", "hills", "20", "20", "30", "20-40", "30", "20-40"]);
    for count in 1..6 {
        assert!((0..20).all(|week| progression(week, count) < count));
    }
    assert_eq!((progression(7, 0), progression(7, 1)), (0, 0));
}

#[test]
fn fast_running_stays_within_bounds_two_and_three_days_out() {
    let library = Library::built_in();
    for event in Event::ALL {
        let two_out: Vec<u32> =
            all(&library, Session::Hours48, event, Volume::Higher).iter().map(|form| form.fast_meters()).collect();
        let [higher, lower] = Volume::ALL.map(|volume| all(&library, Session::Hours72, event, volume)[0].fast_meters());
        assert!((1_600..=3_000).contains(&higher), "{event}: {higher}");
        assert!((1_300..=2_400).contains(&lower), "{event}: {lower}");
        assert!(lower * 10 <= higher * 8, "{event}: {lower} of {higher}");
        for two_out in two_out {
            assert!((800..=1_600).contains(&two_out), "{event}: {two_out}");
            let tenths = 10 * higher;
            assert!((13 * two_out..=25 * two_out).contains(&tenths), "{event}: {higher} after {two_out}");
            assert!(10 * lower <= 25 * two_out, "{event}: {lower} after {two_out}");
        }
    }
}

#[test]
fn a_workout_before_a_race_grooves_goal_pace_and_ends_fast_faster_fastest() {
    for workout in leads(&Library::built_in()) {
        let shorter = match workout.event.unwrap() {
            Event::M800 => Rung::M400,
            Event::M1600 => Rung::M800,
            Event::M3200 => Rung::M1600,
        };
        let efforts = |set: &&Set| legs(set).iter().map(|leg| leg.effort).collect();
        let fast: Vec<Vec<Effort>> = fast_sets(workout).iter().map(efforts).collect();
        let (last, groove) = fast.split_last().unwrap();
        assert_eq!(*last, [Effort::Goal, Effort::Race(shorter), Effort::Fastest], "{}", workout.id);
        assert!(groove.contains(&vec![Effort::Goal]), "{}", workout.id);
    }
}

#[test]
fn a_lower_form_has_no_more_reps_beyond_goal_pace_than_the_higher() {
    let library = Library::built_in();
    for event in Event::ALL {
        let beyond = |effort| rung(effort, event).is_some_and(|rung| rung < event.rung());
        let reps = |workout: &Workout| -> u32 {
            let sets = workout.run.iter().filter(|set| legs(set).iter().any(|leg| beyond(leg.effort)));
            sets.map(|set| set.times).sum()
        };
        let [higher, lower] = Volume::ALL.map(|volume| reps(all(&library, Session::Hours72, event, volume)[0]));
        assert!(lower <= higher && lower == 1, "{event}: {lower} and {higher}");
    }
}

#[test]
fn an_ordinary_workout_is_a_small_part_of_an_ordinary_week() {
    // Of 40 miles, 5 % are 3200 m and 8 % are 5100 m.
    let library = Library::built_in();
    for event in Event::ALL {
        for workout in all(&library, Session::Workout, event, Volume::Higher) {
            let up_to =
                |slowest: Rung| meters(workout, |effort| rung(effort, event).is_some_and(|rung| rung <= slowest));
            assert!(up_to(Rung::M1600) <= 3_200, "{}", workout.id);
            assert!(up_to(Rung::M3200) <= 5_100, "{}", workout.id);
            assert!(workout.fast_meters() <= 4_000, "{}", workout.id);
        }
    }
}

#[test]
fn aerobic_workouts_need_no_target_times_and_race_pace_ones_have_them() {
    for (_, workout) in Library::built_in().iter() {
        match workout.kind {
            Some(WorkoutKind::Aerobic) => assert!(workout.paced_legs().is_empty(), "{}", workout.id),
            Some(WorkoutKind::RacePace) => assert!(!workout.paced_legs().is_empty(), "{}", workout.id),
            None => assert!(workout.session != Session::Workout, "{}", workout.id),
        }
    }
}

#[test]
fn no_workout_of_the_3200_is_at_800_pace() {
    for (_, workout) in Library::built_in().iter().filter(|(_, workout)| workout.event == Some(Event::M3200)) {
        let too_short = |effort| matches!(effort, Effort::Race(Rung::M400 | Rung::M800));
        assert_eq!(meters(workout, too_short), 0, "{}", workout.id);
    }
}

#[test]
fn the_day_before_a_race_is_a_short_easy_run_and_a_little_goal_pace() {
    let library = Library::built_in();
    for event in Event::ALL {
        let [workout] = all(&library, Session::PreRace, event, Volume::Lower)[..] else { panic!("{event}") };
        assert!(matches!(workout.run[0].rep, Rep::Minutes { from, to, .. } if 12 <= from && to <= 18), "{event}");
        assert!((300..=400).contains(&meters(workout, |effort| effort == Effort::Goal)), "{event}");
    }
}

#[test]
fn every_training_day_says_what_comes_before_and_after_the_run() {
    for (_, workout) in Library::built_in().iter() {
        for part in [&workout.warm_up, &workout.strides, &workout.strength] {
            let part = part.as_deref().unwrap_or_default();
            assert!((1..=60).contains(&part.chars().count()), "{}: {part:?}", workout.id);
        }
        assert!(!workout.run.is_empty(), "{}", workout.id);
        assert!(workout.title.chars().count() <= 36, "{}", workout.title);
    }
}

#[test]
fn what_is_printed_has_a_times_sign_between_numbers_and_no_hyphen() {
    for (_, workout) in Library::built_in().iter() {
        let parts =
            [&workout.warm_up, &workout.strides, &workout.strength].map(|part| part.clone().unwrap_or_default());
        for part in parts.into_iter().chain([workout.title.clone(), workout.purpose.clone()]) {
            let chars: Vec<char> = part.chars().filter(|c| *c != ' ').collect();
            let between = chars.windows(3).filter(|three| three[0].is_ascii_digit() && three[2].is_ascii_digit());
            assert!(between.into_iter().all(|three| !['x', '-', '–'].contains(&three[1])), "{}: {part}", workout.id);
        }
    }
}

#[test]
fn easy_and_long_runs_are_in_minutes() {
    for (_, workout) in Library::built_in().iter() {
        if matches!(workout.session, Session::Easy | Session::LongRun) {
            assert!(workout.run.iter().all(|set| matches!(set.rep, Rep::Minutes { .. })), "{}", workout.id);
        }
    }
}

#[test]
fn the_built_in_file_is_plain_text_in_the_words_of_the_field() {
    assert!(BUILT_IN.is_ascii());
    assert!(!BUILT_IN.to_lowercase().contains(&["speed", "work"].join(" ")));
    for word in ["proven", "guarantee", "scientific"] {
        assert!(!BUILT_IN.contains(word), "{word}");
    }
}

/// The workouts of some sessions as a coach says them.
fn said(library: &Library, sessions: &[Session]) -> String {
    let workouts = library.iter().map(|(_, workout)| workout).filter(|workout| sessions.contains(&workout.session));
    let lines = workouts.map(|workout| {
        let run: Vec<String> = workout.run.iter().map(|set| format!("  {set}")).collect();
        format!("{} ({} m fast)\n{}", workout.title, workout.fast_meters(), run.join("\n"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_workouts_before_a_race_read_as_a_coach_says_them() {
    let library = Library::built_in();
    crate::snapshot::assert_snapshot!(said(&library, &[Session::Hours48, Session::Hours72]), @"
    48-hour 800, 300s (900 m fast)
      2 × 300 at goal pace, 4:00 rest
      300 as 150 at goal pace, 100 at 400 pace, 50 fastest
      8 to 10 min easy
    48-hour 800, 200s (1000 m fast)
      4 × 200 at goal pace, 2:30 rest
      200 as 100 at goal pace, 50 at 400 pace, 50 fastest
      8 to 10 min easy
    48-hour 1600, 600 and 400 (1300 m fast)
      600 at goal pace, 4:00 rest
      400 at goal pace, 3:30 rest
      300 as 100 at goal pace, 100 at 800 pace, 100 fastest
      10 min easy
    48-hour 1600, 400s (1300 m fast)
      2 × 400 at goal pace, 3:30 rest
      200 at goal pace, 3:00 rest
      300 as 100 at goal pace, 100 at 800 pace, 100 fastest
      10 min easy
    48-hour 3200, 600s (1500 m fast)
      2 × 600 at goal pace, 3:00 rest
      300 as 100 at goal pace, 100 at 1600 pace, 100 fastest
      10 to 12 min easy
    48-hour 3200, 800 and 400 (1500 m fast)
      800 at goal pace, 3:30 rest
      400 at goal pace, 3:00 rest
      300 as 100 at goal pace, 100 at 1600 pace, 100 fastest
      10 to 12 min easy
    72-hour 800, higher (1800 m fast)
      600 at 1600 pace, 4:00 rest
      3 × 300 at goal pace, 4:00 rest
      300 as 100 at goal pace, 100 at 400 pace, 100 fastest
      10 min easy
    72-hour 800, lower (1300 m fast)
      400 at 1600 pace, 4:00 rest
      2 × 300 at goal pace, 4:30 rest
      300 as 150 at goal pace, 100 at 400 pace, 50 fastest
      10 min easy
    72-hour 1600, higher (2200 m fast)
      3 × 600 at goal pace, 4:00 rest
      400 as 200 at goal pace, 100 at 800 pace, 100 fastest
      10 min easy
    72-hour 1600, lower (1700 m fast)
      600 at goal pace, 4:00 rest
      2 × 400 at goal pace, 3:30 rest
      300 as 100 at goal pace, 100 at 800 pace, 100 fastest
      10 min easy
    72-hour 3200, higher (2900 m fast)
      1200 at goal pace, 4:00 rest
      800 at goal pace, 3:30 rest
      400 at goal pace, 3:00 rest
      500 as 200 at goal pace, 200 at 1600 pace, 100 fastest
      10 to 12 min easy
    72-hour 3200, lower (2000 m fast)
      2 × 800 at goal pace, 4:00 rest
      400 as 200 at goal pace, 100 at 1600 pace, 100 fastest
      10 to 12 min easy
    ");
}

#[test]
fn the_ordinary_workouts_read_as_a_coach_says_them() {
    let library = Library::built_in();
    crate::snapshot::assert_snapshot!(said(&library, &[Session::Workout]), @"
    Fartlek: 45 seconds (0 m fast)
      10 × 45 s strong, 1:15 easy
      10 min easy
    600s at 1600 pace (2200 m fast)
      3 × 600 at 1600 pace, 3:00 rest
      2 × 200 at goal pace, 2:00 rest
      10 min easy
    Hills: 20 seconds (0 m fast)
      8 × 20 s strong, walk down
      10 min easy
    200s at goal pace (1600 m fast)
      8 × 200 at goal pace, 2:00 rest
      10 min easy
    Cruise 1000s (3000 m fast)
      3 × 1000 steady, 1:30 rest
      10 min easy
    300s at goal pace (1500 m fast)
      5 × 300 at goal pace, 3:30 rest
      10 min easy
    Steady run (0 m fast)
      20 min steady
      10 min easy
    500 down to 200 (1600 m fast)
      500 at 1600 pace, 3:00 rest
      400 at 1600 pace, 3:00 rest
      300 at goal pace, 3:30 rest
      2 × 200 at goal pace, 2:30 rest
      10 min easy
    Steady run (0 m fast)
      20 to 25 min steady
      10 min easy
    800s at 3200 pace (3200 m fast)
      4 × 800 at 3200 pace, 2:30 rest
      10 min easy
    Fartlek: 90 seconds (0 m fast)
      8 × 1:30 strong, 1:30 easy
      10 min easy
    400s at goal pace (2400 m fast)
      6 × 400 at goal pace, 2:00 rest
      10 min easy
    Hills: 30 seconds (0 m fast)
      8 × 30 s strong, walk down
      10 min easy
    300s at 800 pace (1800 m fast)
      6 × 300 at 800 pace, 3:00 rest
      10 min easy
    Cruise 1000s (3000 m fast)
      3 × 1000 steady, 1:30 rest
      10 min easy
    600, 400, 200: three paces (2600 m fast)
      2 × 600 at 3200 pace, 2:30 rest
      2 × 400 at goal pace, 2:30 rest
      3 × 200 at 800 pace, 2:00 rest
      10 min easy
    Progression run (0 m fast)
      15 min easy
      5 min steady
      5 min strong
      10 min easy
    Steady run (0 m fast)
      20 to 25 min steady
      10 min easy
    1600s at 5000 pace (4000 m fast)
      2 × 1600 at 5000 pace, 3:00 rest
      2 × 400 at goal pace, 2:00 rest
      10 min easy
    Fartlek: 2 minutes (0 m fast)
      6 × 2:00 strong, 2:00 easy
      10 min easy
    800s at goal pace (4000 m fast)
      5 × 800 at goal pace, 2:30 rest
      10 min easy
    Cruise 1000s (4000 m fast)
      4 × 1000 steady, 1:30 rest
      10 min easy
    400s at 1600 pace (2800 m fast)
      7 × 400 at 1600 pace, 2:30 rest
      10 min easy
    Progression run (0 m fast)
      10 min easy
      10 min steady
      5 min strong
      10 min easy
    1200, 800, 400: three paces (3600 m fast)
      1200 at 5000 pace, 3:00 rest
      2 × 800 at goal pace, 2:30 rest
      2 × 400 at 1600 pace, 2:30 rest
      10 min easy
    Hills: 30 seconds (0 m fast)
      10 × 30 s strong, walk down
      10 min easy
    ");
}
