//! The cards of a week: each athlete's days, small enough to be cut apart.
//!
//! All cards of a week have the same size, so that the cuts run through: the
//! largest number to a page into which the longest card fits.

use schemars::JsonSchema;
use serde::Serialize;

use super::cell::{Cell, without_breaks};
use super::splits;
use super::{SheetBuilder, paper, phrases};
use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::library::WorkoutId;
use crate::plan::SharedPlan;

/// Every athlete's card for one week.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct CardSheet {
    /// The season's name.
    pub season: String,
    /// The phase, as `[[phases]]` names it; empty without one.
    pub phase: String,
    /// The week's number.
    pub number: usize,
    /// `Mon 6 Apr to Sun 12 Apr 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file names the paper.
    pub paper: Option<&'static str>,
    /// How many cards stand side by side on a page: 1 or 2.
    pub columns: usize,
    /// How many rows of cards are on a page: 1 to 3. When it is 1, a card may need more than a page.
    pub rows: usize,
    /// How large the text is, in points.
    pub points: usize,
    /// The pages, each a list of cards, row by row, as `card.html` makes them:
    /// groups in their order, the athletes of each in file order.
    #[schemars(with = "Vec<Vec<String>>")]
    pub pages: Vec<CardPage>,
}

/// The cards of one page, row by row.
#[derive(Clone, Debug, Serialize)]
pub struct CardPage {
    /// At most as many as the page has room for.
    pub cards: Vec<Card>,
}

/// One athlete's week on a card.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Card {
    /// The athlete's name, as sheets show it.
    pub name: String,
    /// `Week 2, Mon 6 Apr to Sun 12 Apr 2026`.
    pub week: String,
    /// Event and group: `1600, varsity`.
    pub event: String,
    /// The athlete's goals: `800 in 2:20, 1600 in 5:20`; empty without any.
    pub goals: String,
    /// The athlete's days.
    pub days: Vec<CardDay>,
    /// True when a change of the calendar changed one of the days.
    pub changed: bool,
    /// True when a time is estimated: then the card explains the `~`.
    pub estimated: bool,
}

/// One day on a card.
#[derive(Clone, Debug, JsonSchema, Serialize)]
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
    /// What is run, in the athlete's own times: `3 × 400 in 80, 3:00 rest`. On a
    /// race day each meet: its name, the athlete's events, its time, place and note.
    pub lines: Vec<String>,
    /// What the coach adds.
    pub notes: Vec<String>,
    /// True when a change of the calendar changed the day.
    pub changed: bool,
}

/// What the athletes who share a plan share of a day.
struct SharedCardDay {
    day: CardDay,
    /// The race-pace session: its event and its workout.
    race_pace: Option<(Event, WorkoutId)>,
}

impl SheetBuilder<'_> {
    /// The cards of a week.
    pub fn cards(&self, week: Week) -> CardSheet {
        self.in_week(week).card_sheet(week)
    }

    fn card_sheet(&self, week: Week) -> CardSheet {
        let shared: Vec<Vec<SharedCardDay>> =
            (0..self.plan.shared_plans()).map(|number| self.shared_days(self.plan.shared_at(number), week)).collect();
        let mut athletes = self.athletes().to_vec();
        athletes.sort_by_key(|&id| self.season.athlete(id).group);
        let week_line = format!("Week {}, {}", week.number, self.dates(week));
        let cards: Vec<Card> = athletes
            .into_iter()
            .map(|id| self.card(id, week, &week_line, &shared[self.plan.shared_number(id)]))
            .collect();
        let layout = CardLayout::for_all(&cards);
        let mut cards = cards.into_iter();
        let page = || Some(cards.by_ref().take(layout.columns * layout.rows).collect::<Vec<_>>());
        let pages = std::iter::from_fn(page).take_while(|cards| !cards.is_empty());
        let pages = pages.map(|cards| CardPage { cards }).collect();
        CardSheet {
            season: self.season.name.clone(),
            phase: self.phases(week, self.athletes()),
            number: week.number,
            dates: self.dates(week),
            paper: self.paper(),
            columns: layout.columns,
            rows: layout.rows,
            points: layout.points,
            pages,
        }
    }

    fn shared_days(&self, shared: &SharedPlan, week: Week) -> Vec<SharedCardDay> {
        let days = week.days().map(|day| {
            let date = self.season.date(day);
            let Cell { kind, hard, title, lines, notes, changed, span: _ } = self.cell(shared, day);
            let contest = shared.days[day.index().expect("a week lies within its season")].session.is_contest();
            SharedCardDay {
                day: CardDay {
                    weekday: date.format("%a").to_string(),
                    date: date.format("%-d %b").to_string(),
                    kind,
                    hard,
                    title,
                    lines: if contest { self.races_with_places(shared, day) } else { lines },
                    notes,
                    changed,
                },
                race_pace: self.race_pace(shared, day).filter(|_| !contest),
            }
        });
        days.collect()
    }

    /// `League: 1600, 4:15 pm, Pine Creek`, for each meet of a race day.
    fn races_with_places(&self, shared: &SharedPlan, day: Day) -> Vec<String> {
        let races = shared.races_on(day).map(|race| {
            let meet = self.meet_on(race.meet, day);
            // A time of day stays on one line of a narrow card.
            let time = meet.time.map(|time| phrases::time_of_day(time).replace(' ', "\u{a0}"));
            let details = [Some(self.events_raced(race, day)), time, meet.place.clone(), meet.note.clone()];
            let details: Vec<String> = details.into_iter().flatten().filter(|detail| !detail.is_empty()).collect();
            format!("{}: {}", meet.name, details.join(", "))
        });
        races.collect()
    }

    fn card(&self, id: AthleteId, week: Week, week_line: &str, shared: &[SharedCardDay]) -> Card {
        let mut estimated = false;
        let days = shared.iter().zip(week.days()).map(|(SharedCardDay { day, race_pace }, date)| {
            let Some((event, workout)) = *race_pace else { return day.clone() };
            let lines = self.run_in_times(self.athlete_on(id, date), event, workout, &mut estimated);
            CardDay { lines, ..day.clone() }
        });
        let days: Vec<CardDay> = days.collect();
        Card {
            name: self.name(id).to_owned(),
            week: week_line.to_owned(),
            event: self.head(&[id]),
            goals: self.goals(id, week.last),
            changed: days.iter().any(|day| day.changed),
            days,
            estimated,
        }
    }

    /// What is run of a workout, an athlete's own times in place of the paces.
    fn run_in_times(&self, athlete: &Athlete, event: Event, workout: WorkoutId, estimated: &mut bool) -> Vec<String> {
        let sets = self.workouts.get(workout).run.iter();
        let lines = sets.map(|set| {
            set.text_with(|leg| match splits::target(leg, athlete, event, self.season.policy.rounding) {
                Some(time) => {
                    *estimated |= splits::is_estimated(&time);
                    format!("{} in\u{a0}{time}", leg.distance)
                }
                None => leg.to_string(),
            })
        });
        lines.map(without_breaks).collect()
    }
}

/// How the cards of a week share a page, and how large their text is.
struct CardLayout {
    columns: usize,
    rows: usize,
    points: usize,
}

/// In the order in which they are tried: many cards to a page and large text first.
const LAYOUTS: [CardLayout; 8] = [
    CardLayout { columns: 2, rows: 3, points: 11 },
    CardLayout { columns: 2, rows: 3, points: 9 },
    CardLayout { columns: 2, rows: 2, points: 12 },
    CardLayout { columns: 2, rows: 2, points: 11 },
    CardLayout { columns: 2, rows: 2, points: 10 },
    CardLayout { columns: 2, rows: 2, points: 9 },
    CardLayout { columns: 1, rows: 2, points: 9 },
    CardLayout { columns: 1, rows: 1, points: 10 },
];

/// The room for cards on a page of Letter as well as A4, and what the padding of
/// a card takes of it, in hundredths of a millimeter.
const PAGE: (usize, usize) = (19_400, 26_200);
const PADDING: (usize, usize) = (800, 650);

/// What the parts of a card take, in hundredths of an em of its text: the
/// column of dates; a line of the name, of a day, and what a day has besides;
/// and the dates and the key to the marks.
const DATES: usize = 620;
const NAME_LINE: usize = 195;
const LINE: usize = 120;
const DAY: usize = 50;
const REST: usize = 290;

impl CardLayout {
    /// The first layout that has room for the longest of these cards.
    fn for_all(cards: &[Card]) -> &'static CardLayout {
        let roomy = |layout: &&CardLayout| cards.iter().all(|card| layout.holds(card));
        LAYOUTS.iter().find(roomy).unwrap_or(&LAYOUTS[LAYOUTS.len() - 1])
    }

    /// True when a card has room.
    fn holds(&self, card: &Card) -> bool {
        // A point is 35.28 hundredths of a millimeter.
        let ems = |hundredths: usize| hundredths * 10_000 / (self.points * 3_528);
        let width = ems(PAGE.0 / self.columns - PADDING.0);
        let height = ems(PAGE.1 / self.rows - PADDING.1);
        let days = card.days.iter().map(|day| day.lines_of(width - DATES) * LINE + DAY).sum::<usize>();
        // Letters of the name are larger by two thirds.
        let name = paper::max_lines(&card.name, width * 3 / 5) * NAME_LINE;
        let goals = paper::max_lines(&format!("{} · Goals: {}", card.event, card.goals), width) * LINE;
        name + goals + days + REST <= height
    }
}

impl CardDay {
    /// How many lines it takes: one line of text goes beside the title, several go below it.
    fn lines_of(&self, width: usize) -> usize {
        let lines = |text: &str| paper::max_lines(text, width);
        let title = format!("● {} ◆", self.title);
        let run = match self.lines.as_slice() {
            [only] => lines(&format!("{title} {only}")),
            several => lines(&title) + several.iter().map(|line| lines(line)).sum::<usize>(),
        };
        run + self.notes.iter().map(|note| lines(note)).sum::<usize>()
    }
}
