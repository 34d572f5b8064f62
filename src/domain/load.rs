//! How much of a workout is run: a percentage of its minutes and of its reps.
//!
//! In goes a workout of the library and two percentages, each a product of
//! those of a group, a phase, an athlete and the taper; out comes the workout
//! as it is run. Percentages are multiplied as fractions and rounded once.
//!
//! The reps of a workout are scaled as one, so that four 800s at 75 % are
//! three, and a ladder loses its last rungs: what is cut is always the end,
//! never the first rep, and of a workout before a race never the fast finish.

use crate::domain::session::Session;
use crate::domain::volume::Percent;
use crate::domain::workout::{Effort, Rep, Set, Workout};

/// The minutes to whose multiples a run is cut.
const STEP: u32 = 5;
/// No run gets shorter than this many minutes.
const SHORTEST: u32 = 20;
/// Most reps in a set, as in the notation.
const MOST_REPS: u32 = 99;
/// What a second of running counts where reps in time and over a distance are scaled together, in meters.
const METERS_A_SECOND: u64 = 4;

/// At how much a day's workout is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Load {
    /// So many minutes less, before the percentage.
    pub shorter: u32,
    /// Of the minutes of an easy run and a long run.
    pub minutes: Percent,
    /// Of the reps of an ordinary workout and of the first part of a lead.
    pub reps: Percent,
    /// True when the strength after it is light.
    pub light: bool,
}

impl Load {
    /// The workout as it is in the library.
    pub const ALL: Load = Load { shorter: 0, minutes: Percent::ALL, reps: Percent::ALL, light: false };

    /// A workout at this load.
    pub fn of(&self, workout: &Workout) -> Workout {
        let mut scaled = workout.clone();
        if self.shorter != 0 {
            scale_first_part(&mut scaled.run, |whole| whole.saturating_sub(self.shorter));
        }
        let mut scaled = scaled.scaled(self.minutes, self.reps);
        if self.light {
            scaled.strength = scaled.strength.as_deref().map(light);
        }
        scaled
    }
}

/// The same strength, half as long: `5 min, light: planks` for `10 min: planks`.
/// What says nothing of minutes is said to be light.
fn light(strength: &str) -> String {
    if strength.to_lowercase().contains("light") || strength.starts_with("none") {
        return strength.to_owned();
    }
    match strength.split_once(" min") {
        Some((minutes, rest)) if let Ok(minutes) = minutes.parse::<u32>() => {
            format!("{} min, light{rest}", minutes.div_ceil(2))
        }
        _ => format!("light: {strength}"),
    }
}

impl Workout {
    /// This workout at a load: `minutes` for an easy run and a long run,
    /// `reps` for an ordinary workout and for the first part of a 48-hour and a
    /// 72-hour workout. Every other session stays as it is.
    ///
    /// ```
    /// # use racepace::domain::{event::Event, volume::Percent, workout::WorkoutKind};
    /// # use racepace::library::Library;
    /// let library = Library::built_in();
    /// let (_, workout) = library.iter().find(|(_, workout)| workout.id == "workout-1600-800s").unwrap();
    /// let scaled = workout.scaled(Percent::ALL, Percent::new(75));
    /// assert_eq!(scaled.run[0].to_string(), "3 × 800 at 3200 pace, 2:30 rest");
    /// ```
    #[must_use]
    pub fn scaled(&self, minutes: Percent, reps: Percent) -> Workout {
        let mut scaled = self.clone();
        match self.session {
            Session::Easy | Session::LongRun => scale_minutes(&mut scaled.run, minutes),
            Session::Workout => scale_reps(&mut scaled.run, reps),
            Session::Hours48 | Session::Hours72 => {
                let finish = scaled.run.split_off(first_part(&self.run));
                scale_reps(&mut scaled.run, reps);
                scaled.run.extend(finish);
            }
            Session::Race | Session::TimeTrial | Session::PreRace | Session::SpeedDevelopment | Session::Off => {}
        }
        scaled
    }
}

/// How many sets come before the fast finish of a workout before a race: that
/// begins with the first rep whose pace changes, or else is the last set of several.
fn first_part(run: &[Set]) -> usize {
    let changes_pace = |set: &Set| matches!(&set.rep, Rep::Legs(legs) if 1 < legs.len());
    run.iter().position(changes_pace).unwrap_or_else(|| {
        let sets: Vec<usize> = (0..run.len()).filter(|&at| amount(&run[at]).is_some()).collect();
        match sets.as_slice() {
            [_, .., last] => *last,
            _ => run.len(),
        }
    })
}

/// What one rep counts: its meters, or as many as are run in its time. `None`
/// for easy running, which comes before, between or after, and for a run in
/// minutes, which is no rep unless it is run several times.
fn amount(set: &Set) -> Option<u64> {
    match &set.rep {
        Rep::Legs(legs) if legs.iter().all(|leg| leg.effort == Effort::Easy) => None,
        Rep::Legs(legs) => Some(legs.iter().map(|leg| u64::from(leg.distance.whole_meters())).sum()),
        Rep::Time { effort: Effort::Easy, .. } => None,
        Rep::Time { seconds, .. } => Some(u64::from(*seconds) * METERS_A_SECOND),
        Rep::Minutes { to, .. } if 1 < set.times => Some(u64::from(*to) * 60 * METERS_A_SECOND),
        Rep::Minutes { .. } => None,
    }
}

/// Cuts the reps from the end, or adds some, to the number nearest to the percentage of all.
fn scale_reps(run: &mut Vec<Set>, load: Percent) {
    let whole = run.iter().filter_map(|set| Some(amount(set)? * u64::from(set.times))).sum();
    if load.is_more_than_all() {
        grow(run, load, whole);
        return;
    }
    let one_by_one = run.iter().filter_map(|set| Some((amount(set)?, set.times)));
    let mut done = 0;
    let (mut kept, mut missed_by) = (0, u128::MAX);
    for (count, rep) in one_by_one.flat_map(|(rep, times)| (0..times).map(move |_| rep)).enumerate() {
        done += rep;
        let misses_by = load.missed_by(done, whole);
        // On a tie the more.
        if misses_by <= missed_by {
            (kept, missed_by) = (count + 1, misses_by);
        }
    }
    let mut left = u32::try_from(kept).unwrap_or(u32::MAX);
    run.retain_mut(|set| {
        if amount(set).is_none() {
            return true;
        }
        set.times = set.times.min(left);
        left -= set.times;
        0 < set.times
    });
}

/// Adds reps, one at a time, to the sets that have several equal ones, always
/// where it is the smallest share of the set, as long as that brings the whole
/// nearer to the percentage.
fn grow(run: &mut [Set], load: Percent, whole: u64) {
    let planned: Vec<u32> = run.iter().map(|set| set.times).collect();
    let mut done = whole;
    loop {
        let sets = (0..run.len()).filter(|&at| 1 < planned[at] && run[at].times < MOST_REPS);
        let reps = sets.filter_map(|at| amount(&run[at]).map(|rep| (at, rep)));
        let share = |at: usize| u64::from(run[at].times + 1 - planned[at]);
        let next = reps.min_by(|&(one, _), &(other, _)| {
            (share(one) * u64::from(planned[other])).cmp(&(share(other) * u64::from(planned[one])))
        });
        match next {
            Some((at, rep)) if load.missed_by(done + rep, whole) <= load.missed_by(done, whole) => {
                run[at].times += 1;
                done += rep;
            }
            _ => return,
        }
    }
}

/// The minutes of a whole run, at the least and at the most.
fn ends(run: &[Set]) -> (u32, u32) {
    let of = |set: &Set| match set.rep {
        Rep::Minutes { from, to, .. } => (from.saturating_mul(set.times), to.saturating_mul(set.times)),
        _ => (0, 0),
    };
    run.iter().map(of).fold((0, 0), |all, ends| (all.0.saturating_add(ends.0), all.1.saturating_add(ends.1)))
}

/// The minutes of the first part of a run.
fn first_minutes_of(run: &mut [Set]) -> Option<(&mut u32, &mut u32)> {
    run.iter_mut().find(|set| is_part(set)).and_then(|set| match &mut set.rep {
        Rep::Minutes { from, to, .. } => Some((from, to)),
        _ => None,
    })
}

/// True for a part of a run: minutes that are no rep.
fn is_part(set: &Set) -> bool {
    set.times == 1 && matches!(set.rep, Rep::Minutes { .. })
}

/// Makes a run as long as the percentage says, down to a multiple of the step.
fn scale_minutes(run: &mut [Set], load: Percent) {
    if load != Percent::ALL {
        let scaled = |whole| load.of_minutes(whole) / STEP * STEP;
        // A little more is never less.
        scale_first_part(run, |whole| if load.is_more_than_all() { scaled(whole).max(whole) } else { scaled(whole) });
    }
}

/// Makes the first part of a run as much shorter or longer as the whole run becomes: of so many minutes, so many.
fn scale_first_part(run: &mut [Set], becomes: impl Fn(u32) -> u32) {
    let (all_from, all_to) = ends(run);
    let Some((from, to)) = first_minutes_of(run) else { return };
    *from = first_minutes(*from, all_from, becomes(all_from));
    let scaled_to = first_minutes(*to, all_to, becomes(all_to));
    *to = scaled_to.max(*from);
    // Where both ends of the whole run become the shortest one, what is left for the other parts is their lower end.
    let mut too_long = *to - scaled_to;
    for set in run.iter_mut().skip_while(|set| !is_part(set)).skip(1) {
        if let Rep::Minutes { from, to, .. } = &mut set.rep {
            let shorter = too_long.min(to.saturating_sub(*from));
            *to -= shorter;
            too_long -= shorter;
        }
    }
}

/// The minutes of the first part, `first` of `whole` before, of a run that is to become another length.
fn first_minutes(first: u32, whole: u32, becomes: u32) -> u32 {
    let shorter = whole - becomes.max(SHORTEST).min(whole);
    // However short the run, its parts stay.
    first.saturating_sub(shorter).max(first.min(STEP)) + becomes.saturating_sub(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::parse;

    /// What a session of these lines is at a load, for minutes and reps alike.
    fn at(session: Session, load: u16, lines: &[&str]) -> Vec<String> {
        let workout = Workout {
            id: "mine".to_owned(),
            session,
            event: None,
            volume: None,
            kind: None,
            title: "Mine".to_owned(),
            purpose: "rhythm".to_owned(),
            shape_from: "the coach's own".to_owned(),
            warm_up: None,
            run: lines.iter().map(|line| parse(line).unwrap()).collect(),
            strides: None,
            strength: None,
        };
        let load = Percent::new(load);
        workout.scaled(load, load).run.iter().map(Set::to_string).collect()
    }

    #[test]
    fn the_reps_of_a_workout_are_cut_from_the_end_to_the_nearest_number_of_meters() {
        let lines = ["600 @ 3200, rest 3:00", "2x400 @ goal, rest 3:00", "200 @ 800", "10 min easy"];
        let counts = [100, 95, 94, 75, 74, 50, 49, 1].map(|load| at(Session::Workout, load, &lines).join("; "));
        let [first, one, two, last] = [
            "600 at 3200 pace, 3:00 rest",
            "400 at goal pace, 3:00 rest",
            "2 × 400 at goal pace, 3:00 rest",
            "200 at 800 pace",
        ];
        let easy = "10 min easy";
        assert_eq!(
            counts,
            [
                // 1600 m in all; half of the way from 1400 to 1600 is 93.75 %.
                format!("{first}; {two}; {last}; {easy}"),
                format!("{first}; {two}; {last}; {easy}"),
                format!("{first}; {two}; {last}; {easy}"),
                // Half of the way from 1000 to 1400 is 75 %, and on a tie it is the more.
                format!("{first}; {two}; {easy}"),
                format!("{first}; {one}; {easy}"),
                format!("{first}; {one}; {easy}"),
                format!("{first}; {easy}"),
                format!("{first}; {easy}"),
            ]
        );
    }

    #[test]
    fn a_fartlek_is_cut_by_its_minutes_and_keeps_the_time_of_each_rep() {
        let lines = ["6x2:00 @ strong, easy 2:00", "10 min easy"];
        let reps = [100, 92, 91, 75, 50, 5].map(|load| at(Session::Workout, load, &lines)[0].clone());
        let said = |times: &str| format!("{times}2:00 strong, 2:00 easy");
        assert_eq!(reps, ["6 × ", "6 × ", "5 × ", "5 × ", "3 × ", ""].map(said));
        assert_eq!(at(Session::Workout, 60, &["3x10 min steady, rest 2:00"]), ["2 × 10 min steady, 2:00 rest"]);
    }

    #[test]
    fn a_run_in_minutes_within_a_workout_is_no_rep() {
        let lines = ["20-25 min steady", "4x200 @ 1600, jog 200", "10 min easy"];
        assert_eq!(at(Session::Workout, 50, &lines)[..2], ["20 to 25 min steady", "2 × 200 at 1600 pace, 200 jog"]);
        assert_eq!(at(Session::Workout, 50, &["10 min easy", "5 min steady", "5 min strong"]).len(), 3);
    }

    #[test]
    fn over_a_hundred_only_sets_of_equal_reps_grow() {
        assert_eq!(at(Session::Workout, 120, &["5x800 @ goal, rest 2:30"]), ["6 × 800 at goal pace, 2:30 rest"]);
        assert_eq!(at(Session::Workout, 109, &["5x800 @ goal, rest 2:30"]), ["5 × 800 at goal pace, 2:30 rest"]);
        // On a tie the more.
        assert_eq!(at(Session::Workout, 110, &["5x800 @ goal, rest 2:30"]), ["6 × 800 at goal pace, 2:30 rest"]);
        let ladder = ["1200 @ goal", "800 @ goal", "400 @ goal"];
        assert_eq!(at(Session::Workout, 300, &ladder).len(), 3);
        assert_eq!(at(Session::Workout, 300, &ladder)[2], "400 at goal pace");
        assert_eq!(
            at(Session::Workout, 150, &["1000 @ 5000", "4x400 @ goal", "4x200 @ 800", "10 min easy"]),
            ["1000 at 5000 pace", "7 × 400 at goal pace", "7 × 200 at 800 pace", "10 min easy"]
        );
        assert_eq!(at(Session::Workout, 1_000, &["99x100 @ goal"]), ["99 × 100 at goal pace"]);
    }

    #[test]
    fn the_fast_finish_of_a_workout_before_a_race_is_never_cut() {
        let lines = ["4x400 @ goal, rest 3:00", "2x300 = 200 @ goal + 100 @ fastest, rest 4:00", "10 min easy"];
        let half = at(Session::Hours72, 50, &lines);
        let said =
            ["2 × 400 at goal pace, 3:00 rest", "2 × 300 as 200 at goal pace, 100 fastest, 4:00 rest", "10 min easy"];
        assert_eq!(half, said);
        let one_pace = ["4x400 @ goal, rest 3:00", "2x200 @ 800, rest 4:00", "10 min easy"];
        assert_eq!(at(Session::Hours48, 50, &one_pace)[..2], [said[0], "2 × 200 at 800 pace, 4:00 rest"]);
        assert_eq!(at(Session::Hours48, 50, &["4x400 @ goal, rest 3:00"])[0], said[0]);
    }

    #[test]
    fn minutes_go_down_to_fives_and_never_below_twenty() {
        let easy = |load, line| at(Session::Easy, load, &[line]).concat();
        assert_eq!(easy(80, "40-50 min easy"), "30 to 40 min easy");
        assert_eq!(easy(99, "40-50 min easy"), "35 to 45 min easy");
        assert_eq!(easy(50, "30-40 min easy"), "20 min easy");
        assert_eq!(easy(50, "15-30 min easy"), "15 to 20 min easy");
        assert_eq!(easy(100, "33-38 min easy"), "33 to 38 min easy");
        assert_eq!(easy(120, "33-40 min easy"), "35 to 45 min easy");
        // A little more is never less.
        assert_eq!(easy(101, "33-38 min easy"), "33 to 38 min easy");
    }

    #[test]
    fn of_a_run_in_several_parts_only_the_first_gets_shorter() {
        let lines = ["20-30 min easy", "10-15 min gradually faster"];
        assert_eq!(at(Session::LongRun, 80, &lines), ["10 to 20 min easy", lines[1].replace('-', " to ").as_str()]);
        assert_eq!(at(Session::LongRun, 50, &["10 min easy", "40 min steady"])[0], "5 min easy");
        assert_eq!(at(Session::LongRun, 120, &lines)[0], "25 to 35 min easy");
        // 30 and 45 minutes become 20 and 20.
        assert_eq!(at(Session::LongRun, 52, &lines), ["10 min easy", "10 min gradually faster"]);
        assert_eq!(at(Session::LongRun, 56, &lines), ["10 min easy", "10 to 15 min gradually faster"]);
    }

    #[test]
    fn other_days_are_the_same_at_every_load() {
        for session in [Session::PreRace, Session::SpeedDevelopment, Session::Race, Session::TimeTrial] {
            let lines = ["4x150 @ goal, walk 150", "30-40 min easy"];
            assert_eq!(at(session, 50, &lines), ["4 × 150 at goal pace, 150 walk", "30 to 40 min easy"]);
        }
    }

    #[test]
    fn percentages_are_multiplied_as_they_are_and_rounded_once() {
        let third = Percent::new(90).times(Percent::new(95)).times(Percent::new(99)).times(Percent::new(80));
        // 67.716 %: of 300 minutes 203.148.
        assert_eq!(third.of_minutes(300), 203);
        assert_eq!(Percent::new(125).times(Percent::new(80)), Percent::ALL);
        assert_eq!(Percent::new(0).times(Percent::new(80)), Percent::new(0));
    }
}
