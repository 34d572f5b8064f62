//! Any bytes at all as a season file: a season or an error with a place,
//! never a panic, in bounded time, and never a raw control byte on a terminal.

use std::ffi::OsString;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use racepace::cli;
use racepace::diag::{Diagnostic, Findings, Severity, Sources, is_refused};
use racepace::library::Library;
use racepace::season;

static BUILT_IN: LazyLock<Library> = LazyLock::new(Library::built_in);

/// Longer than any of these takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(8);

/// Reads bytes as a season file and as a file of workouts; what is said of
/// them holds for both.
fn read(bytes: &[u8]) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for as_season in [true, false] {
        let mut sources = Sources::default();
        let mut findings = Findings::default();
        let (file, problem) = season::add_file(&mut sources, "season.toml", bytes.to_vec());
        let readable = problem.is_none();
        problem.into_iter().for_each(|problem| findings.push(problem));
        let mut checked = None;
        if readable && as_season {
            checked = season::check(&sources, file, &crate::common::references(&Library::built_in()), &mut findings);
        } else if readable {
            let _ = BUILT_IN.clone().with_own(file, &sources.get(file).text, &mut findings);
        }
        assert!(!as_season || checked.is_some() != findings.any_error(), "a season or an error, not both");
        let found = findings.into_sorted();
        assert!(found.len() <= 1_001, "{}", found.len());
        let places: Vec<usize> = found.iter().map(|found| found.place.as_ref().expect("a place").span.start).collect();
        assert!(places.is_sorted(), "{places:?}");
        for diagnostic in &found {
            let place = diagnostic.place.as_ref().expect("a place");
            let text = &sources.get(file).text;
            assert!(place.span.start <= place.span.end && place.span.end <= text.len() + 1, "{diagnostic:?}");
            assert!(diagnostic.help.is_some(), "{diagnostic:?}");
        }
        for diagnostic in found.iter().take(10) {
            let shown = anstream::adapter::strip_str(&sources.text(diagnostic)).to_string();
            assert!(shown.chars().all(|c| c == '\n' || !is_refused(c)), "{shown:?}");
            assert!(shown.len() < 4_000, "{shown}");
            let command = sources.github(diagnostic);
            assert!(!command.contains(['\n', '\r']) && command.chars().all(|c| !is_refused(c)), "{command:?}");
            serde_json::to_string(&sources.json(diagnostic)).unwrap();
        }
        said.extend(found);
    }
    said
}

fn read_in_time(bytes: &[u8]) -> Vec<Diagnostic> {
    let started = Instant::now();
    let said = read(bytes);
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    said
}

fn plan() -> &'static str {
    include_str!("../../plans/season.toml")
}

fn messages(text: &str) -> String {
    read(text.as_bytes()).iter().map(|found| format!("{} {}\n", found.code, found.message)).collect()
}

/// Errors of the season file alone.
fn codes_of_season(text: &str) -> Vec<&'static str> {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let file = sources.add("season.toml", text);
    let _ = season::check(&sources, file, &crate::common::references(&Library::built_in()), &mut findings);
    let found = findings.into_sorted();
    found.iter().filter(|found| found.severity == Severity::Error).map(|found| found.code).collect()
}

/// One change to a text: a slice of it is deleted, doubled, or replaced.
#[derive(Clone, Debug)]
enum Change {
    Delete(usize, usize),
    Double(usize, usize),
    Replace(usize, usize, Vec<u8>),
}

fn any_change() -> impl Strategy<Value = Change> {
    let pieces = prop::sample::select(vec![
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "\"",
        "'",
        "\"\"\"",
        "=",
        ",",
        ".",
        "#",
        "\\",
        "\n",
        "\r\n",
        "\r",
        "\0",
        "-",
        "2026-13-45",
        "[[athletes]]",
        "[meets]",
        "[season]",
        "name",
        "= =",
        "99999999999999999999",
        "\u{202e}",
        "é",
        "1e400",
        "\u{feff}",
        "800 = ",
        "date: 1",
    ]);
    let bytes = prop_oneof![
        pieces.prop_map(|piece: &str| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    let end = plan().len();
    prop_oneof![
        (0..end, 0..40usize).prop_map(|(at, len)| Change::Delete(at, len)),
        (0..end, 0..200usize).prop_map(|(at, len)| Change::Double(at, len)),
        (0..end, 0..6usize, bytes).prop_map(|(at, len, with)| Change::Replace(at, len, with)),
    ]
}

fn changed(changes: &[Change]) -> Vec<u8> {
    let mut bytes = plan().as_bytes().to_vec();
    for change in changes {
        let within = |at: usize, len: usize| at.min(bytes.len())..(at + len).min(bytes.len());
        match change.clone() {
            Change::Delete(at, len) => drop(bytes.drain(within(at, len))),
            Change::Double(at, len) => {
                let slice = bytes[within(at, len)].to_vec();
                let at = at.min(bytes.len());
                bytes.splice(at..at, slice);
            }
            Change::Replace(at, len, with) => drop(bytes.splice(within(at, len), with)),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_give_a_result_or_an_error_with_a_place(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
    }

    #[test]
    fn any_text_gives_a_result_or_an_error_with_a_place(text in r#"([\[\]{}="'#.,\-\\ \n\r:a-c0-9é]|name|date|\[\[meets\]\]){0,60}"#) {
        read(text.as_bytes());
    }

    #[test]
    fn a_changed_season_gives_a_result_or_an_error_with_a_place(changes in prop::collection::vec(any_change(), 1..6)) {
        read(&changed(&changes));
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    for deep in [100, 10_000, 50_000] {
        for text in [
            format!("x = {}", "[".repeat(deep)),
            format!("x = {}{}", "[".repeat(deep), "]".repeat(deep)),
            format!("x = {}", "{a=".repeat(deep)),
            format!("[{}a]\n", "a.".repeat(deep)),
            format!("{}a = 1\n", "a.".repeat(deep)),
            "[[".repeat(deep),
        ] {
            assert!(!read_in_time(text.as_bytes()).is_empty());
        }
    }
}

#[test]
fn a_line_of_a_mebibyte_is_cut_where_it_is_shown() {
    let long = "a".repeat(1024 * 1024);
    for text in [
        long.clone(),
        format!("[season]\nname = \"{long}\"\n"),
        format!("[season]\n{long} = 1\n"),
        format!("[season]\noff = [{}]\n", "\"sundy\",".repeat(1024 * 16)),
        format!("[[meets]]\nathletes = [{}]\n", "\"Ana R.\",".repeat(1024 * 16)),
        format!("[season]\nname = \"{}\"\n", "\u{202e}".repeat(1024 * 256)),
    ] {
        assert!(!read_in_time(text.as_bytes()).is_empty());
    }
}

#[test]
fn many_errors_are_reported_up_to_a_limit() {
    for text in [
        "[[athletes]]\n".repeat(5_000),
        "[meets]\n".repeat(5_000),
        "a\n".repeat(10_000),
        "a: 1\n".repeat(10_000),
        "x = [1\n".repeat(2_000),
        "name = \"a\"\n".repeat(5_000),
        "x = 4:30\n".repeat(5_000),
        "[[days]]\nnote = \"\u{200b}\"\n".repeat(5_000),
    ] {
        assert!(!read_in_time(text.as_bytes()).is_empty());
    }
}

#[test]
fn what_is_not_text_is_reported_with_its_place() {
    for bytes in
        [&b"\0"[..], b"[season]\nname = \"a\0b\"\n", b"\xff\xfe[\0s\0", b"[season]\nname = \"\xc3\"", b"\xf0\x9f"]
    {
        assert!(read(bytes).iter().any(|found| found.severity == Severity::Error), "{bytes:?}");
    }
}

#[test]
fn windows_line_ends_and_a_mark_at_the_beginning_change_nothing() {
    let windows = plan().replace('\n', "\r\n");
    assert_eq!(codes_of_season(&windows), Vec::<&str>::new());
    assert_eq!(codes_of_season(&format!("\u{feff}{}", plan())), Vec::<&str>::new());
    assert_eq!(codes_of_season(&format!("\u{feff}{windows}")), Vec::<&str>::new());
}

#[test]
fn characters_that_steer_a_terminal_or_turn_the_writing_are_refused_in_every_name() {
    for c in
        ['\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{ad}', '\u{e0041}']
    {
        let name = format!("A{c}b");
        let escaped: String = name.chars().map(|c| format!("\\U{:08x}", c as u32)).collect();
        // Typed as it is where the format lets it through, and by its number.
        for name in [&name, &escaped] {
            for text in [
                format!("[season]\nname = \"{name}\"\n"),
                format!("[[meets]]\nname = \"{name}\"\n"),
                format!("[[meets]]\nplace = \"{name}\"\n"),
                format!("[[meets]]\ngroups = [\"{name}\"]\n"),
                format!("[[meets]]\nentries = {{ 800 = [\"{name}\"] }}\n"),
                format!("[[athletes]]\nname = \"{name}\"\n"),
                format!("[[athletes]]\ngroup = \"{name}\"\n"),
                format!("[[closed]]\nwhy = \"{name}\"\n"),
                format!("[[days]]\nnote = \"{name}\"\n"),
            ] {
                let said = messages(&text);
                assert!(said.contains("S15") || said.contains("S01"), "{text:?}: {said}");
            }
        }
    }
}

#[test]
fn a_file_over_16_mebibytes_is_refused_before_it_is_read() {
    let started = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("season.toml");
    std::fs::File::create(&file).unwrap().set_len(3 * 1024 * 1024 * 1024).unwrap();
    let mut out = anstream::StripStream::new(Vec::new());
    let mut err = anstream::StripStream::new(Vec::new());
    let arguments: [OsString; 3] = ["racepace".into(), "check".into(), file.into()];
    assert_eq!(cli::run(arguments, cli::Terminal::default(), &mut out, &mut err), cli::Exit::Errors);
    let said = String::from_utf8(out.into_inner()).unwrap();
    assert!(said.contains("error[S16]: the file is larger than 16 MiB"), "{said}");
    assert!(said.contains("season.toml:1:1"), "{said}");
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn moves_to_the_ends_of_time_are_errors_and_no_overflow() {
    let there_and_back = "\n[[news]]\nknown = 0001-01-01\nmeet = \"Dual\"\ndate = 9999-12-31\nthrough = 0001-01-01\n\
                          \n[[news]]\nknown = 9999-12-31\nmeet = \"Dual\"\nday = 9999-12-31\ndate = 0001-01-01\n\
                          \n[[news]]\nknown = 0001-01-01\nopen = { from = 0001-01-01, through = 9999-12-31 }\n\
                          \n[[closed]]\nknown = 0001-01-01\nfrom = 0001-01-01\nthrough = 9999-12-31\n\
                          \n[[days]]\nknown = 0001-01-01\ndate = 0001-01-01\nthrough = 9999-12-31\nsession = \"easy\"\n";
    let news = there_and_back.repeat(45);
    let meet = format!("[[meets]]\nname = \"Dual\"\ndate = 2026-04-17\nthrough = 2026-04-18\n{news}");
    for head in ["[season]\nstart = 2026-03-30\nend = 2026-05-31\n", ""] {
        let said = messages(&format!("{head}{meet}"));
        assert!(said.contains("S11") || said.contains("S05"), "{said}");
    }
}
