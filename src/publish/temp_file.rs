//! A file that is written beside its place, and put there once it is whole.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How the name of a temporary file ends; it begins with a dot. Files of such
/// names are racepace's own: what a killed run left is cleared by the next.
pub(super) const SUFFIX: &str = ".racepace-new";

/// A temporary file. It is removed when it is dropped before it is renamed.
pub(super) struct TempFile {
    path: PathBuf,
    /// `None` once everything is on the disk, so that many can wait for their rename.
    file: Option<File>,
}

impl TempFile {
    /// Makes the file at `path`, which must be free. It has the permissions of
    /// any new file, as it will be read by others.
    pub(super) fn create(path: PathBuf) -> io::Result<TempFile> {
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(TempFile { path, file: Some(file) })
    }

    /// Makes the file at the first of these paths that is free, so that no other run has it.
    pub(super) fn create_at_first_free(paths: impl Iterator<Item = PathBuf>) -> io::Result<TempFile> {
        let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
        for path in paths {
            match TempFile::create(path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
                made => return made,
            }
        }
        Err(last)
    }

    /// Gives it the permissions of the file that it will replace.
    pub(super) fn set_permissions(&self, permissions: Permissions) -> io::Result<()> {
        self.open_file().set_permissions(permissions)
    }

    /// Ends the writing: everything is on the disk then.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.file.take().map_or(Ok(()), |file| file.sync_all())
    }

    /// Puts the file at `to`, in place of what is there.
    pub(super) fn rename(mut self, to: &Path) -> io::Result<()> {
        self.sync()?;
        fs::rename(&self.path, to)?;
        // No file is left to remove.
        self.path.clear();
        Ok(())
    }

    fn open_file(&self) -> &File {
        self.file.as_ref().expect("nothing is written after it was synced")
    }
}

impl Write for TempFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open_file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        // Windows removes no file that is open. One that cannot be removed now
        // is litter for the next run.
        self.file = None;
        let _ = fs::remove_file(&self.path);
    }
}
