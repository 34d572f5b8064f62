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
//!    removes sheets that are no longer made, and writes the manifest.
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

mod folder;
mod manifest;
mod sheet_path;
mod spool;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::{fmt, mem};

use crate::cli::temp::Temp;
use crate::diag::escaped;
use folder::Folder;
use manifest::{Entry, Manifest, Sha};
use sheet_path::SheetPath;
use spool::Spool;

/// Writes the files of one build into the output folder.
///
/// When it is dropped without [`Publisher::commit`], every staged file is
/// removed again and the earlier sheets are as they were.
pub(super) struct Publisher {
    // Dropped in this order: staged files first, the lock of the folder last.
    outputs: BTreeMap<String, Output>,
    folder: Folder,
    manifest: Manifest,
    force: bool,
    /// Files whose names end so are not of this build and stay.
    left: Vec<&'static str>,
    failed: bool,
    buffer: Vec<u8>,
}

/// A file of this build.
struct Output {
    path: SheetPath,
    sha256: Sha,
    /// The new content, or `None` when the file on disk already holds it.
    temp: Option<Temp>,
}

/// What a commit does, in this order.
#[derive(Default)]
struct Steps {
    /// What the manifest says while files are renamed.
    between: Manifest,
    moves: Vec<(Temp, SheetPath)>,
    stale: Vec<SheetPath>,
    /// What it says at the end.
    after: Manifest,
    /// What is known of the result before the first step.
    published: Published,
}

/// What became of the files of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Published {
    /// How many were written, new or changed.
    pub(super) written: usize,
    /// How many already held what was to be written and were not touched.
    pub(super) unchanged: usize,
    /// How many of an earlier build were removed.
    pub(super) removed: usize,
    /// Paths, relative to the output folder, of files that were left as they
    /// are because they are not racepace's or were edited by hand.
    pub(super) kept: Vec<String>,
}

/// Why the sheets could not be written: the path and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble(String);

impl Trouble {
    fn new(path: &Path, what: impl fmt::Display) -> Trouble {
        Trouble(format!("{}: {what}", escaped(&path.to_string_lossy())))
    }

    fn io(path: &Path, what: &str, error: &io::Error) -> Trouble {
        match error.kind() {
            io::ErrorKind::StorageFull => Trouble::new(path, format_args!("{what}: the disk is full")),
            io::ErrorKind::QuotaExceeded => Trouble::new(path, format_args!("{what}: your disk quota is used up")),
            io::ErrorKind::PermissionDenied => Trouble::new(path, format_args!("{what}: permission is denied")),
            io::ErrorKind::ReadOnlyFilesystem => Trouble::new(path, format_args!("{what}: the disk is read-only")),
            _ => Trouble::new(path, format_args!("{what}: {error}")),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}

impl Publisher {
    /// Opens the output folder, made when it is not there, for this run alone.
    /// With `force`, files that are not racepace's or were edited by hand are
    /// overwritten.
    ///
    /// # Errors
    ///
    /// When `root` is a link or no folder, another run is writing there, a
    /// folder of an earlier build has become a link, or the disk refuses.
    pub(super) fn open(root: &Path, force: bool) -> Result<Publisher, Trouble> {
        let mut folder = Folder::open(root)?;
        folder.clear_litter(&SheetPath::manifest())?;
        let manifest = match folder.len(&SheetPath::manifest())? {
            Some(len) => Manifest::read(&folder.at(&SheetPath::manifest()), len)?,
            None => Manifest::default(),
        };
        for entry in manifest.files.values() {
            folder.clear_litter(&entry.path)?;
        }
        let outputs = BTreeMap::new();
        Ok(Publisher { outputs, folder, manifest, force, left: Vec::new(), failed: false, buffer: Vec::new() })
    }

    /// Leaves the files of an earlier build alone whose names end with one of
    /// these: they are not of this build.
    pub(super) fn leave(&mut self, endings: impl IntoIterator<Item = &'static str>) {
        self.left.extend(endings);
    }

    /// The paths, without regard to case, of what is left alone.
    pub(super) fn left(&self) -> BTreeSet<String> {
        let is_left = |key: &&String| self.left.iter().any(|ending| key.ends_with(ending));
        self.manifest.files.keys().filter(is_left).cloned().collect()
    }

    /// Stages the file at `path`, which is relative to the output folder and
    /// has `/` between its names. `write` is given the place for the content;
    /// nothing under its final name changes before [`Publisher::commit`].
    ///
    /// # Errors
    ///
    /// When `path` is not plain or was staged before, without regard to case;
    /// when a link or a folder stands in its way; when `write` or the disk
    /// refuses.
    pub(super) fn put(
        &mut self,
        path: &str,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Trouble> {
        let path = self.claim(path).inspect_err(|_| self.failed = true)?;
        let output = stage(&self.folder, &mut self.buffer, path, write).inspect_err(|_| self.failed = true)?;
        self.outputs.insert(output.path.without_case(), output);
        Ok(())
    }

    /// Puts all staged files in place, removes sheets of an earlier build that
    /// are no longer made, and writes the manifest.
    ///
    /// # Errors
    ///
    /// When a file could not be staged, a link or a folder stands in the way
    /// of one, or the disk refuses. Every file is then old or new.
    pub(super) fn commit(self) -> Result<Published, Trouble> {
        self.commit_watched(&mut || ())
    }

    /// Commits, and calls `moment` before each step after which the folder is
    /// another, so that a test can see what a kill there would leave.
    fn commit_watched(mut self, moment: &mut dyn FnMut()) -> Result<Published, Trouble> {
        if self.failed {
            return Err(Trouble::new(self.folder.root(), "nothing was put in place, because a file could not be made"));
        }
        let steps = self.decide()?;
        let mut published = steps.published;
        if !steps.moves.is_empty() {
            moment();
            write_manifest(&mut self.folder, &mut self.buffer, &steps.between, self.force)?;
        }
        for (temp, path) in steps.moves {
            moment();
            self.folder.rename(temp, &path)?;
            published.written += 1;
        }
        for path in steps.stale {
            moment();
            published.removed += usize::from(self.folder.remove(&path)?);
        }
        moment();
        if !write_manifest(&mut self.folder, &mut self.buffer, &steps.after, self.force)? {
            published.kept.push(SheetPath::manifest().to_string());
        }
        moment();
        published.kept.sort();
        Ok(published)
    }

    /// Decides what becomes of each file of this build and of the one before.
    /// Nothing is changed yet.
    fn decide(&mut self) -> Result<Steps, Trouble> {
        let mut steps = Steps {
            between: self.manifest.clone(),
            after: Manifest { foreign: self.manifest.foreign, ..Manifest::default() },
            ..Steps::default()
        };

        for (key, entry) in &self.manifest.files {
            let made = self.outputs.get(key).map(|output| &output.path);
            if made.is_some_and(|made| *made == entry.path || self.folder.same_file(made, &entry.path)) {
                continue;
            }
            if self.left.iter().any(|ending| key.ends_with(ending)) {
                steps.after.files.insert(key.clone(), entry.clone());
                continue;
            }
            match self.folder.sha(&entry.path)? {
                Some(sha) if !self.force && !entry.lists(&sha) => {
                    steps.published.kept.push(entry.path.to_string());
                    steps.after.files.insert(key.clone(), entry.clone());
                }
                _ => steps.stale.push(entry.path.clone()),
            }
        }
        for (key, output) in mem::take(&mut self.outputs) {
            let new = Entry { path: output.path.clone(), sha256: output.sha256.clone(), was: None };
            let Some(temp) = output.temp else {
                steps.published.unchanged += 1;
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
                steps.published.kept.push(output.path.to_string());
                steps.after.files.extend(listed.map(|entry| (key, entry.clone())));
            }
        }
        Ok(steps)
    }

    /// Makes sure that `path` is plain and that no other output has it.
    fn claim(&self, path: &str) -> Result<SheetPath, Trouble> {
        let refuse = |what: &dyn fmt::Display| Trouble::new(&self.folder.root().join(path), what);
        let path = SheetPath::try_from(path.to_owned()).map_err(|error| refuse(&error))?;
        match self.outputs.get(&path.without_case()) {
            Some(twin) => Err(refuse(&format_args!("is made twice, the other time as {}", twin.path))),
            None => Ok(path),
        }
    }
}

/// Puts files, each a name and its text, into a folder that is not racepace's:
/// no manifest lists them, and a file that is there already is kept.
///
/// # Errors
///
/// When `root` is a link or no folder, a link or a folder stands in the way
/// of a file, or the disk refuses. What is written by then is whole.
pub(super) fn add<'f>(root: &Path, files: impl Iterator<Item = (&'f str, &'f str)>) -> Result<Published, Trouble> {
    let mut folder = Folder::open(root)?;
    let (mut published, mut moves) = (Published::default(), Vec::new());
    for (name, text) in files {
        let path = SheetPath::try_from(name.to_owned()).map_err(|error| Trouble::new(&root.join(name), error))?;
        folder.clear_litter(&path)?;
        let is_there = folder.len(&path)?.is_some();
        let output = stage(&folder, &mut Vec::new(), path, &mut |to| to.write_all(text.as_bytes()))?;
        match output.temp {
            None => published.unchanged += 1,
            Some(_) if is_there => published.kept.push(output.path.to_string()),
            Some(temp) => moves.push((temp, output.path)),
        }
    }
    for (temp, path) in moves {
        folder.rename(temp, &path)?;
        published.written += 1;
    }
    Ok(published)
}

/// Stages what `write` gives for `path`.
fn stage(
    folder: &Folder,
    buffer: &mut Vec<u8>,
    path: SheetPath,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<Output, Trouble> {
    let refused = |error| Trouble::io(&folder.at(&path), "cannot be written", &error);
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
) -> Result<bool, Trouble> {
    if manifest.foreign && !force {
        return Ok(false);
    }
    let output = stage(folder, buffer, SheetPath::manifest(), &mut |to| manifest.write(to))?;
    if let Some(temp) = output.temp {
        folder.rename(temp, &output.path)?;
    }
    Ok(true)
}
