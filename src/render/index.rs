//! What a build makes, for the page that leads to it.

use super::catalog::OUTPUTS;
use super::{Format, path};
use crate::diag::Diagnostic;
use crate::sheet::{IndexWarning, LinkedFile, SheetBuilder};

/// What the index of a build of these formats has links to: what is made, and
/// what stays of an earlier build.
pub(super) fn links(builder: &SheetBuilder, formats: &[Format], stays: &dyn Fn(&str) -> bool) -> Vec<LinkedFile> {
    let sheets = &builder.season.output.sheets;
    let mut links = Vec::new();
    for kind in OUTPUTS.iter().filter(|kind| kind.is_linked()) {
        if kind.sheet.is_some_and(|sheet| !sheets.contains(&sheet)) {
            continue;
        }
        kind.each_file(builder, &mut |file| {
            for &format in kind.formats.iter().filter(|format| is_linked(**format)) {
                let path = path(&file.stem, format);
                if formats.contains(&format) || stays(&path) {
                    let pdf = if format == Format::Pdf { " (PDF)" } else { "" };
                    links.push(LinkedFile { about: file.about, name: format!("{}{pdf}", file.link), path });
                }
            }
        });
    }
    links
}

/// What was found in the season file.
pub(super) fn warnings(found: &[Diagnostic]) -> Vec<IndexWarning> {
    let warning = |found: &Diagnostic| IndexWarning {
        code: found.code,
        text: found.message.clone(),
        remedy: found.help.clone().unwrap_or_default(),
    };
    found.iter().map(warning).collect()
}

/// Plain text and Markdown are for a terminal or a mail, and no browser shows them well.
const fn is_linked(format: Format) -> bool {
    !matches!(format, Format::Text | Format::Markdown)
}
