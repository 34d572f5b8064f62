//! The output folder: every touch of the disk, none of them through a link.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::publish::manifest::Sha;
use crate::publish::sheet_path::{SheetPath, is_temp};
use crate::publish::temp_file::TempFile;
use crate::publish::{Lock, PublishError, platform};

/// The output folder, for this run alone.
///
/// When it is dropped, folders that were made and are still empty go again.
pub(super) struct Folder {
    root: PathBuf,
    /// The folders without litter of a killed run, by path without case.
    clean: BTreeSet<String>,
    /// Dropped before the folders that were made: its file is in there.
    _lock: Lock,
    new_folders: NewFolders,
}

/// Folders made by this run, outermost first.
#[derive(Default)]
struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    fn make(&mut self, folder: &Path) -> Result<(), PublishError> {
        fs::create_dir(folder).map_err(|error| PublishError::io(folder, "cannot be created", &error))?;
        self.0.push(folder.to_owned());
        Ok(())
    }
}

impl Drop for NewFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // One that holds something is refused, and stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What is at a path, links not followed.
enum PathKind {
    Nothing,
    Folder,
    /// A file, and its length in bytes.
    File(u64),
    Link,
    /// A pipe, a device or the like.
    Other,
}

impl PathKind {
    fn at(path: &Path) -> Result<PathKind, PublishError> {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_symlink() => Ok(PathKind::Link),
            Ok(data) if data.is_dir() => Ok(PathKind::Folder),
            Ok(data) if data.is_file() => Ok(PathKind::File(data.len())),
            Ok(_) => Ok(PathKind::Other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(PathKind::Nothing),
            Err(error) => Err(PublishError::io(path, "cannot be inspected", &error)),
        }
    }

    /// The error that this is where a `needed` one should be.
    fn in_the_way(&self, path: &Path, needed: &str) -> PublishError {
        match self {
            PathKind::Link => {
                PublishError::new(path, format_args!("is a link, and links are not followed; put a {needed} there"))
            }
            _ => {
                PublishError::new(path, format_args!("is not a {needed}; move it away or choose another output folder"))
            }
        }
    }
}

impl Folder {
    /// Opens the folder at `root`, making it when it is not there.
    pub(super) fn open(root: &Path) -> Result<Folder, PublishError> {
        // A slash at the end would follow a link.
        let root = match root.components().as_path() {
            here if here.as_os_str().is_empty() => Path::new("."),
            root => root,
        };
        let mut new_folders = NewFolders::default();
        match PathKind::at(root)? {
            PathKind::Folder => {}
            PathKind::Nothing => {
                let missing = root.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
                for folder in missing.collect::<Vec<_>>().into_iter().rev() {
                    new_folders.make(folder)?;
                }
            }
            PathKind::Link => return Err(PublishError::new(root, "is a link; give the folder itself")),
            other => return Err(other.in_the_way(root, "folder")),
        }
        let lock = Lock::of_folder(root)?;
        Ok(Folder { root: root.to_owned(), clean: BTreeSet::new(), _lock: lock, new_folders })
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where `path` is on the disk.
    pub(super) fn at(&self, path: &SheetPath) -> PathBuf {
        let mut place = self.root.clone();
        place.extend(path.names());
        place
    }

    /// Where the temporary file for `path` is: beside it when the next run
    /// would look for litter there, else at the top, where every run looks.
    pub(super) fn temp_for(&self, path: &SheetPath) -> PathBuf {
        match path.folder() {
            Some(folder) if self.clean.contains(&folder.without_case()) => self.at(&folder).join(path.temp_name()),
            _ => self.root.join(path.temp_name()),
        }
    }

    /// Removes what a killed run left beside `path`, once.
    pub(super) fn clear_litter(&mut self, path: &SheetPath) -> Result<(), PublishError> {
        let folder = path.folder();
        let key = folder.as_ref().map(SheetPath::without_case).unwrap_or_default();
        if !self.way_is_there(path)? || !self.clean.insert(key) {
            return Ok(());
        }
        let place = folder.map_or_else(|| self.root.clone(), |folder| self.at(&folder));
        let unreadable = |error| PublishError::io(&place, "cannot be read", &error);
        for file in fs::read_dir(&place).map_err(unreadable)? {
            let file = file.map_err(unreadable)?;
            if !file.file_name().to_str().is_some_and(is_temp) {
                continue;
            }
            match PathKind::at(&file.path())? {
                PathKind::File(_) => remove_file(&file.path())?,
                other => return Err(other.in_the_way(&file.path(), "file")),
            };
        }
        Ok(())
    }

    /// The length of the file at `path` in bytes, or `None` when there is none.
    pub(super) fn len(&self, path: &SheetPath) -> Result<Option<u64>, PublishError> {
        if !self.way_is_there(path)? {
            return Ok(None);
        }
        match PathKind::at(&self.at(path))? {
            PathKind::Nothing => Ok(None),
            PathKind::File(len) => Ok(Some(len)),
            other => Err(other.in_the_way(&self.at(path), "file")),
        }
    }

    /// The hash of the file at `path`, or `None` when there is none.
    pub(super) fn sha(&self, path: &SheetPath) -> Result<Option<Sha>, PublishError> {
        if self.len(path)?.is_none() {
            return Ok(None);
        }
        let place = self.at(path);
        let sha = File::open(&place).and_then(Sha::of_file);
        sha.map(Some).map_err(|error| PublishError::io(&place, "cannot be read", &error))
    }

    /// Puts the content of `temp` at `path`, making the folders on the way.
    pub(super) fn rename(&mut self, temp: TempFile, path: &SheetPath) -> Result<(), PublishError> {
        for folder in path.folders() {
            let place = self.at(&folder);
            if let PathKind::Nothing = PathKind::at(&place)? {
                self.new_folders.make(&place)?;
            }
        }
        // Nothing but a file may be there by now.
        self.len(path)?;
        let place = self.at(path);
        temp.rename(&place).map_err(|error| PublishError::io(&place, "cannot be replaced", &error))
    }

    /// Removes the file at `path`, and the folders on the way to it that are
    /// empty then. True when the file was there.
    pub(super) fn remove(&self, path: &SheetPath) -> Result<bool, PublishError> {
        let was_there = self.len(path)?.is_some() && remove_file(&self.at(path))?;
        for folder in path.folders().rev() {
            if fs::remove_dir(self.at(&folder)).is_err() {
                break;
            }
        }
        Ok(was_there)
    }

    /// True when two paths that differ in case are one file on this disk.
    pub(super) fn same_file(&self, one: &SheetPath, other: &SheetPath) -> bool {
        platform::same_file(&self.at(one), &self.at(other))
    }

    /// True when all folders on the way to `path` are there.
    fn way_is_there(&self, path: &SheetPath) -> Result<bool, PublishError> {
        for folder in path.folders() {
            let place = self.at(&folder);
            match PathKind::at(&place)? {
                PathKind::Nothing => return Ok(false),
                PathKind::Folder => {}
                other => return Err(other.in_the_way(&place, "folder")),
            }
        }
        Ok(true)
    }
}

/// True when the file was there.
fn remove_file(file: &Path) -> Result<bool, PublishError> {
    match fs::remove_file(file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(PublishError::io(file, "cannot be removed", &error)),
    }
}
