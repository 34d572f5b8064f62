//! The cards of a week: each athlete's days, small enough to be cut apart.
//!
//! All cards of a week have the same size, so that the cuts run through: the
//! largest number to a page into which the longest card fits.

use serde::Serialize;

use super::splits;
use super::week::{together, whereabouts};
use super::{Book, Cell, fit};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::season::{AthleteId, Week};
use crate::library::WorkoutId;
use crate::plan::Course;

/// Every athlete's card for one week.
#[derive(Clone, Debug, Serialize)]
pub struct CardSheet {
    /// The season's name.
    pub season: String,
    /// The week's number.
    pub number: usize,
    /// `Mon 6 Apr to Sun 12 Apr 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file says for which paper the sheet is.
    pub paper: Option<&'static str>,
    /// How many cards stand side by side on a page: 1 or 2.
    pub columns: usize,
    /// How many rows of cards are on a page: 1 to 3. When it is 1, a card may need more than a page.
    pub rows: usize,
    /// The pages: groups in their order, the athletes of each in file order.
    pub pages: Vec<CardPage>,
}

/// The cards of one page, row by row.
#[derive(Clone, Debug, Serialize)]
pub struct CardPage {
    /// At most as many as the page has room for.
    pub cards: Vec<Card>,
}

/// One athlete's week on a card.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The athlete, as sheets show him.
    pub name: String,
    /// Event and group: `1600, varsity`.
    pub event: String,
    /// His goals: `800 in 2:20, 1600 in 5:20`; empty when he has none.
    pub goals: String,
    /// His days.
    pub days: Vec<CardDay>,
    /// True when a day became another since the calendar changed.
    pub changed: bool,
    /// True when a time is estimated: then the card explains the `~`.
    pub estimated: bool,
}

/// One day on a card.
#[derive(Clone, Debug, Serialize)]
pub struct CardDay {
    /// `Mon`.
    pub weekday: String,
    /// `6 Apr`.
    pub date: String,
    /// The kind of session, as in the season file.
    pub kind: &'static str,
    /// True for races, time trials, leads and workouts.
    pub hard: bool,
    /// What heads the day: `48-hour workout`.
    pub title: &'static str,
    /// What is run, in his own times: `3 × 400 in 80, 3:00 rest`. On a race
    /// day each meet: its name, his events, when it starts and where it is.
    pub lines: Vec<String>,
    /// What the coach adds.
    pub notes: Vec<String>,
    /// True when the day became another since the calendar changed.
    pub changed: bool,
}

/// What the athletes of a course share of a day.
struct SharedDay {
    day: CardDay,
    /// The workout that has times, and the event it is for.
    paced: Option<(Event, WorkoutId)>,
}

impl Book<'_> {
    /// The cards of a week.
    pub fn cards(&self, week: Week) -> CardSheet {
        let shared: Vec<Vec<SharedDay>> =
            (0..self.plan.courses()).map(|number| self.shared_days(self.plan.course_at(number), week)).collect();
        let mut athletes: Vec<AthleteId> = self.season.athlete_ids().collect();
        athletes.sort_by_key(|&id| self.season.athlete(id).group);
        let mut cards: Vec<Card> =
            athletes.into_iter().map(|id| self.card(id, &shared[self.plan.course_number(id)])).collect();
        let format = CardFormat::for_all(&cards);
        let mut pages = Vec::new();
        while !cards.is_empty() {
            let rest = cards.split_off(cards.len().min(format.columns * format.rows));
            pages.push(CardPage { cards: std::mem::replace(&mut cards, rest) });
        }
        CardSheet {
            season: self.season.name.clone(),
            number: week.number,
            dates: self.dates(week),
            paper: self.paper(),
            columns: format.columns,
            rows: format.rows,
            pages,
        }
    }

    fn shared_days(&self, course: &Course, week: Week) -> Vec<SharedDay> {
        let days = week.days().map(|day| {
            let date = self.season.date(day);
            let Cell { kind, hard, title, lines, notes, changed } = self.cell(course, day);
            let contest = course.days[day.index().expect("a week lies within its season")].session.is_contest();
            SharedDay {
                day: CardDay {
                    weekday: date.format("%a").to_string(),
                    date: date.format("%-d %b").to_string(),
                    kind,
                    hard,
                    title,
                    lines: if contest { self.races_with_places(course, day) } else { lines },
                    notes,
                    changed,
                },
                paced: self.race_pace(course, day).filter(|_| !contest),
            }
        });
        days.collect()
    }

    /// `League: 1600, 4:15 pm, Pine Creek`, for each meet of a race day.
    fn races_with_places(&self, course: &Course, day: Day) -> Vec<String> {
        let races = course.calendar.races_on(day).map(|race| {
            let meet = self.season.meet(race.meet);
            let raced = self.raced_on(race, day);
            let said: Vec<String> =
                [raced].into_iter().chain(whereabouts(meet)).filter(|said| !said.is_empty()).collect();
            format!("{}: {}", meet.name, said.join(", "))
        });
        races.collect()
    }

    fn card(&self, id: AthleteId, shared: &[SharedDay]) -> Card {
        let mut estimated = false;
        let days = shared.iter().map(|SharedDay { day, paced }| {
            let Some((event, workout)) = *paced else { return day.clone() };
            let lines = self.run_in_times(id, event, workout, &mut estimated);
            CardDay { lines, ..day.clone() }
        });
        let days: Vec<CardDay> = days.collect();
        Card {
            name: self.name(id).to_owned(),
            event: self.head(&[id]),
            goals: self.goals(id),
            changed: days.iter().any(|day| day.changed),
            days,
            estimated,
        }
    }
    /// What is run of a workout, an athlete's own times in place of the paces.
    fn run_in_times(&self, id: AthleteId, event: Event, workout: WorkoutId, estimated: &mut bool) -> Vec<String> {
        let athlete = self.season.athlete(id);
        let sets = self.workouts.get(workout).run.iter();
        let said = sets.map(|set| {
            set.said(|leg| match splits::target(leg, athlete, event, self.season.policy.rounding) {
                Some(time) => {
                    *estimated |= splits::is_estimated(&time);
                    format!("{} in\u{a0}{time}", leg.distance)
                }
                None => leg.to_string(),
            })
        });
        said.map(together).collect()
    }
}

/// How the cards of a week share a page.
struct CardFormat {
    columns: usize,
    rows: usize,
    /// The width of a day's text in hundredths of its font's em.
    width: usize,
    /// The room for a card's text from top to bottom, in tenths of a millimetre.
    height: usize,
}

/// From many cards to a page to one. They are measured for text of 9 points,
/// 7.4 or 17.1 cm wide, on the part of a page that Letter and A4 share.
const FORMATS: [CardFormat; 4] = [
    CardFormat { columns: 2, rows: 3, width: 2_330, height: 800 },
    CardFormat { columns: 2, rows: 2, width: 2_330, height: 1_230 },
    CardFormat { columns: 1, rows: 2, width: 5_380, height: 1_230 },
    CardFormat { columns: 1, rows: 1, width: 5_380, height: 2_540 },
];

/// Heights in tenths of a millimetre: a line of a day's text, what a day has
/// besides, and a line of the name. All else on a card, in one: event, goals,
/// dates and the key to the marks.
const LINE: usize = 38;
const DAY: usize = 17;
const NAME: usize = 62;
const REST: usize = 112;

impl CardFormat {
    /// The one with the most cards to a page that has room for the longest of these.
    fn for_all(cards: &[Card]) -> &'static CardFormat {
        let roomy = |format: &&CardFormat| cards.iter().all(|card| format.needs(card) <= format.height);
        FORMATS.iter().find(roomy).unwrap_or(&FORMATS[FORMATS.len() - 1])
    }

    /// The height that a card needs.
    fn needs(&self, card: &Card) -> usize {
        let days = card.days.iter().map(|day| self.lines(day) * LINE + DAY);
        // A name is set in larger letters, on the width of the whole card.
        let name = fit::lines(&card.name, self.width * 2 / 3) * NAME;
        let head = fit::lines(&format!("{} {}", card.event, card.goals), self.width) - 1;
        name + head * LINE + REST + days.sum::<usize>()
    }

    /// The lines of a day: one line of text stands beside the title, several stand below it.
    fn lines(&self, day: &CardDay) -> usize {
        let lines = |text: &str| fit::lines(text, self.width);
        let title = format!("● {} ◆", day.title);
        let text = match day.lines.as_slice() {
            [only] => lines(&format!("{title} {only}")),
            several => lines(&title) + several.iter().map(|line| lines(line)).sum::<usize>(),
        };
        text + day.notes.iter().map(|note| lines(note)).sum::<usize>()
    }
}
