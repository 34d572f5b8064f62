//! The manifest: what racepace wrote into the output folder.
//!
//! It is read as the text of a stranger: whatever it says, it only ever names
//! files below the output folder, and only with the hash of what they hold.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::publish::PublishError;
use crate::publish::sheet_path::SheetPath;

const VERSION: u32 = 1;

/// Bytes; a larger file is not a manifest of ours.
const MAX_BYTES: u64 = 64 << 20;

/// The SHA-256 of a file's content, in lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Sha(String);

impl Sha {
    /// The hash of what `hasher` was given.
    pub(super) fn of(hasher: Sha256) -> Sha {
        Sha(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The hash of what `file` still holds.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub(super) fn of_file(mut file: impl Read) -> io::Result<Sha> {
        let mut hasher = Sha256::new();
        let mut piece = [0; 16 * 1024];
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(Sha::of(hasher)),
                Ok(read) => hasher.update(&piece[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A file that racepace wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) path: SheetPath,
    pub(super) sha256: Sha,
    /// What it held before, while it is not certain that it was renamed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) was: Option<Sha>,
}

impl Entry {
    /// True when a file with this hash is as racepace left it.
    pub(super) fn lists(&self, sha: &Sha) -> bool {
        self.sha256 == *sha || self.was.as_ref() == Some(sha)
    }
}

/// What was written, by path without case.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<String, Entry>,
    /// What the next run is to know of this one besides its files.
    pub(super) note: Option<Value>,
    /// The file of that name is not one that racepace wrote, so it lists nothing.
    pub(super) foreign: bool,
}

/// The manifest as it is in its file.
#[derive(Serialize, Deserialize)]
struct Document<Line> {
    version: u32,
    files: Vec<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plan: Option<Value>,
}

/// An entry as it is read: one that is not plain is passed over.
#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Plain(Entry),
    Other(IgnoredAny),
}

impl Manifest {
    /// Reads the manifest at `path`, a file of `len` bytes.
    pub(super) fn read(path: &Path, len: u64) -> Result<Manifest, PublishError> {
        let foreign = Manifest { foreign: true, ..Manifest::default() };
        if MAX_BYTES < len {
            return Ok(foreign);
        }
        let mut text = Vec::new();
        File::open(path)
            .and_then(|file| file.take(MAX_BYTES).read_to_end(&mut text))
            .map_err(|error| PublishError::io(path, "cannot be read", &error))?;
        let Ok(Document { version: VERSION, files, plan }) = serde_json::from_slice(&text) else {
            return Ok(foreign);
        };
        let plain = files.into_iter().filter_map(|line| match line {
            Line::Plain(entry) => Some((entry.path.without_case(), entry)),
            Line::Other(IgnoredAny) => None,
        });
        Ok(Manifest { files: plain.collect(), note: plan, foreign: false })
    }

    /// Writes it, in the order of the paths.
    pub(super) fn write(&self, mut to: &mut dyn Write) -> io::Result<()> {
        let document =
            Document::<&Entry> { version: VERSION, files: self.files.values().collect(), plan: self.note.clone() };
        serde_json::to_writer_pretty(&mut to, &document)?;
        to.write_all(b"\n")
    }
}
