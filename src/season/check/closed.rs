//! `[[closed]]`.

use super::{Context, MAX_MEETS, Stretch, entries};
use crate::domain::season::Closed;
use crate::season::keys;
use crate::tables::Table;

pub(super) fn closed(file: &Table, cx: Context) -> Vec<Closed> {
    let mut closed = Vec::new();
    for table in entries(file, &keys::CLOSED, MAX_MEETS) {
        let why = table.value(&keys::CLOSED_WHY);
        let known = cx.known(&table, &keys::CLOSED_KNOWN);
        let days = Stretch::read(&table, "the closed days", [&keys::CLOSED_FROM, &keys::CLOSED_THROUGH]);
        let Some(days) = days else { continue };
        // One wrong year is one problem.
        if known.as_ref().is_none_or(|known| known.value <= cx.bounds.end) {
            days.check_length(&table, "the closed days", cx.bounds);
        }
        days.check_known(&table, "the closed days begin", keys::CLOSED_FROM.name, known.as_ref());
        closed.push(Closed {
            from: cx.bounds.day(days.from.value),
            through: cx.bounds.day(days.through.value),
            why,
            known: cx.day_known(known.as_ref()),
        });
    }
    closed
}
