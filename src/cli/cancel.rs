//! `racepace cancel`: a meet, or one day of it, is not held.

use chrono::NaiveDate;

use super::change::{self, Change, ChangeArgs, WhyArg};
use super::load::SeasonArg;
use super::{CommandError, Streams, dates, names};
use crate::season::edit::Addition;
use crate::sheet::SheetBuilder;

/// Write into the season file that a meet is canceled, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    /// The meet; its date or a part of its name is enough
    meet: String,
    #[command(flatten)]
    season: SeasonArg,
    /// For a meet of several days: cancel this day alone
    #[arg(long, value_name = "DATE")]
    day: Option<String>,
    #[command(flatten)]
    why: WhyArg,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let change = |builder: &SheetBuilder, today: NaiveDate| {
        let day = args.day.as_deref().map(|day| dates::required(day, today)).transpose()?;
        let meet = names::meet_and_day(builder, &args.meet, day, today)?;
        let addition = Addition::Canceled { meet: meet.name, day: meet.day, why: args.why.text() };
        Ok(Change { addition, subject: change::Subject::Meet(meet.id), named: meet.named })
    };
    change::run(&args.season, &args.change, change, streams)
}
