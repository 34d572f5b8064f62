//! racepace turns one season file into the weekly sheets of a track team.

pub mod diag;
pub mod domain;
pub mod library;
pub mod plan;
pub mod render;
pub mod report;
pub mod rules;
pub mod season;
pub mod sheet;
pub mod tables;
