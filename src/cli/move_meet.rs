//! `racepace move`: a meet, or one day of it, moves.

use super::change::{self, Change, MeetArgs, date};
use super::{CommandError, Streams};

/// Write into the season file that a meet moves, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    /// The new date; for a meet of several days, its first day
    #[arg(long, value_name = "DATE")]
    to: String,
    /// For a meet of several days: move this day alone
    #[arg(long, value_name = "DATE")]
    day: Option<String>,
    #[command(flatten)]
    meet: MeetArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let change = Change::Move { to: date(&args.to)?, day: args.day.as_deref().map(date).transpose()? };
    change::run(&args.meet, &change, streams)
}
