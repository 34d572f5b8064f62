//! The sheets that ship beside each season file are what the tool builds today.
#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "common/binary.rs"]
mod binary;
#[path = "common/links.rs"]
mod links;

use std::fs;
use std::path::Path;

use binary::{files, folder, racepace, stderr};

/// To bring them up to date: `cargo run --release -- build plans/NAME.toml`.
#[test]
#[cfg_attr(feature = "pdf", ignore = "what is checked in holds no PDF")]
fn the_sheets_in_plans_are_what_is_built_today() {
    let mut seasons = Vec::new();
    for entry in fs::read_dir("plans").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            seasons.push(path);
        }
    }
    seasons.sort();
    assert!(3 <= seasons.len(), "{seasons:?}");
    for season in seasons {
        let out = folder();
        let out = out.path().join("out");
        let season = season.to_str().unwrap();
        let output = racepace(Path::new("."), &["build", season, "--quiet", "--out", out.to_str().unwrap()]);
        assert!(output.status.success(), "{season}\n{}", stderr(&output));
        let shipped = files(Path::new(season.trim_end_matches(".toml")));
        let built = files(&out);
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (names_shipped, names_built) = (names(&shipped), names(&built));
        let odd = names_shipped.iter().find(|name| !names_built.contains(name));
        let odd = odd.or(names_built.iter().find(|name| !names_shipped.contains(name)));
        assert_eq!(odd, None, "{season}: build it again and commit the sheets");
        for ((name, shipped), (_, built)) in shipped.iter().zip(&built) {
            assert!(shipped == built, "{season}: {name} is not what is built today; build it again and commit it");
        }
    }
}

#[test]
fn every_shipped_page_is_for_print_loads_nothing_leads_to_its_neighbors_and_is_not_to_be_indexed() {
    let shipped = files(Path::new("plans"));
    let pages = shipped.iter().filter(|(name, _)| name.ends_with(".html"));
    let mut seen = 0;
    for (name, bytes) in pages {
        // A pattern is drawn in the page itself.
        let page = String::from_utf8(bytes.clone()).unwrap().replace("url(#", "");
        for needed in ["<html lang=\"en\">", "content=\"noindex\"", "@page", "<main", "</html>"] {
            assert!(page.contains(needed), "{name}: {needed}");
        }
        for unwanted in ["<script", "<link", "src=", "@import", "url(", "http:", "https:"] {
            assert!(!page.contains(unwanted), "{name}: {unwanted}");
        }
        for (path, _) in links::links(name, &page) {
            assert!(shipped.iter().any(|(name, _)| *name == path), "{name}: there is no {path}");
        }
        seen += 1;
    }
    assert!(100 < seen);
}

#[test]
fn no_sheet_says_what_the_field_does_not() {
    for (name, bytes) in files(Path::new("plans")).iter().filter(|(name, _)| !name.ends_with(".png")) {
        let text = String::from_utf8(bytes.clone()).unwrap().to_lowercase();
        assert!(!text.contains(concat!("speed", " work")), "{name}");
    }
}
