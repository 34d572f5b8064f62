//! What racepace promises, as one test crate: a file for each kind of promise.
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod common;

mod build;
mod calendars;
mod change_commands;
mod changes;
mod cli;
mod golden;
mod hostile_input;
mod hostile_sheets;
mod leads;
mod news_properties;
mod nothing_lost;
mod pages;
mod past_sheets;
mod pdf;
mod plan_json;
mod problems;
mod properties;
mod readme;
mod reference;
mod remedies;
mod rules;
mod schema;
mod seasons;
mod sheets;
mod snapshot;
mod spreadsheet;
mod templates;
mod terminal;
mod tidy;
mod undated_edits;
mod weeks;
mod why_and_diff;
mod year;
