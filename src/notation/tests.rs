//! Lines as coaches type them, right and wrong.

use super::*;
use proptest::prelude::*;

/// The line, a mark under the place, and what is said of it.
fn problem(text: &str) -> String {
    let error = parse(text).expect_err(text);
    let before = text[..error.span.start].chars().count();
    let marked = text[error.span].chars().count().max(1);
    format!("{text}\n{}{}\n{}\n{}", " ".repeat(before), "^".repeat(marked), error.message, error.help)
}

fn problems(lines: &[&str]) -> String {
    lines.iter().map(|line| problem(line)).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn a_set_prints_as_a_coach_says_it() {
    for (line, said) in [
        ("3x400 @ goal, rest 3:00", "3 × 400 at goal pace, 3:00 rest"),
        ("2x600 @ 3200, jog 400", "2 × 600 at 3200 pace, 400 jog"),
        ("4 × 300 @ 800 pace, walk 100", "4 × 300 at 800 pace, 100 walk"),
        ("1600 @ 5000", "1600 at 5000 pace"),
        ("1x400m@400,rest 90 s", "400 at 400 pace, 1:30 rest"),
        ("6X30 M @ FULL, REST 2 MIN", "6 × 30 at full effort, 2:00 rest"),
        ("8x200 @ goal, rest 45 sec", "8 × 200 at goal pace, 45 s rest"),
        ("5k @ easy", "5000 easy"),
        ("3xmile @ 5000, rest 4:00", "3 × mile at 5000 pace, 4:00 rest"),
        ("2 miles @ easy", "2 mile easy"),
        ("300 = 100 @ goal + 100 @ 800 + 100 @ fastest", "300 as 100 at goal pace, 100 at 800 pace, 100 fastest"),
        ("2x400=200@goal+200@fastest, rest 5 min", "2 × 400 as 200 at goal pace, 200 fastest, 5:00 rest"),
        ("2 mile = mile @ 3200 + mile @ 1600", "2 mile as mile at 3200 pace, mile at 1600 pace"),
        ("300 = 300 @ 800", "300 at 800 pace"),
        ("40-50 min easy", "40 to 50 min easy"),
        ("40 – 50 minutes Easy", "40 to 50 min easy"),
        ("20-20 min steady on grass", "20 min steady on grass"),
        ("3x10 min steady, rest 2 min", "3 × 10 min steady, 2:00 rest"),
        ("10 min easy jog", "10 min easy jog"),
        ("15 min at 5000 effort, jog 400", "15 min at 5000 effort, 400 jog"),
        ("6x2:00 @ strong, easy 2:00", "6 × 2:00 strong, 2:00 easy"),
        ("8 × 0:20 @ Strong, Walk Down", "8 × 20 s strong, walk down"),
        ("8x20 s @ strong, walk down", "8 × 20 s strong, walk down"),
        ("5x3 min @ 5000 pace, easy 90 s", "5 × 3:00 at 5000 pace, 1:30 easy"),
        ("3x1000 @ steady, rest 1:30", "3 × 1000 steady, 1:30 rest"),
        ("400 @ goal, easy 2 min", "400 at goal pace, 2:00 easy"),
        ("60:00 @ easy", "60:00 easy"),
        ("  99 x 50 km @ easy , rest 60:00  ", "99 × 50000 easy, 60:00 rest"),
    ] {
        let set = parse(line);
        assert_eq!(set.map(|set| set.to_string()).unwrap_or_default(), said, "{line}");
    }
}

#[test]
fn a_distance_without_its_pace_is_reported_where_the_pace_should_stand() {
    crate::snapshot::assert_snapshot!(problems(&["3x400", "3x400 goal", "3x400 @", "40 m easy", "3x400 @, rest 3:00"]), @r#"
    3x400
         ^
    an @ and the pace are missing after "400"
    write how fast, as in 400 @ goal, or minutes, as in 40 min easy

    3x400 goal
          ^^^^
    an @ and the pace are missing after "400"
    write how fast, as in 400 @ goal, or minutes, as in 40 min easy

    3x400 @
           ^
    the pace is missing after the @
    the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full, strong, steady and easy

    40 m easy
         ^^^^
    an @ and the pace are missing after "40 m"
    write how fast, as in 400 @ goal, or minutes, as in 40 min easy

    3x400 @, rest 3:00
           ^
    the pace is missing after the @
    the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full, strong, steady and easy
    "#);
}

#[test]
fn a_pace_that_nobody_has_is_reported_with_the_one_that_was_meant() {
    crate::snapshot::assert_snapshot!(problems(&[
        "3x400 @ gaol",
        "4x800 @ 3000",
        "400 @ 5:20",
        "2x1000 @ 5k",
        "400 @ tempo"
    ]), @r#"
    3x400 @ gaol
            ^^^^
    there is no pace "gaol"
    did you mean "goal"?

    4x800 @ 3000
            ^^^^
    there is no pace "3000"
    did you mean "3200"?

    400 @ 5:20
          ^^^^
    there is no pace "5:20"
    the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full, strong, steady and easy

    2x1000 @ 5k
             ^^
    there is no pace "5k"
    the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full, strong, steady and easy

    400 @ tempo
          ^^^^^
    there is no pace "tempo"
    the paces are: goal, 400, 800, 1600, 3200, 5000, fastest, full, strong, steady and easy
    "#);
}

#[test]
fn parts_that_do_not_add_up_are_reported_at_the_sum() {
    crate::snapshot::assert_snapshot!(problems(&[
        "2x400 = 100 @ goal + 100 @ 800 + 100 @ fastest, rest 4:00",
        "100 @ goal + 100 @ fastest",
        "300 = 100 @ goal +",
        "300 = goal",
    ]), @r#"
    2x400 = 100 @ goal + 100 @ 800 + 100 @ fastest, rest 4:00
      ^^^
    the parts add up to 300, not to 400
    write 300 before the =, or correct a part

    100 @ goal + 100 @ fastest
               ^
    a rep of several parts begins with its whole distance
    write the sum first, as in: 300 = 100 @ goal + 200 @ fastest

    300 = 100 @ goal +
                      ^
    a distance is missing here
    write meters, as in: 3x400 @ goal, rest 3:00

    300 = goal
          ^^^^
    a distance is missing here
    write meters, as in: 3x400 @ goal, rest 3:00
    "#);
}

#[test]
fn counts_that_make_no_sense_are_refused() {
    crate::snapshot::assert_snapshot!(problems(&[
        "0x400 @ goal",
        "100x400 @ goal",
        "0 @ goal",
        "99999999999999 @ goal",
        "51 km @ easy",
        "0 min easy",
        "40-400 min easy",
        "50-40 min easy",
        "400 @ goal, rest 0:00",
        "400 @ goal, rest 61 min",
    ]), @"
    0x400 @ goal
    ^
    a rep is run from 1 to 99 times
    correct the number before the x

    100x400 @ goal
    ^^^
    a rep is run from 1 to 99 times
    correct the number before the x

    0 @ goal
    ^
    a distance is from 1 m to 50 km
    correct the distance

    99999999999999 @ goal
    ^^^^^^^^^^^^^^
    a distance is from 1 m to 50 km
    correct the distance

    51 km @ easy
    ^^^^^
    a distance is from 1 m to 50 km
    correct the distance

    0 min easy
    ^
    a run lasts from 1 to 300 minutes
    correct the minutes

    40-400 min easy
       ^^^
    a run lasts from 1 to 300 minutes
    correct the minutes

    50-40 min easy
    ^^^^^
    50 minutes are more than 40
    write the smaller number first: 40-50 min

    400 @ goal, rest 0:00
                     ^^^^
    a rest lasts from 1 second to 60 minutes
    correct the time

    400 @ goal, rest 61 min
                     ^^^^^^
    a rest lasts from 1 second to 60 minutes
    correct the time
    ");
}

#[test]
fn a_recovery_that_cannot_be_read_is_reported_where_it_slips() {
    crate::snapshot::assert_snapshot!(problems(&[
        "400 @ goal rest 3:00",
        "40 min easy rest 3:00",
        "400 @ goal,",
        "400 @ goal, rset 3:00",
        "400 @ goal, swim 200",
        "400 @ goal, rest",
        "400 @ goal, rest 3",
        "400 @ goal, rest 3:75",
        "400 @ goal, rest 3:5",
        "400 @ goal, rest 3:",
        "400 @ goal, jog 2 min",
        "400 @ goal, jog",
        "400 @ goal, jog 200, rest 1:00",
    ]), @r#"
    400 @ goal rest 3:00
               ^^^^
    a comma is missing before the recovery
    write ", rest 3:00"

    40 min easy rest 3:00
                ^^^^
    a comma is missing before the recovery
    write ", rest 3:00"

    400 @ goal,
               ^
    the recovery is missing after the comma
    write rest 3:00, easy 2:00, jog 400 or walk 100

    400 @ goal, rset 3:00
                ^^^^
    "rset" is not a recovery
    did you mean "rest"?

    400 @ goal, swim 200
                ^^^^
    "swim" is not a recovery
    write rest 3:00, easy 2:00, jog 400 or walk 100

    400 @ goal, rest
                    ^
    how long to rest is missing
    write rest 3:00, rest 3 min or rest 90 s

    400 @ goal, rest 3
                     ^
    a rest is in minutes or seconds
    write rest 3:00, rest 3 min or rest 90 s

    400 @ goal, rest 3:75
                       ^^
    after the colon come two digits, from 00 to 59
    write rest 3:00, rest 3 min or rest 90 s

    400 @ goal, rest 3:5
                       ^
    after the colon come two digits, from 00 to 59
    write rest 3:00, rest 3 min or rest 90 s

    400 @ goal, rest 3:
                       ^
    the seconds are missing after the colon
    write rest 3:00, rest 3 min or rest 90 s

    400 @ goal, jog 2 min
                    ^
    a jog is a distance, not a time
    write jog 200, or for a time: easy 2:00

    400 @ goal, jog
                   ^
    how far to jog is missing
    write meters, as in: 3x400 @ goal, rest 3:00

    400 @ goal, jog 200, rest 1:00
                       ^^^^^^^^^^^
    nothing comes after the recovery
    write what follows as a line of its own
    "#);
}

#[test]
fn a_rep_in_time_that_cannot_be_read_is_reported_where_it_slips() {
    crate::snapshot::assert_snapshot!(problems(&[
        "6x2:00",
        "6x2:00 strong",
        "6x2:00 @ stong",
        "6x2:75 @ strong",
        "6x2: @ strong",
        "6x0:00 @ strong",
        "61 min @ strong",
        "20 s",
        "6x2:00 @ strong easy 2:00",
        "6x2:00 @ strong, easy",
        "6x2:00 @ strong, easy 2",
        "6x2:00 @ strong, easy 2:5",
        "6x2:00 @ strong, easy 400",
        "6x2:00 @ strong, easy 400 m",
        "8x0:20 @ strong, jog down",
        "8x0:20 @ strong, walk back",
        "8x0:20 @ strong, walk down 100",
        "2:00 @ strong + 1:00 @ steady",
    ]), @r#"
    6x2:00
          ^
    an @ and the pace are missing after "2:00"
    write how hard, as in: 6x2:00 @ strong, easy 2:00

    6x2:00 strong
           ^^^^^^
    an @ and the pace are missing after "2:00"
    write how hard, as in: 6x2:00 @ strong, easy 2:00

    6x2:00 @ stong
             ^^^^^
    there is no pace "stong"
    did you mean "strong"?

    6x2:75 @ strong
        ^^
    after the colon come two digits, from 00 to 59
    write minutes and seconds, as in: 6x2:00 @ strong, easy 2:00

    6x2: @ strong
         ^
    the seconds are missing after the colon
    write minutes and seconds, as in: 6x2:00 @ strong, easy 2:00

    6x0:00 @ strong
      ^^^^
    a rep in time lasts from 1 second to 60 minutes
    correct the time

    61 min @ strong
    ^^^^^^
    a rep in time lasts from 1 second to 60 minutes
    correct the time

    20 s
        ^
    an @ and the pace are missing after "20 s"
    write how hard, as in: 6x2:00 @ strong, easy 2:00

    6x2:00 @ strong easy 2:00
                    ^^^^
    a comma is missing before the recovery
    write ", easy 2:00"

    6x2:00 @ strong, easy
                         ^
    how long to run easy is missing
    write easy 2:00, easy 2 min or easy 90 s

    6x2:00 @ strong, easy 2
                          ^
    easy running between reps is in minutes or seconds
    write easy 2:00, easy 2 min or easy 90 s

    6x2:00 @ strong, easy 2:5
                            ^
    after the colon come two digits, from 00 to 59
    write easy 2:00, easy 2 min or easy 90 s

    6x2:00 @ strong, easy 400
                          ^^^
    easy running between reps is a time, not a distance
    write easy 2:00, or for a distance: jog 400

    6x2:00 @ strong, easy 400 m
                          ^^^
    easy running between reps is a time, not a distance
    write easy 2:00, or for a distance: jog 400 m

    8x0:20 @ strong, jog down
                         ^^^^
    how far to jog is missing
    write walk down, or how far: jog 100

    8x0:20 @ strong, walk back
                          ^^^^
    how far to walk is missing
    write meters, as in: 3x400 @ goal, rest 3:00

    8x0:20 @ strong, walk down 100
                               ^^^
    nothing comes after the recovery
    write what follows as a line of its own

    2:00 @ strong + 1:00 @ steady
                  ^
    "+" is not expected here
    write a comma and the recovery here, or nothing
    "#);
}

#[test]
fn what_is_no_rep_at_all_is_reported() {
    crate::snapshot::assert_snapshot!(problems(&[
        "",
        "easy 40 min",
        "2x(400 @ goal)",
        "40-50 easy",
        "40 min",
        "400 @ goal 800",
        "1.5 km @ goal",
    ]), @r#"
    ^
    a line begins with a number: how often, how far or how many minutes
    write meters, as in: 3x400 @ goal, rest 3:00

    easy 40 min
    ^^^^
    a line begins with a number: how often, how far or how many minutes
    write meters, as in: 3x400 @ goal, rest 3:00

    2x(400 @ goal)
      ^
    "(" has no meaning in a line of a workout
    remove it, and compare the line with: 3x400 @ goal, rest 3:00

    40-50 easy
          ^^^^
    "min" is missing after the minutes
    write minutes as: 40-50 min easy

    40 min
          ^
    how hard to run is missing after the minutes
    add a word, as in: 40 min easy

    400 @ goal 800
               ^^^
    "800" is not expected here
    write a comma and the recovery here, or nothing

    1.5 km @ goal
     ^
    "." has no meaning in a line of a workout
    remove it, and compare the line with: 3x400 @ goal, rest 3:00
    "#);
}

#[test]
fn a_line_over_the_limits_is_refused_and_names_them() {
    let many = format!("21 = {}", ["1 @ goal"; 21].join("+"));
    assert_eq!(parse(&many.replace(" @ ", "@")).unwrap_err().message, "a rep has at most 20 parts");
    let long = format!("400 @ goal{}", " ".repeat(MAX_CHARACTERS));
    let error = parse(&long).unwrap_err();
    assert_eq!(error.message, "a line of a workout is at most 200 characters long");
    assert_eq!(error.span, MAX_CHARACTERS..long.len());
}

/// A line in the notation, as its words and signs.
fn any_line() -> impl Strategy<Value = Vec<String>> {
    let pace = || prop::sample::select(PACES.map(|(word, _)| word).to_vec());
    let legs = prop::collection::vec((1u32..2_000, pace()), 1..5);
    let legs = legs.prop_map(|legs| {
        let mut line = vec![legs.iter().map(|leg| leg.0).sum::<u32>().to_string()];
        for (index, (meters, pace)) in legs.iter().enumerate() {
            let sign = if index == 0 { "=" } else { "+" };
            line.extend([sign, &meters.to_string(), "@", pace].map(str::to_owned));
        }
        line
    });
    let one = (1u32..=50_000, pace()).prop_map(|(meters, pace)| vec![meters.to_string(), "@".into(), pace.into()]);
    let timed = (0u32..60, 1u32..60, pace())
        .prop_map(|(m, s, pace)| vec![m.to_string(), ":".into(), format!("{s:02}"), "@".into(), pace.into()]);
    let minutes = (1u32..=300).prop_map(|minutes| vec![minutes.to_string(), " min ".into(), "easy".into()]);
    let recovery = prop_oneof![
        Just(Vec::new()),
        (0u32..60, 1u32..60).prop_map(|(m, s)| vec![",".into(), "rest ".into(), format!("{m}:{s:02}")]),
        (1u32..60).prop_map(|m| vec![",".into(), "easy ".into(), m.to_string(), " min".into()]),
        (1u32..5_000).prop_map(|meters| vec![",".into(), "jog ".into(), meters.to_string()]),
        Just(vec![",".into(), "walk ".into(), "down".into()]),
    ];
    (1u32..=99, prop_oneof![legs, one, timed, minutes], recovery)
        .prop_map(|(times, work, recovery)| [vec![times.to_string(), "x".into()], work, recovery].concat())
}

proptest! {
    #[test]
    fn any_text_is_a_set_or_an_error_inside_the_text(text in ".*") {
        if let Err(error) = parse(&text) {
            prop_assert!(text.get(error.span).is_some());
        }
    }

    #[test]
    fn any_jumble_of_the_notation_is_a_set_or_an_error_inside_the_text(
        words in prop::collection::vec(prop::sample::select(vec![
            "x", "×", "@", ",", "=", "+", "-", "–", ":", "0", "3", "75", "400", "99999999999", "min", "s", "m", "mile",
            "goal", "fastest", "strong", "rest", "easy", "jog", "walk", "down", "pace", " ", "é", "'",
        ]), 0..24),
    ) {
        let text = words.concat();
        if let Err(error) = parse(&text) {
            prop_assert!(text.get(error.span).is_some());
        }
    }

    #[test]
    fn spaces_capitals_and_the_sign_for_times_do_not_change_a_set(line in any_line()) {
        let close = parse(&line.concat());
        prop_assert!(close.is_ok(), "{:?}", close);
        let wide = format!(" {} ", line.join("  ")).to_uppercase();
        prop_assert_eq!(&parse(&wide), &close);
        prop_assert_eq!(&parse(&line.concat().replacen('x', "×", 1)), &close);
        prop_assert_eq!(parse(&wide).unwrap().to_string(), close.unwrap().to_string());
    }
}
