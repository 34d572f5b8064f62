//! Which workout before a race: the rules that forbid and prefer it, and what they warn of.

pub mod r01_one_or_the_other;
pub mod r02_inside_the_season;
pub mod r03_practice_day;
pub mod r04_race_day_is_taken;
pub mod r05_pre_race_day_is_taken;
pub mod r06_rest_after_race;
pub mod r07_never_back_to_back;
pub mod r08_coach_choice;
pub mod r09_cover_the_race;
pub mod r10_short_turnaround;
pub mod r11_usual_lead;
pub mod r12_own_event;
pub mod r13_volume_by_season;
pub mod r14_no_doubling;
pub mod r15_event_limit;
pub mod r17_past_is_done;
pub mod r18_overlapping_meets;
pub mod r19_first_day_back;
pub mod r20_train_through;
pub mod r21_crowded_week;
pub mod r22_long_gap;
pub mod r23_state_limits;
