//! `racepace show`: print without writing.

use std::path::PathBuf;

use super::weeks::weeks;
use super::{Stopped, Streams, load};
use crate::domain::season::AthleteId;
use crate::render;
use crate::sheet::Book;
use crate::tables::{did_you_mean, short};

pub(super) fn run(
    season: Option<PathBuf>,
    week: &str,
    athlete: Option<&str>,
    streams: &mut Streams,
) -> Result<(), Stopped> {
    let loaded = load::load(season)?;
    let ready = loaded.ready(streams)?;
    let book = ready.book();
    let athlete = athlete.map(|name| find_athlete(&book, name)).transpose()?;
    for (index, week) in weeks(&book, week)?.into_iter().enumerate() {
        let text = match athlete {
            Some(id) => render::athlete_week_text(&book, &ready.templates, id, week),
            None => render::team_week_text(&book, &ready.templates, week),
        };
        match text {
            Ok(text) => write!(streams.out, "{}{text}", if index == 0 { "" } else { "\n\n" })?,
            Err(found) => {
                writeln!(streams.err, "{}\n", loaded.sources.text(&found))?;
                return Err(Stopped::Errors);
            }
        }
    }
    Ok(())
}

/// So many names are listed.
const MOST_LISTED: usize = 20;

/// The athlete whom a name or a part of one means.
fn find_athlete(book: &Book, asked: &str) -> Result<AthleteId, Stopped> {
    let wanted = asked.trim().to_lowercase();
    let named = |id: AthleteId| [book.season.athlete(id).name.to_lowercase(), book.name(id).to_lowercase()];
    let is = |id: &AthleteId| named(*id).contains(&wanted);
    let has = |id: &AthleteId| named(*id).iter().any(|name| name.contains(&wanted));
    let exact: Vec<AthleteId> = book.season.athlete_ids().filter(is).collect();
    let found = if exact.is_empty() { book.season.athlete_ids().filter(has).collect() } else { exact };
    let names = |ids: &[AthleteId]| -> String {
        ids.iter().map(|&id| format!("\n  {}", book.season.athlete(id).name)).collect()
    };
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let known = book.season.athletes.iter().map(|athlete| athlete.name.as_str());
            let help = match did_you_mean(asked, known) {
                Some(meant) => format!("; did you mean \"{meant}\"?"),
                None => {
                    let some: Vec<AthleteId> = book.season.athlete_ids().take(MOST_LISTED).collect();
                    format!(". Some who are:{}", names(&some))
                }
            };
            Err(Stopped::Trouble(format!("no athlete is named \"{}\"{help}", short(asked))))
        }
        several => Err(Stopped::Trouble(format!(
            "\"{}\" may be any of these:{}",
            short(asked),
            names(&several[..several.len().min(MOST_LISTED)])
        ))),
    }
}
