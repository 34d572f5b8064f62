//! The commands: the only place with disk, terminal and today's date.
//!
//! One file a command. Each returns what is to be printed through the two
//! streams it is given, and how it ended; nothing here prints by itself.

mod build;
mod change;
mod check;
mod diff;
mod ink;
mod lines;
mod load;
mod names;
mod pace;
mod progress;
mod publish;
mod rules;
mod schema;
mod show;
mod temp;
mod templates;
mod weeks;
mod why;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};

use crate::render::Format;

/// How a run ended. The numbers are relied on by scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; there may be warnings.
    Done = 0,
    /// The season file, the workouts or a template have errors; nothing was written.
    /// Of `diff`, as of the program of that name: the plans differ.
    Errors = 1,
    /// The tool could not work.
    Trouble = 2,
}

/// Why a command could not go on.
enum Stopped {
    /// The problems are printed already.
    Errors,
    /// Two plans differ, which is printed already.
    Different,
    /// What is in the way, in a coach's words.
    Trouble(String),
    /// The output cannot be written to.
    Output(io::Error),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped::Output(error)
    }
}

impl From<publish::Trouble> for Stopped {
    fn from(trouble: publish::Trouble) -> Stopped {
        Stopped::Trouble(trouble.to_string())
    }
}

/// Where the result and the rest are printed. Both get colour codes; what is
/// no terminal strips them.
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
    /// Check the season, plan it, write the sheets and print the weeks
    Build {
        /// The season file; season.toml here or in plans/ unless said
        season: Option<PathBuf>,
        /// The folder to write into; beside the season file and named like it unless said
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// What to make, separated by commas; what the season file says, or everything, unless said. Earlier files of other kinds stay
        #[arg(long, value_name = "LIST", value_delimiter = ',')]
        formats: Vec<Format>,
        /// Which weeks to print: a date, a number, "this" or "all" (all are written)
        #[arg(long, value_name = "DATE|N|this|all", default_value = "all")]
        week: String,
        /// Print no weeks, no warnings and no summary
        #[arg(long, short)]
        quiet: bool,
        /// Replace sheets that were edited by hand, too
        #[arg(long)]
        force: bool,
    },
    /// Show every problem of a season file at once
    Check {
        /// The season file; season.toml here or in plans/ unless said
        season: Option<PathBuf>,
        /// For people, for programs, or for a GitHub workflow
        #[arg(long, value_enum, default_value = "human")]
        format: check::Form,
    },
    /// Print weeks without writing anything
    Show {
        /// The season file; season.toml here or in plans/ unless said
        season: Option<PathBuf>,
        /// Which weeks: a date, a number, "this" or "all"
        #[arg(long, value_name = "DATE|N|this|all", default_value = "all")]
        week: String,
        /// One athlete's pages instead of the team's; a part of the name is enough
        #[arg(long, value_name = "NAME")]
        athlete: Option<String>,
    },
    /// Tell what an athlete has on a day or before a meet, what he has not, and why
    Why {
        /// The athlete; a part of the name is enough
        athlete: String,
        /// A date as 2026-04-16, or a meet; a part of its name is enough
        #[arg(value_name = "DATE|MEET")]
        about: String,
        /// The season file; season.toml here or in plans/ unless said
        season: Option<PathBuf>,
    },
    /// Write into the season file that a meet is canceled, and show what that changes
    Cancel {
        /// The meet; a part of its name or its date is enough
        meet: String,
        /// The season file; season.toml here or in plans/ unless said
        season: Option<PathBuf>,
        /// The day on which it became known: 2026-05-01, or today
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Show what would change, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Write into the season file that a meet moves, and show what that changes
    Move {
        /// The meet; a part of its name or its date is enough
        meet: String,
        /// The season file; season.toml here or in plans/ unless said
        season: Option<PathBuf>,
        /// The new day; of a meet of several days the first one
        #[arg(long, value_name = "DATE")]
        to: String,
        /// The day on which it became known: 2026-05-01, or today
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Of a meet of several days, the one that moves alone
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Show what would change, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Tell which athletes' days differ between two season files: exit code 0 when none, 1 when some
    Diff {
        /// The older season file
        old: PathBuf,
        /// The newer one
        new: PathBuf,
        /// For people or for programs
        #[arg(long, value_enum, default_value = "human")]
        format: diff::Form,
    },
    /// Explain the rules and the problems, or one of them
    Rules {
        /// A code or a name: R06, rest-after-race, S04
        code: Option<String>,
    },
    /// Print the splits of a race time
    Pace {
        /// The race time: 5:20
        time: String,
        /// The event: 1600, 5000, mile, 2mile
        event: String,
        /// The distances to print; 100 to 1000 and the laps unless said
        distances: Vec<String>,
    },
    /// List the templates of the sheets, or write them into a folder to change them
    Templates {
        #[command(subcommand)]
        ask: templates::Ask,
    },
    /// Print the JSON Schema of a file, for editors and other programs
    Schema {
        /// Which file
        #[arg(value_enum)]
        of: schema::Of,
    },
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()).alias(self.extension()))
    }
}

/// Runs the command that `arguments` name, the program's own name first.
///
/// Colour codes are written to both streams; wrap what is no terminal so that
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
            // Nobody is left to be told when this cannot be written.
            let _ = stream.write_all(styled.as_bytes());
            return if help { Exit::Done } else { Exit::Trouble };
        }
    };
    let mut streams = Streams { out, err, terminal };
    let ended = match command {
        Command::Build { season, out, formats, week, quiet, force } => {
            build::run(&build::Order { season, out, formats, week, quiet, force }, &mut streams)
        }
        Command::Check { season, format } => check::run(season, format, &mut streams),
        Command::Show { season, week, athlete } => show::run(season, &week, athlete.as_deref(), &mut streams),
        Command::Why { athlete, about, season } => why::run(&athlete, &about, season, &mut streams),
        Command::Cancel { meet, season, on, dry_run } => {
            change::run(&change::Order { meet, what: change::What::Cancel, on, season, dry_run }, &mut streams)
        }
        Command::Move { meet, season, to, on, day, dry_run } => {
            let what = change::What::Move { to, day };
            change::run(&change::Order { meet, what, on, season, dry_run }, &mut streams)
        }
        Command::Diff { old, new, format } => match diff::run(old, new, format, &mut streams) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Stopped::Different),
            Err(stopped) => Err(stopped),
        },
        Command::Rules { code } => rules::run(code.as_deref(), &mut streams),
        Command::Pace { time, event, distances } => pace::run(&time, &event, &distances, &mut streams),
        Command::Templates { ask } => templates::run(&ask, &mut streams),
        Command::Schema { of } => schema::run(of, &mut streams),
    };
    let flushed = streams.out.flush().map_err(Stopped::from);
    match ended.and(flushed) {
        Ok(()) => Exit::Done,
        Err(Stopped::Errors | Stopped::Different) => Exit::Errors,
        // Somebody closed the pipe, as `head` does: that is no failure of ours.
        Err(Stopped::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(Stopped::Output(error)) => {
            let _ = writeln!(streams.err, "racepace: the output cannot be written: {error}");
            Exit::Trouble
        }
        Err(Stopped::Trouble(what)) => {
            let _ = writeln!(streams.err, "racepace: {what}");
            Exit::Trouble
        }
    }
}
