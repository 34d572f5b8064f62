//! `racepace diff`: which athletes' days differ between two season files, and why.

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;

use super::load::{self, SeasonFiles, count};
use super::wrap::wrap;
use super::{CommandError, Streams};
use crate::sheet::{Difference, columns_of};

/// Show which athletes' days differ between two season files (exit code 1 when any do)
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
                writeln!(streams.out, "every athlete's days are the same")?;
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

/// Prints whose days differ, and how.
pub(super) fn print(difference: &Difference, streams: &mut Streams) -> Result<(), CommandError> {
    for (index, alike) in difference.changed.iter().enumerate() {
        if 0 < index {
            writeln!(streams.out)?;
        }
        write!(streams.out, "{}", wrap("", &alike.who, 80))?;
        let widest = alike.days.iter().map(|day| columns_of(&day.was_title)).max().unwrap_or(0).min(34);
        for day in &alike.days {
            let padding = " ".repeat(widest.saturating_sub(columns_of(&day.was_title)));
            writeln!(streams.out, "  {:<10}  {}{padding}  ->  {}", day.day, day.was_title, day.now_title)?;
            write!(streams.out, "{}", wrap("              ", &format!("{} [{}]", day.why, day.rule), 80))?;
        }
    }
    for (who, what) in [(&difference.added, "only in the newer file"), (&difference.removed, "only in the older file")]
    {
        if !who.is_empty() {
            write!(streams.out, "{}", wrap("", &format!("{what}: {}", who.join(", ")), 80))?;
        }
    }
    Ok(())
}
