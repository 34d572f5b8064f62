//! Cards, clipboard sheets and the overview.

use std::fs;

use crate::common::binary::{folder_with, racepace, stderr};
use crate::common::expected::matches_file;
use crate::common::season;
use racepace::diag::{Findings, Sources};
use racepace::domain::day::Day;
use racepace::domain::ids::AthleteId;
use racepace::domain::season::Season;
use racepace::domain::session::Session;
use racepace::domain::workout::{Effort, Rep, Workout};
use racepace::library::Library;
use racepace::plan;
use racepace::sheet::{CardSheet, Clipboard, Overview, OverviewLine, SheetBuilder, SplitTable};

/// Looks at the sheets of a season, with these workouts of the coach's own besides the built-in ones.
fn with_builder_and<T>(text: &str, own: &str, look: impl FnOnce(&SheetBuilder) -> T) -> T {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let file = sources.add("workouts.toml", own);
    let library = Library::built_in().with_own(file, own, &mut findings);
    assert!(findings.into_sorted().is_empty(), "{own}");
    let checked = season(text);
    let plan = plan::plan(&checked.history, &library);
    look(&SheetBuilder::new(&checked.history, &plan, &[]))
}

fn with_builder<T>(text: &str, look: impl FnOnce(&SheetBuilder) -> T) -> T {
    with_builder_and(text, "", look)
}

/// The seasons that ship.
fn seasons() -> impl Iterator<Item = String> {
    ["season", "tartan-2020", "greylock-2009"].into_iter().map(|name| {
        let path = format!("plans/{name}.toml");
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
    })
}

/// What a page shows, without its style.
fn body(text: &str, path: &str) -> String {
    let folder = folder_with(text);
    let output = racepace(folder.path(), &["build", "--quiet", "--formats", "html"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(folder.path().join("season").join(path)).unwrap();
    page[page.find("<body>").unwrap()..].to_owned()
}

#[test]
fn who_runs_the_same_shares_a_column_and_who_runs_in_the_same_times_a_table_whatever_their_load() {
    let athlete = |name: &str, load: u16| {
        format!("[[athletes]]\nname = \"{name}\"\nevent = 1600\nload = {load}\ngoals = {{ 1600 = \"5:20\" }}\n")
    };
    let season = format!(
        "[season]\nname = \"Spring\"\nstart = 2026-03-02\nend = 2026-03-29\n{}{}{}{}",
        athlete("Ana", 100),
        athlete("Ben", 101),
        athlete("Cora", 50),
        athlete("Dan", 51)
    );
    // Four 800s, or two, on Tuesday; nobody has a race, so the week has one race-pace workout.
    let page = body(&season, "weeks/week-03.html").replace('\u{a0}', " ");
    let heads: Vec<&str> = page.lines().filter(|line| line.contains("<td class=\"day\"></td>")).collect();
    let [head] = heads.as_slice() else { panic!("one table of days: {page}") };
    let columns: Vec<&str> = head.split("<th ").skip(1).collect();
    assert_eq!(columns.len(), 2, "{head}");
    assert!(columns[0].contains("Ana") && columns[0].contains("Ben"), "{head}");
    assert!(columns[1].contains("Cora") && columns[1].contains("Dan"), "{head}");
    assert!(page.contains("4 × 800") && page.contains("2 × 800"), "{page}");
    assert_eq!(page.matches("<caption>").count(), 1, "{page}");
}

const TWO_ATHLETES: &str = r#"[season]
name = "Eagle Ridge"
start = 2026-04-06
end = 2026-04-19
championship-from = 2026-04-15

[[closed]]
from = 2026-04-17
why = "Good Friday"

[[meets]]
name = "League"
date = 2026-04-11
time = 09:00
place = "Lakewood"

[[meets]]
name = "Open"
date = 2026-04-18

[[meets]]
name = "State"
date = 2026-04-19
groups = ["varsity"]
tentative = true

[[athletes]]
name = "Ben Tanaka"
event = 800
group = "jv"
goals = { 800 = "2:02" }

[[athletes]]
name = "Ana Ruiz"
event = 1600
group = "varsity"
goals = { 800 = "2:20", 1600 = "5:20" }

[[days]]
date = 2026-04-08
note = "team photo"

[[news]]
known = 2026-04-14
meet = "Open"
canceled = true
"#;

#[test]
fn the_cards_of_a_week_are_a_page_to_cut_apart() {
    matches_file("tests/expected/cards.html", &body(TWO_ATHLETES, "cards/week-01.html"));
}

#[test]
fn a_clipboard_sheet_has_a_box_for_each_rep_and_athlete() {
    matches_file("tests/expected/clipboard.html", &body(TWO_ATHLETES, "clipboard/2026-04-09-48-hour-800.html"));
}

#[test]
fn the_overview_is_a_picture_of_the_season_and_a_table_of_its_meets() {
    matches_file("tests/expected/overview.html", &body(TWO_ATHLETES, "overview.html"));
}

#[test]
fn every_athlete_has_one_card_a_week_and_no_page_more_than_it_has_room_for() {
    for season in seasons() {
        with_builder(&season, |builder| {
            for &week in builder.weeks() {
                let is_there = |id: &AthleteId| {
                    let (season, athlete) = (builder.history.on(week.last), builder.athlete_on(*id, week.last));
                    athlete.from <= week.last && week.first <= season.last_day(athlete)
                };
                let there = builder.history.on(week.last).athlete_ids().filter(is_there);
                let mut everyone: Vec<&str> = there.map(|id| builder.name(id)).collect();
                everyone.sort_unstable();
                let CardSheet { pages, columns, rows, .. } = builder.cards(week);
                assert!(pages.iter().all(|page| (1..=columns * rows).contains(&page.cards.len())));
                let cards = pages.iter().flat_map(|page| &page.cards);
                assert!(cards.clone().all(|card| card.days.len() == week.days().count()));
                let mut names: Vec<&str> = cards.map(|card| card.name.as_str()).collect();
                names.sort_unstable();
                assert_eq!(names, everyone, "week {}", week.number);
            }
        });
    }
}

/// How many columns and rows of cards are on a page of the first week, and the size of their text.
fn card_format(season: &str) -> (usize, usize, usize) {
    with_builder(season, |builder| {
        let sheet = builder.cards(builder.weeks()[0]);
        (sheet.columns, sheet.rows, sheet.points)
    })
}

#[test]
fn the_more_is_on_a_card_the_larger_it_is() {
    let with_note = |note: &str| TWO_ATHLETES.replace("team photo", note);
    let light = TWO_ATHLETES.replace("from = 2026-04-17", "from = 2026-04-06\nthrough = 2026-04-10");
    assert_eq!(card_format(&light), (2, 3, 9), "days off before a race");
    assert_eq!(card_format(TWO_ATHLETES), (2, 2, 10), "an ordinary one");
    assert_eq!(card_format(&with_note(&"spikes ".repeat(40))), (2, 2, 9), "a long note");
    assert_eq!(card_format(&with_note(&"spikes ".repeat(80))), (1, 2, 9), "a longer one");
    let many =
        (6..=11).map(|day| format!("\n[[days]]\ndate = 2026-04-{day:02}\nnote = \"{}\"\n", "spikes ".repeat(100)));
    assert_eq!(card_format(&(TWO_ATHLETES.to_owned() + &many.collect::<String>())), (1, 1, 10), "one every day");
}

#[test]
fn a_race_day_on_a_card_tells_where_and_when_and_a_paced_day_the_athletes_own_times() {
    with_builder(TWO_ATHLETES, |builder| {
        let sheet = builder.cards(builder.weeks()[0]);
        let ana = sheet.pages[0].cards.iter().find(|card| card.name == "Ana R.").unwrap();
        assert_eq!(ana.days[5].lines, ["League: 1600, 9:00\u{a0}am, Lakewood"]);
        assert_eq!(ana.days[3].lines[0].replace('\u{a0}', " "), "600 in 2:00, 4:00 rest");
        assert!(!ana.estimated && !ana.changed && ana.days[3].hard);
        let ben = sheet.pages[0].cards.iter().find(|card| card.name == "Ben T.").unwrap();
        assert!(ben.estimated, "nobody knows a goal over 400");
        assert_eq!(ana.days[2].notes, ["team photo"]);
    });
}

/// The boxes that a workout needs: for each leg of each rep that is not all easy, distance and pace.
fn boxes(workout: &Workout) -> Vec<(String, String)> {
    let mut boxes = Vec::new();
    for set in &workout.run {
        let Rep::Legs(legs) = &set.rep else { continue };
        if legs.iter().all(|leg| leg.effort == Effort::Easy) {
            continue;
        }
        for _ in 0..set.times {
            boxes.extend(legs.iter().map(|leg| {
                let pace = match leg.effort {
                    Effort::Goal => "goal".to_owned(),
                    Effort::Race(rung) => format!("{rung} pace"),
                    Effort::Fastest => "fastest".to_owned(),
                    Effort::Full => "full effort".to_owned(),
                    Effort::Strong => "strong".to_owned(),
                    Effort::Steady => "steady".to_owned(),
                    Effort::Easy => "easy".to_owned(),
                };
                (leg.distance.to_string(), pace)
            }));
        }
    }
    boxes
}

#[test]
fn every_rep_of_a_clipboard_sheet_has_a_box_with_the_time_of_the_split_table() {
    let mut seen = 0;
    for season in seasons() {
        with_builder(&season, |builder| {
            let weeks: Vec<_> = builder.weeks().iter().map(|&week| builder.team_week(week)).collect();
            let tables = || weeks.iter().flat_map(|week| &week.splits);
            let mut rows_left: usize = tables().map(|table| table.rows.len()).sum();
            for session in builder.hard_sessions() {
                let sheet = builder.clipboard(&session);
                let boxes = boxes(builder.workouts.get(session.workout));
                let heads = sheet.tables.iter().flat_map(|table| &table.reps).flat_map(|rep| &rep.legs);
                let heads: Vec<_> = heads.map(|leg| (leg.distance.clone(), leg.pace.clone())).collect();
                assert_eq!(heads, boxes, "{}", session.slug);
                let day = builder.season.date(session.day).format("%a %-d %b").to_string();
                for (at, row) in sheet.tables[0].rows.iter().enumerate() {
                    let mut of_session = tables().filter(|table| table.day == day && table.title == sheet.title);
                    let own = |table: &SplitTable| table.rows.iter().find(|split| split.name == row.name).cloned();
                    let (table, splits) = of_session
                        .find_map(|table| Some((table, own(table)?)))
                        .unwrap_or_else(|| panic!("{}: {} has no splits", session.slug, row.name));
                    assert_eq!(row.goal, splits.goal);
                    let targets = sheet.tables.iter().flat_map(|table| &table.rows[at].targets);
                    for (target, (distance, pace)) in targets.zip(&boxes) {
                        let column = table.columns.iter().position(|of| (&of.distance, &of.pace) == (distance, pace));
                        let split = column.map_or("", |column| splits.times[column].as_str());
                        let split = split.trim_end_matches(['\u{2007}', '\u{2008}']).trim_matches('–');
                        assert_eq!(target, split, "{}: {}: {distance} {pace}", session.slug, row.name);
                        seen += 1;
                    }
                    rows_left -= 1;
                }
            }
            assert_eq!(rows_left, 0, "whoever has splits is on a clipboard sheet, and on one alone");
        });
    }
    assert!(900 < seen, "{seen} boxes");
}

/// The clipboard sheet of the first Tuesday's workout for the 800, which runs this.
fn clipboard_of(run: &str) -> Clipboard {
    let own = format!(
        "[[workouts]]\nid = \"workout-800-fartlek\"\nsession = \"workout\"\nevent = 800\nkind = \"race-pace\"\ntitle = \"Own\"\nfor = \"rhythm\"\nrun = {run}\n"
    );
    with_builder_and(TWO_ATHLETES, &own, |builder| {
        let sessions = builder.hard_sessions();
        let session = sessions.iter().find(|session| session.slug == "2026-04-07-workout-800-fartlek").unwrap();
        builder.clipboard(session)
    })
}

#[test]
fn reps_that_do_not_fit_across_stand_in_several_tables() {
    let tables = |run: &str| -> Vec<_> {
        clipboard_of(run).tables.into_iter().map(|table| (table.title, table.boxes)).collect()
    };
    let table = |title: &str, boxes| (title.to_owned(), boxes);
    assert_eq!(tables("[\"10x200 @ goal, rest 1:00\"]"), [table("", 10)]);
    assert_eq!(tables("[\"12x200 @ goal, rest 1:00\"]"), [table("Reps 1 to 6", 6), table("Reps 7 to 12", 6)]);
    let broken = "[\"5x300 = 100 @ goal + 100 @ 400 + 100 @ fastest, rest 5:00\"]";
    assert_eq!(tables(broken), [table("Reps 1 to 2", 6), table("Reps 3 to 4", 6), table("Rep 5", 3)]);
    let legs = vec!["100 @ goal"; 14].join(" + ");
    assert_eq!(tables(&format!("[\"1400 = {legs}\"]")), [table("Rep 1", 10), table("Rep 1", 4)]);
    let many = clipboard_of("[\"61x100 @ goal, rest 30 s\"]");
    assert_eq!(many.more.as_deref(), Some("1 more rep has no box"));
    assert!(many.tables.iter().all(|table| table.boxes <= 10));
}

#[test]
fn easy_running_has_no_box_and_a_rep_without_a_pace_no_target() {
    let sheet = clipboard_of("[\"2x200 @ goal, rest 1:00\", \"400 @ easy\", \"300 @ fastest\", \"10 min easy\"]");
    assert_eq!(sheet.tables[0].rows[0].targets, ["30.5", "30.5", ""]);
    assert_eq!(sheet.run.len(), 4);
}

/// What a day of the plan is marked as, from the season alone.
fn mark(season: &Season, session: Session, day: Day) -> &'static str {
    let closed = season.closed.iter().any(|closed| closed.from <= day && day <= closed.through);
    if session == Session::Off && closed { "closed" } else { session.as_str() }
}

/// For each strip of the overview the athletes whose days it shows.
fn strip_members(builder: &SheetBuilder, overview: &Overview) -> Vec<Vec<AthleteId>> {
    let of_strip = overview.strips.iter().map(|strip| {
        assert_eq!(strip.weeks.len(), builder.weeks().len());
        for (marks, week) in strip.weeks.iter().zip(builder.weeks()) {
            assert_eq!(marks.len(), week.days().count(), "each day has one mark");
        }
        let marks: Vec<&str> = strip.weeks.concat();
        let same = |id: &AthleteId| {
            let days = builder.plan.shared(*id).days.iter().enumerate();
            days.map(|(index, planned)| mark(builder.season, planned.session, Day::at(index))).eq(marks.iter().copied())
        };
        builder.season.athlete_ids().filter(same).collect()
    });
    of_strip.collect()
}

#[test]
fn every_day_of_the_season_has_one_mark_in_each_strip_and_it_is_what_the_plan_holds() {
    for season in seasons() {
        with_builder(&season, |builder| {
            let overview = builder.overview();
            let members = strip_members(builder, &overview);
            assert!((1..=6).contains(&members.len()));
            assert!(members.iter().all(|athletes| !athletes.is_empty()), "each strip is somebody's plan");
            if overview.simplified.is_none() {
                let mut everyone = members.concat();
                everyone.sort_unstable();
                assert!(everyone.into_iter().eq(builder.season.athlete_ids()), "each athlete has one strip");
            }
        });
    }
}

/// An athlete of the jv in the 800 with this line more.
fn jv(number: usize, more: &str) -> String {
    format!("[[athletes]]\nname = \"Athlete {number}\"\nevent = 800\ngroup = \"jv\"\n{more}\n\n")
}

#[test]
fn where_there_are_too_many_plans_a_strip_shows_what_most_do_and_the_page_says_so() {
    let away = |number: usize| jv(number, &format!("away = [{{ from = 2026-04-{:02} }}]", 6 + number));
    let with = |athletes: String| TWO_ATHLETES.replace("[[days]]", &(athletes + "[[days]]"));
    with_builder(&with((0..3).map(away).collect()), |builder| {
        let overview = builder.overview();
        assert_eq!((overview.strips.len(), overview.simplified), (5, None));
    });
    let many = (0..5).map(away).chain((5..8).map(|number| jv(number, "")));
    with_builder(&with(many.collect()), |builder| {
        let overview = builder.overview();
        let words = "Each strip shows what most athletes of one event and group do.";
        assert_eq!(overview.simplified, Some(words));
        // Ben and the last three are never away.
        let athletes: Vec<&str> = overview.strips.iter().map(|strip| strip.athletes.as_str()).collect();
        assert_eq!(athletes, ["4 of 9 athletes", "Ana R."]);
        assert_eq!(strip_members(builder, &overview)[0].len(), 4);
    });
}

fn line_texts(lines: &[OverviewLine]) -> Vec<String> {
    let texts = lines.iter().map(|line| format!("{} {} {}", line.day, line.text, line.after).trim().to_owned());
    texts.collect()
}

#[test]
fn meets_stand_beside_their_weeks_canceled_ones_too() {
    with_builder(TWO_ATHLETES, |builder| {
        let overview = builder.overview();
        assert_eq!(line_texts(&overview.weeks[0].lines), ["Sat League"]);
        let second = &overview.weeks[1].lines;
        assert_eq!(line_texts(second), ["championship season", "Sat Open canceled", "Sun State? and 1 more"]);
        assert!(second[1].canceled && !second[2].canceled);
        let phase = overview.phase.unwrap();
        assert_eq!((phase.week, phase.column), (1, 2), "Wed 15 Apr");
    });
}

#[test]
fn no_name_is_wider_than_its_place_in_the_overview() {
    let long = "Wednesday Women's Warm-up ".repeat(7);
    let season = TWO_ATHLETES.replace("League", &long).replace("Open", &long).replace("Good Friday", &long);
    let season = season.replace("\"jv\"", &format!("\"{long}\"")).replace("Eagle Ridge", &long);
    let season = season.replace("canceled = true", "day = 2026-04-18\ncanceled = true");
    with_builder(&season, |builder| {
        let overview = builder.overview();
        let cut = |text: &str, most: usize| assert!(text.ends_with('…') && text.chars().count() <= most, "{text}");
        cut(&overview.season, 60);
        cut(&overview.strips[0].groups, 40);
        cut(&overview.weeks[0].lines[0].text, 40);
        cut(&overview.weeks[1].lines[1].text, 40);
    });
}

#[test]
fn a_long_season_is_still_one_page_with_a_line_beside_each_week() {
    let season = TWO_ATHLETES.replace("end = 2026-04-19", "end = 2027-03-31");
    with_builder(&season, |builder| {
        let overview = builder.overview();
        assert_eq!(overview.most_lines, 1);
        assert!(overview.weeks.iter().all(|week| week.lines.len() <= 1));
        assert_eq!(line_texts(&overview.weeks[1].lines), ["championship season and 3 more"]);
        assert_eq!(overview.dates, "Mon 6 Apr 2026 to Wed 31 Mar 2027");
    });
}

#[test]
fn a_season_without_athletes_has_pages_without_them() {
    let nobody = TWO_ATHLETES.split("[[athletes]]").next().unwrap().replace("groups = [\"varsity\"]\n", "");
    assert!(!body(&nobody, "cards/week-01.html").contains("<article"));
    assert!(body(&nobody, "overview.html").contains("League"));
}

#[test]
fn the_cards_of_a_large_team_are_one_page_with_everyone() {
    let many: String = (0..450).map(|number| jv(number, "")).collect();
    let season = TWO_ATHLETES.replace("[[days]]", &(many + "[output]\nsheets = [\"cards\"]\n\n[[days]]"));
    let page = body(&season, "cards/week-01.html");
    assert_eq!(page.matches("<article").count(), 452);
    for once in ["<main>", "<h1>", "</main>", "</html>", "<h2>Athlete 0</h2>", "<h2>Athlete 449</h2>"] {
        assert_eq!(page.matches(once).count(), 1, "{once}");
    }
}
