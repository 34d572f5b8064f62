//! What a build makes, for the page that leads to it.

use super::{
    Format, ON_PAPER, OVERVIEW, TEAM_CALENDAR, athlete_calendar, athlete_week, cards_of_week, clipboard_of,
    group_calendar, path, team_week,
};
use crate::domain::day::short;
use crate::domain::output::SheetKind;
use crate::sheet::{Calendars, Made, SheetBuilder, Subject};

/// What the index of a build of these formats has links to: what is made, and
/// what is kept of an earlier build.
pub(super) fn made(builder: &SheetBuilder, formats: &[Format], kept: &dyn Fn(&str) -> bool) -> Vec<Made> {
    let mut made = Links { formats, kept, made: Vec::new() };
    for kind in &builder.season.output.sheets {
        match kind {
            SheetKind::Weeks => {
                for number in numbers(builder) {
                    made.on_paper(Subject::Week(number), "Team week", &team_week(number));
                }
            }
            SheetKind::Athletes => {
                for (id, slug) in builder.season.athlete_ids().zip(builder.slugs()) {
                    for number in numbers(builder) {
                        made.add(
                            Subject::AthleteWeek(id, number),
                            "Week",
                            Format::Html,
                            path(&athlete_week(&slug, number), Format::Html),
                        );
                    }
                }
            }
            SheetKind::Cards => {
                for number in numbers(builder) {
                    made.on_paper(Subject::Week(number), "Cards", &cards_of_week(number));
                }
            }
            SheetKind::Clipboard => {
                for session in builder.hard_sessions() {
                    let week = builder.plan.calendar.week_of(session.day).expect("a session lies within its season");
                    let day = short(builder.season.date(session.day));
                    let title = &builder.workouts.get(session.workout).title;
                    made.on_paper(Subject::Week(week.number), &format!("{day}: {title}"), &clipboard_of(&session));
                }
            }
            SheetKind::Overview => made.on_paper(Subject::Season, "The season on one page", OVERVIEW),
        }
    }
    made.add(Subject::Season, "plan.json", Format::Json, "plan.json".to_owned());
    made.add(Subject::Season, "plan.csv", Format::Csv, "plan.csv".to_owned());
    made.calendars(builder);
    made.made
}

fn numbers(builder: &SheetBuilder) -> impl Iterator<Item = usize> {
    builder.weeks().iter().map(|week| week.number)
}

struct Links<'f> {
    formats: &'f [Format],
    kept: &'f dyn Fn(&str) -> bool,
    made: Vec<Made>,
}

impl Links<'_> {
    /// A file of a format, when it is made or kept.
    fn add(&mut self, about: Subject, name: &str, format: Format, path: String) {
        if self.formats.contains(&format) || (self.kept)(&path) {
            self.made.push(Made { about, name: name.to_owned(), path });
        }
    }

    /// A sheet in each of the formats for paper.
    fn on_paper(&mut self, about: Subject, name: &str, stem: &str) {
        for &format in ON_PAPER {
            let name = if format == Format::Pdf { format!("{name} (PDF)") } else { name.to_owned() };
            self.add(about, &name, format, path(stem, format));
        }
    }

    fn calendars(&mut self, builder: &SheetBuilder) {
        if !self.formats.contains(&Format::Calendars) && !(self.kept)(TEAM_CALENDAR) {
            return;
        }
        self.add(Subject::Season, "Calendar of the meets", Format::Calendars, TEAM_CALENDAR.to_owned());
        let slugs = builder.group_slugs();
        for id in Calendars::new(builder).groups() {
            let name = format!("Calendar of {}", builder.season.group(id));
            self.add(Subject::Season, &name, Format::Calendars, group_calendar(&slugs[id.0 as usize]));
        }
        for (id, slug) in builder.season.athlete_ids().zip(builder.slugs()) {
            self.add(Subject::Athlete(id), "Calendar", Format::Calendars, athlete_calendar(&slug));
        }
    }
}
