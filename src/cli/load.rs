//! Reads a season file and what lies beside it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{CommandError, Streams};
use crate::audit;
use crate::diag::{Diagnostic, FileId, Findings, Severity, Sources};
use crate::domain::warning::Warning;
use crate::library::Library;
use crate::plan::warnings;
use crate::plan::{self, Plan};
use crate::render::{BUILT_IN, OwnTemplate, Templates};
use crate::rules;
use crate::season::{self, Checked, References};
use crate::sheet::{SheetBuilder, phrases};
use crate::tables::MAX_BYTES;

/// Everything that was read and found, and the plan when no error was found.
pub(super) struct SeasonFiles {
    /// The season file.
    pub(super) path: PathBuf,
    season_file: FileId,
    /// The files that were read.
    pub(super) sources: Sources,
    /// Every problem and warning.
    pub(super) findings: Vec<Diagnostic>,
    /// What was made of them.
    pub(super) planned_season: Option<PlannedSeason>,
}

/// A season without errors, planned.
pub(super) struct PlannedSeason {
    pub(super) checked: Checked,
    pub(super) templates: Templates,
    pub(super) plan: Plan,
    pub(super) warnings: Vec<Warning>,
}

impl PlannedSeason {
    pub(super) fn builder(&self) -> SheetBuilder<'_> {
        SheetBuilder::new(&self.checked.history, &self.plan, &self.warnings)
    }
}

const WHERE_TO_START: &str = "\
there is no season.toml here, and none in plans/. Name a season file, as in
  racepace build my-season.toml
or start one: save these lines as season.toml, put in your own, and build again.

  [season]
  name = \"Track 2026\"
  start = 2026-03-02
  end = 2026-05-30

  [[meets]]
  name = \"Home Opener\"
  date = 2026-03-28

  [[athletes]]
  name = \"Ana R.\"
  event = 1600
  goals = { 800 = \"2:28\", 1600 = \"5:20\" }";

// No doc comment: it would be the help of the commands that have this argument.
#[derive(Clone, clap::Args)]
pub(super) struct SeasonArg {
    /// The season file [default: season.toml here, or else in plans/]
    season: Option<PathBuf>,
}

impl SeasonArg {
    /// The season file at this path.
    pub(super) const fn named(path: PathBuf) -> SeasonArg {
        SeasonArg { season: Some(path) }
    }

    /// True when none was named.
    pub(super) const fn is_default(&self) -> bool {
        self.season.is_none()
    }

    /// The season file that was named, else `season.toml` here, else `plans/season.toml`.
    pub(super) fn find(&self) -> Result<PathBuf, CommandError> {
        if let Some(path) = &self.season {
            return Ok(path.clone());
        }
        ["season.toml", "plans/season.toml"]
            .into_iter()
            .map(PathBuf::from)
            .find(|path| path.is_file())
            .ok_or_else(|| CommandError::Failure(WHERE_TO_START.to_owned()))
    }

    /// Reads the season file, as [`load`] does.
    pub(super) fn load(&self) -> Result<SeasonFiles, CommandError> {
        load(self.find()?)
    }
}

/// The bytes of a file, as many as can be a season and one more.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads the season file and what lies beside it; plans when nothing is wrong.
pub(super) fn load(path: PathBuf) -> Result<SeasonFiles, CommandError> {
    load_with(path, None)
}

/// Does what [`load`] does, as if the season file held `text`.
pub(super) fn load_edited(path: &Path, text: String) -> Result<SeasonFiles, CommandError> {
    load_with(path.to_owned(), Some(text))
}

fn load_with(path: PathBuf, edited: Option<String>) -> Result<SeasonFiles, CommandError> {
    let unreadable = |path: &Path, error: std::io::Error| {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::PermissionDenied => "you are not allowed to".to_owned(),
            std::io::ErrorKind::IsADirectory => "it is a folder; name the season file in it".to_owned(),
            _ => error.to_string(),
        };
        CommandError::Failure(format!("{} cannot be read: {why}", path.display()))
    };
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let mut add = |path: &Path, edited: Option<String>| -> Result<(FileId, bool), CommandError> {
        let bytes = match edited {
            Some(text) => text.into_bytes(),
            None => bytes(path).map_err(|error| unreadable(path, error))?,
        };
        let (file, problem) = season::add_file(&mut sources, &path.display().to_string(), bytes);
        let readable = problem.is_none();
        problem.into_iter().for_each(|problem| findings.push(problem));
        Ok((file, readable))
    };
    let (season_file, season_readable) = add(&path, edited)?;
    let beside = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let own_workouts = Some(beside.join("workouts.toml")).filter(|path| path.is_file());
    let own_workouts = own_workouts.map(|path| add(&path, None)).transpose()?;
    let mut own_templates = Vec::new();
    for name in BUILT_IN.iter().map(|template| template.name) {
        let places = [beside.join(name), beside.join("templates").join(name)];
        if let Some(path) = places.into_iter().find(|path| path.is_file()) {
            own_templates.push(OwnTemplate { name, file: add(&path, None)?.0 });
        }
    }

    let mut workouts = Library::built_in();
    if let Some((file, true)) = own_workouts {
        workouts = workouts.with_own(file, &sources.get(file).text, &mut findings);
    }
    let templates = Templates::load(own_templates, &sources);
    let templates = templates.map_err(|found| found.into_iter().for_each(|found| findings.push(found))).ok();
    // The season is checked even when something beside it is wrong, so that everything is reported at once.
    let mut of_season = Findings::default();
    let references = References { workouts: workouts.sessions(), rules: rules::warning_codes() };
    let mut check = || season::check(&sources, season_file, &references, &mut of_season);
    let checked = if season_readable { check() } else { None };
    findings.append(of_season);
    let planned_season = match (checked, templates) {
        (Some(checked), Some(templates)) if !findings.any_error() => {
            let workouts = workouts.with_choices(checked.history.latest());
            let plan = plan::plan(&checked.history, &workouts);
            debug_assert_eq!(audit::audit(&checked.history, &plan), []);
            let season = checked.history.latest();
            let warnings = warnings::warnings(season, &plan);
            for warning in &warnings {
                let who = phrases::some_names(season, &warning.athletes);
                let message = phrases::warning(season, warning, &who);
                let place = checked.spans.warned_part(warning).clone();
                findings.push(Diagnostic::warning(warning.code, Some(place), message).help(warning.remedy));
            }
            Some(PlannedSeason { checked, templates, plan, warnings })
        }
        _ => None,
    };
    Ok(SeasonFiles { path, season_file, sources, findings: findings.into_sorted(), planned_season })
}

impl SeasonFiles {
    /// The text of the season file.
    pub(super) fn text(&self) -> &str {
        &self.sources.get(self.season_file).text
    }

    /// How many errors and warnings were found.
    pub(super) fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|found| found.severity == Severity::Error).count();
        (errors, self.findings.len() - errors)
    }

    /// The plan; when there is none, prints what was found.
    pub(super) fn planned_season(&self, streams: &mut Streams) -> Result<&PlannedSeason, CommandError> {
        if self.planned_season.is_none() {
            self.print_findings(streams)?;
        }
        self.planned_season.as_ref().ok_or(CommandError::SeasonErrors)
    }

    /// Prints what a template asks for that is not there, and ends the command.
    pub(super) fn template_error<T>(&self, found: &Diagnostic, streams: &mut Streams) -> Result<T, CommandError> {
        writeln!(streams.err, "{}\n", self.sources.text(found))?;
        Err(CommandError::SeasonErrors)
    }

    /// Prints what was found where it does not get into the way of the result.
    pub(super) fn print_findings(&self, streams: &mut Streams) -> Result<(), CommandError> {
        for found in &self.findings {
            writeln!(streams.err, "{}\n", self.sources.text(found))?;
        }
        Ok(())
    }
}

/// `1 error`, `2 errors`.
pub(super) fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}
