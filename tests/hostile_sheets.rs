//! What stands in the season file never becomes markup, a path or a command.
#![allow(clippy::unwrap_used, reason = "these are tests")]

#[path = "common/binary.rs"]
mod binary;

use std::fs;

use binary::{files, folder_with, racepace, stderr};

/// A season in which every text that a sheet shows is `text` in some form.
fn season(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    fs::read_to_string("tests/hostile/markup.toml").unwrap().replace("HOSTILE", &text)
}

const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\" onmouseover=\"x",
    "' ; <!-- -->",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;",
    "../../../etc/passwd",
    "=HYPERLINK(\"http://x\")",
    "| a | b |",
    "[link](http://x) ![i](http://y) www.x.example",
    "# heading ** __ `code`",
    "$(rm -rf ~) ; `id`",
];

/// The tags of a page, without what stands between them.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|rest| rest.split(['>', ' ']).next().unwrap()).collect()
}

#[test]
fn a_hostile_season_shows_no_element_that_a_harmless_one_does_not() {
    let harmless = folder_with(&season("Plain"));
    assert!(racepace(harmless.path(), &["build", "--quiet"]).status.success());
    let expected = files(&harmless.path().join("season"));
    for text in HOSTILE {
        let folder = folder_with(&season(text));
        let output = racepace(folder.path(), &["build", "--quiet"]);
        assert!(output.status.success(), "{text}\n{}", stderr(&output));
        let built = files(&folder.path().join("season"));
        assert_eq!(built.len(), expected.len());
        let pages = |files: &[(String, Vec<u8>)]| -> Vec<String> {
            let html = files.iter().filter(|(name, _)| name.ends_with(".html"));
            html.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect()
        };
        for (page, plain) in pages(&built).iter().zip(pages(&expected)) {
            assert_eq!(tags(page), tags(&plain), "{text}");
            assert!(!page.contains("49"), "no template in a text is filled: {text}");
        }
    }
}

#[test]
fn markdown_shows_a_hostile_text_as_it_is() {
    let week = |text: &str| {
        let folder = folder_with(&season(text));
        racepace(folder.path(), &["build", "--quiet"]);
        fs::read_to_string(folder.path().join("season/weeks/week-02.md")).unwrap()
    };
    let bars =
        |week: &str| -> Vec<usize> { week.lines().map(|line| line.replace("\\|", "").matches('|').count()).collect() };
    let harmless = bars(&week("Plain"));
    for text in HOSTILE {
        let week = week(text);
        assert_eq!(bars(&week), harmless, "{text}: the tables keep their cells");
        // What is left when everything escaped is taken out.
        let mut bare = String::new();
        let mut chars = week.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                chars.next().unwrap()
            } else {
                bare.push(c);
                c
            };
        }
        for markup in ["<script", "<img", "](", "www.", "__", "<!--", "://", "`", "&lt"] {
            assert!(!bare.contains(markup), "{text}: {bare}");
        }
    }
}

#[test]
fn no_cell_of_a_hostile_season_is_a_formula() {
    for text in HOSTILE {
        let folder = folder_with(&season(text));
        racepace(folder.path(), &["build", "--quiet", "--formats", "csv"]);
        let mut csv = csv::Reader::from_path(folder.path().join("season/plan.csv")).unwrap();
        for cell in csv.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{text}: {cell}");
        }
    }
}

#[test]
fn no_calendar_of_a_hostile_season_has_a_line_that_a_harmless_one_does_not() {
    // The names of the properties, line by line; what continues a line is no line.
    let properties = |text: &str| -> Vec<(String, Vec<String>)> {
        let folder = folder_with(&season(text));
        let output = racepace(folder.path(), &["build", "--quiet", "--formats", "ics"]);
        assert!(output.status.success(), "{text}\n{}", stderr(&output));
        let calendars = files(&folder.path().join("season/calendars")).into_iter().map(|(name, bytes)| {
            let calendar = String::from_utf8(bytes).unwrap().replace("\r\n ", "");
            let names = calendar.split("\r\n").map(|line| line.split(':').next().unwrap().to_owned());
            (name.split('/').next().unwrap().to_owned(), names.collect())
        });
        calendars.collect()
    };
    let harmless = properties("Plain");
    assert_eq!(harmless.len(), 3);
    let calendar = ["x;y:z,\\n\\", "\\r\\nBEGIN:VEVENT", "END:VCALENDAR", "x\"; TZID=\"y", ";VALUE=BINARY:"];
    for text in HOSTILE.into_iter().chain(calendar) {
        assert_eq!(properties(text), harmless, "{text}");
    }
}

#[test]
fn no_file_is_written_outside_of_the_folder_whatever_the_names() {
    let text = fs::read_to_string("tests/hostile/names.toml").unwrap();
    let folder = folder_with(&text);
    let output = racepace(folder.path(), &["build", "--quiet"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let outside: Vec<String> =
        files(folder.path()).into_iter().map(|(name, _)| name).filter(|name| !name.starts_with("season/")).collect();
    assert_eq!(outside, ["season.toml"]);
    let mut seen = std::collections::BTreeSet::new();
    for (name, _) in files(&folder.path().join("season")) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.');
        assert!(name.chars().all(plain), "{name}");
        assert!(seen.insert(name.to_lowercase()), "{name} is there twice");
        let device = name.split(['/', '.']).any(|part| ["con", "nul", "aux", "prn"].contains(&part));
        assert!(!device, "{name}");
    }
}

#[test]
fn a_link_below_the_output_folder_is_an_error_and_never_followed() {
    #[cfg(unix)]
    {
        let folder = folder_with(&season("Plain"));
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        fs::create_dir(folder.path().join("season")).unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.path().join("season/weeks")).unwrap();
        let output = racepace(folder.path(), &["build"]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(stderr(&output).contains("season/weeks"), "{}", stderr(&output));
        assert!(files(&elsewhere).is_empty());
    }
}

#[test]
fn an_absence_is_off_and_its_reason_is_nowhere() {
    let text = season("Plain") + "away_note = 1\n";
    let text = text.replace("away_note = 1\n", "").replace("[[days]]", "[[athletes]]\nname = \"Ben T\"\nevent = 800\ngroup = \"Plain group\"\naway = [{ from = 2026-04-07 }]\n\n[[days]]");
    let folder = folder_with(&text);
    racepace(folder.path(), &["build", "--quiet"]);
    let page = fs::read_to_string(folder.path().join("season/athletes/ben-t/week-02.txt")).unwrap();
    let tuesday: Vec<&str> = page.lines().filter(|line| line.starts_with("Tue  7 Apr")).collect();
    assert_eq!(tuesday, ["Tue  7 Apr    Off"]);
    assert!(!page.contains("away"));
}
