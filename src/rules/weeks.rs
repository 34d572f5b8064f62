//! The rest of the week: the rules that fill the board.

pub mod r16_freed_day;
pub mod w01_pre_race_day;
pub mod w02_easy_after_race;
pub mod w03_hard_easy;
pub mod w04_coachs_week;
pub mod w05_displaced_workout;
pub mod w06_hard_days;
pub mod w07_long_run;
pub mod w08_speed_development;
pub mod w09_off_day;
pub mod w10_first_day_back;
pub mod w11_season_over;
pub mod w12_progression;
pub mod w13_two_kinds;
pub mod w14_taper;
pub mod w15_load;
