//! What stands on the paper: pages and their text, before they become bytes.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};

use super::*;
use crate::diag::{Findings, Sources};
use crate::domain::output::Paper;
use crate::library::Library;
use crate::render::Templates;
use crate::season::References;
use crate::sheet::SheetBuilder;
use crate::{plan, rules, season};

/// Every kind of sheet of a season's second week, as the name of its template and its pages.
fn pages(season: &str, paper: Paper) -> Vec<(&'static str, Vec<String>)> {
    let mut sources = Sources::default();
    let file = sources.add("season.toml", season);
    let mut findings = Findings::default();
    let library = Library::built_in();
    let references = References { workouts: library.sessions(), rules: rules::warning_codes() };
    let checked = season::check(&sources, file, &references, &mut findings);
    let checked = checked.unwrap_or_else(|| panic!("{:?}", findings.into_sorted()));
    let plan = plan::plan(&checked.history, &library);
    let builder = SheetBuilder::new(&checked.history, &plan, &[]);
    let typesetter = Templates::load(Vec::new(), &sources).unwrap().typesetter(paper).unwrap().unwrap();
    let week = builder.weeks()[1];
    let sessions = builder.hard_sessions();
    let session = sessions.last().expect("a hard session");
    vec![
        ("week.typ", set(&typesetter.sheet("week.typ", &builder.team_week(week)))),
        ("cards.typ", set(&typesetter.sheet("cards.typ", &builder.cards(week)))),
        ("clipboard.typ", set(&typesetter.sheet("clipboard.typ", &builder.clipboard(session)))),
        ("overview.typ", set(&typesetter.sheet("overview.typ", &builder.overview()))),
    ]
}

/// The text of each page.
fn set(sheet: &Sheet) -> Vec<String> {
    let compiled = typst::compile::<PagedDocument>(sheet);
    assert!(compiled.warnings.is_empty(), "{:?}", compiled.warnings);
    let document = compiled.output.unwrap();
    document.pages().iter().map(|page| text(&page.frame)).collect()
}

fn text(frame: &Frame) -> String {
    let texts = frame.items().map(|(_, item)| match item {
        FrameItem::Group(group) => text(&group.frame),
        FrameItem::Text(item) => item.text.to_string(),
        _ => String::new(),
    });
    texts.collect()
}

/// Text without its spaces, seen and unseen: where lines end is no matter.
fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// Groups that race on one day, so many athletes in each.
fn team(groups: &[&str], athletes: usize) -> String {
    let mut season = String::from("[season]\nname = \"Team\"\nstart = 2026-03-30\nend = 2026-04-19\n");
    season += "[[meets]]\nname = \"Invitational\"\ndate = 2026-04-11\ntime = 09:00\nplace = \"Arvada\"\n";
    for (index, group) in groups.iter().enumerate() {
        let (event, goal) = [(800, "2:20"), (1600, "5:20"), (3200, "11:36")][index % 3];
        for athlete in 0..athletes {
            season += &format!("[[athletes]]\nname = \"{group}{athlete} Long-Surname\"\ngroup = \"{group}\"\n");
            season += &format!("event = {event}\ngoals = {{ {event} = \"{goal}\" }}\n");
        }
        // A column of its own for each group.
        season +=
            &format!("[[days]]\ndate = 2026-04-08\ngroups = [\"{group}\"]\nnote = \"{group} meet at the gate\"\n");
    }
    season
}

#[test]
fn a_week_of_24_athletes_in_four_columns_is_one_page_on_letter_and_on_a4() {
    for paper in [Paper::Letter, Paper::A4] {
        let sheets = pages(&team(&["Red", "Blue", "Gold", "Green"], 6), paper);
        let (_, week) = &sheets[0];
        assert_eq!(week.len(), 1, "{paper:?}");
        for expected in ["Red5 L.", "Green meet at the gate", "Sat 11 Apr", "RACE", "~17.8", "page 1 of 1"] {
            assert!(dense(&week[0]).contains(&dense(expected)), "{paper:?}: {expected}: {}", week[0]);
        }
        let (_, overview) = &sheets[3];
        assert_eq!(overview.len(), 1, "{paper:?}");
    }
}

#[test]
fn nobody_is_missing_and_heads_are_repeated_however_many_athletes_there_are() {
    let sheets = pages(&team(&["Red", "Blue", "Gold", "Green"], 30), Paper::Letter);
    for (template, pages) in &sheets[..2] {
        let text = dense(&pages.concat());
        for group in ["Red", "Blue", "Gold", "Green"] {
            for athlete in 0..30 {
                assert!(text.contains(&format!("{group}{athlete}L.")), "{template}: {group}{athlete}");
            }
        }
    }
    let (_, clipboard) = &sheets[2];
    assert_eq!(clipboard.len(), 2);
    assert!(clipboard.iter().all(|page| page.contains("Athlete") && page.contains("then")), "{clipboard:?}");
}

#[test]
fn cards_fill_their_pages() {
    let sheets = pages(&team(&["Red"], 7), Paper::A4);
    let (_, cards) = &sheets[1];
    let on_page = |page: &String| page.matches("hard day").count();
    let (last, full) = cards.split_last().unwrap();
    let each = on_page(&cards[0]);
    assert!(full.iter().all(|page| on_page(page) == each) && on_page(last) <= each, "{cards:?}");
    assert_eq!(cards.iter().map(on_page).sum::<usize>(), 7);
}

#[test]
fn what_is_typed_is_shown_and_is_never_markup() {
    const HOSTILE: [&str; 14] = [
        "#panic(1)",
        "#{ 7 * 7 }",
        "$x^2$",
        "*bold* _thin_",
        "\" + panic() + \"",
        "\\ \\u{41} \\\"",
        "] [ #[",
        "// no /* comment */",
        "= head",
        "- item + item / term: x",
        "`raw` <label> @ref",
        "https://x.example ~ -- ... '",
        "{{ paper }} {% raw %}",
        "a<wbr>b &amp; \u{a0} %",
    ];
    let template = std::fs::read_to_string("tests/hostile/markup.toml").unwrap();
    for hostile in HOSTILE {
        let typed = hostile.replace('\\', "\\\\").replace('"', "\\\"");
        for (template, pages) in pages(&template.replace("HOSTILE", &typed), Paper::Letter) {
            assert!(dense(&pages.concat()).contains(&dense(hostile)), "{template}: {hostile}: {pages:?}");
        }
    }
}

#[test]
fn letters_that_the_fonts_lack_are_written_in_latin_ones() {
    let season = team(&["Red"], 1).replace("Red0", "李 Łukasz Ольга 🏃 \u{e000}");
    for (template, pages) in &pages(&season.replace("[[meets]]", "[policy]\nnames = \"full\"\n[[meets]]"), Paper::A4) {
        let text = dense(&pages.concat());
        assert!(template == &"overview.typ" || text.contains("LiŁukaszОльгаrunner?Long"), "{template}: {text}");
    }
}

/// Presses one template with this body, and what its sheet says.
fn typesetter(body: &str) -> Typesetter {
    let title = "#set document(title: [Title])\n";
    Typesetter::new(vec![("week.typ", format!("{title}{body}"))]).unwrap()
}

#[test]
fn every_letter_of_the_fonts_can_be_printed_and_read_aloud() {
    let typesetter = typesetter("#json(\"data.json\").join(\" \")");
    let letters = |font: &Font| font.info().coverage.iter().collect::<BTreeSet<u32>>();
    assert_eq!(letters(&typesetter.fonts[0]), letters(&typesetter.fonts[1]));
    let all: Vec<char> = letters(&typesetter.fonts[0]).into_iter().filter_map(char::from_u32).collect();
    assert!(1_500 < all.len(), "{}", all.len());
    for c in "•–—×·~◆●…’“”€½ ÄøŁő Ωλ Жя".chars().filter(|c| *c != '½') {
        assert!(all.contains(&c), "{c}");
    }
    typesetter.pdf("week.typ", &all).unwrap_or_else(|fault| panic!("{}", fault.message));
}

#[test]
fn what_cannot_be_done_is_an_error_with_its_place_and_ends() {
    for (body, expected) in [
        ("#while true {}", "condition is always true"),
        ("#let n = 0\n#while n >= 0 { n += 1 }", "loop seems to be infinite"),
        ("#let f(x) = f(x + 1)\n#f(0)", "maximum function call depth exceeded"),
        ("#read(\"/etc/hostname\")", "access denied"),
        ("#read(\"../season.toml\")", "would escape"),
        ("#import \"@preview/cetz:0.3.0\": canvas", "access denied"),
        ("#datetime.today()", "unable to get the current date"),
        ("#json(\"data.json\").missing", "cannot access fields on type array"),
    ] {
        let fault = typesetter(body).pdf("week.typ", &BTreeSet::from([1])).unwrap_err();
        assert!(fault.message.contains(expected), "{body}: {}", fault.message);
        let spot = &fault.spots[0];
        assert!(body.contains(&spot.filled[spot.span.clone()]), "{body}");
    }
}

#[test]
fn a_sheet_has_the_size_of_its_paper() {
    let templates = Templates::load(Vec::new(), &Sources::default()).unwrap();
    // In points, 72 to an inch.
    for (paper, width, height) in [(Paper::Letter, 612.0, 792.0), (Paper::A4, 595.276, 841.89)] {
        let typesetter = templates.typesetter(paper).unwrap().unwrap();
        let source = "#import \"style.typ\": *\n#show: sheet.with(title: [Title])\nText".to_owned();
        let style = typesetter.sources.iter().find(|source| source.id() == file("style.typ")).unwrap();
        let typesetter = Typesetter::new(vec![("week.typ", source), ("style.typ", style.text().to_owned())]).unwrap();
        let document = typst::compile::<PagedDocument>(&typesetter.sheet("week.typ", &1)).output.unwrap();
        let size = document.pages()[0].frame.size();
        assert!((size.x.to_pt() - width).abs() < 0.01 && (size.y.to_pt() - height).abs() < 0.01, "{size:?}");
    }
}

#[test]
fn a_template_without_a_title_makes_no_sheet_that_cannot_be_read_aloud() {
    let typesetter = Typesetter::new(vec![("week.typ", "Text".to_owned())]).unwrap();
    let fault = typesetter.pdf("week.typ", &1).unwrap_err();
    assert!(fault.message.contains("missing document title"), "{}", fault.message);
}
