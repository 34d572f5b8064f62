//! What a library promises, of the built-in workouts and of a coach's own.

use std::collections::BTreeSet;

use super::*;
use proptest::prelude::*;

mod built_in;

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
        "[[workouts]]\nid = \"mine\"\nsession = \"workout\"\nevent = 800\nkind = \"race-pace\"\ntitle = \"Mine\"\nfor = \"rhythm\"\nrun = {line}\n"
    )
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
    let chosen: BTreeSet<WorkoutId> = library.index.slots.iter().flatten().copied().collect();
    let unused: Vec<&str> =
        library.iter().filter(|(id, _)| !chosen.contains(id)).map(|(_, workout)| workout.id.as_str()).collect();
    assert_eq!(unused, Vec::<&str>::new());
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
    for ids in [
        library.index.candidates(Session::Workout, Event::M800, Volume::Lower),
        library.ordinary(Event::M800, WorkoutKind::RacePace),
    ] {
        assert_eq!(ids.last().map(|&id| library.get(id).id.as_str()), Some("mine"));
    }
}

#[test]
fn a_workout_for_an_event_goes_before_those_for_every_event() {
    let text = "[[workouts]]\nid = \"mine\"\nsession = \"race\"\nevent = 3200\ntitle = \"Mine\"\nfor = \"all of it\"\n";
    let (library, problems) = with(text);
    assert_eq!(problems, "");
    let id = |event| &library.get(library.choose(Session::Race, event, Volume::Lower, 0).unwrap()).id;
    assert_eq!([id(Event::M1600), id(Event::M3200)], ["race", "mine"]);
}

#[test]
fn a_coachs_own_words_are_printed_with_a_times_sign_and_to() {
    let text = running("[\"400 @ 800\"]") + "warm-up = \"12-15 min easy, 4 x 80 m\"\nstrides = \"4x100 m\"\n";
    let (library, problems) = with(&text);
    assert_eq!(problems, "");
    let mine = library.iter().last().unwrap().1;
    assert_eq!(mine.warm_up.as_deref(), Some("12 to 15 min easy, 4 × 80 m"));
    assert_eq!(mine.strides.as_deref(), Some("4 × 100 m"));
}

#[test]
fn a_workout_says_its_kind_and_nothing_else_does() {
    let without = running("[\"400 @ 800\"]").replace("kind = \"race-pace\"\n", "");
    let easy = "[[workouts]]\nid = \"a\"\nsession = \"easy\"\nkind = \"aerobic\"\ntitle = \"A\"\nfor = \"rest\"\n";
    let word = running("[\"400 @ 800\"]").replace("mine", "b").replace("race-pace", "race-pase");
    crate::snapshot::assert_snapshot!(report(&[without.as_str(), easy, &word].join("\n")), @r#"
    error[L02]: a workout needs a kind
     --> workouts.toml:3:11
      |
    3 | session = "workout"
      |           ^^^^^^^^^
      |
      = help: add a line: kind = "race-pace", or without target times: kind = "aerobic"

    error[L02]: only a workout has a kind
      --> workouts.toml:12:8
       |
    12 | kind = "aerobic"
       |        ^^^^^^^^^
       |
       = help: remove the line, or correct the session

    error[S07]: "kind" cannot be "race-pase"
      --> workouts.toml:20:8
       |
    20 | kind = "race-pase"
       |        ^^^^^^^^^^^
       |
       = help: did you mean "race-pace"?
    "#);
}

#[test]
fn a_slip_in_a_rep_is_reported_at_its_place() {
    crate::snapshot::assert_snapshot!(report(&running(
        "[\"2x200 @ goal, rest 2:00\", \"3x400  @  gaol, rest 3:00\", '300 = 100 @ goal']"
    )), @r#"
    error[L01]: there is no pace "gaol"
     --> workouts.toml:8:46
      |
    8 | run = ["2x200 @ goal, rest 2:00", "3x400  @  gaol, rest 3:00", '300 = 100 @ goal']
      |                                              ^^^^
      |
      = help: did you mean "goal"?

    error[L01]: the parts add up to 100, not to 300
     --> workouts.toml:8:65
      |
    8 | run = ["2x200 @ goal, rest 2:00", "3x400  @  gaol, rest 3:00", '300 = 100 @ goal']
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
     --> workouts.toml:8:8
      |
    8 | run = ["3x400 \u0040 gaol", """3x400"""]
      |        ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean "goal"?

    error[L01]: an @ and the pace are missing after "400"
     --> workouts.toml:8:29
      |
    8 | run = ["3x400 \u0040 gaol", """3x400"""]
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

    error[L02]: only a 72-hour workout and a long run have a volume
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
