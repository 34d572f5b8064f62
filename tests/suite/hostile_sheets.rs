//! What stands in the season file never becomes markup, a path or a command.

use std::fs;

use crate::common::binary::{files, folder_with, racepace, stderr};

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

/// What a page may be made of: each element with its attributes, and in front those that all may have.
const ELEMENTS: [(&str, &[&str]); 45] = [
    ("", &["class", "id"]),
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "name", "content"]),
    ("title", &[]),
    ("style", &[]),
    ("body", &[]),
    ("nav", &[]),
    ("main", &[]),
    ("header", &[]),
    ("section", &[]),
    ("div", &["role", "aria-label", "tabindex"]),
    ("h1", &[]),
    ("h2", &[]),
    ("p", &[]),
    ("a", &["href"]),
    ("br", &[]),
    ("strong", &[]),
    ("em", &[]),
    ("span", &[]),
    ("ul", &[]),
    ("li", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("table", &["aria-label"]),
    ("caption", &[]),
    ("article", &[]),
    ("svg", &["viewBox", "preserveAspectRatio", "height", "role", "aria-labelledby"]),
    ("desc", &[]),
    ("defs", &[]),
    ("pattern", &["width", "height", "patternUnits", "patternTransform"]),
    ("g", &["transform"]),
    ("path", &["d", "transform"]),
    ("rect", &["x", "y", "width", "height", "fill"]),
    ("circle", &["cx", "cy", "r"]),
    ("text", &["x", "y"]),
    ("tspan", &[]),
    ("colgroup", &["span"]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope", "colspan", "rowspan"]),
    ("td", &["colspan"]),
    ("!DOCTYPE", &["html"]),
];

/// The opening tags of a page: its elements, each with the names of its
/// attributes. Fails where markup is not as regular as ours.
fn elements(html: &str) -> Vec<(String, Vec<String>)> {
    let tags = html.split('<').skip(1).map(|rest| rest.split_once('>').expect("every < begins a tag").0);
    let opening = tags.filter(|tag| !tag.starts_with('/'));
    let element = |tag: &str| {
        // Elements of a picture may end where they begin.
        let tag = tag.strip_suffix('/').unwrap_or(tag);
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let (attribute, after) = rest.split_once("=\"").unwrap_or((rest, "\""));
            attributes.push(attribute.to_owned());
            rest = after.split_once('"').expect("every value is quoted").1.trim_start();
        }
        (name.to_owned(), attributes)
    };
    opening.map(element).collect()
}

/// What a reader sees of a page's text.
fn unescaped(html: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    let shown = marks.into_iter().fold(html.to_owned(), |html, (escaped, mark)| html.replace(escaped, mark));
    shown.replace("&amp;", "&")
}

#[test]
fn a_hostile_season_shows_no_element_that_it_should_not() {
    for text in HOSTILE {
        let folder = folder_with(&season(text));
        let output = racepace(folder.path(), &["build", "--quiet"]);
        assert!(output.status.success(), "{text}\n{}", stderr(&output));
        let mut pages = 0;
        for (path, bytes) in files(&folder.path().join("season")).iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = String::from_utf8(bytes.clone()).unwrap();
            for (name, attributes) in elements(&page) {
                let (_, own) = ELEMENTS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| {
                    panic!("{path}: <{name}> with {text}");
                });
                let known = |attribute: &str| own.contains(&attribute) || ELEMENTS[0].1.contains(&attribute);
                for attribute in attributes {
                    assert!(known(&attribute), "{path}: {attribute} of <{name}> with {text}");
                }
            }
            assert_eq!(page.matches("<style>").count(), 1, "{path}: one stylesheet, with {text}");
            assert!(unescaped(&page).contains(text), "{path}: the text is shown as it is: {text}");
            pages += 1;
        }
        assert!(6 <= pages);
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
