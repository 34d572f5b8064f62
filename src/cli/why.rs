//! `racepace why`: what is on a day or before a meet, what is not, and why.

use super::load::SeasonArg;
use super::wrap::wrap;
use super::{CommandError, Streams, dates, names};
use crate::sheet::{Account, CitedReason};

/// Explain an athlete's day or pre-meet workout, and the alternatives
#[derive(clap::Args)]
pub(super) struct Args {
    /// The athlete; a part of the name is enough
    athlete: String,
    /// A date as 2026-04-16, or a meet; a part of its name is enough
    #[arg(value_name = "DATE|MEET")]
    about: String,
    #[command(flatten)]
    season: SeasonArg,
}

/// Lines are broken at so many columns.
const WIDTH: usize = 80;

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let files = args.season.load()?;
    let planned_season = files.planned_season(streams)?;
    let builder = planned_season.builder();
    let athlete = names::athlete(&builder, &args.athlete)?;
    let accounts = match names::spoken_day(builder.season, &args.about, dates::today()) {
        Some(date) => {
            let season = builder.season;
            if date < season.start || season.end < date {
                let (start, end) = (season.start, season.end);
                let what = format!("{date} is outside the season, which goes from {start} through {end}");
                return Err(CommandError::Failure(what));
            }
            builder.why_day(athlete, season.day(date))
        }
        None => {
            let meet = names::meet(builder.season, &args.about)?;
            vec![builder.why_meet(athlete, meet).map_err(CommandError::Failure)?]
        }
    };
    for (index, account) in accounts.iter().enumerate() {
        if 0 < index {
            writeln!(streams.out)?;
        }
        print(account, streams)?;
    }
    Ok(())
}

fn print(account: &Account, streams: &mut Streams) -> Result<(), CommandError> {
    write!(streams.out, "{}", wrap("", &account.head, WIDTH))?;
    for what in &account.what {
        write!(streams.out, "{}", wrap("    ", what, WIDTH))?;
    }
    let with_rule =
        |first: &str, cited: &CitedReason| wrap(first, &format!("{} [{}]", cited.reason, cited.rule), WIDTH);
    for (index, reason) in account.reasons.iter().enumerate() {
        write!(streams.out, "{}", with_rule(if index == 0 { "  because  " } else { "           " }, reason))?;
    }
    for (first, steps) in [("  before   ", &account.earlier), ("  since    ", &account.since)] {
        for step in steps {
            write!(streams.out, "{}", wrap(first, step, WIDTH))?;
        }
    }
    for alternative in &account.alternatives {
        write!(streams.out, "{}", wrap("  not      ", &alternative.what, WIDTH))?;
        for reason in &alternative.against {
            write!(streams.out, "{}", with_rule("             - ", reason))?;
        }
    }
    Ok(())
}
