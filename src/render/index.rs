//! What a build makes, for the page that leads to it.

use super::{
    Format, ON_PAPER, OVERVIEW, TEAM_CALENDAR, athlete_calendar, athlete_week, cards_of_week, clipboard_of,
    group_calendar, path, team_week,
};
use crate::domain::day::short;
use crate::domain::output::SheetKind;
use crate::sheet::{Book, Calendars, Made, Subject};

/// What the index of a build of these formats has links to.
pub(super) fn made(book: &Book, formats: &[Format]) -> Vec<Made> {
    let mut made = Links { formats, made: Vec::new() };
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
    for format in formats {
        match format {
            Format::Json => made.add(Subject::Season, "plan.json", "plan.json".to_owned()),
            Format::Csv => made.add(Subject::Season, "plan.csv", "plan.csv".to_owned()),
            Format::Calendars => made.calendars(book),
            Format::Text | Format::Markdown | Format::Html | Format::Pdf => {}
        }
    }
    made.made
}

fn numbers(book: &Book) -> impl Iterator<Item = usize> {
    book.weeks().iter().map(|week| week.number)
}

struct Links<'f> {
    formats: &'f [Format],
    made: Vec<Made>,
}

impl Links<'_> {
    fn add(&mut self, about: Subject, name: &str, path: String) {
        self.made.push(Made { about, name: name.to_owned(), path });
    }

    /// A sheet in each of the formats for paper.
    fn on_paper(&mut self, about: Subject, name: &str, stem: &str) {
        for format in ON_PAPER.iter().filter(|format| self.formats.contains(format)) {
            let name = if *format == Format::Pdf { format!("{name} (PDF)") } else { name.to_owned() };
            self.add(about, &name, path(stem, *format));
        }
    }

    fn calendars(&mut self, book: &Book) {
        self.add(Subject::Season, "Calendar of the meets", TEAM_CALENDAR.to_owned());
        let slugs = book.group_slugs();
        for id in Calendars::new(book).groups() {
            let name = format!("Calendar of {}", book.season.group(id));
            self.add(Subject::Season, &name, group_calendar(&slugs[id.0 as usize]));
        }
        for (id, slug) in book.season.athlete_ids().zip(book.slugs()) {
            self.add(Subject::Athlete(id), "Calendar", athlete_calendar(&slug));
        }
    }
}
