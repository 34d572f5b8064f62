//! The commands: the only place with terminal and today's date, and beside
//! `publish` the only one with disk.
//!
//! One file a command, with its arguments and its `run`. A command prints
//! through the two streams it is given and says how it ended; nothing here
//! prints by itself.

mod away;
mod back;
mod build;
mod cancel;
mod change;
mod check;
mod close;
mod color;
mod dates;
mod diff;
mod goal;
mod load;
mod move_meet;
mod names;
mod pace;
mod progress;
mod readback;
mod rules;
mod schema;
mod show;
mod templates;
mod undated;
mod weeks;
mod why;
mod wrap;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Parser, Subcommand};

use crate::diag::escaped;
use crate::publish::PublishError;

/// How a run ended. The numbers are relied on by scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; there may be warnings.
    Done = 0,
    /// The season file, the workouts or a template have errors; nothing was written.
    /// Of `diff`, as of the program of that name: the plans differ.
    Errors = 1,
    /// The tool could not work.
    Failure = 2,
}

/// Why a command could not go on.
enum CommandError {
    /// The season file, the workouts or a template have errors, which are printed already.
    SeasonErrors,
    /// Two plans differ, which is printed already.
    PlansDiffer,
    /// What is in the way, in a coach's words.
    Failure(String),
    /// The output cannot be written to.
    Output(io::Error),
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> CommandError {
        CommandError::Output(error)
    }
}

impl From<PublishError> for CommandError {
    fn from(error: PublishError) -> CommandError {
        CommandError::Failure(escaped(&error.to_string()))
    }
}

/// Where the result and the rest are printed. Both get color codes; what is
/// not a terminal strips them.
struct Streams<'s> {
    /// Standard output: the result.
    out: &'s mut dyn Write,
    /// Standard error: the rest.
    err: &'s mut dyn Write,
    terminal: Terminal,
}

/// What is known of the terminal, when somebody sits before one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// How many columns the terminal has that shows the result; `None` when a
    /// file or a program takes it.
    pub columns: Option<usize>,
    /// True when what goes to standard error is watched on a terminal.
    pub watched: bool,
}

/// Turns one TOML season file into a track team's weekly sheets.
#[derive(Parser)]
#[command(name = "racepace", version, about, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Check(check::Args),
    Show(show::Args),
    Why(why::Args),
    Cancel(cancel::Args),
    Move(move_meet::Args),
    Away(away::Args),
    Back(back::Args),
    Goal(goal::Args),
    Close(close::Args),
    Diff(diff::Args),
    Rules(rules::Args),
    Pace(pace::Args),
    Templates(templates::Args),
    Schema(schema::Args),
}

impl Command {
    fn run(self, streams: &mut Streams) -> Result<(), CommandError> {
        match self {
            Command::Build(args) => build::run(&args, streams),
            Command::Check(args) => check::run(&args, streams),
            Command::Show(args) => show::run(&args, streams),
            Command::Why(args) => why::run(&args, streams),
            Command::Cancel(args) => cancel::run(&args, streams),
            Command::Move(args) => move_meet::run(&args, streams),
            Command::Away(args) => away::run(&args, streams),
            Command::Back(args) => back::run(&args, streams),
            Command::Goal(args) => goal::run(&args, streams),
            Command::Close(args) => close::run(&args, streams),
            Command::Diff(args) => diff::run(&args, streams),
            Command::Rules(args) => rules::run(&args, streams),
            Command::Pace(args) => pace::run(&args, streams),
            Command::Templates(args) => templates::run(&args, streams),
            Command::Schema(args) => schema::run(&args, streams),
        }
    }
}

/// Runs the command that `arguments` name, the program's own name first.
///
/// Color codes are written to both streams; wrap what is not a terminal so that
/// they are stripped, as the binary does.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    terminal: Terminal,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let command = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.command,
        Err(usage) => {
            let styled = usage.render().ansi().to_string();
            let help = !usage.use_stderr();
            let stream: &mut dyn Write = if help { &mut *out } else { &mut *err };
            // Where this cannot be written, nobody reads what could be printed about it.
            let _ = stream.write_all(styled.as_bytes());
            return if help { Exit::Done } else { Exit::Failure };
        }
    };
    let mut streams = Streams { out, err, terminal };
    let ended = command.run(&mut streams);
    let flushed = streams.out.flush().map_err(CommandError::from);
    match ended.and(flushed) {
        Ok(()) => Exit::Done,
        Err(CommandError::SeasonErrors | CommandError::PlansDiffer) => Exit::Errors,
        // Somebody closed the pipe, as `head` does: that is not a failure of ours.
        Err(CommandError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(CommandError::Output(error)) => {
            let _ = writeln!(streams.err, "racepace: the output cannot be written: {error}");
            Exit::Failure
        }
        Err(CommandError::Failure(what)) => {
            let _ = writeln!(streams.err, "racepace: {what}");
            Exit::Failure
        }
    }
}
