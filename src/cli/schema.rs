//! `racepace schema`: the JSON Schema of a file.

use clap::ValueEnum;

use super::{Stopped, Streams};
use crate::{library, render, season};

/// A file that has a schema.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Of {
    /// A season file
    Season,
    /// workouts.toml
    Workouts,
    /// plan.json
    Plan,
}

pub(super) fn run(of: Of, streams: &mut Streams) -> Result<(), Stopped> {
    let schema = match of {
        Of::Season => season::schema(),
        Of::Workouts => library::schema(),
        Of::Plan => render::plan_schema(),
    };
    writeln!(streams.out, "{schema:#}")?;
    Ok(())
}
