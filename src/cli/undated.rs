//! What a build says of days that are over and read otherwise than before.

use super::load::count;
use super::wrap::wrap;
use super::{CommandError, Streams};
use crate::sheet::{Listed, UndatedEdit, columns_of};
use crate::tables::edit::quoted;

/// A line has so many columns.
const WIDTH: usize = 80;

/// So many days of the same athletes are told.
const MAX_DAYS: usize = 5;
/// So many such groups of athletes are told.
const MAX_EDITS: usize = 8;
/// More athletes than these are not proposed by name.
const MAX_NAMED: usize = 6;

/// Prints the days, the athletes, what they read, and what to write instead.
pub(super) fn print(edits: &[UndatedEdit], streams: &mut Streams) -> Result<(), CommandError> {
    let Some(known) = edits.iter().map(|edit| edit.known).min() else { return Ok(()) };
    let err = &mut streams.err;
    writeln!(err, "racepace: days that are over read differently than in the last build:")?;
    for edit in edits.iter().take(MAX_EDITS) {
        write!(err, "{}", wrap("  ", &edit.who, WIDTH))?;
        let widest = edit.days.iter().take(MAX_DAYS).map(|(_, was, _)| columns_of(was)).max().unwrap_or(0);
        for (day, was, now) in edit.days.iter().take(MAX_DAYS) {
            let padding = " ".repeat(widest.saturating_sub(columns_of(was)));
            write!(err, "{}", wrap(&format!("    {day:<10}  {was}{padding}  ->  "), now, WIDTH))?;
        }
        if let more @ 1.. = edit.days.len().saturating_sub(MAX_DAYS) {
            writeln!(err, "    and {more} more")?;
        }
    }
    if let more @ 1.. = edits.len().saturating_sub(MAX_EDITS) {
        let athletes = edits.iter().skip(MAX_EDITS).map(|edit| edit.athletes.len()).sum();
        writeln!(err, "  and {}, alike in {more} ways", count(athletes, "more athlete"))?;
    }
    let all = |listed: Listed| edits.iter().all(|edit| edit.listed == listed);
    let text = "Days that were run stay as they were when the file says since when a thing is known.";
    let (only_new, only_gone) = (all(Listed::OnlyNow), all(Listed::OnlyBefore));
    if !only_gone {
        write!(err, "{}", wrap("  ", &format!("{text} In an entry that is new, write"), WIDTH))?;
        writeln!(err, "    known = {known}")?;
    }
    if only_new {
        writeln!(err)?;
        return Ok(());
    }
    let text = if only_gone {
        format!("{text} Put the entry back, and write at the end of the file")
    } else {
        "If you edited an older entry, change it back, and write at the end of the file, with what is new,".to_owned()
    };
    write!(err, "{}", wrap("  ", &text, WIDTH))?;
    writeln!(err, "    [[news]]\n    known = {known}")?;
    let mut athletes: Vec<&String> = edits.iter().flat_map(|edit| &edit.athletes).collect();
    athletes.sort_unstable();
    athletes.dedup();
    if athletes.len() <= MAX_NAMED {
        let names: Vec<String> = athletes.into_iter().map(|name| quoted(name)).collect();
        writeln!(err, "    athletes = [{}]", names.join(", "))?;
        // They were with the team until the day before.
        if let (true, Some(last)) = (only_gone, known.pred_opt()) {
            writeln!(err, "    until = {last}")?;
        } else {
            writeln!(err, "  or, of a meet, meet = with its name")?;
        }
    } else {
        writeln!(err, "  and meet = with its name, or athletes = with their names")?;
    }
    writeln!(err)?;
    Ok(())
}
