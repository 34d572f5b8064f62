//! The catalogue of outputs: every kind of file that a build makes, a row each.
//!
//! The build takes paths, formats and templates from here, the index its links,
//! and the documentation what each kind is for. To add a format: a variant of
//! [`Format`], what writes it, and its mention in a row. To add a sheet: a
//! variant of [`SheetKind`], a view model, a row, and a template for each of
//! its formats; the compiler then asks for the arm of
//! [`files`](super::files) that joins them.

use super::{Format, path};
use crate::domain::day::short;
use crate::domain::output::SheetKind;
use crate::sheet::{Calendars, SheetBuilder, Subject};

/// A kind of file that a build makes.
pub struct OutputKind {
    /// Where its files are in the output folder, their endings left out; what is
    /// in braces differs from file to file.
    pub path: &'static str,
    /// The formats it is made in.
    pub formats: &'static [Format],
    /// What `sheets` of the season file calls it; `None` for what is made
    /// whenever its format is.
    pub sheet: Option<SheetKind>,
    /// What it is for.
    pub purpose: &'static str,
    /// Its templates are called so, without their endings; empty when no
    /// template makes it.
    pub(super) template: &'static str,
    /// What the index calls a link to it; what is in braces is the name of
    /// what the file is about. Empty when no link leads to it.
    link: &'static str,
    subject: SubjectKind,
}

/// What there is a file for each of.
enum SubjectKind {
    Season,
    Week,
    AthleteWeek,
    HardSession,
    Group,
    Athlete,
}

/// What is only for paper is made in these.
const ON_PAPER: &[Format] = &[Format::Html, Format::Pdf];

/// Every kind of file but the manifest, in the order in which the index has its links.
pub static OUTPUTS: &[&OutputKind] = &[
    &TEAM_WEEK,
    &ATHLETE_WEEK,
    &CARDS,
    &CLIPBOARD,
    &OVERVIEW,
    &INDEX,
    &PLAN_JSON,
    &PLAN_CSV,
    &TEAM_CALENDAR,
    &GROUP_CALENDAR,
    &ATHLETE_CALENDAR,
];

pub(super) static TEAM_WEEK: OutputKind = OutputKind {
    path: "weeks/week-{week}",
    formats: &[Format::Text, Format::Markdown, Format::Html, Format::Pdf],
    sheet: Some(SheetKind::Weeks),
    purpose: "the wall: days by columns, splits, and the reason for each lead or for none",
    template: "week",
    link: "Team week",
    subject: SubjectKind::Week,
};

pub(super) static ATHLETE_WEEK: OutputKind = OutputKind {
    path: "athletes/{athlete}/week-{week}",
    formats: &[Format::Text, Format::Html],
    sheet: Some(SheetKind::Athletes),
    purpose: "one athlete's week, with warm-up, strides and strength",
    template: "athlete",
    link: "Week",
    subject: SubjectKind::AthleteWeek,
};

pub(super) static CARDS: OutputKind = OutputKind {
    path: "cards/week-{week}",
    formats: ON_PAPER,
    sheet: Some(SheetKind::Cards),
    purpose: "to cut apart: every athlete's week on a card with their own times, several to a page",
    template: "cards",
    link: "Cards",
    subject: SubjectKind::Week,
};

pub(super) static CLIPBOARD: OutputKind = OutputKind {
    path: "clipboard/{session}",
    formats: ON_PAPER,
    sheet: Some(SheetKind::Clipboard),
    purpose: "the track: one hard session, athletes by reps, each with its target and an empty box",
    template: "clipboard",
    link: "{session}",
    subject: SubjectKind::HardSession,
};

pub(super) static OVERVIEW: OutputKind = OutputKind {
    path: "overview",
    formats: ON_PAPER,
    sheet: Some(SheetKind::Overview),
    purpose: "the season on one page: weeks by days, a strip for those whose days are alike, every meet",
    template: "overview",
    link: "The season on one page",
    subject: SubjectKind::Season,
};

pub(super) static INDEX: OutputKind = OutputKind {
    path: "index",
    formats: &[Format::Html],
    sheet: None,
    purpose: "to open first: the weeks by month, their meets and what changed, and a way to every sheet",
    // Not called index: a page of that name beside a season file is rather somebody's own page.
    template: "season",
    link: "",
    subject: SubjectKind::Season,
};

pub(super) static PLAN_JSON: OutputKind = OutputKind {
    path: "plan",
    formats: &[Format::Json],
    sheet: None,
    purpose: "other programs: every decision and every day, with rules and reasons",
    template: "",
    link: "plan.json",
    subject: SubjectKind::Season,
};

pub(super) static PLAN_CSV: OutputKind = OutputKind {
    path: "plan",
    formats: &[Format::Csv],
    sheet: None,
    purpose: "a spreadsheet: a row for each athlete and day, to sort and to filter",
    template: "",
    link: "plan.csv",
    subject: SubjectKind::Season,
};

pub(super) static TEAM_CALENDAR: OutputKind = OutputKind {
    path: "calendars/team",
    formats: &[Format::Calendars],
    sheet: None,
    purpose: "phones: the team's meets",
    template: "",
    link: "Calendar of the meets",
    subject: SubjectKind::Season,
};

pub(super) static GROUP_CALENDAR: OutputKind = OutputKind {
    path: "calendars/groups/{group}",
    formats: &[Format::Calendars],
    sheet: None,
    purpose: "phones: a group's days",
    template: "",
    link: "Calendar of {group}",
    subject: SubjectKind::Group,
};

pub(super) static ATHLETE_CALENDAR: OutputKind = OutputKind {
    path: "calendars/athletes/{athlete}",
    formats: &[Format::Calendars],
    sheet: None,
    purpose: "phones: an event for each day of one athlete, with their times",
    template: "",
    link: "Calendar",
    subject: SubjectKind::Athlete,
};

/// A file of a kind, in any of its formats.
pub(super) struct OutputFile {
    pub(super) about: Subject,
    /// What a link to it says.
    pub(super) link: String,
    /// Its path without the ending.
    pub(super) stem: String,
}

impl OutputKind {
    /// The path of one of its files without the ending; `names` are what is in
    /// braces, in their order.
    pub(super) fn stem(&self, names: &[&str]) -> String {
        fill(self.path, names)
    }

    /// The path of one of its files.
    pub(super) fn file(&self, names: &[&str], format: Format) -> String {
        path(&self.stem(names), format)
    }

    /// The formats of these that it is made in, in its own order.
    pub(super) fn formats_of(&self, asked: &[Format]) -> impl Iterator<Item = Format> {
        self.formats.iter().copied().filter(|format| asked.contains(format))
    }

    /// True when links of the index lead to it.
    pub(super) fn is_linked(&self) -> bool {
        !self.link.is_empty()
    }

    /// Hands each of its files to `put`.
    pub(super) fn each_file(&self, builder: &SheetBuilder, put: &mut dyn FnMut(OutputFile)) {
        let mut file = |about, name: &str, names: &[&str]| {
            put(OutputFile { about, link: fill(self.link, &[name]), stem: self.stem(names) });
        };
        let weeks: Vec<usize> = builder.weeks().iter().map(|week| week.number).collect();
        match self.subject {
            SubjectKind::Season => file(Subject::Season, "", &[]),
            SubjectKind::Week => weeks.iter().for_each(|&week| file(Subject::Week(week), "", &[&digits(week)])),
            SubjectKind::AthleteWeek => {
                for (id, slug) in builder.season.athlete_ids().zip(builder.slugs()) {
                    for week in builder.weeks().iter().filter(|week| builder.is_on_sheets_of(id, **week)) {
                        file(Subject::AthleteWeek(id, week.number), "", &[&slug, &digits(week.number)]);
                    }
                }
            }
            SubjectKind::HardSession => {
                for session in builder.hard_sessions() {
                    let week = builder.plan.calendar.week_of(session.day).expect("a session lies within its season");
                    let title = &builder.workouts.get(session.workout).title;
                    let name = format!("{}: {title}", short(builder.season.date(session.day)));
                    file(Subject::Week(week.number), &name, &[&session.slug]);
                }
            }
            SubjectKind::Group => {
                let slugs = builder.group_slugs();
                for id in Calendars::new(builder).groups() {
                    file(Subject::Season, builder.season.group(id), &[&slugs[id.0 as usize]]);
                }
            }
            SubjectKind::Athlete => {
                for (id, slug) in builder.season.athlete_ids().zip(builder.slugs()) {
                    file(Subject::Athlete(id), builder.name(id), &[&slug]);
                }
            }
        }
    }
}

/// The catalogue as a Markdown table, for the documentation.
pub fn outputs_table() -> String {
    let mut table = "| file | for |\n| --- | --- |\n".to_owned();
    for kind in OUTPUTS {
        let endings: Vec<String> = kind.formats.iter().map(|format| format!(".{}", format.extension())).collect();
        let (first, others) = endings.split_first().expect("what is made is made in some format");
        let others: String = others.iter().map(|ending| format!(", `{ending}`")).collect();
        table += &format!("| `{}{first}`{others} | {} |\n", kind.path, kind.purpose);
    }
    table
}

/// The number of a week as file names have it, so that they sort.
pub(super) fn digits(week: usize) -> String {
    format!("{week:02}")
}

/// The pattern with `names` for what is in braces, one after the other.
fn fill(pattern: &str, names: &[&str]) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    let mut names = names.iter();
    for part in pattern.split_inclusive(['{', '}']) {
        match (part.strip_suffix('{'), part.strip_suffix('}')) {
            (Some(before), _) => text.push_str(before),
            (None, Some(_)) => text.push_str(names.next().copied().unwrap_or_default()),
            (None, None) => text.push_str(part),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::BUILT_IN;

    #[test]
    fn every_sheet_that_a_season_file_may_ask_for_has_one_row() {
        for sheet in SheetKind::ALL {
            assert_eq!(OUTPUTS.iter().filter(|kind| kind.sheet == Some(sheet)).count(), 1, "{sheet}");
        }
    }

    #[test]
    fn every_format_is_in_a_row() {
        for format in Format::ALL {
            assert!(OUTPUTS.iter().any(|kind| kind.formats.contains(&format)), "{format}");
        }
    }

    #[test]
    fn every_sheet_has_a_template_for_each_of_its_formats() {
        for kind in OUTPUTS.iter().filter(|kind| !kind.template.is_empty()) {
            for &format in kind.formats {
                let ending = if format == Format::Pdf { "typ" } else { format.extension() };
                let name = format!("{}.{ending}", kind.template);
                assert!(BUILT_IN.iter().any(|template| template.name == name), "{name}");
            }
        }
    }

    #[test]
    fn the_table_for_the_documentation_has_every_file_with_its_endings() {
        let table = outputs_table();
        assert_eq!(table.lines().count(), 2 + OUTPUTS.len());
        let row = "| `athletes/{athlete}/week-{week}.txt`, `.html` | one athlete's week, with warm-up, strides and strength |";
        assert!(table.lines().any(|line| line == row), "{table}");
    }

    #[test]
    fn what_is_in_braces_is_filled_in_order() {
        assert_eq!(fill("athletes/{athlete}/week-{week}", &["ana-r", "07"]), "athletes/ana-r/week-07");
        assert_eq!(fill("overview", &[]), "overview");
        assert_eq!(fill("{session}", &["Mon 6 Apr: 6 {x} 400"]), "Mon 6 Apr: 6 {x} 400");
    }
}
