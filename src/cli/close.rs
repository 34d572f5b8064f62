//! `racepace close`: days are closed, as for snow.

use chrono::NaiveDate;

use super::change::{self, Change, ChangeArgs, Subject, WhyArg};
use super::load::SeasonArg;
use super::{CommandError, Streams, dates};
use crate::season::edit::Addition;
use crate::sheet::SheetBuilder;

/// Write into the season file that there is no practice on some days, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    /// The first day: 2026-05-01, today, tomorrow or a weekday
    from: String,
    /// The last day [default: the first day]
    through: Option<String>,
    #[command(flatten)]
    season: SeasonArg,
    #[command(flatten)]
    why: WhyArg,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let (through, season) = change::split_off_file(args.through.as_deref(), &args.season);
    let change = |_: &SheetBuilder, today: NaiveDate| {
        let from = dates::required(&args.from, today)?;
        // A weekday is the next one after the first day.
        let through = through.as_deref().map(|last| dates::required(last, from.max(today))).transpose()?;
        let addition = Addition::Closed { from, through, why: args.why.text() };
        Ok(Change { addition, subject: Subject::Team, named: None })
    };
    change::run(&season, &args.change, change, streams)
}
