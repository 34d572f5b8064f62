//! The HTML pages hang together: the index leads to each of them, and no link leads nowhere.

use std::collections::BTreeSet;
use std::fs;

use crate::common::binary::{files, folder_with, racepace, stderr};
use crate::common::links::links;

/// The files of a build of the test season, with these arguments and `[output]`.
fn built(arguments: &[&str], output: &str) -> Vec<(String, Vec<u8>)> {
    let season = fs::read_to_string("tests/pages/four-columns.toml").unwrap();
    let folder = folder_with(&format!("{season}\n[output]\n{output}\n"));
    let built = racepace(folder.path(), &[&["build", "--quiet"], arguments].concat());
    assert!(built.status.success(), "{}", stderr(&built));
    files(&folder.path().join("season"))
}

fn page(files: &[(String, Vec<u8>)], path: &str) -> String {
    let (_, bytes) = files.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("{path} is not there"));
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn every_link_leads_to_a_file_of_the_same_build() {
    for (arguments, output) in
        [(&[][..], ""), (&["--formats", "html"], ""), (&[], "sheets = [\"athletes\"]"), (&[], "formats = [\"html\"]")]
    {
        let files = built(arguments, output);
        let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let mut followed = 0;
        for (name, _) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            for (path, fragment) in links(name, &page(&files, name)) {
                assert!(
                    names.contains(path.as_str()),
                    "{name} has a link to {path}, which {arguments:?} does not make"
                );
                if let Some(id) = fragment {
                    assert!(page(&files, &path).contains(&format!(" id=\"{id}\"")), "{name}: {path} has no {id}");
                }
                followed += 1;
            }
        }
        assert!(100 < followed, "{followed} links with {arguments:?} {output}");
    }
}

#[test]
fn the_index_leads_to_every_page_and_to_the_plan() {
    let files = built(&[], "");
    let linked: BTreeSet<String> =
        links("index.html", &page(&files, "index.html")).into_iter().map(|(path, _)| path).collect();
    let pages = files.iter().map(|(name, _)| name).filter(|name| name.ends_with(".html") && *name != "index.html");
    for page in pages.map(String::as_str).chain(["plan.csv", "plan.json"]) {
        assert!(linked.contains(page), "the index has no link to {page}");
    }
}

#[test]
fn the_index_has_each_week_with_its_dates_its_meets_and_what_changed() {
    let index = page(&built(&["--formats", "html"], ""), "index.html");
    let week = index.split("<tr id=\"week-04\">").nth(1).unwrap().split("</tr>").next().unwrap();
    for text in [
        "Week 4",
        "Mon 20 Apr <span>to Sun 26 Apr</span>",
        "<strong>Mon 20 Apr</strong> Mountain Classic",
        "<strong>Thu 23 Apr</strong> JV Open",
        "◆ Sat 18 Apr Mountain Classic is now Mon 20 Apr (known Fri 17 Apr)",
    ] {
        assert!(week.contains(text), "{text}:\n{week}");
    }
    assert_eq!(index.matches("<tr id=\"week-").count(), 6);
}

#[test]
fn the_index_is_made_with_the_html_pages_and_only_with_them() {
    let index = |files: &[(String, Vec<u8>)]| files.iter().any(|(name, _)| name == "index.html");
    assert!(index(&built(&[], "sheets = []")));
    assert!(!index(&built(&["--formats", "text,json"], "")));
}

#[test]
fn a_whole_squad_of_more_than_a_few_is_told_as_such_and_others_by_their_names() {
    let whys = |files: &[(String, Vec<u8>)]| {
        let page = page(files, "weeks/week-06.html");
        page.split("Why this workout before the race").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
    };
    let reasons = whys(&built(&["--formats", "html"], ""));
    assert!(
        reasons.contains("(800 varsity)") && reasons.contains("(3200 jv)") && !reasons.contains("Ana R."),
        "{reasons}"
    );
    // Whoever is left of a squad when one is away is no squad.
    let away = "[[athletes]]\nname = \"Odd One\"\nevent = 800\ngroup = \"varsity\"\naway = [{ from = 2026-05-06 }]";
    let reasons = whys(&built(&["--formats", "html"], &format!("\n{away}")));
    assert!(reasons.contains("(Ana R., Ben T., Maya O., Theo B., Iris N. and Sam W.)"), "{reasons}");
}

#[test]
fn what_neighbors_do_alike_is_written_once() {
    let page = page(&built(&["--formats", "html"], ""), "weeks/week-06.html");
    let sunday = page.split("<strong>Sun</strong>").nth(1).unwrap().split("</tr>").next().unwrap();
    assert_eq!(sunday.matches("<td").count(), 1, "{sunday}");
    assert!(sunday.contains("<td class=\"off\" colspan=\"4\">"), "{sunday}");
    let monday = page.split("<strong>Mon</strong>").nth(1).unwrap().split("</tr>").next().unwrap();
    assert_eq!(monday.matches("<td").count(), 4, "{monday}");
}

#[test]
fn the_fuller_a_week_is_the_smaller_is_its_type_and_never_too_small() {
    let files = built(&["--formats", "html"], "");
    let size = |number: usize| -> f64 {
        let page = page(&files, &format!("weeks/week-{number:02}.html"));
        page.split("main { font-size: ").nth(1).unwrap().split("pt").next().unwrap().parse().unwrap()
    };
    // Another race and two tables of times more.
    assert!(size(6) < size(4), "{} and {}", size(6), size(4));
    assert!((1..=6).all(|week| 8.0 <= size(week)));
}

#[test]
fn the_index_still_leads_to_what_an_earlier_build_left() {
    let season = fs::read_to_string("tests/pages/four-columns.toml").unwrap();
    let folder = folder_with(&season);
    racepace(folder.path(), &["build", "--quiet"]);
    let before = page(&files(&folder.path().join("season")), "index.html");
    assert!(before.contains("plan.csv") && before.contains("calendars/team.ics"));
    racepace(folder.path(), &["build", "--quiet", "--formats", "html,html"]);
    assert_eq!(page(&files(&folder.path().join("season")), "index.html"), before);
    // Into a folder of its own nothing was left.
    racepace(folder.path(), &["build", "--quiet", "--formats", "html", "--out", "new"]);
    assert!(!page(&files(&folder.path().join("new")), "index.html").contains("plan.csv"));
}
