//! `racepace show`: print without writing.

use std::path::PathBuf;

use super::ink::inked;
use super::weeks::weeks;
use super::{Stopped, Streams, load, names};
use crate::render;

/// On a narrower terminal nothing lines up any more; lines longer than the
/// widest are hard to read.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

pub(super) fn run(
    season: Option<PathBuf>,
    week: &str,
    athlete: Option<&str>,
    streams: &mut Streams,
) -> Result<(), Stopped> {
    let loaded = load::load(season)?;
    let ready = loaded.ready(streams)?;
    let mut builder = ready.builder();
    if let Some(columns) = streams.terminal.columns {
        builder.text_width = columns.clamp(NARROWEST, WIDEST);
    }
    let athlete = athlete.map(|name| names::athlete(&builder, name)).transpose()?;
    for (index, week) in weeks(&builder, week)?.into_iter().enumerate() {
        let text = match athlete {
            Some(id) => render::athlete_week_text(&builder, &ready.templates, id, week),
            None => render::team_week_text(&builder, &ready.templates, week),
        };
        match text {
            Ok(text) => write!(streams.out, "{}{}", if index == 0 { "" } else { "\n\n" }, inked(&text))?,
            Err(found) => return loaded.stop(&found, streams),
        }
    }
    Ok(())
}
