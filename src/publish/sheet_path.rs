//! Paths below the output folder.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::publish::temp_file;

/// The list of what was written, at the top of the output folder.
const MANIFEST: &str = "manifest.json";

/// Bytes of a path. Some systems allow 260 for the whole of it.
const MAX_LENGTH: usize = 240;

/// A plain path below the output folder: names joined by `/`, none of which
/// leads upward, to another drive, or to a file that racepace needs itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct SheetPath(String);

/// A path is not plain.
#[derive(Debug)]
pub(super) struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is not a plain path for a sheet")
    }
}

impl TryFrom<String> for SheetPath {
    type Error = NotPlain;

    fn try_from(path: String) -> Result<SheetPath, NotPlain> {
        // File names are made of ASCII alone. One that begins with a dot may be
        // `..` or a temporary file; one that ends with a dot or a space, or has
        // a tilde, may be another file's on Windows.
        let is_plain = |name: &str| {
            !name.is_empty()
                && !name.starts_with('.')
                && !name.ends_with(['.', ' '])
                && name.chars().all(|c| matches!(c, ' '..='~') && !matches!(c, '\\' | ':' | '~'))
        };
        let plain = path.split('/').all(is_plain) && path.len() <= MAX_LENGTH && !path.eq_ignore_ascii_case(MANIFEST);
        if plain { Ok(SheetPath(path)) } else { Err(NotPlain) }
    }
}

impl SheetPath {
    /// Where the manifest is. No sheet can have this path.
    pub(super) fn manifest() -> SheetPath {
        SheetPath(MANIFEST.to_owned())
    }

    /// The names in it, from the top.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The folders on the way to it, from the top, each as a path.
    pub(super) fn folders(&self) -> impl DoubleEndedIterator<Item = SheetPath> {
        self.0.match_indices('/').map(|(end, _)| SheetPath(self.0[..end].to_owned()))
    }

    /// The folder it is in, or `None` for the output folder itself.
    pub(super) fn folder(&self) -> Option<SheetPath> {
        self.folders().next_back()
    }

    /// The name of its temporary file, which no other path has: the whole path
    /// is in it, and no plain path has a tilde.
    pub(super) fn temp_name(&self) -> String {
        format!(".{}{}", self.0.replace('/', "~"), temp_file::SUFFIX)
    }

    /// The same for two paths that are one file where case is not regarded.
    pub(super) fn without_case(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for SheetPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// True for the name of a temporary file of racepace.
pub(super) fn is_temp(name: &str) -> bool {
    name.starts_with('.') && name.to_ascii_lowercase().ends_with(temp_file::SUFFIX)
}
