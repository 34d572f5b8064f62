//! How far a long build is: one line on a terminal, rewritten in place.

use std::io::{self, Write};
use std::time::{Duration, Instant};

/// Most builds are over before this, and say nothing.
const QUIET: Duration = Duration::from_millis(700);
/// The line is rewritten no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// The columns that the line takes at most.
const WIDTH: usize = 40;

/// Counts files, and says so now and then.
pub(super) struct Progress {
    /// False where nobody watches.
    watched: bool,
    files: usize,
    began: Instant,
    /// When the line was written last.
    last: Option<Instant>,
}

impl Progress {
    pub(super) fn new(watched: bool, now: Instant) -> Progress {
        Progress { watched, files: 0, began: now, last: None }
    }

    /// One more file is made.
    pub(super) fn file(&mut self, now: Instant, err: &mut dyn Write) -> io::Result<()> {
        self.files += 1;
        let due = self.last.map_or(self.began + QUIET, |last| last + PAUSE);
        if self.watched && due <= now {
            self.last = Some(now);
            write!(err, "\rracepace: {} files", self.files)?;
            err.flush()?;
        }
        Ok(())
    }

    /// Takes the line away.
    pub(super) fn end(self, err: &mut dyn Write) -> io::Result<()> {
        // With spaces, which stay where color codes are taken out.
        if self.last.is_some() { write!(err, "\r{:width$}\r", "", width = WIDTH) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written when a file is made at each of these milliseconds.
    fn written(watched: bool, at: &[u64]) -> String {
        let mut err = Vec::new();
        let began = Instant::now();
        let mut progress = Progress::new(watched, began);
        at.iter().for_each(|&at| progress.file(began + Duration::from_millis(at), &mut err).unwrap());
        progress.end(&mut err).unwrap();
        String::from_utf8(err).unwrap()
    }

    #[test]
    fn a_long_build_says_how_far_it_is_and_takes_the_line_away() {
        let line = written(true, &[10, 20, 700, 750, 800]);
        assert_eq!(line, format!("\rracepace: 3 files\rracepace: 5 files\r{}\r", " ".repeat(40)));
    }

    #[test]
    fn a_quick_build_and_one_that_nobody_watches_say_nothing() {
        assert_eq!(written(true, &[10, 20, 699]), "");
        assert_eq!(written(false, &[10, 20, 2000]), "");
    }
}
