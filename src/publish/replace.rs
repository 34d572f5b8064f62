//! One file that is not racepace's own, replaced whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::publish::temp_file::{self, TempFile};
use crate::publish::{Lock, PublishError, hidden_beside};

/// So many runs may be at work on one file where a disk knows no locks.
const MAX_RUNS: usize = 16;

/// Puts `new` in the place of a file that still holds `old`: whole, or not at
/// all. Its lock is taken before `old` is read.
///
/// A link stays a link, and the file that it leads to keeps its permissions.
///
/// # Errors
///
/// When the file is read-only or holds something else by now, or the disk
/// refuses. The file is then as it was.
pub fn replace_file(lock: &Lock, path: &Path, old: &[u8], new: &[u8]) -> Result<(), PublishError> {
    let refusal = |error: io::Error| PublishError::io(path, "cannot be changed", &error);
    let place = fs::canonicalize(path).map_err(refusal)?;
    let permissions = fs::metadata(&place).map_err(refusal)?.permissions();
    if permissions.readonly() {
        return Err(PublishError::new(path, "cannot be changed: it is read-only"));
    }
    if lock.is_exclusive() {
        clear_litter(&place);
    }
    let mut temp =
        TempFile::create_at_first_free((0..MAX_RUNS).map(|number| temp_path(&place, number))).map_err(refusal)?;
    temp.write_all(new).map_err(refusal)?;
    temp.set_permissions(permissions).map_err(refusal)?;
    temp.sync().map_err(refusal)?;
    if fs::read(&place).map_err(refusal)? != old {
        return Err(PublishError::new(path, "was changed by somebody else meanwhile; try again"));
    }
    temp.rename(&place).map_err(refusal)
}

/// Each run has a temporary file of its own: where a disk knows no locks, several may be at work.
fn temp_path(place: &Path, number: usize) -> PathBuf {
    hidden_beside(place, &format!(".{number}{}", temp_file::SUFFIX))
}

/// Removes the temporary files of killed runs. One that cannot be removed hinders nobody.
fn clear_litter(place: &Path) {
    // The one name that earlier versions gave.
    let _ = fs::remove_file(hidden_beside(place, temp_file::SUFFIX));
    for number in 0..MAX_RUNS {
        let _ = fs::remove_file(temp_path(place, number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_and_other_hidden_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("season.toml");
        fs::write(&file, "old").unwrap();
        for name in [".season.toml.7.racepace-new", ".season.toml.mine.racepace-new", ".season.toml.swp"] {
            fs::write(folder.path().join(name), "half").unwrap();
        }
        let lock = Lock::of_file(&file).unwrap();
        assert!(replace_file(&lock, &file, b"another", b"new").is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        replace_file(&lock, &file, b"old", b"new").unwrap();
        drop(lock);
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".season.toml.mine.racepace-new", ".season.toml.swp", "season.toml"]);
    }
}
