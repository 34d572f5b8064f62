//! What happens to a season's calendar, and the sheets that come of it: each shape that real schedules show
//! (`cases/schedules.csv`), as the whole sheet of every week it touches.
//!
//! A case is a season file in `tests/cases/changes`, named by its sentence; a comment in it says which weeks are shown,
//! as `# shows week 3` or `# shows weeks 3 to 5`.

use crate::common;
use crate::common::expected::matches_cases;
use racepace::audit::audit_past;
use racepace::plan::warnings;
use racepace::render::{self, Templates};
use racepace::sheet::SheetBuilder;

/// The team's sheets of the weeks that a season file asks for. The plan is
/// audited, and so is each plan that was known before a change.
fn sheets(text: &str) -> String {
    let (checked, planned) = common::planned(text);
    assert_eq!(audit_past(&checked.history, &planned, common::plan_of), []);
    let warnings = warnings::warnings(checked.history.latest(), &planned);
    let builder = SheetBuilder::new(&checked.history, &planned, &warnings);
    let templates = Templates::load(Vec::new(), &Default::default()).unwrap();
    let weeks = weeks(text);
    let of_weeks = builder.weeks().iter().filter(|week| weeks.contains(&week.number));
    let sheets: Vec<String> =
        of_weeks.map(|&week| render::team_week_text(&builder, &templates, week).unwrap()).collect();
    assert_eq!(sheets.len(), weeks.count());
    sheets.join("\n\n")
}

/// The weeks that a season file asks for.
fn weeks(text: &str) -> std::ops::RangeInclusive<usize> {
    let asked = text.lines().find_map(|line| line.strip_prefix("# shows week"));
    let asked = asked.expect("the case says which weeks it shows").trim_start_matches('s').trim();
    let (first, last) = asked.split_once(" to ").unwrap_or((asked, asked));
    first.parse().unwrap()..=last.parse().unwrap()
}

#[test]
fn every_change_of_the_calendar_is_on_the_sheets_of_the_weeks_it_touches() {
    matches_cases("tests/cases/changes", sheets);
}
