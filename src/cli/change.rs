//! `racepace cancel` and `racepace move`: one line in the season file, and
//! what it does to the plan.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{Days, Local, NaiveDate};

use super::load::{self, Loaded};
use super::temp::{self, Temp};
use super::{Stopped, Streams, diff, names};
use crate::diag::escaped;
use crate::domain::day::spoken;
use crate::domain::season::{MeetId, News, Season};
use crate::season::edit;
use crate::sheet::Difference;
use crate::tables::edit::{Edit, Unusual};
use crate::tables::short;

/// What became known about a meet.
pub(super) enum What {
    /// It is canceled.
    Cancel,
    /// It moves, or one day of it.
    Move {
        /// The new day.
        to: String,
        /// The one day that moves.
        day: Option<String>,
    },
}

/// What is to be written into which season file.
pub(super) struct Order {
    /// The meet, as the coach names it.
    pub(super) meet: String,
    /// What became known.
    pub(super) what: What,
    /// The day on which it did.
    pub(super) on: String,
    /// The season file, if one is named.
    pub(super) season: Option<PathBuf>,
    /// Show, and write nothing.
    pub(super) dry_run: bool,
}

/// So many days from the day of the news on are shown.
const DAYS_SHOWN: u64 = 8;

pub(super) fn run(order: &Order, streams: &mut Streams) -> Result<(), Stopped> {
    let before = load::load(order.season.clone())?;
    let ready = before.ready(streams)?;
    let season = &ready.checked.season;
    let meet = names::meet(season, &order.meet)?;
    let on = date(&order.on)?;
    let edit = edit(order, &before, season, meet, on)?;
    let text = edit.apply(before.text());
    let after = load::load_edited(&before.path, text.clone())?;
    let Ok(now) = after.ready(streams) else {
        writeln!(streams.err, "racepace: {} is as it was: this change cannot be", before.path.display())?;
        return Err(Stopped::Errors);
    };
    // First the file, then what is told of it: nobody may be listening anymore.
    if !order.dry_run {
        replace(&before.path, before.text().as_bytes(), text.as_bytes())?;
    }
    shown(&before.path, before.text(), &text, streams)?;
    for found in &after.findings {
        // What was warned of before is known.
        if !before.findings.iter().any(|known| (known.code, &known.message) == (found.code, &found.message)) {
            writeln!(streams.err, "{}\n", after.sources.text(found))?;
        }
    }
    let difference = ready.builder().difference(&now.builder());
    let days = |difference: &Difference| -> usize {
        difference.changed.iter().map(|alike| alike.days.len() * alike.athletes.len()).sum()
    };
    let all = days(&difference);
    let coming = difference.within(on, on + Days::new(DAYS_SHOWN - 1));
    writeln!(streams.out)?;
    diff::print(&coming, streams)?;
    match all - days(&coming) {
        0 if all == 0 => writeln!(streams.out, "no athlete's day changes")?,
        0 => {}
        later => writeln!(streams.out, "\nlater than that: {later} more days of athletes; racepace build shows all")?,
    }
    if order.dry_run {
        writeln!(streams.err, "racepace: {} is as it was (--dry-run)", before.path.display())?;
        return Ok(());
    }
    writeln!(streams.err, "racepace: {} is changed; racepace build makes the sheets", before.path.display())?;
    Ok(())
}

/// The edit for an order, or why it makes no sense.
fn edit(order: &Order, before: &Loaded, season: &Season, id: MeetId, on: NaiveDate) -> Result<Edit, Stopped> {
    let text = before.text();
    let meet = season.meet(id);
    if let Some(canceled) = meet.changes.iter().find(|change| change.news == News::Canceled) {
        let known = spoken(season.date(canceled.known));
        return Err(Stopped::Trouble(format!("{} is canceled already; that became known on {known}", meet.name)));
    }
    // The change that became known last holds: an earlier one would change nothing now.
    if let Some(later) = meet.changes.last().filter(|change| season.day(on) < change.known) {
        let known = spoken(season.date(later.known));
        let what =
            format!("{} was moved already, which became known on {known}: --on cannot be before that", meet.name);
        return Err(Stopped::Trouble(what));
    }
    // Whoever names a meet of several days by one of them may mean that day alone.
    let alone = matches!(&order.what, What::Move { day: Some(_), .. });
    let (named, days) = (order.meet.trim().parse::<NaiveDate>(), meet.timetable().days().count());
    if let (Ok(named), false, 2..) = (named, alone, days) {
        let what = match &order.what {
            What::Move { .. } => {
                format!("add --day {named} to move that day alone, or name the meet to move all of it")
            }
            What::Cancel => "name the meet to cancel all of it".to_owned(),
        };
        return Err(Stopped::Trouble(format!("{} is held on several days: {what}", meet.name)));
    }
    let edit = match &order.what {
        What::Cancel => edit::cancel(text, id, on),
        What::Move { to, day } => edit::move_to(text, id, day.as_deref().map(date).transpose()?, date(to)?, on),
    };
    edit.map_err(|Unusual { at }| {
        let line = text[..at].matches('\n').count() + 1;
        let path = before.path.display();
        Stopped::Trouble(format!(
            "{path}:{line}: {} is written in a way that only you can change; edit it by hand",
            meet.name
        ))
    })
}

/// A date as it is typed, or `today`.
fn date(asked: &str) -> Result<NaiveDate, Stopped> {
    if asked.trim().eq_ignore_ascii_case("today") {
        return Ok(Local::now().date_naive());
    }
    asked
        .trim()
        .parse()
        .map_err(|_| Stopped::Trouble(format!("\"{}\" is no date: write it as 2026-05-01, or today", short(asked))))
}

/// Prints the lines in which the file differs, as they were and as they are, with their numbers.
fn shown(path: &Path, was: &str, now: &str, streams: &mut Streams) -> Result<(), Stopped> {
    let (was, now): (Vec<&str>, Vec<&str>) = (was.lines().collect(), now.lines().collect());
    let same = |(was, now): &(&&str, &&str)| was == now;
    let before = was.iter().zip(&now).take_while(same).count();
    let after = was[before..].iter().rev().zip(now[before..].iter().rev()).take_while(same).count();
    writeln!(streams.out, "{}", path.display())?;
    for (sign, lines) in [('-', &was), ('+', &now)] {
        for (index, line) in lines.iter().enumerate().take(lines.len() - after).skip(before) {
            writeln!(streams.out, "{:>5} {sign} {}", index + 1, escaped(line))?;
        }
    }
    Ok(())
}

/// Puts `new` in the place of a file that still holds `old`: whole, or not at all.
fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Stopped> {
    let trouble = |error: io::Error| Stopped::Trouble(format!("{} cannot be changed: {error}", path.display()));
    // A link stays a link: the file that it leads to is replaced.
    let place = fs::canonicalize(path).map_err(trouble)?;
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(temp::SUFFIX);
    let beside = place.with_file_name(name);
    let permissions = fs::metadata(&place).map_err(trouble)?.permissions();
    if permissions.readonly() {
        return Err(Stopped::Trouble(format!("{} cannot be changed: it is read-only", path.display())));
    }
    // A run that was killed may have left one.
    let _ = fs::remove_file(&beside);
    let (mut file, temp) = Temp::create(&beside).map_err(trouble)?;
    file.write_all(new).map_err(trouble)?;
    file.set_permissions(permissions).map_err(trouble)?;
    file.sync_all().map_err(trouble)?;
    drop(file);
    if fs::read(&place).map_err(trouble)? != old {
        return Err(Stopped::Trouble(format!("{} was changed by somebody else meanwhile; try again", path.display())));
    }
    temp.rename(&place).map_err(trouble)
}
