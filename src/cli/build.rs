//! `racepace build`: check, plan, write, print.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Deserialize;

use super::load::{SeasonArg, count};
use super::progress::Progress;
use super::{CommandError, Streams, dates, undated, weeks};
use crate::domain::season::Week;
use crate::publish::{PublishReport, Publisher};
use crate::render::{self, Format, PlanFile, RenderError, team_week_path};
use crate::sheet::{PlanDigest, SheetBuilder, UndatedEdit};

/// Check the season, plan it, write the sheets and print the weeks
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    season: SeasonArg,
    /// The folder to write into [default: beside the season file, and named like it]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Formats to make, separated by commas; earlier files in other formats stay [default: as the season file says, or all]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    formats: Vec<Format>,
    /// Which weeks to print: a date, a number, "this" or "all"; all are written [default: this one on a terminal, else all]
    #[arg(long, value_name = "DATE|N|this|all")]
    week: Option<String>,
    /// Print no weeks, no warnings and no summary
    #[arg(long, short)]
    quiet: bool,
    /// Also replace sheets that were edited by hand
    #[arg(long)]
    force: bool,
    /// The day that "this" week is of, and before which days are over [default: today]
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()).alias(self.extension()))
    }
}

const WITHOUT_PDF: &str = "\
this racepace was built without PDF, because the typesetter makes it much larger. Nothing was written.
To get a racepace that makes PDF, run this in the folder that it was built in:
  cargo install --path . --features pdf
or leave \"pdf\" out of --formats and of \"formats\" in the season file.";

/// For more athletes than these the typesetter takes more memory than many machines have.
const MAX_IN_PDF: usize = 150;

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let files = args.season.load()?;
    let planned_season = files.planned_season(streams)?;
    let builder = planned_season.builder();
    let today = args.today.as_deref().map_or_else(|| Ok(dates::today()), |day| dates::required(day, dates::today()))?;
    let printed = match &args.week {
        Some(week) => weeks::weeks(&builder, week, today)?,
        // A whole season would push what is to be looked at off a screen.
        None if streams.terminal.columns.is_some() => weeks::current(&builder, today),
        None => builder.weeks().to_vec(),
    };
    let folder = args.out.clone().unwrap_or_else(|| folder_beside(&files.path));

    let formats = if args.formats.is_empty() { &builder.season.output.formats } else { &args.formats };
    check_pdf(formats, builder.season.athlete_ids().count())?;

    let plan = PlanFile { builder: &builder, sources: &files.sources, diagnostics: &files.findings };
    let mut publisher = Publisher::open(&folder, args.force)?;
    // Formats that the season file leaves out are deleted; those that only this command leaves out stay.
    if !args.formats.is_empty() {
        let others = Format::ALL.iter().filter(|format| !args.formats.contains(format));
        publisher.leave_alone(others.map(|format| format.extension()));
    }
    let other_files = publisher.other_files();
    let stays = |path: &str| other_files.contains(path);
    // What is printed is what was written, copied while it passes by.
    let mut texts: BTreeMap<String, Vec<u8>> =
        printed.iter().map(|week| (team_week_path(week.number, Format::Text), Vec::new())).collect();
    let edits = notice_edits(&builder, &mut publisher, today);
    let mut to_print: Vec<String> = Vec::new();
    let mut progress = Progress::new(streams.terminal.watched, Instant::now());
    let made = render::files(&builder, &planned_season.templates, &plan, formats, &stays, &mut |path, write| {
        if let Some(text) = texts.get_mut(path)
            && !args.quiet
        {
            write(text).map_err(|error| CommandError::Failure(error.to_string()))?;
        }
        if is_to_print(path, &printed) {
            to_print.push(folder.join(path).display().to_string());
        }
        progress.file(Instant::now(), streams.err)?;
        publisher.put(path, write).map_err(CommandError::from)
    });
    progress.end(streams.err)?;
    match made {
        Ok(()) => {}
        Err(RenderError::Template(found)) => return files.template_error(&found, streams),
        Err(RenderError::Sink(error)) => return Err(error),
    }
    if !args.quiet {
        // Where no text sheets were asked for, they are made for the terminal alone.
        for week in &printed {
            let text = texts.entry(team_week_path(week.number, Format::Text)).or_default();
            if text.is_empty() {
                match render::team_week_text(&builder, &planned_season.templates, *week) {
                    Ok(made) => *text = made.into_bytes(),
                    Err(found) => return files.template_error(&found, streams),
                }
            }
        }
    }
    let report = publisher.commit()?;
    for conflict in &report.conflicts {
        let path = folder.join(conflict);
        writeln!(
            streams.err,
            "racepace: {} stays as it is: it was edited by hand, or is not from racepace; --force replaces it",
            path.display()
        )?;
    }
    if args.quiet {
        return Ok(());
    }
    for (index, week) in printed.iter().enumerate() {
        if 0 < index {
            writeln!(streams.out, "\n")?;
        }
        streams.out.write_all(&texts[&team_week_path(week.number, Format::Text)])?;
    }
    streams.out.flush()?;
    // The weeks are long: what is to be looked at comes below them.
    if streams.terminal.columns.is_some() {
        to_print.iter().try_for_each(|path| writeln!(streams.err, "racepace: to print: {path}"))?;
    }
    undated::print(&edits, streams)?;
    files.print_findings(streams)?;
    writeln!(streams.err, "racepace: {}", summary(&report, &folder, files.counts().1))?;
    Ok(())
}

/// The days that are over and read otherwise than in the last build, which
/// nothing explains that became known since. What they read now is kept for the next build.
fn notice_edits(builder: &SheetBuilder, publisher: &mut Publisher, today: NaiveDate) -> Vec<UndatedEdit> {
    let Some(now) = builder.digest() else { return Vec::new() };
    let last = publisher.note().and_then(|note| PlanDigest::deserialize(note).ok());
    let edits = last.map(|last| builder.undated_edits(&last, &now, today)).unwrap_or_default();
    if let Ok(note) = serde_json::to_value(now) {
        publisher.leave_note(note);
    }
    edits
}

/// True for the page to open first, and for what is printed for a week that is shown.
fn is_to_print(path: &str, weeks: &[Week]) -> bool {
    let of_week = |week: &Week| path == format!("print/week-{:02}.html", week.number);
    path == "index.html" || weeks.iter().any(of_week)
}

/// Stops a build that is to make PDF and cannot.
fn check_pdf(formats: &[Format], athletes: usize) -> Result<(), CommandError> {
    if !formats.contains(&Format::Pdf) {
        return Ok(());
    }
    if !Format::Pdf.is_supported() {
        return Err(CommandError::Failure(WITHOUT_PDF.to_owned()));
    }
    if MAX_IN_PDF < athletes {
        return Err(CommandError::Failure(format!(
            "PDF is made for at most {MAX_IN_PDF} athletes, because it takes much memory. Nothing was written. Leave \"pdf\" \
             out of --formats or of \"formats\" in the season file, and print the pages in a browser."
        )));
    }
    Ok(())
}

/// `30 files in plans/season, 4 new or changed; 1 warning, see above`.
fn summary(report: &PublishReport, folder: &Path, warnings: usize) -> String {
    let files = count(report.written + report.unchanged, "file");
    let mut summary = format!("{files} in {}, {} new or changed", folder.display(), report.written);
    if 0 < report.removed {
        summary += &format!(", {} old ones deleted", report.removed);
    }
    if 0 < warnings {
        summary += &format!("; {}, see above", count(warnings, "warning"));
    }
    summary
}

/// The folder beside a season file that is named like it: `plans/season` for
/// `plans/season.toml`.
fn folder_beside(season: &Path) -> PathBuf {
    let folder = season.with_extension("");
    if folder == season { season.with_extension("sheets") } else { folder }
}
