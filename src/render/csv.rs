//! `plan.csv`: the plan for spreadsheets, a row for each athlete and day.
//!
//! It begins with a byte order mark, without which Excel mistakes UTF-8 for
//! something else, and its lines end as RFC 4180 asks. A spreadsheet runs a
//! cell that looks like a formula, so none does: see [`without_formula`].

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::days;
use crate::domain::day::{Day, short};
use crate::plan::SharedPlan;
use crate::sheet::SheetBuilder;

/// The columns, each with its head. The first three are the athlete's, the
/// others the day's.
const HEAD: [&str; 14] = [
    "athlete", "group", "event", "date", "weekday", "week", "session", "meet", "title", "workout", "run", "note",
    "rules", "why",
];

/// A day of a shared plan: the cells from the fourth on.
type Cells = [String; HEAD.len() - 3];

/// Writes the whole file. Names are as typed.
///
/// # Errors
///
/// When `out` does.
pub(super) fn write(builder: &SheetBuilder, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    rows.write_record(HEAD)?;
    let cells = |shared| cells(builder, shared);
    days::each_athlete(builder, cells, |id, days| {
        days.iter().enumerate().try_for_each(|(index, day)| {
            let athlete = builder.athlete_on(id, Day::at(index));
            let group = athlete.group.map_or("", |group| builder.season.group(group));
            let name = athlete.name.as_str();
            let athlete_cells = [without_formula(name), without_formula(group), athlete.event.as_str().into()];
            let athlete_cells = athlete_cells.iter().map(|cell| cell.as_bytes());
            rows.write_record(athlete_cells.chain(day.iter().map(|cell| cell.as_bytes())))
        })
    })?;
    rows.flush()
}

fn cells(builder: &SheetBuilder, shared: &SharedPlan) -> Vec<Cells> {
    let weeks = builder.weeks().iter().flat_map(|week| week.days().map(|day| (day, week.number)));
    let days = days::day_texts(builder, shared).into_iter().zip(weeks);
    let cells = days.map(|(text, (day, week))| {
        let sheet = builder.cell(shared, day);
        [
            text.date,
            weekday(builder, day),
            week.to_string(),
            text.session.as_str().to_owned(),
            text.meet.unwrap_or_default().to_owned(),
            text.title,
            text.workout.unwrap_or_default().to_owned(),
            sheet.lines.join("; "),
            sheet.notes.join("; "),
            text.rules.join(" "),
            text.why,
        ]
        // A number and its unit stay together on a sheet; here they have to be found by a search.
        .map(|cell| without_formula(&cell.replace('\u{a0}', " ")).into_owned())
    });
    cells.collect()
}

/// `Mon`.
fn weekday(builder: &SheetBuilder, day: Day) -> String {
    short(builder.season.date(day)).chars().take_while(|c| *c != ' ').collect()
}

/// The cell with an apostrophe before what a spreadsheet might take for a
/// formula: its beginning, and what follows a semicolon, at which spreadsheets
/// of some countries cut lines apart. Taking off the apostrophes before what
/// looks like a formula gives the text as it was.
fn without_formula(cell: &str) -> Cow<'_, str> {
    if !cell.split(';').any(is_live) {
        return cell.into();
    }
    let parts = cell.split(';').map(|part| if is_live(part) { format!("'{part}") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join(";").into()
}

/// True when a spreadsheet might run the cell. Some overlook spaces and quotes
/// before the sign, and take its wide form for the sign itself.
fn is_live(cell: &str) -> bool {
    let sign = cell.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}', '"', '\'']).chars().next();
    sign.is_some_and(|sign| "=+-@\t\r\n＝＋－＠".contains(sign))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_like_a_formula_gets_an_apostrophe_and_nothing_else_does() {
        for live in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", " =1", "\"=1", "'=1", "＝1", "\u{a0}-1", "-"] {
            assert_eq!(without_formula(live), format!("'{live}"), "{live:?}");
        }
        assert_eq!(without_formula("Ana;=1+1;x; -2"), "Ana;'=1+1;x;' -2");
        for plain in ["", " ", "'", "O'Neil", "'twas", "48-hour", "a=b", "3 × 400", "–", "\"x\""] {
            assert_eq!(without_formula(plain), plain, "{plain:?}");
        }
    }

    proptest! {
        #[test]
        fn a_cell_is_never_live_and_gives_its_text_back(text in "[ '\"=+@\t\r\n＝a,;-]{0,6}|.*") {
            let cell = without_formula(&text);
            let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
            writer.write_record(["first", &*cell]).unwrap();
            let bytes = writer.into_inner().unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let read = reader.records().next().unwrap().unwrap();
            prop_assert_eq!((&read[0], &read[1], read.len()), ("first", &*cell, 2));
            prop_assert!(cell.split(';').all(|part| part.starts_with('\'') || !is_live(part)));
            // Nobody needs to know the text to take the apostrophes off.
            let plain = |part: &str| part.strip_prefix('\'').filter(|rest| is_live(rest)).unwrap_or(part).to_owned();
            let known = cell.split(';').map(plain).collect::<Vec<_>>().join(";");
            prop_assert_eq!(known, text);
        }
    }
}
