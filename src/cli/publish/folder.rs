//! The output folder: every touch of the disk, none of them through a link.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::publish::Trouble;
use crate::cli::publish::manifest::Sha;
use crate::cli::publish::sheet_path::{SheetPath, is_temp};
use crate::cli::temp::Temp;

/// The output folder, held by this run alone.
///
/// When it is dropped, folders that were made and are still empty go again.
pub(super) struct Folder {
    root: PathBuf,
    /// The folders that were cleared of litter, by path without case.
    cleared: BTreeSet<String>,
    /// Frees the folder before those that were made go: on Windows it is a
    /// file in there.
    _lock: File,
    made: Made,
}

/// Folders made by this run, outermost first.
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // One that holds something is refused, and stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What stands at a path, links not followed.
enum Found {
    Nothing,
    Folder,
    /// A file, and its length in bytes.
    File(u64),
    Link,
    /// A pipe, a device or the like.
    Other,
}

impl Found {
    fn at(path: &Path) -> Result<Found, Trouble> {
        match fs::symlink_metadata(path) {
            Ok(data) if data.is_symlink() => Ok(Found::Link),
            Ok(data) if data.is_dir() => Ok(Found::Folder),
            Ok(data) if data.is_file() => Ok(Found::File(data.len())),
            Ok(_) => Ok(Found::Other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
            Err(error) => Err(Trouble::io(path, "cannot be looked at", &error)),
        }
    }

    /// Says that this stands where `wanted` should be.
    fn in_the_way(&self, path: &Path, wanted: &str) -> Trouble {
        match self {
            Found::Link => {
                Trouble::new(path, format_args!("is a link, and links are not followed; put a {wanted} there"))
            }
            _ => Trouble::new(path, format_args!("is not a {wanted}; move it away or choose another output folder")),
        }
    }
}

impl Folder {
    /// Opens the folder at `root`, making it when it is not there.
    pub(super) fn open(root: &Path) -> Result<Folder, Trouble> {
        // A slash at the end would follow a link.
        let root = match root.components().as_path() {
            here if here.as_os_str().is_empty() => Path::new("."),
            root => root,
        };
        let mut made = Made::default();
        match Found::at(root)? {
            Found::Folder => {}
            Found::Nothing => {
                let missing = root.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
                for folder in missing.collect::<Vec<_>>().into_iter().rev() {
                    make(folder, &mut made)?;
                }
            }
            Found::Link => return Err(Trouble::new(root, "is a link; give the folder itself")),
            found => return Err(found.in_the_way(root, "folder")),
        }
        let lock = lock(root)?;
        Ok(Folder { root: root.to_owned(), cleared: BTreeSet::new(), _lock: lock, made })
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
            Some(folder) if self.cleared.contains(&folder.without_case()) => self.at(&folder).join(path.temp_name()),
            _ => self.root.join(path.temp_name()),
        }
    }

    /// Removes what a killed run left beside `path`, once.
    pub(super) fn clear_litter(&mut self, path: &SheetPath) -> Result<(), Trouble> {
        let folder = path.folder();
        let key = folder.as_ref().map(SheetPath::without_case).unwrap_or_default();
        if !self.way_is_there(path)? || !self.cleared.insert(key) {
            return Ok(());
        }
        let place = folder.map_or_else(|| self.root.clone(), |folder| self.at(&folder));
        let unreadable = |error| Trouble::io(&place, "cannot be read", &error);
        for file in fs::read_dir(&place).map_err(unreadable)? {
            let file = file.map_err(unreadable)?;
            if !file.file_name().to_str().is_some_and(is_temp) {
                continue;
            }
            match Found::at(&file.path())? {
                Found::File(_) => remove_file(&file.path())?,
                found => return Err(found.in_the_way(&file.path(), "file")),
            };
        }
        Ok(())
    }

    /// The length of the file at `path` in bytes, or `None` when there is none.
    pub(super) fn len(&self, path: &SheetPath) -> Result<Option<u64>, Trouble> {
        if !self.way_is_there(path)? {
            return Ok(None);
        }
        match Found::at(&self.at(path))? {
            Found::Nothing => Ok(None),
            Found::File(len) => Ok(Some(len)),
            found => Err(found.in_the_way(&self.at(path), "file")),
        }
    }

    /// The hash of the file at `path`, or `None` when there is none.
    pub(super) fn sha(&self, path: &SheetPath) -> Result<Option<Sha>, Trouble> {
        if self.len(path)?.is_none() {
            return Ok(None);
        }
        let place = self.at(path);
        let sha = File::open(&place).and_then(Sha::of_file);
        sha.map(Some).map_err(|error| Trouble::io(&place, "cannot be read", &error))
    }

    /// Puts the content of `temp` at `path`, making the folders on the way.
    pub(super) fn rename(&mut self, temp: Temp, path: &SheetPath) -> Result<(), Trouble> {
        for folder in path.folders() {
            let place = self.at(&folder);
            if let Found::Nothing = Found::at(&place)? {
                make(&place, &mut self.made)?;
            }
        }
        // Nothing but a file may be there by now.
        self.len(path)?;
        let place = self.at(path);
        temp.rename(&place).map_err(|error| Trouble::io(&place, "cannot be replaced", &error))
    }

    /// Removes the file at `path`, and the folders on the way to it that are
    /// empty then. True when the file was there.
    pub(super) fn remove(&self, path: &SheetPath) -> Result<bool, Trouble> {
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
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let file = |path| fs::symlink_metadata(self.at(path)).ok().map(|data| (data.dev(), data.ino()));
            file(one).is_some() && file(one) == file(other)
        }
        // Windows does not regard case.
        #[cfg(not(unix))]
        {
            let _ = (one, other);
            true
        }
    }

    /// True when all folders on the way to `path` are there.
    fn way_is_there(&self, path: &SheetPath) -> Result<bool, Trouble> {
        for folder in path.folders() {
            let place = self.at(&folder);
            match Found::at(&place)? {
                Found::Nothing => return Ok(false),
                Found::Folder => {}
                found => return Err(found.in_the_way(&place, "folder")),
            }
        }
        Ok(true)
    }
}

fn make(folder: &Path, made: &mut Made) -> Result<(), Trouble> {
    fs::create_dir(folder).map_err(|error| Trouble::io(folder, "cannot be made", &error))?;
    made.0.push(folder.to_owned());
    Ok(())
}

/// True when the file was there.
fn remove_file(file: &Path) -> Result<bool, Trouble> {
    match fs::remove_file(file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Trouble::io(file, "cannot be removed", &error)),
    }
}

fn busy(root: &Path) -> Trouble {
    Trouble::new(root, "another racepace is writing there; try again when it is done")
}

/// Another run is mostly over soon: so often, and with such a pause, the folder is asked for.
#[cfg(unix)]
const TRIES: usize = 10;
#[cfg(unix)]
const PAUSE: std::time::Duration = std::time::Duration::from_millis(50);

/// Takes the folder for this run. Some network disks know no locks; there the
/// run goes on without.
#[cfg(unix)]
fn lock(root: &Path) -> Result<File, Trouble> {
    let folder = File::open(root).map_err(|error| Trouble::io(root, "cannot be opened", &error))?;
    for _ in 0..TRIES {
        match folder.try_lock() {
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Ok(()) | Err(fs::TryLockError::Error(_)) => return Ok(folder),
        }
    }
    Err(busy(root))
}

/// Takes the folder for this run, with a file that nobody else can open and
/// that the system removes when this run ends, however it ends.
#[cfg(windows)]
fn lock(root: &Path) -> Result<File, Trouble> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const NOT_THROUGH_A_LINK: u32 = 0x0020_0000;
    const SHARING_VIOLATION: i32 = 32;

    let path = root.join(".racepace-lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).share_mode(0).custom_flags(DELETE_ON_CLOSE | NOT_THROUGH_A_LINK);
    options.open(&path).map_err(|error| match error.raw_os_error() {
        Some(SHARING_VIOLATION) => busy(root),
        _ => Trouble::io(&path, "cannot be opened", &error),
    })
}
