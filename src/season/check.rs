//! Makes a [`Season`] of the file's tables and collects every problem.

mod across;
mod athletes;
mod meets;
mod roster;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Checked, OverridePlaces, Spans, keys};
use crate::diag::codes::{
    CHANGE_MAKES_NO_SENSE, DATES_OUT_OF_ORDER, MISSING_KEY, OUTSIDE_THE_SEASON, OVER_A_LIMIT, UNKNOWN_WORD,
    WEEK_AGAINST_OFF, WRONG_TYPE,
};
use crate::diag::{FileId, Findings, Sources};
use crate::domain::day::{Day, MAX_DAYS, WEEKDAYS, spoken, weekday, weekday_word};
use crate::domain::output::{Format, Output, SheetKind};
use crate::domain::pace::Rounding;
use crate::domain::season::{Closed, DayOverride, Names, Policy, Season, Who};
use crate::domain::session::Session;
use crate::tables::{self, At, Date, Entries, Key, Table, did_you_mean, short};
use crate::zone;
use roster::Roster;

/// Most meets and most closed periods in one file.
const MAX_MEETS: usize = 1_000;
/// Most entries of `[[days]]` in one file.
const MAX_OVERRIDES: usize = 10_000;
/// Most athletes in one file.
const MAX_ATHLETES: usize = 100_000;
/// The years a season may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

pub(super) fn check(sources: &Sources, file: FileId, findings: &mut Findings) -> Option<Checked> {
    let text = &sources.get(file).text;
    let (season, spans, dated) = tables::read(file, text, findings, "the file", keys::FILE_KEYS, season);
    if dated {
        across::check(&season, &spans, findings);
    }
    (!findings.any_error()).then_some(Checked { season, spans })
}

/// The season's first and last day, as far as the file says them. Without
/// them the rest is still checked, each date on its own.
#[derive(Clone, Copy)]
struct Bounds {
    start: NaiveDate,
    end: NaiveDate,
    known: bool,
}

impl Bounds {
    fn day(self, date: NaiveDate) -> Day {
        Day::between(self.start, date)
    }

    /// Says so when a date lies outside of the season.
    fn check(self, table: &Table, what: &str, date: &At<NaiveDate>) {
        if self.known && !(self.start..=self.end).contains(&date.value) {
            let (when, remedy) = if date.value < self.start {
                (format!("before the season starts on {}", full(self.start)), "let the season start earlier")
            } else {
                (format!("after the season ends on {}", full(self.end)), "let the season end later")
            };
            let message = format!("{what} is on {}, {when}", full(date.value));
            table.push(
                OUTSIDE_THE_SEASON.at(date.place.clone(), message).help(format!("correct the date, or {remedy}")),
            );
        }
    }
}

/// A date in a problem: with its year, which may be what is wrong.
fn full(date: NaiveDate) -> String {
    format!("{} {}", spoken(date), date.year())
}

/// The season, where its parts stand, and whether its first and last day are known.
fn season(file: &Table) -> (Season, Spans, bool) {
    let mut spans = Spans::default();
    let head = file.value(&keys::SEASON);
    spans.season = head.as_ref().map(Table::place);
    let bounds = bounds(head.as_ref());
    let head = head.as_ref();

    let off: Vec<Weekday> = match head.and_then(|head| head.value(&keys::SEASON_OFF)) {
        Some(off) => off.into_iter().map(|weekday| weekday.value).collect(),
        None => vec![Weekday::Sun],
    };
    let policy = policy(file);
    let output = output(file);
    let week = week(file, &off);

    let mut roster = Roster::default();
    let athletes = athletes::athletes(file, bounds, &mut roster, &mut spans);
    let meets = meets::meets(file, bounds, &policy, &mut roster, &mut spans);
    let closed = closed(file, bounds);
    let overrides = overrides(file, bounds, &mut roster, &mut spans);

    let name = head.and_then(|head| head.value(&keys::SEASON_NAME));
    let timezone = head.and_then(timezone);
    let off_days = (0..MAX_DAYS).map(Day::at).filter(|&day| off.contains(&weekday(bounds.start, day))).collect();
    let season = Season {
        name: name.unwrap_or_else(|| format!("Season {}", bounds.start.year())),
        start: bounds.start,
        end: bounds.end,
        off: off_days,
        week_starts: head.and_then(|head| head.value(&keys::SEASON_WEEK_STARTS)).unwrap_or(Weekday::Mon),
        championship_from: head.and_then(|head| head.value(&keys::SEASON_CHAMPIONSHIP_FROM)),
        timezone,
        policy,
        output,
        week,
        closed,
        meets,
        groups: roster.group_names,
        athletes,
        overrides,
    };
    (season, spans, bounds.known)
}

/// The zone that the meets' times are in, as the database of zones spells it.
fn timezone(head: &Table) -> Option<String> {
    let typed = head.get(&keys::SEASON_TIMEZONE)?;
    let name = zone::canonical_name(&typed.value);
    if name.is_none() {
        let names = zone::names();
        let names = || names.iter().map(String::as_str);
        // Whoever names the city alone may well mean that one.
        let city = typed.value.replace(' ', "_");
        let of_city = names().find(|name| name.rsplit('/').next().is_some_and(|end| end.eq_ignore_ascii_case(&city)));
        let help = match of_city.or_else(|| did_you_mean(&typed.value, names())) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "write continent and city: America/Denver".to_owned(),
        };
        let message = format!("\"{}\" is not the name of a time zone", short(&typed.value));
        head.push(UNKNOWN_WORD.at(typed.place, message).help(help));
    }
    name
}

fn bounds(head: Option<&Table>) -> Bounds {
    let unknown = Bounds { start: NaiveDate::default(), end: NaiveDate::default(), known: false };
    let Some(head) = head else { return unknown };
    let start = head.get(&keys::SEASON_START);
    let end = head.get(&keys::SEASON_END);
    for date in [&start, &end].into_iter().flatten() {
        if !YEARS.contains(&date.value.year()) {
            let message = format!("the year {} is outside of 1900 to 2999", date.value.year());
            head.push(OVER_A_LIMIT.at(date.place.clone(), message).help("correct the year"));
            return unknown;
        }
    }
    let (Some(start), Some(end)) = (start, end) else { return unknown };
    if end.value < start.value {
        let message = format!("the season ends on {}, before it starts on {}", full(end.value), full(start.value));
        head.push(DATES_OUT_OF_ORDER.at(end.place, message).help("swap the two dates, or correct one"));
        return unknown;
    }
    let days = (end.value - start.value).num_days() + 1;
    if (MAX_DAYS as i64) < days {
        let message = format!("the season has {days} days, more than {MAX_DAYS}");
        head.push(OVER_A_LIMIT.at(end.place, message).help("correct the year, or split it into two seasons"));
        return unknown;
    }
    Bounds { start: start.value, end: end.value, known: true }
}

fn policy(file: &Table) -> Policy {
    let default = Policy {
        short_turnaround: vec![5, 6],
        canceled_race: Session::Workout,
        max_events_per_meet: 4,
        rounding: Rounding::Tenth,
        names: Names::FirstInitial,
    };
    let Some(table) = file.value(&keys::POLICY) else { return default };
    Policy {
        short_turnaround: table
            .value(&keys::POLICY_SHORT_TURNAROUND)
            .map_or(default.short_turnaround, |days| days.into_iter().map(|days| days.value as i16).collect()),
        canceled_race: table.value(&keys::POLICY_CANCELED_RACE).unwrap_or(default.canceled_race),
        max_events_per_meet: table
            .value(&keys::POLICY_MAX_EVENTS_PER_MEET)
            .map_or(default.max_events_per_meet, |events| events as usize),
        rounding: table.value(&keys::POLICY_ROUNDING).unwrap_or(default.rounding),
        names: table.value(&keys::POLICY_NAMES).unwrap_or(default.names),
    }
}

fn output(file: &Table) -> Output {
    let Some(table) = file.value(&keys::OUTPUT) else { return Output::default() };
    let default = Output::default();
    let formats = table.value(&keys::OUTPUT_FORMATS);
    if table.has(&keys::OUTPUT_FORMATS) && table.count(&keys::OUTPUT_FORMATS) == 0 {
        let message = "\"formats\" is empty, so nothing would be built";
        table.push(
            WRONG_TYPE.at(table.place_of(&keys::OUTPUT_FORMATS), message).help("name a format, or remove the line"),
        );
    }
    let sheets = table.value(&keys::OUTPUT_SHEETS);
    // In our own order, and each once, whatever the coach's.
    Output {
        formats: formats.map_or(default.formats, |asked| in_order(&Format::ALL, &asked)),
        sheets: sheets.map_or(default.sheets, |asked| in_order(&SheetKind::ALL, &asked)),
        paper: table.value(&keys::OUTPUT_PAPER),
    }
}

/// Those of `all` that are asked for.
fn in_order<T: Copy + PartialEq>(all: &[T], asked: &[At<T>]) -> Vec<T> {
    all.iter().copied().filter(|one| asked.iter().any(|asked| asked.value == *one)).collect()
}

fn week(file: &Table, off: &[Weekday]) -> [Session; 7] {
    use Session::{Easy, LongRun, Off, Workout};
    let mut week = [Easy, Workout, Easy, Workout, Easy, LongRun, Off];
    let Some(table) = file.value(&keys::WEEK) else { return week };
    for ((slot, weekday), key) in week.iter_mut().zip(WEEKDAYS).zip(&keys::WEEKDAYS) {
        let Some(session) = table.get(key) else { continue };
        *slot = session.value;
        if session.value != Session::Off && off.contains(&weekday) {
            let message = format!(
                "{} is a day without practice, but [week] plans \"{}\" for it",
                weekday_word(weekday),
                session.value
            );
            let remedy =
                format!("write {} = \"off\", or remove the weekday from off in [season]", weekday_word(weekday));
            table.push(WEEK_AGAINST_OFF.at(session.place, message).help(remedy));
        }
    }
    week
}

/// A period from the day of one key through that of another, or of one day. `None` when it has no beginning.
fn period(table: &Table, bounds: Bounds, what: &str, [from, through]: [&'static Key<Date>; 2]) -> Option<(Day, Day)> {
    let from = table.get(from);
    let through = table.get(through);
    let from = from?;
    let through = through.unwrap_or_else(|| from.clone());
    if through.value < from.value {
        let message = format!("{what} end on {}, before they begin on {}", full(through.value), full(from.value));
        table.push(DATES_OUT_OF_ORDER.at(through.place, message).help("swap the two dates, or correct one"));
        return None;
    }
    Some((bounds.day(from.value), bounds.day(through.value)))
}

fn closed(file: &Table, bounds: Bounds) -> Vec<Closed> {
    let keys = [&keys::CLOSED_FROM, &keys::CLOSED_THROUGH];
    entries(file, &keys::CLOSED, MAX_MEETS)
        .iter()
        .filter_map(|table| {
            let why = table.value(&keys::CLOSED_WHY);
            let (from, through) = period(table, bounds, "the closed days", keys)?;
            Some(Closed { from, through, why })
        })
        .collect()
}

fn overrides(file: &Table, bounds: Bounds, roster: &mut Roster, spans: &mut Spans) -> Vec<DayOverride> {
    let mut overrides = Vec::new();
    for table in entries(file, &keys::DAYS, MAX_OVERRIDES) {
        let date = table.get(&keys::DAY_DATE);
        let session = table.value(&keys::DAY_SESSION);
        let note = table.value(&keys::DAY_NOTE);
        if !table.has(&keys::DAY_SESSION) && !table.has(&keys::DAY_NOTE) {
            let message = "this entry of [[days]] has neither a session nor a note";
            table.push(MISSING_KEY.at(table.place(), message).help("add a line: session = \"easy\""));
        }
        let athletes = table.value(&keys::DAY_ATHLETES);
        let (groups, places) = roster.groups(&table, &keys::DAY_GROUPS).unzip();
        let who = match (athletes, groups) {
            (Some(athletes), _) => Who::Athletes(roster.athletes(&table, &athletes)),
            (None, Some(groups)) => Who::Groups(groups),
            (None, None) => Who::Everyone,
        };
        let known = table.get(&keys::DAY_KNOWN);
        if let (Some(date), Some(known)) = (&date, &known)
            && date.value < known.value
        {
            let message = format!("the change to {} became known only on {}", full(date.value), full(known.value));
            let problem = CHANGE_MAKES_NO_SENSE.at(known.place.clone(), message);
            table.push(problem.help("correct one of the two dates, or leave out known"));
        }
        let known = known.map(|known| bounds.day(known.value));
        if let Some(date) = date {
            bounds.check(&table, "the day", &date);
            spans.overrides.push(OverridePlaces { date: date.place, groups: places.unwrap_or_default() });
            overrides.push(DayOverride { day: bounds.day(date.value), who, session, note, known });
        }
    }
    overrides
}

/// The first `most` entries under a heading; more than that is reported.
fn entries<'r, 'a>(file: &Table<'r, 'a>, heading: &'static Key<Entries>, most: usize) -> Vec<Table<'r, 'a>> {
    let mut tables = file.value(heading).unwrap_or_default();
    if let Some(first_over) = tables.get(most) {
        let message = format!("the file has {} entries of [[{}]], more than {most}", tables.len(), heading.name);
        file.push(OVER_A_LIMIT.at(first_over.place(), message).help("split it into two seasons"));
        tables.truncate(most);
    }
    tables
}
