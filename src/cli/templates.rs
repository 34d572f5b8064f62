//! `racepace templates`: the built-in templates, for a coach to change.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::load::count;
use super::{CommandError, Streams};
use crate::publish;
use crate::render::{self, BUILT_IN};

/// List the templates of the sheets, or write them into a folder to change them
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Name each template and what is made with it
    List,
    /// Write the built-in templates, and a list of what each may use, into a folder; files that are there stay as they are
    Export {
        /// The folder, which is created if needed; templates beside your season file are used
        dir: PathBuf,
    },
}

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    match &args.action {
        Action::List => list(streams),
        Action::Export { dir } => export(dir, streams),
    }
}

fn list(streams: &mut Streams) -> Result<(), CommandError> {
    for template in BUILT_IN {
        writeln!(streams.out, "{:<14} {}", template.name, template.makes)?;
    }
    writeln!(
        streams.out,
        "\nA template of your own with the same name is used instead: beside the season file, or in a folder templates there.\n\
         racepace templates export DIR writes the built-in ones, and a list of what each may use."
    )?;
    Ok(())
}

fn export(dir: &Path, streams: &mut Streams) -> Result<(), CommandError> {
    let reference = render::reference();
    let templates = BUILT_IN.iter().map(|template| (template.name, template.text));
    let report = publish::add_missing(dir, templates.chain([("README.md", reference.as_str())]))?;
    for conflict in &report.conflicts {
        writeln!(
            streams.err,
            "racepace: {} stays as it is, and is not the built-in one",
            dir.join(conflict).display()
        )?;
    }
    writeln!(
        streams.out,
        "{} in {}, {} new; keep those that you change, and delete the others",
        count(report.written + report.unchanged + report.conflicts.len(), "file"),
        dir.display(),
        report.written
    )?;
    Ok(())
}
