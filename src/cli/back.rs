//! `racepace back`: an athlete is back.

use chrono::NaiveDate;

use super::change::{self, Change, ChangeArgs};
use super::load::SeasonArg;
use super::{CommandError, Streams};
use crate::season::edit::Addition;
use crate::sheet::SheetBuilder;

/// Write into the season file that an athlete is back, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    /// The athlete; a part of the name is enough
    athlete: String,
    #[command(flatten)]
    season: SeasonArg,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let change = |builder: &SheetBuilder, _: NaiveDate| {
        let (subject, athlete) = change::athlete(builder, &args.athlete)?;
        Ok(Change { addition: Addition::Back { athlete }, subject, named: None })
    };
    change::run(&args.season, &args.change, change, streams)
}
