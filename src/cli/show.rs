//! `racepace show`: print without writing.

use super::color::color;
use super::load::SeasonArg;
use super::weeks::weeks;
use super::{CommandError, Streams, dates, names};
use crate::render;

/// Print weeks without writing anything
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    season: SeasonArg,
    /// Which weeks: a date, a number, "this" or "all"
    #[arg(long, value_name = "DATE|N|this|all", default_value = "all")]
    week: String,
    /// One athlete's pages instead of the team's; a part of the name is enough
    #[arg(long, value_name = "NAME")]
    athlete: Option<String>,
}

/// On a narrower terminal nothing lines up anymore; lines longer than the
/// widest are hard to read.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let files = args.season.load()?;
    let planned_season = files.planned_season(streams)?;
    let mut builder = planned_season.builder();
    if let Some(columns) = streams.terminal.columns {
        builder.text_width = columns.clamp(NARROWEST, WIDEST);
    }
    let athlete = args.athlete.as_ref().map(|name| names::athlete(&builder, name)).transpose()?;
    for (index, week) in weeks(&builder, &args.week, dates::today())?.into_iter().enumerate() {
        let text = match athlete {
            Some(id) => render::athlete_week_text(&builder, &planned_season.templates, id, week),
            None => render::team_week_text(&builder, &planned_season.templates, week),
        };
        match text {
            Ok(text) => write!(streams.out, "{}{}", if index == 0 { "" } else { "\n\n" }, color(&text))?,
            Err(found) => return files.template_error(&found, streams),
        }
    }
    Ok(())
}
