//! `racepace move`: a meet, or one day of it, is on another day or at another hour.

use chrono::NaiveDate;

use super::change::{self, Change, ChangeArgs, WhyArg};
use super::load::SeasonArg;
use super::{CommandError, Streams, dates, names};
use crate::season::edit::Addition;
use crate::sheet::SheetBuilder;

/// Write into the season file that a meet moves to another day or hour, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    /// The meet; its date or a part of its name is enough
    meet: String,
    #[command(flatten)]
    season: SeasonArg,
    /// The new date; for a meet of several days, its first day
    #[arg(long, value_name = "DATE", required_unless_present = "time")]
    to: Option<String>,
    /// For a meet of several days: move this day alone
    #[arg(long, value_name = "DATE", requires = "to")]
    day: Option<String>,
    /// The new starting time: 16:15, or "4:15 pm"
    #[arg(long, value_name = "HH:MM")]
    time: Option<String>,
    #[command(flatten)]
    why: WhyArg,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let time = args.time.as_deref().map(dates::time_of_day).transpose()?;
    let change = |builder: &SheetBuilder, today: NaiveDate| {
        let date = |asked: &Option<String>| asked.as_deref().map(|asked| dates::required(asked, today)).transpose();
        let to = date(&args.to)?;
        let meet = names::meet_and_day(builder, &args.meet, date(&args.day)?, today)?;
        let addition = Addition::Moved { meet: meet.name, day: meet.day, to, time, why: args.why.text() };
        Ok(Change { addition, subject: change::Subject::Meet(meet.id), named: meet.named })
    };
    change::run(&args.season, &args.change, change, streams)
}
