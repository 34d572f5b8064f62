//! `racepace why`: what stands on a day or before a meet, what does not, and why.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::lines::wrapped;
use super::{Stopped, Streams, load, names};
use crate::domain::day::Day;
use crate::sheet::{Account, CitedReason};

/// Lines are broken at so many columns.
const WIDTH: usize = 80;

pub(super) fn run(athlete: &str, about: &str, season: Option<PathBuf>, streams: &mut Streams) -> Result<(), Stopped> {
    let loaded = load::load(season)?;
    let ready = loaded.ready(streams)?;
    let builder = ready.builder();
    let athlete = names::athlete(&builder, athlete)?;
    let accounts = match about.trim().parse::<NaiveDate>() {
        Ok(date) => {
            let season = builder.season;
            if date < season.start || season.end < date {
                let (start, end) = (season.start, season.end);
                let what = format!("{date} is outside of the season, which goes from {start} through {end}");
                return Err(Stopped::Trouble(what));
            }
            builder.why_day(athlete, Day::between(season.start, date))
        }
        Err(_) => {
            let meet = names::meet(builder.season, about)?;
            vec![builder.why_meet(athlete, meet).map_err(Stopped::Trouble)?]
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

fn print(account: &Account, streams: &mut Streams) -> Result<(), Stopped> {
    write!(streams.out, "{}", wrapped("", &account.head, WIDTH))?;
    for what in &account.what {
        write!(streams.out, "{}", wrapped("    ", what, WIDTH))?;
    }
    let told = |first: &str, cited: &CitedReason| wrapped(first, &format!("{} [{}]", cited.reason, cited.rule), WIDTH);
    for (index, reason) in account.reasons.iter().enumerate() {
        write!(streams.out, "{}", told(if index == 0 { "  because  " } else { "           " }, reason))?;
    }
    for was in &account.earlier {
        write!(streams.out, "{}", wrapped("  before   ", was, WIDTH))?;
    }
    for alternative in &account.alternatives {
        write!(streams.out, "{}", wrapped("  not      ", &alternative.what, WIDTH))?;
        for reason in &alternative.against {
            write!(streams.out, "{}", told("             - ", reason))?;
        }
    }
    Ok(())
}
