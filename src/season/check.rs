//! Makes a [`Season`] of the file's tables and collects every problem.

mod across;
mod athletes;
mod closed;
mod days;
mod former;
mod goals;
mod groups;
mod meets;
mod news;
mod roster;
mod steps;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Checked, References, Spans, keys};
use crate::diag::codes::{
    BEFORE_IT_WAS_KNOWN, DATES_OUT_OF_ORDER, LONG_BREAK, OUTSIDE_THE_SEASON, OVER_A_LIMIT, PROBLEMS, UNKNOWN_WORD,
    WEEK_AGAINST_OFF, WRONG_TYPE,
};
use crate::diag::{FileId, Findings, Severity, Sources};
use crate::domain::day::{Day, MAX_DAYS, WEEKDAYS, spoken, weekday, weekday_word};
use crate::domain::group::SaidWeek;
use crate::domain::history::History;
use crate::domain::news::News;
use crate::domain::output::{Format, Output, SheetKind};
use crate::domain::season::{Policy, Season};
use crate::domain::session::Session;
use crate::domain::volume::Percent;
use crate::tables::{self, At, Date, Entries, Integer, Key, Table, Texts, did_you_mean, list, short};
use crate::zone;
use roster::Roster;

/// Most meets and most closed periods in one file.
const MAX_MEETS: usize = 1_000;
/// Most entries of `[[days]]` and most pieces of news in one file.
const MAX_OVERRIDES: usize = 10_000;
/// Most athletes in one file.
const MAX_ATHLETES: usize = 100_000;
/// A longer break than this many days in a season is usually a slip.
const MAX_BREAK: i64 = 21;
/// The years a season may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

pub(super) fn check(
    sources: &Sources,
    file: FileId,
    references: &References,
    findings: &mut Findings,
) -> Option<Checked> {
    let text = &sources.get(file).text;
    let read = |table: &Table| season(table, text, references);
    let (entries, news, mut spans, dated) = tables::read(file, text, findings, "the file", keys::FILE_KEYS, read);
    let history = History::new(entries, news);
    let latest = history.latest();
    spans.forget_former_entries(latest);
    spans.doubt_days(findings);
    athletes::warnings(latest, &spans, findings);
    if dated {
        meets::warnings(latest, &spans, findings);
        across::check(&history, &spans, findings);
    }
    findings.retain_warnings(|found| !latest.accepts(found.code, spans.meet_at(found.place.as_ref())));
    (!findings.any_error()).then_some(Checked { history, spans })
}

/// What every part of the reading needs.
#[derive(Clone, Copy)]
struct Context<'a> {
    bounds: Bounds,
    /// Weekdays without practice.
    off: &'a [Weekday],
    /// The text of the file.
    text: &'a str,
    references: &'a References<'a>,
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

impl Context<'_> {
    /// The day on which an entry or a piece of news became known; one after the season is reported, and reads as absent.
    fn known(&self, table: &Table, key: &'static Key<Date>) -> Option<At<NaiveDate>> {
        let known = table.get(key)?;
        if self.bounds.known && self.bounds.end < known.value {
            let (known, end) = (full(known.value), full(self.bounds.end));
            let message = format!("this became known on {known}, after the season ends on {end}");
            let problem = OUTSIDE_THE_SEASON.at(table.place_of(key), message);
            table.push(problem.help("correct the date, or let the season end later"));
            return None;
        }
        Some(known)
    }

    /// The day of it; before all others when the file does not say it.
    fn day_known(&self, known: Option<&At<NaiveDate>>) -> Day {
        known.map_or(Day::BEFORE_ALL, |known| self.bounds.day(known.value))
    }
}

/// A stretch that a table says: its first and its last day, both inclusive.
struct Stretch {
    from: At<NaiveDate>,
    through: At<NaiveDate>,
}

impl Stretch {
    /// From the day of one key through that of another, or of one day. `None`
    /// when it has no beginning, or ends before it; the latter is reported.
    fn read(table: &Table, what: &str, [from, through]: [&'static Key<Date>; 2]) -> Option<Stretch> {
        let (from, through) = (table.get(from), table.get(through));
        let from = from?;
        let through = through.unwrap_or_else(|| from.clone());
        Stretch { from, through }.in_order(table, what)
    }

    /// The stretch, unless it ends before it begins, which is reported.
    fn in_order(self, table: &Table, what: &str) -> Option<Stretch> {
        if self.from.value <= self.through.value {
            return Some(self);
        }
        let (from, through) = (full(self.from.value), full(self.through.value));
        let message = format!("{what} end on {through}, before they begin on {from}");
        let problem = DATES_OUT_OF_ORDER.at(self.through.place, message);
        table.push(problem.help("swap the two dates, or correct one"));
        None
    }

    /// Says so when it is longer than a break in a season is, or ends after the season.
    fn check_length(&self, table: &Table, what: &str, bounds: Bounds) {
        let days = (self.through.value - self.from.value).num_days() + 1;
        let (last, end) = (self.through.value, bounds.end);
        let message = if bounds.known && end < last {
            format!("{what} end on {}, after the season ends on {}", full(last), full(end))
        } else if MAX_BREAK < days {
            format!("{what} last {days} days, from {} through {}", full(self.from.value), full(last))
        } else {
            return;
        };
        let problem = LONG_BREAK.at(self.through.place.clone(), message);
        table.push(problem.help("correct the date if it is wrong; the days are planned as they stand"));
    }

    /// Says so when it begins before it became known. `key` is that of its beginning.
    fn check_known(&self, table: &Table, what: &str, key: &str, known: Option<&At<NaiveDate>>) {
        let Some(known) = known.filter(|known| self.from.value < known.value) else { return };
        let (from, on) = (self.from.value, known.value);
        let message = format!("{what} on {}, before this became known on {}", full(from), full(on));
        let earlier = format!("known = {from} if it was known by then");
        let remedy = if on <= self.through.value {
            format!("write {key} = {on}, since days that are over stay as they were, or {earlier}")
        } else {
            format!("write {earlier}, or correct the dates")
        };
        table.push(BEFORE_IT_WAS_KNOWN.at(self.from.place.clone(), message).help(remedy));
    }
}

/// Codes of warnings that the coach has seen; others are reported.
fn accepted(table: &Table, key: &'static Key<Texts>, references: &References) -> Option<Vec<String>> {
    let of_severity = |severity| PROBLEMS.iter().filter(move |problem| problem.severity == severity);
    let warnings =
        || references.rules.iter().copied().chain(of_severity(Severity::Warning).map(|problem| problem.code));
    let mut codes = Vec::new();
    for At { value, place } in table.value(key)? {
        let code = value.to_uppercase();
        if warnings().any(|known| known == code) {
            codes.push(code);
            continue;
        }
        let typed = short(&value);
        let is_error = of_severity(Severity::Error).any(|problem| problem.code == code);
        table.push(if is_error {
            let message = format!("{typed} is an error, and only warnings can be accepted");
            UNKNOWN_WORD.at(place, message).help("correct what it reports, and remove the code here")
        } else {
            let problem = UNKNOWN_WORD.at(place, format!("no warning has the code \"{typed}\""));
            match did_you_mean(&code, warnings()) {
                Some(meant) => problem.help(format!("did you mean \"{meant}\"?")),
                None => problem.help(format!("the codes of warnings are: {}", list(warnings()))),
            }
        });
    }
    Some(codes)
}

/// A date in a problem: with its year, which may be what is wrong.
fn full(date: NaiveDate) -> String {
    format!("{} {}", spoken(date), date.year())
}

/// The entries, the news, where their parts stand, and whether the season's first and last day are known.
fn season(file: &Table, text: &str, references: &References) -> (Season, Vec<News>, Spans, bool) {
    let mut spans = Spans::default();
    let head = file.value(&keys::SEASON);
    spans.season = head.as_ref().map(Table::place);
    let bounds = bounds(head.as_ref());
    let head = head.as_ref();

    let off: Vec<Weekday> = match head.and_then(|head| head.value(&keys::SEASON_OFF)) {
        Some(off) => off.into_iter().map(|weekday| weekday.value).collect(),
        None => vec![Weekday::Sun],
    };
    let cx = Context { bounds, off: &off, text, references };
    let policy = policy(file, references);
    let output = output(file);
    let week = week(file, &off);

    let mut roster = Roster::default();
    let groups = groups::groups(file, cx, &mut roster, &mut spans);
    let athletes = athletes::athletes(file, cx, &mut roster, &mut spans);
    let meets = meets::meets(file, cx, &mut roster, &mut spans);
    let phases = groups::phases(file, cx, &mut roster, &mut spans);
    let closed = closed::closed(file, cx);
    let overrides = days::overrides(file, cx, &mut roster, &mut spans);

    let name = head.and_then(|head| head.value(&keys::SEASON_NAME));
    let timezone = head.and_then(timezone);
    let off_days = (0..MAX_DAYS).map(Day::at).filter(|&day| off.contains(&weekday(bounds.start, day))).collect();
    let mut entries = Season {
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
        as_of: Day::BEFORE_ALL,
        closed: closed.into(),
        closures: Arc::default(),
        meets: Arc::new(meets.into_iter().map(Arc::new).collect()),
        groups: Arc::default(),
        phases: phases.into(),
        athletes: Arc::new(athletes.into_iter().map(Arc::new).collect()),
        overrides: overrides.into(),
    };
    let news = news::news(file, cx, &entries, &groups, &mut roster, &mut spans);
    entries.groups = groups::named(&roster, &groups).into();
    (entries, news, spans, bounds.known)
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

fn policy(file: &Table, references: &References) -> Policy {
    let default = Policy::default();
    let Some(table) = file.value(&keys::POLICY) else { return default };
    let limit = |key: &'static Key<Integer>| table.value(key).map(|limit| limit as usize);
    Policy {
        short_turnaround: table
            .value(&keys::POLICY_SHORT_TURNAROUND)
            .map_or(default.short_turnaround, |days| days.into_iter().map(|days| days.value as i16).collect()),
        canceled_race: table.value(&keys::POLICY_CANCELED_RACE).unwrap_or(default.canceled_race),
        hard_days: table.value(&keys::POLICY_HARD_DAYS).map_or(default.hard_days, |days| days as usize),
        long_run_every: table.value(&keys::POLICY_LONG_RUN_EVERY).map_or(default.long_run_every, |days| days as i16),
        long_run_after_race: table.value(&keys::POLICY_LONG_RUN_AFTER_RACE).unwrap_or(default.long_run_after_race),
        taper: table
            .value(&keys::POLICY_TAPER)
            .map_or(default.taper, |percents| percents.map(|percent| Percent::new(percent as u16))),
        max_events_per_meet: table
            .value(&keys::POLICY_MAX_EVENTS_PER_MEET)
            .map_or(default.max_events_per_meet, |events| events as usize),
        practices_before_first_meet: limit(&keys::POLICY_PRACTICES_BEFORE_FIRST_MEET),
        meets_a_week: limit(&keys::POLICY_MEETS_A_WEEK),
        meets_a_season: limit(&keys::POLICY_MEETS_A_SEASON),
        rounding: table.value(&keys::POLICY_ROUNDING).unwrap_or(default.rounding),
        names: table.value(&keys::POLICY_NAMES).unwrap_or(default.names),
        accept: accepted(&table, &keys::POLICY_ACCEPT, references).unwrap_or_default(),
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
    let week = [Easy, Workout, Easy, Workout, Easy, LongRun, Off];
    let Some(table) = file.value(&keys::WEEK) else { return week };
    let said = weekdays(&table, off, "[week]");
    std::array::from_fn(|index| said[index].unwrap_or(week[index]))
}

/// What a table says of weekdays. `whose` week it is, as in `[week]`, is for a problem.
fn weekdays(table: &Table, off: &[Weekday], whose: &str) -> SaidWeek {
    let mut week = SaidWeek::default();
    for ((slot, weekday), key) in week.iter_mut().zip(WEEKDAYS).zip(&keys::WEEKDAYS) {
        let Some(session) = table.get(key) else { continue };
        *slot = Some(session.value);
        if session.value != Session::Off && off.contains(&weekday) {
            let message = format!(
                "{} is a day without practice, but {whose} plans \"{}\" for it",
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
