//! `racepace templates`: the built-in templates, for a coach to change.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::load::count;
use super::{Stopped, Streams, publish};
use crate::render::{self, BUILT_IN};

/// What is asked of the templates.
#[derive(Subcommand)]
pub(super) enum Ask {
    /// Name each template and what is made with it
    List,
    /// Write the built-in templates, and what each may say, into a folder; files that are there are kept
    Export {
        /// The folder, made when it is not there; templates beside your season file are used
        dir: PathBuf,
    },
}

pub(super) fn run(ask: &Ask, streams: &mut Streams) -> Result<(), Stopped> {
    match ask {
        Ask::List => list(streams),
        Ask::Export { dir } => export(dir, streams),
    }
}

fn list(streams: &mut Streams) -> Result<(), Stopped> {
    for template in BUILT_IN {
        writeln!(streams.out, "{:<14} {}", template.name, template.makes)?;
    }
    writeln!(
        streams.out,
        "\nOne of your own of the same name goes before, beside the season file or in a folder templates there.\n\
         racepace templates export DIR writes them, and what each may say."
    )?;
    Ok(())
}

fn export(dir: &Path, streams: &mut Streams) -> Result<(), Stopped> {
    let reference = render::reference();
    let templates = BUILT_IN.iter().map(|template| (template.name, template.text));
    let added = publish::add(dir, templates.chain([("README.md", reference.as_str())]))?;
    for kept in &added.kept {
        writeln!(streams.err, "racepace: {} is kept as it is, and is not the built-in one", dir.join(kept).display())?;
    }
    writeln!(
        streams.out,
        "{} in {}, {} new; keep those that you change, and remove the others",
        count(added.written + added.unchanged + added.kept.len(), "file"),
        dir.display(),
        added.written
    )?;
    Ok(())
}
