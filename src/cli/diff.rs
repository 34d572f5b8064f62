//! `racepace diff`: which athletes' days differ between two season files, and why.

use std::path::PathBuf;

use clap::ValueEnum;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::lines::wrapped;
use super::load::{self, Loaded, count};
use super::{Stopped, Streams};
use crate::sheet::Difference;

/// For whom the difference is printed.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Form {
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

/// Returns whether the plans are the same.
pub(super) fn run(old: PathBuf, new: PathBuf, form: Form, streams: &mut Streams) -> Result<bool, Stopped> {
    let (old, new) = (load::load(Some(old))?, load::load(Some(new))?);
    let difference = ready(&old, streams)?.builder().difference(&ready(&new, streams)?.builder());
    let printed = tell(&difference, form, streams);
    match printed {
        // Nobody listens anymore; the exit code still says what was found.
        Err(Stopped::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
        printed => printed?,
    }
    Ok(difference.is_empty())
}

fn tell(difference: &Difference, form: Form, streams: &mut Streams) -> Result<(), Stopped> {
    match form {
        Form::Human => {
            print(difference, streams)?;
            if difference.is_empty() {
                writeln!(streams.out, "every athlete's days are the same")?;
            }
        }
        Form::Json => {
            let file = DiffFile { version: 1, same: difference.is_empty(), difference };
            let json = serde_json::to_string_pretty(&file).map_err(std::io::Error::from)?;
            writeln!(streams.out, "{json}")?;
        }
    }
    Ok(())
}

/// The plan of a season file. Errors in it are trouble here: exit code 1 says "different".
fn ready<'a>(loaded: &'a Loaded, streams: &mut Streams) -> Result<&'a load::Ready, Stopped> {
    loaded.ready(streams).map_err(|stopped| match stopped {
        Stopped::Errors => {
            let (errors, _) = loaded.counts();
            Stopped::Trouble(format!(
                "{} has {}, so there is no plan to compare",
                loaded.path.display(),
                count(errors, "error")
            ))
        }
        other => other,
    })
}

/// Prints who has which days otherwise.
pub(super) fn print(difference: &Difference, streams: &mut Streams) -> Result<(), Stopped> {
    for (index, alike) in difference.changed.iter().enumerate() {
        if 0 < index {
            writeln!(streams.out)?;
        }
        write!(streams.out, "{}", wrapped("", &alike.who, 80))?;
        let widest = alike.days.iter().map(|day| day.was_title.width()).max().unwrap_or(0).min(34);
        for day in &alike.days {
            let padding = " ".repeat(widest.saturating_sub(day.was_title.width()));
            writeln!(streams.out, "  {:<10}  {}{padding}  ->  {}", day.day, day.was_title, day.now_title)?;
            write!(streams.out, "{}", wrapped("              ", &format!("{} [{}]", day.why, day.rule), 80))?;
        }
    }
    for (who, what) in [(&difference.added, "only in the newer file"), (&difference.removed, "only in the older file")]
    {
        if !who.is_empty() {
            write!(streams.out, "{}", wrapped("", &format!("{what}: {}", who.join(", ")), 80))?;
        }
    }
    Ok(())
}
