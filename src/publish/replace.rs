//! One file that is not racepace's own, replaced whole.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::publish::temp_file::{self, TempFile};
use crate::publish::{Lock, PublishError, hidden_beside};

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
    let suffix = format!(".{}{}", temp_file::of_this_run(), temp_file::SUFFIX);
    let mut temp = TempFile::create(hidden_beside(&place, &suffix)).map_err(refusal)?;
    temp.write_all(new).map_err(refusal)?;
    temp.set_permissions(permissions).map_err(refusal)?;
    temp.sync().map_err(refusal)?;
    if fs::read(&place).map_err(refusal)? != old {
        return Err(PublishError::new(path, "was changed by somebody else meanwhile; try again"));
    }
    temp.rename(&place).map_err(refusal)
}

/// Removes the temporary files of killed runs. One that cannot be removed hinders nobody.
fn clear_litter(place: &Path) {
    // The one name that earlier versions gave.
    let _ = fs::remove_file(hidden_beside(place, temp_file::SUFFIX));
    let Some(start) = hidden_beside(place, ".").file_name().map(|name| name.as_encoded_bytes().to_vec()) else {
        return;
    };
    let Some(Ok(files)) = place.parent().map(fs::read_dir) else { return };
    for file in files.flatten() {
        let name = file.file_name();
        let rest = name.as_encoded_bytes().strip_prefix(start.as_slice());
        let run = rest.and_then(|rest| rest.strip_suffix(temp_file::SUFFIX.as_bytes()));
        if run.is_some_and(temp_file::is_of_a_run) && file.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(file.path());
        }
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
        for name in [".season.toml.77-0.racepace-new", ".season.toml.mine.racepace-new", ".season.toml.swp"] {
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
