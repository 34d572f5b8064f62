//! What `[[meets]]` said once and `[[news]]` says now: `moved` and `canceled`.

use chrono::NaiveDate;

use crate::diag::codes::SAID_IN_NEWS;
use crate::season::keys;
use crate::tables::{AnyKey, Table};

/// Says how news says what a meet has under a key that is no more. `shares_its_name` is true when another
/// meet has the same name.
pub(super) fn keys(table: &Table, name: &str, shares_its_name: bool) {
    let date = table.typed(&keys::MEET_DATE).map(str::to_owned);
    let day = date.clone().filter(|_| shares_its_name);
    if table.has(&keys::MEET_CANCELED) {
        let typed = table.typed(&keys::MEET_CANCELED).unwrap_or_default().trim_matches('"');
        let is_date = typed.parse::<NaiveDate>().is_ok();
        if typed == "false" {
            report(table, &keys::MEET_CANCELED, "a meet is held unless news cancels it", "remove the line".to_owned());
        } else {
            let known = if is_date { Some(typed.to_owned()) } else { date.clone() };
            let block = block(known, name, day.as_deref(), "canceled = true");
            report(table, &keys::MEET_CANCELED, "that a meet is canceled is news", block);
        }
    }
    if table.has(&keys::MEET_MOVED) {
        let mut blocks = Vec::new();
        for moved in table.value(&keys::MEET_MOVED).unwrap_or_default() {
            let date_of = |key: &dyn AnyKey| moved.typed(key).map(str::to_owned);
            let Some(to) = date_of(&keys::MOVED_TO) else { continue };
            let day = date_of(&keys::MOVED_DAY).or_else(|| day.clone());
            let known = date_of(&keys::MOVED_ON).or_else(|| date.clone());
            blocks.push(block(known, name, day.as_deref(), &format!("date = {to}")));
        }
        if blocks.is_empty() {
            blocks.push(block(date.clone(), name, day.as_deref(), "date = 2026-04-22"));
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

fn block(known: Option<String>, name: &str, day: Option<&str>, says: &str) -> String {
    let known = known.unwrap_or_else(|| "2026-04-10".to_owned());
    let day = day.map(|day| format!("day = {day}\n")).unwrap_or_default();
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("[[news]]\nknown = {known}\nmeet = \"{name}\"\n{day}{says}")
}
