//! `racepace schema`: the JSON Schema of a file.

use clap::ValueEnum;

use super::{Stopped, Streams};
use crate::render;

/// A file that has a schema.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Of {
    /// plan.json
    Plan,
}

pub(super) fn run(of: Of, streams: &mut Streams) -> Result<(), Stopped> {
    let schema = match of {
        Of::Plan => render::plan_schema(),
    };
    writeln!(streams.out, "{:#}", schema.as_value())?;
    Ok(())
}
