//! `racepace check`: every problem at once, and the season read back.

use clap::ValueEnum;

use super::load::{SeasonArg, SeasonFiles, count};
use super::{CommandError, Streams, readback};

/// Show every problem of a season file at once, and read the season back
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
    let files = args.season.load()?;
    match args.format {
        Audience::Human => human(&files, streams)?,
        Audience::Json => {
            let list: Vec<_> = files.findings.iter().map(|found| files.sources.json(found)).collect();
            let json = serde_json::to_string_pretty(&list).map_err(std::io::Error::from)?;
            writeln!(streams.out, "{json}")?;
        }
        Audience::Github => {
            for found in &files.findings {
                writeln!(streams.out, "{}", files.sources.github(found))?;
            }
        }
    }
    match files.planned_season {
        Some(_) => Ok(()),
        None => Err(CommandError::SeasonErrors),
    }
}

fn human(files: &SeasonFiles, streams: &mut Streams) -> Result<(), CommandError> {
    for found in &files.findings {
        writeln!(streams.out, "{}\n", files.sources.text(found))?;
    }
    let (errors, warnings) = files.counts();
    let found = match (errors, warnings) {
        (0, 0) => "nothing is wrong".to_owned(),
        (0, warnings) => count(warnings, "warning"),
        (errors, 0) => count(errors, "error"),
        (errors, warnings) => format!("{} and {}", count(errors, "error"), count(warnings, "warning")),
    };
    if let Some(planned_season) = &files.planned_season {
        readback::print(&planned_season.builder(), streams)?;
    }
    let what = files.planned_season.as_ref().map(|planned_season| {
        let season = planned_season.checked.history.latest();
        format!(
            " ({}, {}, {})",
            count(season.athlete_ids().count(), "athlete"),
            count(season.meets_with_ids().count(), "meet"),
            count(planned_season.plan.calendar.weeks.len(), "week")
        )
    });
    writeln!(streams.out, "{}: {found}{}", files.path.display(), what.unwrap_or_default())?;
    Ok(())
}
