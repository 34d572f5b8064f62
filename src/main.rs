//! The `racepace` program: arguments in, exit code out.

use std::io::{BufWriter, IsTerminal};
use std::process::ExitCode;

use racepace::cli::Terminal;
use terminal_size::Width;

fn main() -> ExitCode {
    let mut out = BufWriter::new(anstream::AutoStream::auto(std::io::stdout()).lock());
    let mut err = anstream::AutoStream::auto(std::io::stderr()).lock();
    let terminal = Terminal {
        columns: terminal_size::terminal_size_of(std::io::stdout()).map(|(Width(columns), _)| columns.into()),
        watched: std::io::stderr().is_terminal(),
    };
    let exit = racepace::cli::run(std::env::args_os(), terminal, &mut out, &mut err);
    ExitCode::from(exit as u8)
}
