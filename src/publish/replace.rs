//! One file that is not racepace's own, replaced whole.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::publish::temp_file::{self, TempFile};
use crate::publish::{PublishError, hidden_beside};

/// Puts `new` in the place of a file that still holds `old`: whole, or not at
/// all. Take its [`Lock`](crate::publish::Lock) before you read `old`.
///
/// A link stays a link, and the file that it leads to keeps its permissions.
///
/// # Errors
///
/// When the file is read-only or holds something else by now, or the disk
/// refuses. The file is then as it was.
pub fn replace_file(path: &Path, old: &[u8], new: &[u8]) -> Result<(), PublishError> {
    let refusal = |error: io::Error| PublishError::io(path, "cannot be changed", &error);
    let place = fs::canonicalize(path).map_err(refusal)?;
    let permissions = fs::metadata(&place).map_err(refusal)?.permissions();
    if permissions.readonly() {
        return Err(PublishError::new(path, "cannot be changed: it is read-only"));
    }
    let beside = hidden_beside(&place, temp_file::SUFFIX);
    // A run that was killed may have left one.
    let _ = fs::remove_file(&beside);
    let mut temp = TempFile::create(beside).map_err(refusal)?;
    temp.write_all(new).map_err(refusal)?;
    temp.set_permissions(permissions).map_err(refusal)?;
    temp.sync().map_err(refusal)?;
    if fs::read(&place).map_err(refusal)? != old {
        return Err(PublishError::new(path, "was changed by somebody else meanwhile; try again"));
    }
    temp.rename(&place).map_err(refusal)
}
