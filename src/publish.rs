//! Puts a set of files into the output folder, each whole or not at all.
//!
//! 1. [`Publisher::open`] locks the folder, reads its manifest and clears
//!    what a killed run left.
//! 2. [`Publisher::put`] stages one file: its content goes into a temporary
//!    file beside its place, or nowhere when the place already holds it.
//!    In a folder that the manifest does not know yet, where the next run
//!    would not look for litter, the temporary file is at the top instead.
//! 3. [`Publisher::commit`] decides for each file whether it may be replaced,
//!    writes a manifest with the old and the new hash of each, renames,
//!    removes sheets that are no longer built, and writes the manifest.
//!
//! The manifest in the middle is what lets a run that follows a kill tell its
//! own files from edited ones, wherever the kill came.
//!
//! Every new file is synced before it is renamed: a sheet that a power cut
//! left empty would read as edited by hand. It costs about half a
//! millisecond a file, and nothing for a file that stays as it is. The order
//! of the renames is left to the file system's journal.
//!
//! Links are looked for before each use of a path. That guards against a
//! folder that was set up badly, not against somebody who swaps folders for
//! links while racepace runs.
//!
//! A single file that is not in an output folder, the season file, is replaced
//! by [`replace_file`] in the same way, under a [`Lock`] of its own.
//!
//! What operating systems do differently is in `platform`, a file each. All of
//! this has been run on Linux; on macOS and Windows it has not.

mod folder;
mod lock;
mod manifest;
#[cfg_attr(unix, path = "publish/platform/unix.rs")]
#[cfg_attr(windows, path = "publish/platform/windows.rs")]
mod platform;
mod replace;
mod sheet_path;
mod spool;
mod temp_file;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fmt, mem};

use folder::Folder;
use manifest::{Entry, Manifest, Sha};
use serde_json::Value;
use sheet_path::SheetPath;
use spool::Spool;
use temp_file::TempFile;

pub use lock::Lock;
pub use replace::replace_file;

/// Writes the files of one build into the output folder.
///
/// When it is dropped without [`Publisher::commit`], every staged file is
/// removed again and the earlier sheets are as they were.
pub struct Publisher {
    // Dropped in this order: staged files first, the lock of the folder last.
    outputs: BTreeMap<String, Output>,
    folder: Folder,
    manifest: Manifest,
    force: bool,
    /// Files whose names end so are not of this build and stay.
    other_endings: Vec<&'static str>,
    new_note: Option<Value>,
    failed: bool,
    buffer: Vec<u8>,
}

/// A file of this build.
struct Output {
    path: SheetPath,
    sha256: Sha,
    /// The new content, or `None` when the file on disk already holds it.
    temp: Option<TempFile>,
}

/// What a commit does, in this order.
#[derive(Default)]
struct Steps {
    /// What the manifest says while files are renamed.
    between: Manifest,
    moves: Vec<(TempFile, SheetPath)>,
    stale: Vec<SheetPath>,
    /// What it says at the end.
    after: Manifest,
    /// What is known of the result before the first step.
    report: PublishReport,
}

/// What became of the files of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
    /// How many were written, new or changed.
    pub written: usize,
    /// How many already had the content that was to be written and were not touched.
    pub unchanged: usize,
    /// How many of an earlier build were removed.
    pub removed: usize,
    /// Paths, relative to the output folder, of files that were left as they
    /// are because they are not racepace's or were edited by hand.
    pub conflicts: Vec<String>,
}

/// Why a file could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishError {
    path: PathBuf,
    problem: String,
}

impl PublishError {
    fn new(path: &Path, problem: impl fmt::Display) -> PublishError {
        PublishError { path: path.to_owned(), problem: problem.to_string() }
    }

    fn io(path: &Path, what: &str, error: &io::Error) -> PublishError {
        match error.kind() {
            io::ErrorKind::StorageFull => PublishError::new(path, format_args!("{what}: the disk is full")),
            io::ErrorKind::QuotaExceeded => PublishError::new(path, format_args!("{what}: your disk quota is used up")),
            io::ErrorKind::PermissionDenied => PublishError::new(path, format_args!("{what}: permission is denied")),
            io::ErrorKind::ReadOnlyFilesystem => PublishError::new(path, format_args!("{what}: the disk is read-only")),
            _ => PublishError::new(path, format_args!("{what}: {error}")),
        }
    }
}

/// The path as it is, then what is wrong.
impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}

impl std::error::Error for PublishError {}

impl Publisher {
    /// Opens the output folder, made when it is not there, for this run alone.
    /// With `force`, files that are not racepace's or were edited by hand are
    /// overwritten.
    ///
    /// # Errors
    ///
    /// When `root` is a link or not a folder, another run is writing there, a
    /// folder of an earlier build has become a link, or the disk refuses.
    pub fn open(root: &Path, force: bool) -> Result<Publisher, PublishError> {
        let mut folder = Folder::open(root)?;
        folder.clear_litter(&SheetPath::manifest())?;
        let manifest = match folder.len(&SheetPath::manifest())? {
            Some(len) => Manifest::read(&folder.at(&SheetPath::manifest()), len)?,
            None => Manifest::default(),
        };
        for entry in manifest.files.values() {
            folder.clear_litter(&entry.path)?;
        }
        Ok(Publisher {
            outputs: BTreeMap::new(),
            folder,
            manifest,
            force,
            other_endings: Vec::new(),
            new_note: None,
            failed: false,
            buffer: Vec::new(),
        })
    }

    /// Leaves the files of an earlier build alone whose names end with one of
    /// these: they are not of this build.
    pub fn leave_alone(&mut self, endings: impl IntoIterator<Item = &'static str>) {
        self.other_endings.extend(endings);
    }

    /// What the last build left with [`Publisher::leave_note`].
    pub fn note(&self) -> Option<&Value> {
        self.manifest.note.as_ref()
    }

    /// Leaves a note in the manifest for the next build.
    pub fn leave_note(&mut self, note: Value) {
        self.new_note = Some(note);
    }

    /// The paths, without regard to case, of the files that are left alone.
    pub fn other_files(&self) -> BTreeSet<String> {
        self.manifest.files.keys().filter(|key| self.is_other(key)).cloned().collect()
    }

    fn is_other(&self, path: &str) -> bool {
        self.other_endings.iter().any(|ending| path.ends_with(ending))
    }

    /// Stages the file at `path`, which is relative to the output folder and
    /// has `/` between its names. `write` is given the place for the content;
    /// nothing under its final name changes before [`Publisher::commit`].
    ///
    /// # Errors
    ///
    /// When `path` is not plain or was staged before, without regard to case;
    /// when a link or a folder is in its way; when `write` or the disk
    /// refuses.
    pub fn put(
        &mut self,
        path: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        let path = self.claim(path).inspect_err(|_| self.failed = true)?;
        let output = stage(&self.folder, &mut self.buffer, path, write).inspect_err(|_| self.failed = true)?;
        self.outputs.insert(output.path.without_case(), output);
        Ok(())
    }

    /// Puts all staged files in place, removes sheets of an earlier build that
    /// are no longer built, and writes the manifest.
    ///
    /// # Errors
    ///
    /// When a file could not be staged, a link or a folder is in the way
    /// of one, or the disk refuses. Every file is then old or new.
    pub fn commit(self) -> Result<PublishReport, PublishError> {
        self.commit_with(&mut || ())
    }

    /// Commits, and calls `moment` before each step after which the folder is
    /// another, so that a test can see what a kill there would leave.
    fn commit_with(mut self, moment: &mut dyn FnMut()) -> Result<PublishReport, PublishError> {
        if self.failed {
            return Err(PublishError::new(
                self.folder.root(),
                "nothing was replaced, because a file could not be made",
            ));
        }
        let steps = self.decide()?;
        let mut report = steps.report;
        if !steps.moves.is_empty() {
            moment();
            write_manifest(&mut self.folder, &mut self.buffer, &steps.between, self.force)?;
        }
        for (temp, path) in steps.moves {
            moment();
            self.folder.rename(temp, &path)?;
            report.written += 1;
        }
        for path in steps.stale {
            moment();
            report.removed += usize::from(self.folder.remove(&path)?);
        }
        moment();
        if !write_manifest(&mut self.folder, &mut self.buffer, &steps.after, self.force)? {
            report.conflicts.push(SheetPath::manifest().to_string());
        }
        moment();
        report.conflicts.sort();
        Ok(report)
    }

    /// Decides what becomes of each file of this build and of the one before.
    /// Nothing is changed yet.
    fn decide(&mut self) -> Result<Steps, PublishError> {
        let mut steps = Steps {
            between: self.manifest.clone(),
            after: Manifest { note: self.new_note.take(), foreign: self.manifest.foreign, ..Manifest::default() },
            ..Steps::default()
        };

        for (key, entry) in &self.manifest.files {
            let made = self.outputs.get(key).map(|output| &output.path);
            if made.is_some_and(|made| *made == entry.path || self.folder.same_file(made, &entry.path)) {
                continue;
            }
            if self.is_other(key) {
                steps.after.files.insert(key.clone(), entry.clone());
                continue;
            }
            match self.folder.sha(&entry.path)? {
                Some(sha) if !self.force && !entry.lists(&sha) => {
                    steps.report.conflicts.push(entry.path.to_string());
                    steps.after.files.insert(key.clone(), entry.clone());
                }
                _ => steps.stale.push(entry.path.clone()),
            }
        }
        for (key, output) in mem::take(&mut self.outputs) {
            let new = Entry { path: output.path.clone(), sha256: output.sha256.clone(), was: None };
            let Some(temp) = output.temp else {
                steps.report.unchanged += 1;
                steps.after.files.insert(key, new);
                continue;
            };
            let present = self.folder.sha(&output.path)?;
            let listed = self.manifest.files.get(&key);
            let was = present.clone().filter(|sha| listed.is_some_and(|entry| entry.lists(sha)));
            if present.is_none() || was.is_some() || self.force {
                steps.between.files.insert(key.clone(), Entry { was, ..new.clone() });
                steps.after.files.insert(key, new);
                steps.moves.push((temp, output.path));
            } else {
                steps.report.conflicts.push(output.path.to_string());
                steps.after.files.extend(listed.map(|entry| (key, entry.clone())));
            }
        }
        Ok(steps)
    }

    /// Makes sure that `path` is plain and that no other output has it.
    fn claim(&self, path: &str) -> Result<SheetPath, PublishError> {
        let refuse = |what: &dyn fmt::Display| PublishError::new(&self.folder.root().join(path), what);
        let path = SheetPath::try_from(path.to_owned()).map_err(|error| refuse(&error))?;
        match self.outputs.get(&path.without_case()) {
            Some(twin) => Err(refuse(&format_args!("would be written twice, the other time as {}", twin.path))),
            None => Ok(path),
        }
    }
}

/// Puts files, each a name and its text, into a folder that is not racepace's:
/// no manifest lists them, and a file that is there already stays as it is.
///
/// # Errors
///
/// When `root` is a link or not a folder, a link or a folder is in the way
/// of a file, or the disk refuses. What is written by then is whole.
pub fn add_missing<'f>(
    root: &Path,
    files: impl Iterator<Item = (&'f str, &'f str)>,
) -> Result<PublishReport, PublishError> {
    let mut folder = Folder::open(root)?;
    let (mut report, mut moves) = (PublishReport::default(), Vec::new());
    for (name, text) in files {
        let path = SheetPath::try_from(name.to_owned()).map_err(|error| PublishError::new(&root.join(name), error))?;
        folder.clear_litter(&path)?;
        let is_there = folder.len(&path)?.is_some();
        let output = stage(&folder, &mut Vec::new(), path, &mut |to| to.write_all(text.as_bytes()))?;
        match output.temp {
            None => report.unchanged += 1,
            Some(_) if is_there => report.conflicts.push(output.path.to_string()),
            Some(temp) => moves.push((temp, output.path)),
        }
    }
    for (temp, path) in moves {
        folder.rename(temp, &path)?;
        report.written += 1;
    }
    Ok(report)
}

/// Stages what `write` gives for `path`.
fn stage(
    folder: &Folder,
    buffer: &mut Vec<u8>,
    path: SheetPath,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<Output, PublishError> {
    let refused = |error| PublishError::io(&folder.at(&path), "cannot be written", &error);
    let present = folder.len(&path)?;
    let mut spool = Spool::new(folder.temp_for(&path), buffer);
    write(&mut spool).map_err(refused)?;
    let sha256 = spool.sha();
    let same = present == Some(spool.len()) && folder.sha(&path)?.as_ref() == Some(&sha256);
    let temp = if same { None } else { Some(spool.finish().map_err(refused)?) };
    Ok(Output { path, sha256, temp })
}

/// Writes the manifest, whole. False when the file of that name is not
/// racepace's and was left as it is.
fn write_manifest(
    folder: &mut Folder,
    buffer: &mut Vec<u8>,
    manifest: &Manifest,
    force: bool,
) -> Result<bool, PublishError> {
    if manifest.foreign && !force {
        return Ok(false);
    }
    let output = stage(folder, buffer, SheetPath::manifest(), &mut |to| manifest.write(to))?;
    if let Some(temp) = output.temp {
        folder.rename(temp, &output.path)?;
    }
    Ok(true)
}

/// The path beside `file` of a hidden file that is named after it.
fn hidden_beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(suffix);
    file.with_file_name(name)
}
