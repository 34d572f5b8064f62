//! `racepace pace`: the splits of a race time.

use super::{CommandError, Streams};
use crate::domain::event::Rung;
use crate::domain::pace::{Distance, Pace, RaceTime, Rounding};
use crate::tables::short;

/// Print the splits of a race time
#[derive(clap::Args)]
pub(super) struct Args {
    /// The race time: 5:20
    time: String,
    /// The event: 1600, 5000, mile, 2mile
    event: String,
    /// The distances to print [default: 100 to 1000, and the laps]
    distances: Vec<String>,
}

/// More laps than this are not printed one by one.
const MAX_LAPS: u32 = 100;

pub(super) fn run(Args { time, event, distances }: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let time: RaceTime = time
        .parse()
        .map_err(|error| CommandError::Failure(format!("\"{}\": {error}; write it as 5:20 or 18:45", short(time))))?;
    let event = distance(event)?;
    let pace = Pace::new(time, event);
    let record = Rung::M400;
    if Pace::new(record.world_record(), record.distance()).is_slower_than(pace) {
        let lap = pace.split(Distance::LAP, Rounding::Tenth);
        let what = format!("{time} for {event} is {lap} a lap, faster than anybody runs one; write minutes as 5:20");
        return Err(CommandError::Failure(what));
    }
    let split = |distance: Distance| pace.split(distance, Rounding::Tenth).to_string();
    if !distances.is_empty() {
        let asked: Vec<Distance> = distances.iter().map(|text| distance(text)).collect::<Result<_, _>>()?;
        for distance in asked {
            writeln!(streams.out, "{:>8}  {:>8}", distance.to_string(), split(distance))?;
        }
        return Ok(());
    }
    writeln!(streams.out, "{time} for {event} is {} a lap\n", split(Distance::LAP))?;
    for distance in (1..=10).filter_map(|hundreds| Distance::meters(hundreds * 100)) {
        writeln!(streams.out, "{:>8}  {:>8}", distance.to_string(), split(distance))?;
    }
    writeln!(streams.out, "\nlaps")?;
    let laps = event.millimeters() / Distance::LAP.millimeters();
    for distance in (1..=laps.min(MAX_LAPS)).filter_map(|lap| Distance::LAP.times(lap)) {
        writeln!(streams.out, "{:>8}  {:>8}", distance.to_string(), split(distance))?;
    }
    if Distance::LAP.times(laps) != Some(event) || MAX_LAPS < laps {
        writeln!(streams.out, "{:>8}  {:>8}", event.to_string(), split(event))?;
    }
    Ok(())
}

fn distance(text: &str) -> Result<Distance, CommandError> {
    text.parse().map_err(|error| {
        CommandError::Failure(format!("\"{}\": {error}; write meters as 1600, or mile or 2mile", short(text)))
    })
}
