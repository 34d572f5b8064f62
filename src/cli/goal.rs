//! `racepace goal`: an athlete has a new goal.

use chrono::NaiveDate;

use super::change::{self, Change, ChangeArgs};
use super::load::SeasonArg;
use super::{CommandError, Streams};
use crate::domain::event::TimedDistance;
use crate::domain::pace::RaceTime;
use crate::season::edit::Addition;
use crate::sheet::SheetBuilder;
use crate::tables::{list, meant_time, short};

/// Write into the season file that an athlete has a new goal, and show what that changes
#[derive(clap::Args)]
pub(super) struct Args {
    /// The athlete; a part of the name is enough
    athlete: String,
    /// The event: 800, 1600, 3200 or another distance that goals are given over
    event: String,
    /// The goal: 5:12
    time: String,
    #[command(flatten)]
    season: SeasonArg,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let over = distance(&args.event)?;
    if let Some(meant) = meant_time(over.as_str(), &args.time) {
        let what = format!("\"{}\" is not minutes and seconds; write {meant}", short(&args.time));
        return Err(CommandError::Failure(what));
    }
    let time: RaceTime = args.time.parse().map_err(|error| {
        let what = format!("\"{}\": {error}; write the goal as minutes and seconds, as 5:12", short(&args.time));
        CommandError::Failure(what)
    })?;
    let change = |builder: &SheetBuilder, _: NaiveDate| {
        let (subject, athlete) = change::athlete(builder, &args.athlete)?;
        Ok(Change { addition: Addition::Goal { athlete, over, time }, subject, named: None })
    };
    change::run(&args.season, &args.change, change, streams)
}

/// The distance that is meant: `1600`, `1600m`, `2 mile`.
fn distance(asked: &str) -> Result<TimedDistance, CommandError> {
    let text = asked.trim().to_lowercase().replace(' ', "");
    let text =
        text.strip_suffix('m').filter(|meters| meters.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(&text);
    TimedDistance::ALL.into_iter().find(|over| over.as_str() == text).ok_or_else(|| {
        let all = list(TimedDistance::ALL.map(TimedDistance::as_str));
        CommandError::Failure(format!("no goal is given over \"{}\"; the distances are {all}", short(asked)))
    })
}
