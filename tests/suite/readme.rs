//! The README and the guide keep their word: their commands run, their files are read, their links lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::binary::{self, folder, racepace, stderr, stdout};

/// Every page for people: those at the root, and those of the book.
fn pages() -> Vec<(PathBuf, String)> {
    let mut folders = vec![PathBuf::from("docs/src")];
    let mut paths = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"].map(PathBuf::from).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

fn guide(page: &str) -> String {
    fs::read_to_string(format!("docs/src/guide/{page}.md")).unwrap()
}

/// The blocks of a page fenced as `language`.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
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
fn every_command_of_the_readme_and_the_guide_runs() {
    let mut run = 0;
    for (path, text) in pages() {
        // Each page by itself, as somebody reads it.
        let project = folder();
        fs::create_dir(project.path().join("plans")).unwrap();
        fs::copy("plans/season.toml", project.path().join("plans/season.toml")).unwrap();
        for command in blocks(&text, "sh").iter().flat_map(|block| block.lines()) {
            // What only this test crate's program can make.
            if command.contains("--formats pdf") && !cfg!(feature = "pdf") {
                continue;
            }
            let Some(arguments) = command.strip_prefix("racepace ") else {
                assert!(command.starts_with("cargo install --path ."), "{}: {command}", path.display());
                continue;
            };
            let (arguments, to) =
                arguments.split_once(" > ").map_or((arguments, None), |(before, to)| (before, Some(to)));
            let arguments = words(arguments);
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = racepace(project.path(), &arguments);
            assert_eq!(output.status.code(), Some(0), "{}: {command}\n{}", path.display(), stderr(&output));
            assert!(!output.stdout.is_empty(), "{}: {command} prints something", path.display());
            if let Some(to) = to {
                fs::write(project.path().join(to), &output.stdout).unwrap();
            }
            run += 1;
        }
        if path == Path::new("README.md") {
            assert!(project.path().join("plans/season/index.html").is_file());
            assert!(project.path().join("plans/season/weeks/week-07.html").is_file());
        }
    }
    assert!(20 <= run, "{run} commands");
}

#[test]
fn the_seasons_of_the_readme_and_the_guide_are_whole_ones() {
    let readme = fs::read_to_string("README.md").unwrap();
    let folder = binary::folder_with(&blocks(&readme, "toml")[0]);
    let output = racepace(folder.path(), &["check"]);
    let ends_with = |end: &str| assert!(stdout(&output).ends_with(end), "{}", stdout(&output));
    ends_with("season.toml: nothing is wrong (1 athlete, 3 meets, 12 weeks)\n");

    let folder = binary::folder_with(&blocks(&guide("season"), "toml")[0]);
    fs::write(folder.path().join("workouts.toml"), &blocks(&guide("workouts"), "toml")[0]).unwrap();
    let output = racepace(folder.path(), &["check"]);
    let ends_with = |end: &str| assert!(stdout(&output).ends_with(end), "{}", stdout(&output));
    ends_with("season.toml: nothing is wrong (2 athletes, 4 meets, 12 weeks)\n");
    let shown = stdout(&racepace(folder.path(), &["show", "--week", "5"]));
    assert!(shown.contains("3 × 400 at goal pace, 3:00 rest"), "the workout of the guide is used:\n{shown}");

    let season = blocks(&guide("season"), "toml");
    for more in &season[1..] {
        fs::write(folder.path().join("season.toml"), format!("{}\n{more}", season[0])).unwrap();
        let output = racepace(folder.path(), &["check"]);
        assert_ne!(output.status.code(), Some(2), "{more}\n{}", stdout(&output));
        assert!(!stdout(&output).contains("error["), "{}", stdout(&output));
    }
}

#[test]
fn the_news_of_the_guide_can_be_written_below_the_season() {
    let season = fs::read_to_string("plans/season.toml").unwrap();
    let news = blocks(&guide("changes"), "toml");
    assert!(5 <= news.len());
    // Each example for itself, and the page as a whole.
    for news in news.iter().chain([&news.concat()]) {
        let folder = binary::folder_with(&format!("{season}\n{news}"));
        let output = racepace(folder.path(), &["check"]);
        assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    }
}

#[test]
fn the_problem_of_the_guide_is_shown_as_the_tool_shows_it() {
    let season = "[season]\nstart = 2026-03-02\nend = 2026-05-23\n[[athletes]]\nname = \"Ana Ruiz\"\nevent = 1600\n\
                  goals = { 1600 = \"5:75\" }\n";
    let project = folder();
    fs::create_dir(project.path().join("plans")).unwrap();
    fs::write(project.path().join("plans/season.toml"), season).unwrap();
    let output = racepace(project.path(), &["check", "plans/season.toml"]);
    let expected = blocks(&guide("season"), "text").remove(0);
    assert!(stdout(&output).starts_with(expected.trim_end()), "{}", stdout(&output));
}

#[test]
fn the_changed_sheet_of_the_guide_is_built() {
    let change = blocks(&guide("templates"), "diff").remove(0);
    let lines = |without: char| {
        let rest = change.lines().filter(|line| !line.starts_with(without));
        rest.map(|line| format!("{}\n", &line[1..])).collect::<String>()
    };
    let (before, after) = (lines('+'), lines('-'));
    let folder = binary::folder_with(binary::SMALL);
    racepace(folder.path(), &["templates", "export", "templates"]);
    let template = folder.path().join("templates/week.html");
    let text = fs::read_to_string(&template).unwrap();
    assert_eq!(text.matches(&before).count(), 1, "the lines of the guide stand in week.html:\n{text}");
    fs::write(template, text.replace(&before, &after)).unwrap();
    let output = racepace(folder.path(), &["build", "--quiet"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = fs::read_to_string(folder.path().join("season/weeks/week-02.html")).unwrap();
    let added = change.lines().find_map(|line| line.strip_prefix('+')).unwrap();
    assert!(page.contains(added), "{page}");
}

#[test]
fn every_link_leads_to_something_in_the_repository() {
    for (path, text) in pages() {
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let target = path.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(link.starts_with("http") || target.exists(), "{}: {link}", path.display());
        }
    }
}

#[test]
fn every_page_of_the_book_is_in_its_summary() {
    let summary = fs::read_to_string("docs/src/SUMMARY.md").unwrap();
    for (path, _) in pages() {
        if let Ok(page) = path.strip_prefix("docs/src") {
            let page = page.to_str().unwrap().replace('\\', "/");
            assert!(page == "SUMMARY.md" || summary.contains(&format!("]({page})")), "{page}");
        }
    }
}

#[test]
fn the_readme_is_short() {
    let lines = fs::read_to_string("README.md").unwrap().lines().count();
    assert!(lines <= 160, "{lines} lines");
}

#[test]
fn the_pictures_of_the_readme_are_there_and_small() {
    let text = fs::read_to_string("README.md").unwrap();
    let named: Vec<&str> =
        text.split("](plans/pictures/").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    assert!(7 <= named.len(), "{named:?}");
    for name in named {
        let picture = fs::read(Path::new("plans/pictures").join(name)).unwrap();
        assert!(picture.starts_with(b"\x89PNG"), "{name}");
        assert!(picture.len() < 64 << 10, "{name} has {} bytes", picture.len());
    }
}
