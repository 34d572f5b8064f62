//! Every file that the shipped seasons are built into, by its hash: a changed byte is noticed, and
//! `UPDATE_EXPECTED=1 cargo test` writes the hashes anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::common::binary::{files, folder, racepace, stderr};
use crate::common::expected::matches_file;
use crate::common::links::links;

/// Every file of a shipped season, built.
fn built(season: &str) -> Vec<(String, Vec<u8>)> {
    let out = folder();
    let out = out.path().join("out");
    let file = format!("plans/{season}.toml");
    let formats = "text,markdown,html,json,csv,ics";
    let arguments = ["build", &file, "--quiet", "--formats", formats, "--out", out.to_str().unwrap()];
    let output = racepace(Path::new("."), &arguments);
    assert!(output.status.success(), "{season}\n{}", stderr(&output));
    files(&out)
}

fn hashes(files: &[(String, Vec<u8>)]) -> String {
    let mut lines = String::new();
    for (path, bytes) in files {
        let hash: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        writeln!(lines, "{hash}  {path}").unwrap();
    }
    lines
}

/// The season files that ship, without their ending.
fn shipped() -> Vec<String> {
    let entries = fs::read_dir("plans").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut seasons: Vec<String> = entries.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
    seasons.sort();
    assert!(3 <= seasons.len(), "{seasons:?}");
    seasons
}

#[test]
fn every_file_of_the_shipped_seasons_is_the_same_to_the_byte() {
    for season in shipped() {
        matches_file(&format!("tests/golden/{season}.txt"), &hashes(&built(&season)));
    }
}

#[test]
fn every_shipped_page_is_for_print_loads_nothing_leads_to_its_neighbors_and_is_not_to_be_indexed() {
    for season in shipped() {
        let files = built(&season);
        let pages = files.iter().filter(|(name, _)| name.ends_with(".html"));
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
            for (path, _) in links(name, &page) {
                assert!(files.iter().any(|(name, _)| *name == path), "{name}: there is no {path}");
            }
            seen += 1;
        }
        assert!(100 < seen, "{season}: {seen} pages");
    }
}
