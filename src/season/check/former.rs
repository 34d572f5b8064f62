//! What `[[meets]]` said once and `[[news]]` says now: `moved` and `canceled`.

use chrono::{NaiveDate, TimeDelta};

use crate::diag::codes::SAID_IN_NEWS;
use crate::season::keys;
use crate::tables::{AnyKey, Table};

/// So many moves are put into the words of news.
const MAX_BLOCKS: usize = 5;

/// Says how news says what a meet has under a key that is no more. `shares_its_name` is true when another
/// meet has the same name.
pub(super) fn keys(table: &Table, name: &str, shares_its_name: bool) {
    let date = date_of(table, &keys::MEET_DATE);
    let day = date.filter(|_| shares_its_name);
    if table.has(&keys::MEET_CANCELED) {
        if table.typed(&keys::MEET_CANCELED) == Some("false") {
            report(table, &keys::MEET_CANCELED, "a meet is held unless news cancels it", "remove the line".to_owned());
        } else {
            let known = date_of(table, &keys::MEET_CANCELED).or(date);
            let block = block(known, name, day, "canceled = true");
            report(table, &keys::MEET_CANCELED, "that a meet is canceled is news", block);
        }
    }
    if table.has(&keys::MEET_MOVED) {
        let mut blocks: Vec<String> = date_of(table, &keys::MEET_MOVED)
            .map(|to| block(date.map(|date| date.min(to)), name, day, &format!("date = {to}")))
            .into_iter()
            .collect();
        let others = if blocks.is_empty() { table.value(&keys::MEET_MOVED).unwrap_or_default() } else { Vec::new() };
        for moved in others.iter().take(MAX_BLOCKS) {
            let Some(to) = date_of(moved, &keys::MOVED_TO) else { continue };
            let known = date_of(moved, &keys::MOVED_ON).or(date);
            blocks.push(block(known, name, date_of(moved, &keys::MOVED_DAY).or(day), &format!("date = {to}")));
        }
        if blocks.is_empty() {
            let new = date.map_or_else(|| "2026-04-22".to_owned(), |date| (date + TimeDelta::days(7)).to_string());
            blocks.push(block(date, name, day, &format!("date = {new}")));
        }
        report(table, &keys::MEET_MOVED, "that a meet is moved is news", blocks.join("\n\n"));
    }
}

fn report(table: &Table, key: &dyn AnyKey, message: &str, remedy: String) {
    let remedy = if remedy.starts_with('[') {
        format!("remove the line, and write at the end of the file:\n{remedy}")
    } else {
        remedy
    };
    table.push(SAID_IN_NEWS.at(table.place_of(key), message).help(remedy));
}

/// The date that was typed for a key, right away or in quotes.
fn date_of(table: &Table, key: &dyn AnyKey) -> Option<NaiveDate> {
    table.typed(key)?.trim_matches(['"', '\'']).parse().ok()
}

fn block(known: Option<NaiveDate>, name: &str, day: Option<NaiveDate>, says: &str) -> String {
    let known = known.map_or_else(|| "2026-04-10".to_owned(), |known| known.to_string());
    let day = day.map(|day| format!("day = {day}\n")).unwrap_or_default();
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("[[news]]\nknown = {known}\nmeet = \"{name}\"\n{day}{says}")
}
