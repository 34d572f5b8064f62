//! `racepace diff`: which athletes' days differ between two season files, and why.

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::load::{self, SeasonFiles, count};
use super::wrap::wrap;
use super::{CommandError, Streams};
use crate::sheet::{ChangedDay, ChangedMeet, Difference, columns_of};

/// Show which athletes' days, times and meets differ between two season files (exit code 1 when any do)
#[derive(clap::Args)]
pub(super) struct Args {
    /// The older season file
    old: PathBuf,
    /// The newer one
    new: PathBuf,
    /// For people or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: Audience,
}

/// For whom the difference is printed.
#[derive(Clone, Copy, ValueEnum)]
enum Audience {
    /// People.
    Human,
    /// Programs.
    Json,
}

#[derive(Serialize)]
struct DiffFile<'a> {
    version: u32,
    same: bool,
    #[serde(flatten)]
    difference: &'a Difference,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let (old, new) = (load::load(args.old.clone())?, load::load(args.new.clone())?);
    let difference = ready(&old, streams)?.builder().difference(&ready(&new, streams)?.builder());
    match print_for(args.format, &difference, streams) {
        // Nobody reads anymore; the exit code still says what was found.
        Err(CommandError::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
        printed => printed?,
    }
    if difference.is_empty() { Ok(()) } else { Err(CommandError::PlansDiffer) }
}

fn print_for(audience: Audience, difference: &Difference, streams: &mut Streams) -> Result<(), CommandError> {
    match audience {
        Audience::Human => {
            print(difference, streams)?;
            if difference.is_empty() {
                writeln!(streams.out, "every athlete's days and times are the same, and every meet")?;
            }
        }
        Audience::Json => {
            let file = DiffFile { version: 1, same: difference.is_empty(), difference };
            let json = serde_json::to_string_pretty(&file).map_err(std::io::Error::from)?;
            writeln!(streams.out, "{json}")?;
        }
    }
    Ok(())
}

/// The plan of a season file. Errors in it are a failure here: exit code 1 says "different".
fn ready<'a>(files: &'a SeasonFiles, streams: &mut Streams) -> Result<&'a load::PlannedSeason, CommandError> {
    files.planned_season(streams).map_err(|error| match error {
        CommandError::SeasonErrors => {
            let (errors, _) = files.counts();
            CommandError::Failure(format!(
                "{} has {}, so there is no plan to compare",
                files.path.display(),
                count(errors, "error")
            ))
        }
        other => other,
    })
}

/// A line has so many columns.
const WIDTH: usize = 80;

/// Of one stretch of days that differ in times alone, so many are printed.
const MAX_TIMES: usize = 3;

/// Prints which meets are held otherwise, and whose days differ, and how.
pub(super) fn print(difference: &Difference, streams: &mut Streams) -> Result<(), CommandError> {
    for ChangedMeet { meet, was, now } in &difference.meets {
        let text = match (was, now) {
            (Some(was), Some(now)) => format!("{was} -> {now}"),
            (None, Some(now)) => format!("{now} (new)"),
            (was, None) => format!("{} (only in the older file)", was.as_deref().unwrap_or_default()),
        };
        write!(streams.out, "{}", wrap("", &format!("{meet}: {text}"), WIDTH))?;
    }
    for (index, changed) in difference.changed.iter().enumerate() {
        if 0 < index || !difference.meets.is_empty() {
            writeln!(streams.out)?;
        }
        write!(streams.out, "{}", wrap("", &changed.who, WIDTH))?;
        let (times, days): (Vec<&ChangedDay>, Vec<_>) = changed.days.iter().partition(|day| day.is_times_only());
        print_days(&days, streams)?;
        for stretch in times.chunk_by(|one, next| one.why == next.why) {
            print_times(stretch, streams)?;
        }
    }
    for (who, what) in [(&difference.added, "only in the newer file"), (&difference.removed, "only in the older file")]
    {
        if !who.is_empty() {
            write!(streams.out, "{}", wrap("", &format!("{what}: {}", who.join(", ")), WIDTH))?;
        }
    }
    Ok(())
}

fn print_days(days: &[&ChangedDay], streams: &mut Streams) -> Result<(), CommandError> {
    let widest = days.iter().map(|day| columns_of(&day.was_title)).max().unwrap_or(0).min(34);
    for day in days {
        let head = format!("  {:<10}  ", day.day);
        let padding = " ".repeat(widest.saturating_sub(columns_of(&day.was_title)));
        let line = format!("{head}{}{padding}  ->  {}", day.was_title, day.now_title);
        match columns_of(&line) <= WIDTH {
            true => writeln!(streams.out, "{line}")?,
            false => write!(streams.out, "{}", wrap(&head, &format!("{} -> {}", day.was_title, day.now_title), WIDTH))?,
        }
        write!(streams.out, "{}", wrap("              ", &format!("{} [{}]", day.why, day.rule), WIDTH))?;
    }
    Ok(())
}

/// Prints days that hold the same in other times, for one reason.
fn print_times(days: &[&ChangedDay], streams: &mut Streams) -> Result<(), CommandError> {
    let [first, .., last] = days else {
        let Some(only) = days.first() else { return Ok(()) };
        return print_time(only, true, streams);
    };
    print_time(first, true, streams)?;
    for day in days.iter().skip(1).take(MAX_TIMES - 1) {
        print_time(day, false, streams)?;
    }
    match days.len().saturating_sub(MAX_TIMES) {
        0 => {}
        1 => writeln!(streams.out, "  and one more day in other times, {}", last.day)?,
        more => writeln!(streams.out, "  and {more} more days in other times, through {}", last.day)?,
    }
    Ok(())
}

fn print_time(day: &ChangedDay, with_reason: bool, streams: &mut Streams) -> Result<(), CommandError> {
    let times = day.was_times.iter().zip(&day.now_times).map(|(was, now)| {
        let time = now.rsplit_once(" in ").map_or(now.as_str(), |(_, time)| time);
        format!("{was}, now {time}")
    });
    let text = format!("{}: {}", day.now_title, times.collect::<Vec<_>>().join("; "));
    write!(streams.out, "{}", wrap(&format!("  {:<10}  ", day.day), &text, WIDTH))?;
    if with_reason {
        write!(streams.out, "{}", wrap("              ", &day.why, WIDTH))?;
    }
    Ok(())
}
