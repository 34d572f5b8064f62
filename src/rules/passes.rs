//! The passes over the board of days, in the order in which they win.

use crate::domain::calendar::RuleContext;
use crate::rules::Pass;
use crate::rules::board::{Board, PlacedLead, PlannedDay};
use crate::rules::leads::{r04_race_day_is_taken, r08_coach_choice, r09_cover_the_race};
use crate::rules::weeks::{
    r16_freed_day, w01_pre_race_day, w02_easy_after_race, w04_coachs_week, w05_displaced_workout, w07_long_run,
    w08_speed_development, w09_off_day, w10_first_day_back, w11_season_over,
};

/// Every pass. A day that is set stays set, but that an easy day may still
/// become the long run or speed development: so the earlier pass wins.
pub static PASSES: &[&Pass] = &[
    &r08_coach_choice::COACH_DAYS,
    &r04_race_day_is_taken::RACE_DAYS,
    &w09_off_day::OFF_DAYS,
    &r09_cover_the_race::LEAD_DAYS,
    &w01_pre_race_day::DAYS_BEFORE_RACES,
    &w02_easy_after_race::DAYS_AFTER_RACES,
    &w10_first_day_back::FIRST_DAYS_BACK,
    &w11_season_over::DAYS_AFTER_LAST_RACE,
    &r16_freed_day::TIME_TRIALS_TO_COME,
    // Workouts and long runs that stay come before freed days, and workouts
    // that move after them, so that none moves beside another.
    &w05_displaced_workout::WORKOUTS_IN_PLACE,
    &w07_long_run::LONG_RUNS_IN_PLACE,
    &r16_freed_day::FREED_DAYS,
    &w05_displaced_workout::WORKOUT_MOVES,
    &w05_displaced_workout::WORKOUT_SWAPS,
    &w04_coachs_week::OTHER_DAYS,
    &w07_long_run::LONG_RUNS,
    &w08_speed_development::SPEED_DAYS,
];

/// Fills the days of the season after those that are `done`, and returns them;
/// `leads` are the decisions'.
pub fn fill(cx: RuleContext, done: &[PlannedDay], leads: &[PlacedLead]) -> Vec<PlannedDay> {
    let mut board = Board::new(cx, done, leads);
    PASSES.iter().for_each(|pass| pass.0(&mut board));
    board.into_open_days()
}
