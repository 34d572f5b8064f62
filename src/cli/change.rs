//! What `racepace cancel` and `racepace move` do: one line in the season file,
//! and what it changes in the plan.

use std::path::Path;

use chrono::{Days, Local, NaiveDate};

use super::load::{self, SeasonArg, SeasonFiles};
use super::{CommandError, Streams, diff, names};
use crate::diag::escaped;
use crate::domain::day::spoken;
use crate::domain::ids::MeetId;
use crate::domain::season::{News, Season};
use crate::publish::{Lock, replace_file};
use crate::season::edit;
use crate::sheet::Difference;
use crate::tables::edit::{Edit, Unusual};
use crate::tables::short;

// No doc comment: it would be the help of the commands that have these arguments.
#[derive(clap::Args)]
pub(super) struct MeetArgs {
    /// The meet; its date or a part of its name is enough
    meet: String,
    #[command(flatten)]
    season: SeasonArg,
    /// The day on which it became known: 2026-05-01, or today
    #[arg(long, value_name = "DATE")]
    on: String,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What became known about a meet.
pub(super) enum Change {
    /// It is canceled.
    Cancel,
    /// It moves, or one day of it.
    Move {
        /// The new day.
        to: NaiveDate,
        /// The one day that moves.
        day: Option<NaiveDate>,
    },
}

/// So many days from the day of the news on are shown.
const DAYS_SHOWN: u64 = 8;

pub(super) fn run(args: &MeetArgs, change: &Change, streams: &mut Streams) -> Result<(), CommandError> {
    let path = args.season.find()?;
    let on = date(&args.on)?;
    // From here to the new file nobody else writes it.
    let lock = if args.dry_run { None } else { lock(&path)? };
    let before = load::load(path)?;
    let planned_season = before.planned_season(streams)?;
    let season = &planned_season.checked.season;
    let meet = names::meet(season, &args.meet)?;
    let edit = edit(args, change, &before, season, meet, on)?;
    let text = edit.apply(before.text());
    let after = load::load_edited(&before.path, text.clone())?;
    let Ok(now) = after.planned_season(streams) else {
        let path = before.path.display();
        writeln!(streams.err, "racepace: {path} is as it was: this change was not made because of the problems above")?;
        return Err(CommandError::SeasonErrors);
    };
    // First the file, then what is printed about it: nobody may be reading anymore.
    if !args.dry_run {
        replace_file(&before.path, before.text().as_bytes(), text.as_bytes())?;
    }
    drop(lock);
    print_edit(&before.path, before.text(), &text, streams)?;
    for found in &after.findings {
        // Warnings that the file had before are not repeated.
        if !before.findings.iter().any(|known| (known.code, &known.message) == (found.code, &found.message)) {
            writeln!(streams.err, "{}\n", after.sources.text(found))?;
        }
    }
    let difference = planned_season.builder().difference(&now.builder());
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
        later => writeln!(streams.out, "\n{later} more athlete days change after that; racepace build shows them all")?,
    }
    if args.dry_run {
        writeln!(streams.err, "racepace: {} is as it was (--dry-run)", before.path.display())?;
        return Ok(());
    }
    writeln!(streams.err, "racepace: {} is changed; run racepace build to make the sheets", before.path.display())?;
    Ok(())
}

/// Takes the season file; where there is none, reading it says so.
fn lock(path: &Path) -> Result<Option<Lock>, CommandError> {
    if path.is_file() { Ok(Some(Lock::of_file(path)?)) } else { Ok(None) }
}

/// The edit for a change, or why it makes no sense.
fn edit(
    args: &MeetArgs,
    change: &Change,
    before: &SeasonFiles,
    season: &Season,
    id: MeetId,
    on: NaiveDate,
) -> Result<Edit, CommandError> {
    let text = before.text();
    let meet = season.meet(id);
    if let Some(canceled) = meet.changes.iter().find(|change| change.news == News::Canceled) {
        let known = spoken(season.date(canceled.known));
        return Err(CommandError::Failure(format!("{} is already canceled, which became known on {known}", meet.name)));
    }
    // The change that became known last holds: an earlier one would change nothing now.
    if let Some(later) = meet.changes.last().filter(|change| season.day(on) < change.known) {
        let known = spoken(season.date(later.known));
        let what =
            format!("{} was already moved, which became known on {known}; --on cannot be before that", meet.name);
        return Err(CommandError::Failure(what));
    }
    // Whoever names a meet of several days by one of them may mean that day alone.
    let alone = matches!(change, Change::Move { day: Some(_), .. });
    let (named, days) = (args.meet.trim().parse::<NaiveDate>(), meet.timetable().days().count());
    if let (Ok(named), false, 2..) = (named, alone, days) {
        let what = match change {
            Change::Move { .. } => {
                format!("add --day {named} to move that day alone, or name the meet to move all of it")
            }
            Change::Cancel => "name the meet to cancel all of it".to_owned(),
        };
        return Err(CommandError::Failure(format!("{} is held on several days: {what}", meet.name)));
    }
    let edit = match *change {
        Change::Cancel => edit::cancel(text, id, on),
        Change::Move { to, day } => edit::move_to(text, id, day, to, on),
    };
    edit.map_err(|Unusual { at }| {
        let line = text[..at].matches('\n').count() + 1;
        let path = before.path.display();
        CommandError::Failure(format!(
            "{path}:{line}: {} is written in a way that only you can change; edit it by hand",
            meet.name
        ))
    })
}

/// A date as it is typed, or `today`.
pub(super) fn date(asked: &str) -> Result<NaiveDate, CommandError> {
    if asked.trim().eq_ignore_ascii_case("today") {
        return Ok(Local::now().date_naive());
    }
    asked
        .trim()
        .parse()
        .map_err(|_| CommandError::Failure(format!("\"{}\" is not a date; write 2026-05-01, or today", short(asked))))
}

/// Prints the lines in which the file differs, as they were and as they are, with their numbers.
fn print_edit(path: &Path, was: &str, now: &str, streams: &mut Streams) -> Result<(), CommandError> {
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
