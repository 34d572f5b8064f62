//! The schemas that are published are those that the program prints.
//!
//! `UPDATE_EXPECTED=1 cargo test --test schema` writes what is printed now.
//! That files follow them is checked by `.ci/data`.
#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "common/binary.rs"]
mod binary;

use std::fs;
use std::path::Path;

use binary::{racepace, stdout};

#[test]
fn the_published_schemas_are_what_the_program_prints() {
    for of in ["plan"] {
        let printed = stdout(&racepace(Path::new("."), &["schema", of]));
        let published = format!("plans/schema/{of}.json");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&published, &printed).unwrap();
        }
        let published = fs::read_to_string(&published).unwrap_or_default();
        assert!(published == printed, "UPDATE_EXPECTED=1 writes what is printed now:\n{printed}");
    }
}
