//! What Unix does its own way: a file is known by its device and number, and
//! can lose its name while it is open. Run on Linux only.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

fn identity(data: &Metadata) -> (u64, u64) {
    (data.dev(), data.ino())
}

/// True when two paths that differ in case are one file on this disk.
pub(in crate::publish) fn same_file(one: &Path, other: &Path) -> bool {
    let file = |path| fs::symlink_metadata(path).ok().as_ref().map(identity);
    file(one).is_some() && file(one) == file(other)
}

/// Opens the lock file at `path`, made when it is not there.
pub(in crate::publish) fn open_lock_file(path: &Path) -> io::Result<File> {
    let open = File::options().write(true).create(true).truncate(false).open(path);
    // One that is there may be another user's; a file that can be read can be locked.
    open.or_else(|error| File::open(path).map_err(|_| error))
}

/// True when the open lock file is still the one at `path`: whoever had the
/// lock before may have removed it after we opened it.
pub(in crate::publish) fn is_in_place(lock: &File, path: &Path) -> bool {
    let at_path = fs::symlink_metadata(path).ok();
    at_path.zip(lock.metadata().ok()).is_some_and(|(at_path, lock)| identity(&at_path) == identity(&lock))
}

/// Frees the lock, and removes its file while nobody else can have the lock.
pub(in crate::publish) fn remove_lock_file(lock: File, path: &Path) {
    let _ = fs::remove_file(path);
    drop(lock);
}
