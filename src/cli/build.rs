//! `racepace build`: check, plan, write, print.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::load::{self, count};
use super::progress::Progress;
use super::publish::{Publisher, Trouble};
use super::weeks::weeks;
use super::{Stopped, Streams};
use crate::render::{self, Format, PlanFile, RenderError, team_week_path};

/// What is to be built.
pub(super) struct Order {
    /// The season file, if one is named.
    pub(super) season: Option<PathBuf>,
    /// The output folder, if one is named.
    pub(super) out: Option<PathBuf>,
    /// What to make; empty when the season file is to say.
    pub(super) formats: Vec<Format>,
    /// Which weeks to print.
    pub(super) week: String,
    /// Print nothing but problems.
    pub(super) quiet: bool,
    /// Replace what was edited by hand.
    pub(super) force: bool,
}

const WITHOUT_PDF: &str = "\
this racepace makes no PDF: it was built without it, because the typesetter makes it much larger.
Nothing was written. To get a racepace that makes PDF, run this in the folder that it was built in:
  cargo install --path . --features pdf
or leave \"pdf\" out of --formats and of \"formats\" in the season file.";

/// For more athletes than these the typesetter takes more memory than many machines have.
const MAX_IN_PDF: usize = 150;

pub(super) fn run(order: &Order, streams: &mut Streams) -> Result<(), Stopped> {
    let loaded = load::load(order.season.clone())?;
    let ready = loaded.ready(streams)?;
    let builder = ready.builder();
    let printed = weeks(&builder, &order.week)?;
    let folder = order.out.clone().unwrap_or_else(|| folder_beside(&loaded.path));

    let formats = if order.formats.is_empty() { &builder.season.output.formats } else { &order.formats };
    if formats.iter().any(|format| !format.can_be_made()) {
        return Err(Stopped::Trouble(WITHOUT_PDF.to_owned()));
    }
    if formats.contains(&Format::Pdf) && MAX_IN_PDF < builder.season.athletes.len() {
        return Err(Stopped::Trouble(format!(
            "PDF is made for at most {MAX_IN_PDF} athletes, because it takes much memory. Nothing was written. Leave \"pdf\" \
             out of --formats or of \"formats\" in the season file, and print the pages in a browser."
        )));
    }

    let plan = PlanFile { builder: &builder, sources: &loaded.sources, diagnostics: &loaded.findings };
    let mut publisher = Publisher::open(&folder, order.force)?;
    // What the season file leaves out is no longer made; what only this command does is left as it is.
    if !order.formats.is_empty() {
        let others = Format::ALL.iter().filter(|format| !order.formats.contains(format));
        publisher.leave(others.map(|format| format.extension()));
    }
    let left = publisher.left();
    let kept = |path: &str| left.contains(path);
    // What is printed is what was written, kept while it passes by.
    let mut texts: BTreeMap<String, Vec<u8>> =
        printed.iter().map(|week| (team_week_path(week.number, Format::Text), Vec::new())).collect();
    let mut progress = Progress::new(streams.terminal.watched, Instant::now());
    let made = render::files(&builder, &ready.templates, &plan, formats, &kept, &mut |path, write| {
        if let Some(text) = texts.get_mut(path)
            && !order.quiet
        {
            write(text).map_err(|error| Stopped::Trouble(error.to_string()))?;
        }
        progress.file(Instant::now(), streams.err)?;
        publisher.put(path, write).map_err(|trouble: Trouble| Stopped::from(trouble))
    });
    progress.end(streams.err)?;
    match made {
        Ok(()) => {}
        Err(RenderError::Template(found)) => return loaded.stop(&found, streams),
        Err(RenderError::Sink(stopped)) => return Err(stopped),
    }
    if !order.quiet {
        // Where no text sheets were asked for, they are made for the terminal alone.
        for week in &printed {
            let text = texts.entry(team_week_path(week.number, Format::Text)).or_default();
            if text.is_empty() {
                match render::team_week_text(&builder, &ready.templates, *week) {
                    Ok(made) => *text = made.into_bytes(),
                    Err(found) => return loaded.stop(&found, streams),
                }
            }
        }
    }
    let published = publisher.commit()?;
    for kept in &published.kept {
        writeln!(
            streams.err,
            "racepace: {} is kept as it is: it was edited by hand, or is not from racepace; --force replaces it",
            folder.join(kept).display()
        )?;
    }
    if order.quiet {
        return Ok(());
    }
    for (index, week) in printed.iter().enumerate() {
        if 0 < index {
            writeln!(streams.out, "\n")?;
        }
        streams.out.write_all(&texts[&team_week_path(week.number, Format::Text)])?;
    }
    streams.out.flush()?;
    // The weeks are long: what is to be looked at stands below them.
    loaded.tell(streams)?;
    let (_, warnings) = loaded.counts();
    let made = published.written + published.unchanged;
    let mut summary = format!("{} in {}", count(made, "file"), folder.display());
    summary += &format!(", {} new or changed", published.written);
    if 0 < published.removed {
        summary += &format!(", {} removed that are no longer made", published.removed);
    }
    if 0 < warnings {
        summary += &format!("; {}, see above", count(warnings, "warning"));
    }
    writeln!(streams.err, "racepace: {summary}")?;
    Ok(())
}

/// The folder beside a season file that is named like it: `plans/season` for
/// `plans/season.toml`.
fn folder_beside(season: &Path) -> PathBuf {
    let folder = season.with_extension("");
    if folder == season { season.with_extension("sheets") } else { folder }
}
