//! `racepace check`: every problem at once.

use clap::ValueEnum;

use super::load::{Loaded, SeasonArg, count};
use super::{CommandError, Streams};

/// Show every problem of a season file at once
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    season: SeasonArg,
    /// For people, for programs, or for a GitHub workflow
    #[arg(long, value_enum, default_value = "human")]
    format: Audience,
}

/// For whom the problems are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Audience {
    /// People.
    Human,
    /// Programs: a JSON list.
    Json,
    /// A GitHub workflow.
    Github,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let loaded = args.season.load()?;
    match args.format {
        Audience::Human => human(&loaded, streams)?,
        Audience::Json => {
            let list: Vec<_> = loaded.findings.iter().map(|found| loaded.sources.json(found)).collect();
            let json = serde_json::to_string_pretty(&list).map_err(std::io::Error::from)?;
            writeln!(streams.out, "{json}")?;
        }
        Audience::Github => {
            for found in &loaded.findings {
                writeln!(streams.out, "{}", loaded.sources.github(found))?;
            }
        }
    }
    match loaded.ready {
        Some(_) => Ok(()),
        None => Err(CommandError::SeasonErrors),
    }
}

fn human(loaded: &Loaded, streams: &mut Streams) -> Result<(), CommandError> {
    for found in &loaded.findings {
        writeln!(streams.out, "{}\n", loaded.sources.text(found))?;
    }
    let (errors, warnings) = loaded.counts();
    let found = match (errors, warnings) {
        (0, 0) => "nothing is wrong".to_owned(),
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        (errors, warnings) => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
    };
    let what = loaded.ready.as_ref().map(|ready| {
        let season = &ready.checked.season;
        format!(
            " ({}, {}, {})",
            count(season.athletes.len(), "athlete"),
            count(season.meets.len(), "meet"),
            count(ready.plan.calendar.weeks.len(), "week")
        )
    });
    writeln!(streams.out, "{}: {found}{}", loaded.path.display(), what.unwrap_or_default())?;
    Ok(())
}
