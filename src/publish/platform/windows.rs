//! What Windows does its own way: names regard no case, and a file that is
//! open without consent to its removal cannot be removed. Compiled and run by
//! nobody so far: it was written from the documentation.

use std::fs::{self, File};
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;

/// Others may read and write the lock file, but not remove it.
const SHARE_READ_AND_WRITE: u32 = 0x1 | 0x2;

/// True when two paths that differ in case are one file on this disk.
pub(in crate::publish) fn same_file(_: &Path, _: &Path) -> bool {
    true
}

/// Opens the lock file at `path`, made when it is not there.
pub(in crate::publish) fn open_lock_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false).share_mode(SHARE_READ_AND_WRITE);
    options.open(path)
}

/// True when the open lock file is still the one at `path`: it is, since nobody
/// can remove it while it is open.
pub(in crate::publish) fn is_in_place(_: &File, _: &Path) -> bool {
    true
}

/// Frees the lock, and removes its file unless another run has opened it by
/// then, which removes it in its turn.
pub(in crate::publish) fn remove_lock_file(lock: File, path: &Path) {
    drop(lock);
    let _ = fs::remove_file(path);
}
