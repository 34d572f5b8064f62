//! The `racepace` program: arguments in, exit code out.

use std::io::BufWriter;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = BufWriter::new(anstream::AutoStream::auto(std::io::stdout()).lock());
    let mut err = anstream::AutoStream::auto(std::io::stderr()).lock();
    let exit = racepace::cli::run(std::env::args_os(), &mut out, &mut err);
    ExitCode::from(exit as u8)
}
