//! What is true of a season: athletes, meets, days, paces and workouts.
//!
//! Nothing here knows where it was typed (that is `season`), what is decided
//! from it (`plan`) or how it looks (`sheet`).

pub mod athlete;
pub mod calendar;
pub mod day;
pub mod event;
pub mod history;
pub mod lead;
pub mod meet;
pub mod name;
pub mod news;
pub mod output;
pub mod overrides;
pub mod pace;
pub mod season;
pub mod session;
pub mod warning;
pub mod workout;
