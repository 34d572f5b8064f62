//! One run at a time, by the operating system's lock on a file of its own.
//!
//! The lock ends with the run, however that ends, so a lock file that a killed
//! run left hinders nobody: the next run takes it over, and removes it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::publish::{PublishError, hidden_beside, platform};

/// Another run is mostly over soon: so often, and with such a pause, the lock
/// is asked for. Several commands that change one file wait for each other; a build takes longer.
const TRIES_FOR_FILE: usize = 60;
const TRIES_FOR_FOLDER: usize = 10;
const PAUSE: Duration = Duration::from_millis(50);

/// What the name of a lock file ends with; it begins with a dot.
const SUFFIX: &str = ".racepace-lock";

/// The right to write in a place, freed when it is dropped.
pub struct Lock {
    path: PathBuf,
    /// `None` where no lock file can be made.
    file: Option<File>,
    /// False where the disk knows no locks.
    is_exclusive: bool,
}

impl Lock {
    /// Takes a file for this run, from reading it to replacing it. A link is
    /// followed: what is locked is the file that it leads to.
    ///
    /// # Errors
    ///
    /// When another run has it, or there is no such file.
    pub fn of_file(file: &Path) -> Result<Lock, PublishError> {
        let place = fs::canonicalize(file).map_err(|error| PublishError::io(file, "cannot be opened", &error))?;
        Lock::take(hidden_beside(&place, SUFFIX), file, TRIES_FOR_FILE)
    }

    /// True when no other run can have it: what lies around is then of killed runs.
    pub(super) const fn is_exclusive(&self) -> bool {
        self.is_exclusive
    }

    /// Takes a folder, which is there and no link, for this run.
    pub(super) fn of_folder(folder: &Path) -> Result<Lock, PublishError> {
        Lock::take(folder.join(SUFFIX), folder, TRIES_FOR_FOLDER)
    }

    /// Takes the lock of `what`, whose lock file is at `path`. Some network
    /// disks know no locks, and where no file can be made nothing can be
    /// written: there the run goes on without.
    fn take(path: PathBuf, what: &Path, tries: usize) -> Result<Lock, PublishError> {
        for attempt in 0..tries {
            if 0 < attempt {
                std::thread::sleep(PAUSE);
            }
            if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
                return Err(PublishError::new(&path, "is in the way of the lock file; move it away"));
            }
            let file = match platform::open_lock_file(&path) {
                Ok(file) => file,
                Err(error) => match error.kind() {
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        return Ok(Lock { path, file: None, is_exclusive: false });
                    }
                    _ => return Err(PublishError::io(&path, "cannot be opened", &error)),
                },
            };
            let is_exclusive = match file.try_lock() {
                Err(TryLockError::WouldBlock) => continue,
                Ok(()) => true,
                Err(TryLockError::Error(_)) => false,
            };
            if platform::is_in_place(&file, &path) {
                return Ok(Lock { path, file: Some(file), is_exclusive });
            }
        }
        Err(PublishError::new(what, "another racepace is writing there; try again when it is done"))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            platform::remove_lock_file(file, &self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("season.toml");
        fs::write(&file, "").unwrap();
        (folder, file)
    }

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_file_is_one_runs_until_the_lock_is_dropped_and_no_lock_file_stays() {
        let (folder, file) = file();
        let lock = Lock::of_file(&file).unwrap();
        let refusal = Lock::of_file(&file).err().unwrap().to_string();
        assert_eq!(
            refusal,
            format!("{}: another racepace is writing there; try again when it is done", file.display())
        );
        drop(lock);
        drop(Lock::of_file(&file).unwrap());
        assert_eq!(names(folder.path()), 1);
    }

    #[test]
    fn a_lock_file_that_a_killed_run_left_hinders_nobody_and_is_removed() {
        let (folder, file) = file();
        fs::write(folder.path().join(".season.toml.racepace-lock"), "").unwrap();
        drop(Lock::of_file(&file).unwrap());
        assert_eq!(names(folder.path()), 1);
    }

    #[test]
    fn who_waits_gets_the_lock_and_two_never_have_it() {
        let (folder, file) = file();
        let inside = AtomicUsize::new(0);
        let had = AtomicUsize::new(0);
        let one_at_a_time = || {
            for _ in 0..200 {
                if let Ok(_lock) = Lock::of_file(&file) {
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    had.fetch_add(1, Ordering::SeqCst);
                    inside.fetch_sub(1, Ordering::SeqCst);
                }
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(one_at_a_time);
            scope.spawn(one_at_a_time);
        });
        assert!(200 <= had.into_inner());
        assert_eq!(names(folder.path()), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_lock_file_is_refused_and_not_followed() {
        let (folder, file) = file();
        let outside = folder.path().join("outside");
        std::os::unix::fs::symlink(&outside, folder.path().join(".season.toml.racepace-lock")).unwrap();
        assert!(Lock::of_file(&file).is_err());
        assert!(!outside.exists());
    }
}
