//! The README keeps its word: its commands run, its files are read, its tables are complete.

use std::fs;
use std::path::Path;

use crate::common::binary::{self, folder, racepace, stderr, stdout};
use racepace::rules::RULES;
use racepace::season::keys;

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// The blocks fenced as `language`.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The words of a command, quotes removed.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

#[test]
fn every_command_of_the_readme_runs() {
    let project = folder();
    fs::create_dir(project.path().join("plans")).unwrap();
    fs::copy("plans/season.toml", project.path().join("plans/season.toml")).unwrap();
    let gate = fs::read_to_string(".ci/run").unwrap();
    let mut run = 0;
    for command in blocks("sh").iter().flat_map(|block| block.lines()) {
        if command.starts_with("cargo test") {
            assert!(gate.contains(command), "the gate runs {command}");
            continue;
        }
        // Where PDF is built in, it is built in for every command.
        let command = match command.replace(" --features pdf", "") {
            plain if plain == command || cfg!(feature = "pdf") => plain,
            _ => continue,
        };
        let arguments = command.strip_prefix("cargo run --release -- ").unwrap_or_else(|| panic!("{command}"));
        let (arguments, to) = arguments.split_once(" > ").map_or((arguments, None), |(before, to)| (before, Some(to)));
        let arguments = words(arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = racepace(project.path(), &arguments);
        assert_eq!(output.status.code(), Some(0), "{command}\n{}", stderr(&output));
        assert!(!output.stdout.is_empty(), "{command} prints something");
        if let Some(to) = to {
            fs::write(project.path().join(to), &output.stdout).unwrap();
        }
        run += 1;
    }
    assert!(8 <= run, "{run} commands");
    assert!(project.path().join("plans/season/weeks/week-07.html").is_file());
}

#[test]
fn the_season_of_the_readme_is_a_whole_one() {
    let toml = blocks("toml");
    let folder = binary::folder_with(&toml[0]);
    fs::write(folder.path().join("workouts.toml"), &toml[1]).unwrap();
    let output = racepace(folder.path(), &["check"]);
    assert_eq!(stdout(&output), "season.toml: nothing is wrong (2 athletes, 3 meets, 12 weeks)\n");
    let shown = stdout(&racepace(folder.path(), &["show", "--week", "5"]));
    assert!(shown.contains("3 × 400 at goal pace, 3:00 rest"), "the workout of the README is used:\n{shown}");
}

#[test]
fn the_changes_of_the_readme_can_be_written_under_a_meet() {
    let lines = blocks("text").remove(1);
    let meets =
        ["date = 2026-04-18", "date = 2026-05-07", "date = 2026-04-18", "date = 2026-04-24\nthrough = 2026-04-25"];
    assert_eq!(lines.lines().count(), meets.len());
    for (line, meet) in lines.lines().zip(meets) {
        let season =
            format!("{}\n[[meets]]\nname = \"Changed\"\n{meet}\n{line}\n", binary::SMALL.replace("04-19", "05-31"));
        let folder = binary::folder_with(&season);
        let output = racepace(folder.path(), &["check"]);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    }
}

#[test]
fn the_problem_of_the_readme_is_shown_as_the_tool_shows_it() {
    let season = "[season]\nstart = 2026-03-02\nend = 2026-05-23\n[[athletes]]\nname = \"Ana Ruiz\"\nevent = 1600\n\
                  goals = { 1600 = \"5:75\" }\n";
    let project = folder();
    fs::create_dir(project.path().join("plans")).unwrap();
    fs::write(project.path().join("plans/season.toml"), season).unwrap();
    let output = racepace(project.path(), &["check", "plans/season.toml"]);
    let expected = blocks("text").remove(0);
    assert!(stdout(&output).starts_with(expected.trim_end()), "{}", stdout(&output));
}

#[test]
fn the_changed_sheet_of_the_readme_is_built() {
    let change = blocks("diff").remove(0);
    let lines = |without: char| {
        let kept = change.lines().filter(|line| !line.starts_with(without));
        kept.map(|line| format!("{}\n", &line[1..])).collect::<String>()
    };
    let (before, after) = (lines('+'), lines('-'));
    let folder = binary::folder_with(binary::SMALL);
    racepace(folder.path(), &["templates", "export", "templates"]);
    let template = folder.path().join("templates/week.html");
    let text = fs::read_to_string(&template).unwrap();
    assert_eq!(text.matches(&before).count(), 1, "the lines of the README stand in week.html:\n{text}");
    fs::write(template, text.replace(&before, &after)).unwrap();
    let output = racepace(folder.path(), &["build", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = fs::read_to_string(folder.path().join("season/weeks/week-02.html")).unwrap();
    let added = change.lines().find_map(|line| line.strip_prefix('+')).unwrap();
    assert!(page.contains(added), "{page}");
}

#[test]
fn every_rule_and_every_key_is_in_the_readme() {
    let text = readme();
    for rule in RULES {
        let row = format!("| {} | {} | {} |", rule.code, rule.name, rule.brief);
        assert!(text.contains(&row), "missing: {row}");
    }
    for key in keys::FILE_KEYS.iter().flat_map(|heading| heading.keys()) {
        let row = format!("| `{}` | {} |", key.name(), key.docs());
        assert!(text.contains(&row), "missing: {row}");
    }
}

#[test]
fn every_file_the_readme_names_is_there() {
    for picture in readme().split("](").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned()) {
        if !picture.starts_with("http") {
            assert!(Path::new(&picture).is_file(), "{picture}");
        }
    }
}

#[test]
fn the_pictures_of_the_readme_are_there_and_small() {
    let text = readme();
    let named: Vec<&str> =
        text.split("](plans/pictures/").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    assert!(7 <= named.len(), "{named:?}");
    for name in named {
        let picture = fs::read(Path::new("plans/pictures").join(name)).unwrap();
        assert!(picture.starts_with(b"\x89PNG"), "{name}");
        assert!(picture.len() < 64 << 10, "{name} has {} bytes", picture.len());
    }
}
