//! What a library promises, of the built-in workouts and of a coach's own.

use std::collections::BTreeSet;

use super::*;
use crate::domain::event::Rung;
use crate::domain::workout::{Effort, Recovery, Rep, Set};
use proptest::prelude::*;

/// The built-in library with a coach's own file, and what is said of it.
fn with(text: &str) -> (Library, String) {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let library = Library::built_in().with_own(sources.add("workouts.toml", text), text, &mut findings);
    let found = findings.into_sorted().iter().map(|diagnostic| sources.text(diagnostic)).collect::<Vec<_>>();
    (library, anstream::adapter::strip_str(&found.join("\n\n")).to_string())
}

fn report(text: &str) -> String {
    with(text).1
}

/// A workout of the coach with this line to run.
fn running(line: &str) -> String {
    format!(
        "[[workouts]]\nid = \"mine\"\nsession = \"workout\"\nevent = 800\ntitle = \"Mine\"\nfor = \"rhythm\"\nrun = {line}\n"
    )
}

fn only(library: &Library, session: Session, event: Event, volume: Volume) -> &Workout {
    assert_eq!(library.index.candidates(session, event, volume).len(), 1, "{session} {event}");
    library.get(library.choose(session, event, volume, 0).unwrap())
}

fn leads(library: &Library) -> impl Iterator<Item = &Workout> {
    library.iter().map(|(_, workout)| workout).filter(|workout| workout.session.is_lead())
}

#[test]
fn the_built_in_workouts_have_no_problem() {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let file = sources.add("workouts.toml", BUILT_IN);
    let library = Library::new(Vec::new()).with_own(file, BUILT_IN, &mut findings);
    let found: Vec<String> = findings.into_sorted().iter().map(|diagnostic| sources.text(diagnostic)).collect();
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(library.workouts, Library::built_in().workouts);
}

#[test]
fn every_session_but_off_has_a_workout_for_every_event_and_volume() {
    let library = Library::built_in();
    for session in Session::ALL {
        for event in Event::ALL {
            for volume in Volume::ALL {
                let found = library.choose(session, event, volume, 7).map(|id| library.get(id));
                assert_eq!(found.is_some(), session != Session::Off, "{session} {event}");
                let Some(workout) = found else { continue };
                assert_eq!(workout.session, session);
                assert!(workout.event.is_none_or(|of| of == event));
                assert!(workout.volume.is_none_or(|of| of == volume));
            }
        }
    }
}

#[test]
fn every_built_in_workout_is_chosen_for_somebody() {
    let library = Library::built_in();
    let chosen: BTreeSet<WorkoutId> = library.index.0.iter().flatten().copied().collect();
    let unused: Vec<&str> =
        library.iter().filter(|(id, _)| !chosen.contains(id)).map(|(_, workout)| workout.id.as_str()).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn five_different_workouts_of_each_event_take_turns() {
    let library = Library::built_in();
    for event in Event::ALL {
        let turn = |turn| library.choose(Session::Workout, event, Volume::Higher, turn).unwrap();
        let five: BTreeSet<WorkoutId> = (0..5).map(turn).collect();
        assert_eq!(five.len(), 5, "{event}");
        assert_eq!(turn(5), turn(0));
        assert_eq!(turn(usize::MAX), turn(usize::MAX % 5));
    }
}

#[test]
fn fast_running_stays_within_bounds_two_and_three_days_out() {
    let library = Library::built_in();
    for event in Event::ALL {
        let two_out = only(&library, Session::Hours48, event, Volume::Higher).fast_meters();
        assert!((800..=1_600).contains(&two_out), "{event}: {two_out}");
        let [higher, lower] = Volume::ALL.map(|volume| only(&library, Session::Hours72, event, volume).fast_meters());
        assert!(lower < higher, "{event}");
        for three_out in [higher, lower] {
            assert!((1_600..=3_000).contains(&three_out), "{event}: {three_out}");
            let times_two = 2 * three_out;
            assert!((3 * two_out..=5 * two_out).contains(&times_two), "{event}: {three_out} after {two_out}");
        }
    }
}

#[test]
fn recoveries_before_a_race_are_two_to_five_minutes_or_a_jog_of_the_rep() {
    for workout in leads(&Library::built_in()) {
        let fast: Vec<&Set> = workout.run.iter().filter(|set| 0 < set.fast_meters()).collect();
        for (index, set) in fast.iter().enumerate() {
            let rep = set.fast_meters() / set.times;
            let plenty = match set.recovery {
                Some(Recovery::Rest(seconds)) => (120..=300).contains(&seconds),
                Some(Recovery::Jog(distance)) => rep <= distance.whole_meters(),
                Some(Recovery::Walk(_)) => false,
                None => index + 1 == fast.len() && set.times == 1,
            };
            assert!(plenty, "{}: {set}", workout.id);
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
        let efforts = |set: &Set| match &set.rep {
            Rep::Legs(legs) => legs.iter().map(|leg| leg.effort).collect(),
            Rep::Minutes { .. } => Vec::new(),
        };
        let fast: Vec<Vec<Effort>> = workout.run.iter().filter(|set| 0 < set.fast_meters()).map(efforts).collect();
        let (last, groove) = fast.split_last().unwrap();
        assert_eq!(*last, [Effort::Goal, Effort::Race(shorter), Effort::Fastest], "{}", workout.id);
        assert!(groove.contains(&vec![Effort::Goal]), "{}", workout.id);
    }
}

#[test]
fn every_training_day_says_what_comes_before_and_after_the_run() {
    for (_, workout) in Library::built_in().iter() {
        for part in [&workout.warm_up, &workout.strides, &workout.strength] {
            let part = part.as_deref().unwrap_or_default();
            assert!((1..=60).contains(&part.len()), "{}: {part:?}", workout.id);
        }
        assert!(!workout.run.is_empty(), "{}", workout.id);
        assert!(workout.title.len() <= 36, "{}", workout.title);
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

#[test]
fn the_workouts_before_a_race_read_as_a_coach_says_them() {
    let library = Library::built_in();
    let lines: Vec<String> = leads(&library)
        .map(|workout| {
            let run: Vec<String> = workout.run.iter().map(|set| format!("  {set}")).collect();
            format!("{} ({} m fast)\n{}", workout.title, workout.fast_meters(), run.join("\n"))
        })
        .collect();
    crate::snapshot::assert_snapshot!(lines.join("\n"), @r#"
    48-hour 800 (900 m fast)
      3 × 200 at goal pace, 3:00 rest
      300 as 100 at goal pace, 100 at 400 pace, 100 fastest
      8 to 10 min easy
    48-hour 1600 (1200 m fast)
      2 × 400 at goal pace, 3:30 rest
      400 as 200 at goal pace, 100 at 800 pace, 100 fastest
      10 min easy
    48-hour 3200 (1500 m fast)
      3 × 400 at goal pace, 2:00 rest
      300 as 100 at goal pace, 100 at 1600 pace, 100 fastest
      10 to 12 min easy
    72-hour 800, higher (2000 m fast)
      2 × 400 at 1600 pace, 400 jog
      4 × 200 at goal pace, 3:00 rest
      400 as 200 at goal pace, 100 at 400 pace, 100 fastest
      10 min easy
    72-hour 800, lower (1600 m fast)
      400 at 1600 pace, 400 jog
      3 × 200 at goal pace, 3:00 rest
      2 × 300 as 100 at goal pace, 100 at 400 pace, 100 fastest, 5:00 rest
      10 min easy
    72-hour 1600, higher (2400 m fast)
      3 × 600 at goal pace, 4:00 rest
      2 × 300 as 100 at goal pace, 100 at 800 pace, 100 fastest, 4:00 rest
      10 min easy
    72-hour 1600, lower (2000 m fast)
      4 × 400 at goal pace, 3:00 rest
      400 as 200 at goal pace, 100 at 800 pace, 100 fastest
      10 min easy
    72-hour 3200, higher (3000 m fast)
      3 × 800 at goal pace, 3:00 rest
      600 as 400 at goal pace, 100 at 1600 pace, 100 fastest
      10 to 12 min easy
    72-hour 3200, lower (2400 m fast)
      2 × 800 at goal pace, 800 jog
      2 × 400 as 200 at goal pace, 100 at 1600 pace, 100 fastest, 3:00 rest
      10 to 12 min easy
    "#);
}

#[test]
fn a_workout_with_a_known_id_takes_that_place_and_others_come_last() {
    let before = Library::built_in();
    let replaced = "workout-800-300s";
    let (library, problems) =
        with(&(running("[\"6x200 @ goal, rest 2:00\"]") + &running("[\"400 @ 800\"]").replace("mine", replaced)));
    assert_eq!(problems, "");
    assert_eq!(library.iter().count(), before.iter().count() + 1);
    assert_eq!(library.iter().last().unwrap().1.id, "mine");
    for ((_, old), (_, new)) in before.iter().zip(library.iter()) {
        assert_eq!(old.id, new.id);
        assert_eq!(old == new, old.id != replaced, "{}", old.id);
    }
    let six: Vec<&str> = (0..6)
        .filter_map(|turn| library.choose(Session::Workout, Event::M800, Volume::Lower, turn))
        .map(|id| library.get(id).id.as_str())
        .collect();
    assert_eq!(six.last(), Some(&"mine"));
}

#[test]
fn a_workout_for_an_event_goes_before_those_for_every_event() {
    let text = "[[workouts]]\nid = \"mine\"\nsession = \"pre-race\"\nevent = 3200\ntitle = \"Mine\"\nfor = \"rest\"\n";
    let (library, problems) = with(text);
    assert_eq!(problems, "");
    let id = |event| &library.get(library.choose(Session::PreRace, event, Volume::Lower, 0).unwrap()).id;
    assert_eq!([id(Event::M1600), id(Event::M3200)], ["pre-race", "mine"]);
}

#[test]
fn a_slip_in_a_rep_is_reported_at_its_place() {
    crate::snapshot::assert_snapshot!(report(&running(
        "[\"2x200 @ goal, rest 2:00\", \"3x400  @  gaol, rest 3:00\", '300 = 100 @ goal']"
    )), @r#"
    error[L01]: there is no pace "gaol"
     --> workouts.toml:7:46
      |
    7 | run = ["2x200 @ goal, rest 2:00", "3x400  @  gaol, rest 3:00", '300 = 100 @ goal']
      |                                              ^^^^
      |
      = help: did you mean "goal"?

    error[L01]: the parts add up to 100, not to 300
     --> workouts.toml:7:65
      |
    7 | run = ["2x200 @ goal, rest 2:00", "3x400  @  gaol, rest 3:00", '300 = 100 @ goal']
      |                                                                 ^^^
      |
      = help: write 100 before the =, or correct a part
    "#);
}

#[test]
fn a_line_that_is_not_text_is_reported_once() {
    for line in ["[5]", "5", "[\"\"]", "[\"400 @ 800\", true]"] {
        let (library, problems) = with(&running(line));
        assert_eq!(problems.matches("error[").count(), problems.matches("error[S03]").count(), "{problems}");
        assert!(problems.contains("error[S03]"), "{line}");
        assert!(library.iter().all(|(_, workout)| workout.id != "mine"));
    }
    assert!(report(&running("[]")).contains("error[L02]: a workout needs something to run"));
}

#[test]
fn a_slip_in_a_rep_after_a_backslash_is_reported_for_the_whole_line() {
    crate::snapshot::assert_snapshot!(report(&running("[\"3x400 \\u0040 gaol\", \"\"\"3x400\"\"\"]")), @r#"
    error[L01]: there is no pace "gaol"
     --> workouts.toml:7:8
      |
    7 | run = ["3x400 \u0040 gaol", """3x400"""]
      |        ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean "goal"?

    error[L01]: an @ and the pace are missing after "400"
     --> workouts.toml:7:29
      |
    7 | run = ["3x400 \u0040 gaol", """3x400"""]
      |                             ^^^^^^^^^^^
      |
      = help: write how fast, as in 400 @ goal, or minutes, as in 40 min easy
    "#);
}

#[test]
fn a_workout_that_cannot_be_used_says_what_it_lacks() {
    crate::snapshot::assert_snapshot!(report(
        r#"
[[workouts]]
id = "a"
session = "48-hour"
title = "No event and nothing to run"
for = "rhythm"

[[workouts]]
id = "a"
session = "easy"
volume = "lower"
title = "The id a second time, and a volume"
for = "rest"

[[workouts]]
session = "tempo"
event = 1500
titel = "Other slips"
"#
    ), @r#"
    error[L02]: a 48-hour workout needs an event
     --> workouts.toml:4:11
      |
    4 | session = "48-hour"
      |           ^^^^^^^^^
      |
      = help: add a line with 800, 1600 or 3200, as in: event = 1600

    error[L02]: a 48-hour workout needs something to run
     --> workouts.toml:4:11
      |
    4 | session = "48-hour"
      |           ^^^^^^^^^
      |
      = help: add a line: run = ["3x400 @ goal, rest 3:00"]

    error[L02]: the id "a" appears here a second time
     --> workouts.toml:9:6
      |
    9 | id = "a"
      |      ^^^
      |
      = help: give each workout of the file an id of its own

    error[L02]: only a 72-hour workout has a volume
      --> workouts.toml:11:10
       |
    11 | volume = "lower"
       |          ^^^^^^^
       |
       = help: remove the line, or correct the session

    error[S05]: a workout has no "id"
      --> workouts.toml:15:1
       |
    15 | [[workouts]]
       | ^^^^^^^^^^^^
       |
       = help: add a line: id = "my-400s"

    error[S05]: a workout has no "for"
      --> workouts.toml:15:1
       |
    15 | [[workouts]]
       | ^^^^^^^^^^^^
       |
       = help: add a line: for = "learn the pace of the race"

    error[S07]: "session" cannot be "tempo"
      --> workouts.toml:16:11
       |
    16 | session = "tempo"
       |           ^^^^^^^
       |
       = help: choose one of: race, time-trial, pre-race, 48-hour, 72-hour, workout, long-run, easy and speed-development

    error[S07]: "event" cannot be 1500
      --> workouts.toml:17:9
       |
    17 | event = 1500
       |         ^^^^
       |
       = help: did you mean 1600?

    error[S02]: a workout has no key "titel"
      --> workouts.toml:18:1
       |
    18 | titel = "Other slips"
       | ^^^^^
       |
       = help: did you mean "title"?
    "#);
}

#[test]
fn a_key_that_means_nothing_is_named_with_the_one_that_was_meant() {
    crate::snapshot::assert_snapshot!(report("[[workout]]\nid = \"a\"\nsession = \"race\"\ntitle = \"A\"\nfor = \"a\"\n"), @r#"
    error[S02]: a file of workouts has no heading [[workout]]
     --> workouts.toml:1:3
      |
    1 | [[workout]]
      |   ^^^^^^^
      |
      = help: did you mean [[workouts]]?
    "#);
}

#[test]
fn a_library_over_its_limits_says_so_once() {
    let many: String = (0..1_100).map(|n| running("[\"400 @ 800\"]").replace("mine", &format!("mine-{n}"))).collect();
    let (library, problems) = with(&many);
    assert_eq!(library.iter().count(), MAX_WORKOUTS);
    assert_eq!(problems.matches("error[S16]: the library has more than 1000 workouts").count(), 1);
    let lines = format!("[{}]", ["\"400 @ 800\""; 51].join(", "));
    assert!(report(&running(&lines)).contains("error[S16]: a workout has at most 50 lines to run"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_as_a_file_gives_a_library(text in ".*") {
        let _ = with(&text);
    }

    #[test]
    fn any_line_to_run_is_taken_or_reported_inside_the_file(line in r#"["'][ x0-9@=+,:a-g\\é"']{0,20}["']"#) {
        let text = running(&format!("[{line}]"));
        let mut findings = Findings::default();
        let file = Sources::default().add("workouts.toml", text.as_str());
        let library = Library::built_in().with_own(file, &text, &mut findings);
        let mine = library.iter().any(|(_, workout)| workout.id == "mine");
        let found = findings.into_sorted();
        prop_assert_eq!(mine, found.is_empty(), "{:?}", found);
        for diagnostic in found {
            prop_assert!(diagnostic.place.is_some_and(|place| text.get(place.span).is_some()));
        }
    }
}
