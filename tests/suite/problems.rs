//! Every kind of problem as the coach meets it: a season file that has it,
//! and beside it, word for word, what `racepace check` says of it.
//!
//! `UPDATE_EXPECTED=1 cargo test` writes what is said now.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::common;
use crate::common::expected::update;
use racepace::cli::{self, Exit, Terminal};
use racepace::diag::codes::PROBLEMS;
use racepace::rules::{Part, RULES, Rule};
use serde_json::Value;

/// The codes of rules that `check` reports: those that warn, and R15, an error of the file.
fn reported_rules() -> impl Iterator<Item = &'static str> {
    let warns = |rule: &&&Rule| rule.parts.iter().any(|part| matches!(part, Part::Warns(_)));
    RULES.iter().filter(warns).map(|rule| rule.code).chain(["R15"])
}

/// Words of programmers, which no message and no remedy uses.
const JARGON: [&str; 12] = [
    "parse",
    "parser",
    "deserialize",
    "expected",
    "unexpected",
    "token",
    "array",
    "inline",
    "table",
    "string",
    "integer",
    "syntax",
];

/// What `racepace check` prints of a file, without color, and how it ends.
fn check(file: &Path, form: &str) -> (String, Exit) {
    let mut out = anstream::StripStream::new(Vec::new());
    let mut err = anstream::StripStream::new(Vec::new());
    let arguments = ["racepace".into(), "check".into(), file.into(), "--format".into(), OsString::from(form)];
    let exit = cli::run(arguments, Terminal::default(), &mut out, &mut err);
    assert!(err.into_inner().is_empty(), "{}", file.display());
    (String::from_utf8(out.into_inner()).unwrap(), exit)
}

fn json(file: &Path) -> Vec<Value> {
    let (out, _) = check(file, "json");
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// A season file, and what is said of it.
struct Fixture {
    /// As in `S04-sixty-seconds`.
    name: String,
    /// From the repository's root.
    file: PathBuf,
    human: (String, Exit),
    json: Vec<Value>,
    json_exit: Exit,
}

/// Each file is checked once for all tests.
static FIXTURES: LazyLock<Vec<Fixture>> = LazyLock::new(|| {
    let fixture = |(name, file): (String, PathBuf)| {
        let (json, json_exit) = check(&file, "json");
        let json = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
        Fixture { human: check(&file, "human"), name, file, json, json_exit }
    };
    fixtures().into_iter().map(fixture).collect()
});

/// Every season file here: its name, as in `S04-sixty-seconds`, and its path
/// from the repository's root.
fn fixtures() -> Vec<(String, PathBuf)> {
    let mut found: Vec<(String, PathBuf)> = fs::read_dir("tests/cases/problems")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            match path.extension() {
                Some(extension) => (extension == "toml").then_some((name, path)),
                None => Some((name, path.join("season.toml"))),
            }
        })
        // One separator on every system, since the path is part of what is printed.
        .map(|(name, path)| (name, path.to_str().unwrap().replace('\\', "/").into()))
        .collect();
    found.sort();
    found
}

/// `S04` of `S04-sixty-seconds`; nothing of files that show several.
fn code(name: &str) -> Option<&str> {
    let code = name.split('-').next()?;
    code.ends_with(|c: char| c.is_ascii_digit()).then_some(code)
}

#[test]
fn what_is_said_of_each_file_is_what_stands_beside_it() {
    let mut differ = Vec::new();
    for Fixture { name, human: (said, _), .. } in &*FIXTURES {
        let beside = Path::new("tests/cases/problems").join(format!("{name}.txt"));
        if update() {
            fs::write(&beside, said).unwrap();
        } else if fs::read_to_string(&beside).ok().as_ref() != Some(said) {
            differ.push(format!("{}:\n{said}", beside.display()));
        }
    }
    assert!(differ.is_empty(), "UPDATE_EXPECTED=1 writes what is said now:\n{}", differ.join("\n"));
}

#[test]
fn no_text_stands_beside_a_file_that_is_gone() {
    let names: BTreeSet<String> = fixtures().into_iter().map(|(name, _)| name).collect();
    for entry in fs::read_dir("tests/cases/problems").unwrap() {
        let path = entry.unwrap().path();
        assert!(names.contains(path.file_stem().unwrap().to_str().unwrap()), "{}", path.display());
    }
}

#[test]
fn every_code_has_a_file() {
    let names = fixtures();
    let shown: BTreeSet<&str> = names.iter().filter_map(|(name, _)| code(name)).collect();
    let codes: BTreeSet<&str> = PROBLEMS.iter().map(|problem| problem.code).chain(reported_rules()).collect();
    assert_eq!(codes, shown);
}

#[test]
fn every_file_shows_the_code_that_its_name_says_and_no_other() {
    for Fixture { name, json: found, .. } in &*FIXTURES {
        let Some(code) = code(name) else { continue };
        let said: BTreeSet<&str> = found.iter().map(|found| found["code"].as_str().unwrap()).collect();
        assert_eq!(said, BTreeSet::from([code]), "{name}");
        // The slip of one bracket is reported as often as there are entries.
        assert!(found.len() == 1 || name.ends_with("-twice"), "{name}: {found:?}");
    }
}

#[test]
fn every_file_begins_with_what_the_slip_is() {
    for (name, file) in fixtures() {
        let bytes = fs::read(&file).unwrap();
        assert!(bytes.starts_with(b"# "), "{name}");
    }
}

#[test]
fn everything_said_has_a_place_an_excerpt_and_a_remedy() {
    for Fixture { name, json, .. } in &*FIXTURES {
        for found in json {
            assert!(found["line"].as_u64().is_some_and(|line| 1 <= line), "{name}: {found}");
            assert!(found["column"].as_u64().is_some_and(|column| 1 <= column), "{name}: {found}");
            let at = |line: &str, column: &str| (found[line].as_u64().unwrap(), found[column].as_u64().unwrap());
            assert!(at("line", "column") <= at("end_line", "end_column"), "{name}: {found}");
            assert!(
                found["file"].as_str().is_some_and(|file| file.starts_with("tests/cases/problems/")),
                "{name}: {found}"
            );
            assert!(found["excerpt"].is_string(), "{name}: {found}");
            assert!(matches!(found["severity"].as_str(), Some("error" | "warning")), "{name}: {found}");
            for part in ["message", "help"] {
                let text = found[part].as_str().unwrap_or_default();
                assert!(!text.is_empty() && !text.ends_with('.'), "{name}: {found}");
            }
        }
    }
}

#[test]
fn the_exit_code_is_1_exactly_when_an_error_is_among_the_problems() {
    for Fixture { name, file, human, json, json_exit } in &*FIXTURES {
        let any_error = json.iter().any(|found| found["severity"] == "error");
        let ends = if any_error { Exit::Errors } else { Exit::Done };
        assert_eq!([human.1, *json_exit], [ends; 2], "{name}");
        if name.starts_with('R') {
            assert_eq!(check(file, "github").1, ends, "{name}");
        }
    }
}

#[test]
fn no_message_and_no_remedy_speaks_like_a_programmer() {
    for Fixture { name, json, .. } in &*FIXTURES {
        for found in json {
            for part in ["message", "help"] {
                let text = found[part].as_str().unwrap().to_lowercase();
                let words = text.split(|c: char| !c.is_alphanumeric());
                for word in words {
                    let one = word.strip_suffix('s').unwrap_or(word);
                    assert!(!JARGON.contains(&one), "{name}: \"{word}\" in: {text}");
                }
            }
        }
    }
}

#[test]
fn every_slip_is_reported_in_one_run_in_the_order_of_the_lines() {
    let found = json(Path::new("tests/cases/problems/every-slip-at-once.toml"));
    let at: Vec<(u64, u64)> =
        found.iter().map(|found| (found["line"].as_u64().unwrap(), found["column"].as_u64().unwrap())).collect();
    assert!(at.is_sorted(), "{at:?}");
    let once = |code: &str, words: &str| {
        let is = |part: &Value| part.as_str().unwrap().contains(words);
        let count = found.iter().filter(|found| found["code"] == code && (is(&found["message"]) || is(&found["help"])));
        assert_eq!(count.count(), 1, "{code} {words}: {found:#?}");
    };
    once("S02", "did you mean \"end\"?");
    once("S03", "[[meets]]");
    once("S06", "date = 2026-04-18");
    once("S04", "the seconds after the colon must be below 60");
    once("S10", "faster than the world record");
    once("S10", "slower than a walk");
    once("S11", "after the season ends");
    once("S13", "no meet takes the group \"sprinters\"");
    once("S08", "did you mean \"Ana Ruiz\"?");
    once("S24", "did you mean \"varsity\"?");
    once("S09", "\"Ben Tanaka\" is listed a second time");
    once("S14", "says Friday");
    once("S01", "48-hour needs quotes");
    once("S07", "did you mean \"invitational\"?");
    assert_eq!(found.len(), 14, "{found:#?}");
}

#[test]
fn the_form_for_github_escapes_what_would_begin_another_command() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("100%, a:b\nc.toml");
    let name = "50% ::error::\u{202e}";
    fs::write(&file, format!("[season]\nstart = 2026-03-02\nend = 2026-05-23\n\n[[meets]]\nname = \"A\"\ndate = 2026-04-11\nathletes = [\"{name}\"]\n")).unwrap();
    let (said, _) = check(&file, "github");
    let line = said.lines().find(|line| line.contains("title=S15")).unwrap();
    assert!(line.starts_with("::error file="), "{line}");
    assert!(line.contains("100%25%2C a%3Ab%0Ac.toml,line=8,col=13,endLine=8,endColumn=29,title=S15::"), "{line}");
    assert!(!said.contains('\u{202e}'));
    for line in said.lines() {
        assert!(line.starts_with("::error ") || line.starts_with("::warning "), "{line}");
        assert!(
            !line.replace("%25", "").replace("%2C", "").replace("%3A", "").replace("%0A", "").contains('%'),
            "{line}"
        );
    }
}

#[test]
fn a_place_has_its_end_in_the_forms_for_programs() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("season.toml");
    let ends = |text: &str| {
        fs::write(&file, format!("[season]\nstart = 2026-03-02\nend = 2026-05-23\n\n{text}")).unwrap();
        let found = json(&file).remove(0);
        let place = ["line", "column", "end_line", "end_column"].map(|part| found[part].as_u64().unwrap());
        let said = check(&file, "github").0;
        let place_on_github = said.split("season.toml,").nth(1).unwrap().split(",title").next().unwrap().to_owned();
        (place, place_on_github)
    };
    // Columns are characters, and the end is the first one after it.
    let (place, on_github) = ends("[[athletes]]\nname = \"María\" # é\nevent = 1600\ngoals = { 1600 = \"5:75\" }\n");
    assert_eq!(place, [8, 18, 8, 24]);
    assert_eq!(on_github, "line=8,col=18,endLine=8,endColumn=24");
    let (place, _) = ends("[[athletes]]\nname = \"Ana\"\nevent = \"é é\" # é\n");
    assert_eq!(place, [7, 9, 7, 14]);
    // GitHub refuses columns of a place of several lines.
    let (place, on_github) = ends("[[athletes]]\nname = \"Ana\"\nevent = [\n  1600,\n  800,\n]\n");
    assert_eq!(place, [7, 9, 10, 2]);
    assert_eq!(on_github, "line=7,endLine=10");
}

#[test]
fn the_form_for_programs_is_a_list_even_when_nothing_is_wrong() {
    let (said, exit) = check(Path::new("plans/season.toml"), "json");
    assert!(serde_json::from_str::<Value>(&said).unwrap().is_array());
    assert_eq!(exit, Exit::Done);
}

#[test]
fn what_is_over_a_limit_is_named_with_its_limit() {
    let season = "[season]\nstart = 2026-03-02\nend = 2026-05-23\n";
    let athletes: String = (0..100_001).map(|id| format!("[[athletes]]\nname=\"A{id}\"\nevent=800\n")).collect();
    let meets: String = (0..1_001).map(|id| format!("[[meets]]\nname = \"M {id}\"\ndate = 2026-04-11\n")).collect();
    let years = season.replace("2026-05-23", "3026-05-23");
    let note = format!("{season}[[days]]\ndate = 2026-04-01\nnote = \"{}\"\n", "a".repeat(1_001));
    let cases = [
        ("more than 100000", format!("{season}{athletes}")),
        ("more than 1000", format!("{season}{meets}")),
        ("1900 to 2999", years),
        ("more than 400", season.replace("2026-05-23", "2027-05-23")),
        ("longer than 1000 characters", note),
        ("larger than 16 MiB", " ".repeat(16 * 1024 * 1024 + 1)),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("season.toml");
    for (limit, text) in cases {
        fs::write(&file, text).unwrap();
        let found = json(&file);
        let over: Vec<&Value> =
            found.iter().filter(|found| found["code"] == "S16" && found["severity"] == "error").collect();
        assert_eq!(over.len(), 1, "{limit}: {over:?}");
        assert!(over[0]["message"].as_str().unwrap().contains(limit), "{over:?}");
        assert!(over[0]["line"].is_u64() && over[0]["help"].is_string(), "{over:?}");
    }
}

/// In a long list of athletes, the wrong message about line 4 hides the right one about line 40.
#[test]
fn one_bracket_brace_or_quote_too_few_is_one_error() {
    let season = fs::read_to_string("plans/season.toml").unwrap();
    let mut seen = BTreeSet::new();
    for (at, sign) in season.match_indices(['[', ']', '{', '}', '"']) {
        let start = season[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = season[start..].lines().next().unwrap();
        // Once for each sign of each kind of line is enough.
        let kind = (line.split('=').next().unwrap().trim(), season[start..at].matches(sign).count(), sign);
        if season[start..at].contains('#') || !seen.insert(kind) {
            continue;
        }
        let slip = format!("{}{}", &season[..at], &season[at + sign.len()..]);
        let errors = common::planned_or_errors(&slip).err().unwrap_or_default();
        assert_eq!(errors.lines().count(), 1, "{line}, without a {sign}:\n{errors}");
    }
}
