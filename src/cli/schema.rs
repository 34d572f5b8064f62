//! `racepace schema`: the JSON Schema of a file.

use clap::ValueEnum;

use super::{CommandError, Streams};
use crate::{library, render, season};

/// Print the JSON Schema of a file, for editors and other programs
#[derive(clap::Args)]
pub(super) struct Args {
    /// Which file
    #[arg(value_enum, value_name = "FILE")]
    file: SchemaFile,
}

/// A file that has a schema.
#[derive(Clone, Copy, ValueEnum)]
enum SchemaFile {
    /// A season file
    Season,
    /// workouts.toml
    Workouts,
    /// plan.json
    Plan,
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    let schema = match args.file {
        SchemaFile::Season => season::schema(),
        SchemaFile::Workouts => library::schema(),
        SchemaFile::Plan => render::plan_schema(),
    };
    writeln!(streams.out, "{schema:#}")?;
    Ok(())
}
