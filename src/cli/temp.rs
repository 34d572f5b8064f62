//! A file that is written whole beside its place, and then put there.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// How the name of a temporary file ends; it begins with a dot. Files of such
/// names are racepace's own: what a killed run left is cleared by the next.
pub(super) const SUFFIX: &str = ".racepace-new";

/// A temporary file. It is removed when it is dropped before it is renamed.
pub(super) struct Temp(PathBuf);

impl Temp {
    /// Makes the file at `path`, which must be free. It has the permissions of
    /// any new file, as it will be read by others.
    pub(super) fn create(path: &Path) -> io::Result<(File, Temp)> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok((file, Temp(path.to_owned())))
    }

    /// Puts the file at `to`, in place of what stands there.
    pub(super) fn rename(mut self, to: &Path) -> io::Result<()> {
        fs::rename(&self.0, to)?;
        // No file is left to remove.
        self.0.clear();
        Ok(())
    }
}

impl Drop for Temp {
    fn drop(&mut self) {
        // A file that cannot be removed now is litter for the next run.
        let _ = fs::remove_file(&self.0);
    }
}
