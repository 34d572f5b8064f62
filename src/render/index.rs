//! What a build makes, for the page that leads to it.

use super::{
    Format, ON_PAPER, OVERVIEW, TEAM_CALENDAR, athlete_calendar, athlete_week, cards_of_week, clipboard_of,
    group_calendar, path, team_week,
};
use crate::domain::day::short;
use crate::domain::output::SheetKind;
use crate::sheet::{Book, Calendars, Made, Subject};

/// What the index of a build of these formats has links to: what is made, and
/// what is kept of an earlier build.
pub(super) fn made(book: &Book, formats: &[Format], kept: &dyn Fn(&str) -> bool) -> Vec<Made> {
    let mut made = Links { formats, kept, made: Vec::new() };
    for kind in &book.season.output.sheets {
        match kind {
            SheetKind::Weeks => {
                for number in numbers(book) {
                    made.on_paper(Subject::Week(number), "Team week", &team_week(number));
                }
            }
            SheetKind::Athletes => {
                for (id, slug) in book.season.athlete_ids().zip(book.slugs()) {
                    for number in numbers(book) {
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
                for number in numbers(book) {
                    made.on_paper(Subject::Week(number), "Cards", &cards_of_week(number));
                }
            }
            SheetKind::Clipboard => {
                for session in book.hard_sessions() {
                    let week = book.plan.frame.week_of(session.day).expect("a session lies within its season");
                    let day = short(book.season.date(session.day));
                    let title = &book.workouts.get(session.workout).title;
                    made.on_paper(Subject::Week(week.number), &format!("{day}: {title}"), &clipboard_of(&session));
                }
            }
            SheetKind::Overview => made.on_paper(Subject::Season, "The season on one page", OVERVIEW),
        }
    }
    made.add(Subject::Season, "plan.json", Format::Json, "plan.json".to_owned());
    made.add(Subject::Season, "plan.csv", Format::Csv, "plan.csv".to_owned());
    made.calendars(book);
    made.made
}

fn numbers(book: &Book) -> impl Iterator<Item = usize> {
    book.weeks().iter().map(|week| week.number)
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

    fn calendars(&mut self, book: &Book) {
        if !self.formats.contains(&Format::Calendars) && !(self.kept)(TEAM_CALENDAR) {
            return;
        }
        self.add(Subject::Season, "Calendar of the meets", Format::Calendars, TEAM_CALENDAR.to_owned());
        let slugs = book.group_slugs();
        for id in Calendars::new(book).groups() {
            let name = format!("Calendar of {}", book.season.group(id));
            self.add(Subject::Season, &name, Format::Calendars, group_calendar(&slugs[id.0 as usize]));
        }
        for (id, slug) in book.season.athlete_ids().zip(book.slugs()) {
            self.add(Subject::Athlete(id), "Calendar", Format::Calendars, athlete_calendar(&slug));
        }
    }
}
