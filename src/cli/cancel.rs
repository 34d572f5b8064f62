//! `racepace cancel`: a meet is canceled.

use super::change::{self, Change, MeetArgs};
use super::{CommandError, Streams};

/// Write into the season file that a meet is canceled, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    meet: MeetArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    change::run(&args.meet, &Change::Cancel, streams)
}
