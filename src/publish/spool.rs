//! Content on its way to the disk: kept in memory while it is small, so that
//! a sheet that did not change never becomes a file.

use std::io::{self, Write};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::publish::manifest::Sha;
use crate::publish::temp_file::TempFile;

/// Bytes kept in memory.
const ROOM: usize = 256 << 10;

/// Takes content, hashes it, and puts what does not fit into a temporary file.
pub(super) struct Spool<'a> {
    buffer: &'a mut Vec<u8>,
    place: PathBuf,
    file: Option<TempFile>,
    hasher: Sha256,
    len: u64,
    /// Why a write failed, kept because a caller's own buffer may swallow it.
    failure: Option<io::ErrorKind>,
}

impl<'a> Spool<'a> {
    /// A spool whose temporary file would be at `place`.
    pub(super) fn new(place: PathBuf, buffer: &'a mut Vec<u8>) -> Spool<'a> {
        buffer.clear();
        Spool { buffer, place, file: None, hasher: Sha256::new(), len: 0, failure: None }
    }

    /// Bytes taken so far.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The hash of what was taken so far.
    pub(super) fn sha(&self) -> Sha {
        Sha::of(self.hasher.clone())
    }

    /// Puts everything into the temporary file and onto the disk.
    pub(super) fn finish(mut self) -> io::Result<TempFile> {
        self.spill()?;
        let mut file = self.file.expect("spilling makes the file");
        file.sync()?;
        Ok(file)
    }

    fn spill(&mut self) -> io::Result<()> {
        if let Some(kind) = self.failure {
            return Err(kind.into());
        }
        self.append().inspect_err(|error| self.failure = Some(error.kind()))
    }

    fn append(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(TempFile::create(self.place.clone())?),
        };
        file.write_all(self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

impl Write for Spool<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.buffer.len() == ROOM {
            self.spill()?;
        }
        let taken = &bytes[..bytes.len().min(ROOM - self.buffer.len())];
        self.buffer.extend_from_slice(taken);
        self.hasher.update(taken);
        self.len += taken.len() as u64;
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
