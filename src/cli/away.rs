//! `racepace away`: an athlete is away.

use chrono::NaiveDate;

use super::change::{self, Change, ChangeArgs};
use super::load::SeasonArg;
use super::{CommandError, Streams, dates};
use crate::season::edit::{Addition, Through};
use crate::sheet::SheetBuilder;

/// Write into the season file that an athlete is away, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    /// The athlete; a part of the name is enough
    athlete: String,
    /// The first day: 2026-05-01, today, tomorrow or a weekday
    from: String,
    /// The last day, or "back" for until they are back [default: the first day]
    #[arg(value_name = "THROUGH|back")]
    through: Option<String>,
    #[command(flatten)]
    season: SeasonArg,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let (through, season) = change::split_off_file(args.through.as_deref(), &args.season);
    let change = |builder: &SheetBuilder, today: NaiveDate| {
        let (subject, athlete) = change::athlete(builder, &args.athlete)?;
        let from = dates::required(&args.from, today)?;
        let through = match through.as_deref().map(str::trim) {
            Some(back) if back.eq_ignore_ascii_case("back") => Some(Through::Back),
            // A weekday is the next one after the first day.
            Some(last) => Some(Through::Day(dates::required(last, from.max(today))?)),
            None => None,
        };
        Ok(Change { addition: Addition::Away { athlete, from, through }, subject, named: None })
    };
    change::run(&season, &args.change, change, streams)
}
