//! Makes a [`Season`] of the file's tables and collects every problem.

mod across;
mod athletes;
mod meets;

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Checked, OverridePlaces, Spans, keys, vocabulary};
use crate::diag::codes::{
    CHANGE_MAKES_NO_SENSE, DATES_OUT_OF_ORDER, MISSING_KEY, NAME_TWICE, OUTSIDE_THE_SEASON, OVER_A_LIMIT, UNKNOWN_NAME,
    UNKNOWN_WORD, WEEK_AGAINST_OFF, WRONG_TYPE,
};
use crate::diag::{FileId, Findings, Place, Severity, Sources};
use crate::domain::day::{Day, MAX_DAYS, WEEKDAYS, spoken, weekday, weekday_word};
use crate::domain::output::{Format, Output, SheetKind};
use crate::domain::pace::Rounding;
use crate::domain::season::{AthleteId, Closed, DayOverride, GroupId, Names, Policy, Season, Who};
use crate::domain::session::Session;
use crate::tables::{At, Table, did_you_mean, read, short};
use crate::zone;

/// Most meets, closed periods and words of the coach in one file.
const MAX_MEETS: usize = 1_000;
const MAX_WORDS: usize = 10_000;
/// Most athletes in one file.
const MAX_ATHLETES: usize = 100_000;
/// The years a season may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

pub(super) fn check(sources: &Sources, file: FileId, findings: &mut Findings) -> Option<Checked> {
    let text = &sources.get(file).text;
    let (season, spans, dated) = read(file, text, findings, keys::FILE, checked);
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

/// Groups and where each is named, in file order.
type GroupPlaces = Vec<(GroupId, Place)>;

/// Names and their ids. Names are the same when they are spelt the same.
#[derive(Default)]
struct Roster {
    athletes: HashMap<String, AthleteId>,
    /// In file order, for "did you mean".
    names: Vec<String>,
    /// Athletes of whom something could not be read: known, and told already.
    unread: HashSet<String>,
    groups: HashMap<String, GroupId>,
    group_names: Vec<String>,
}

impl Roster {
    fn group(&mut self, name: &str) -> GroupId {
        if let Some(id) = self.groups.get(name) {
            return *id;
        }
        let id = GroupId(self.group_names.len() as u32);
        self.groups.insert(name.to_owned(), id);
        self.group_names.push(name.to_owned());
        id
    }

    /// The groups that a table names, sorted, and where each is named.
    fn groups(&mut self, table: &Table) -> Option<(Vec<GroupId>, GroupPlaces)> {
        let names = table.texts("groups")?;
        let places: Vec<_> = names.into_iter().map(|name| (self.group(&name.value), name.place)).collect();
        let mut ids: Vec<GroupId> = places.iter().map(|&(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        Some((ids, places))
    }

    /// The ids of named athletes, sorted; a name that is not in the file is reported.
    fn athletes(&self, table: &Table, names: &[At<String>]) -> Vec<AthleteId> {
        let mut ids = BTreeSet::new();
        for name in names {
            if let Some(id) = self.athlete(table, name)
                && !ids.insert(id)
            {
                let message = format!("\"{}\" stands twice in this list", short(&name.value));
                table.push(NAME_TWICE.at(name.place.clone(), message).help("remove one of the two"));
            }
        }
        ids.into_iter().collect()
    }

    fn athlete(&self, table: &Table, name: &At<String>) -> Option<AthleteId> {
        let id = self.athletes.get(&name.value).copied();
        if id.is_none() && !self.unread.contains(&name.value) {
            table.push_with(Severity::Error, || {
                let message = format!("no athlete is named \"{}\"", short(&name.value));
                let problem = UNKNOWN_NAME.at(name.place.clone(), message);
                match did_you_mean(&name.value, self.names.iter().map(String::as_str)) {
                    Some(meant) => problem.help(format!("did you mean \"{}\"?", short(meant))),
                    None => problem.help("add the athlete under [[athletes]], or correct the name"),
                }
            });
        }
        id
    }
}

/// The season, where its parts stand, and whether its first and last day are known.
fn checked(file: &Table) -> (Season, Spans, bool) {
    let mut spans = Spans::default();
    let head = file.table("season", "[season]");
    if head.is_none() && !file.has("season") {
        file.push(
            MISSING_KEY
                .at(file.place(), "the file has no [season]")
                .help("add a heading [season] with start = 2026-03-02 and end = 2026-05-30"),
        );
    }
    spans.season = head.as_ref().map(Table::place);
    let bounds = bounds(head.as_ref());
    let head = head.as_ref();

    let off: Vec<Weekday> = match head.and_then(|head| head.words("off", &vocabulary::weekdays())) {
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

    let name = head.and_then(|head| head.text("name")).map(|name| name.value);
    let timezone = head.and_then(timezone);
    let off_days = (0..MAX_DAYS).map(Day::at).filter(|&day| off.contains(&weekday(bounds.start, day))).collect();
    let season = Season {
        name: name.unwrap_or_else(|| format!("Season {}", bounds.start.year())),
        start: bounds.start,
        end: bounds.end,
        off: off_days,
        week_starts: head
            .and_then(|head| head.word("week-starts", &vocabulary::weekdays()))
            .map_or(Weekday::Mon, |weekday| weekday.value),
        championship_from: head.and_then(|head| head.date("championship-from")).map(|date| date.value),
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
    let typed = head.text("timezone")?;
    let spelt = zone::spelt(&typed.value);
    if spelt.is_none() {
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
    spelt
}

fn bounds(head: Option<&Table>) -> Bounds {
    let unknown = Bounds { start: NaiveDate::default(), end: NaiveDate::default(), known: false };
    let Some(head) = head else { return unknown };
    let start = head.required("start", head.date("start"), "2026-03-02");
    let end = head.required("end", head.date("end"), "2026-05-30");
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
        head.push(OVER_A_LIMIT.at(end.place, message).help("correct the year, or make two seasons of it"));
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
    let Some(table) = file.table("policy", "[policy]") else { return default };
    Policy {
        short_turnaround: table
            .integers("short-turnaround")
            .map_or(default.short_turnaround, |days| days.into_iter().map(|days| days.value as i16).collect()),
        canceled_race: table
            .word("canceled-race", &vocabulary::freed_sessions())
            .map_or(default.canceled_race, |session| session.value),
        max_events_per_meet: table
            .integer("max-events-per-meet")
            .map_or(default.max_events_per_meet, |most| most.value as usize),
        rounding: table.word("rounding", &vocabulary::roundings()).map_or(default.rounding, |rounding| rounding.value),
        names: table.word("names", &vocabulary::names()).map_or(default.names, |names| names.value),
    }
}

fn output(file: &Table) -> Output {
    let Some(table) = file.table("output", "[output]") else { return Output::default() };
    let default = Output::default();
    let formats = table.words("formats", &vocabulary::formats());
    if table.has("formats") && table.entries_of("formats") == 0 {
        let message = "\"formats\" is empty, so nothing would be made";
        table.push(WRONG_TYPE.at(table.place_of("formats"), message).help("name a format, or remove the line"));
    }
    let sheets = table.words("sheets", &vocabulary::sheets());
    // In our own order, and each once, whatever the coach's.
    Output {
        formats: formats.map_or(default.formats, |asked| in_order(&Format::ALL, &asked)),
        sheets: sheets.map_or(default.sheets, |asked| in_order(&SheetKind::ALL, &asked)),
        paper: table.word("paper", &vocabulary::papers()).map(|paper| paper.value),
    }
}

/// Those of `all` that are asked for.
fn in_order<T: Copy + PartialEq>(all: &[T], asked: &[At<T>]) -> Vec<T> {
    all.iter().copied().filter(|one| asked.iter().any(|asked| asked.value == *one)).collect()
}

fn week(file: &Table, off: &[Weekday]) -> [Session; 7] {
    use Session::{Easy, LongRun, Off, Workout};
    let mut week = [Easy, Workout, Easy, Workout, Easy, LongRun, Off];
    let Some(table) = file.table("week", "[week]") else { return week };
    let sessions = vocabulary::ordinary_sessions();
    for (slot, weekday) in week.iter_mut().zip(WEEKDAYS) {
        let Some(session) = table.word(weekday_word(weekday), &sessions) else { continue };
        *slot = session.value;
        if session.value != Session::Off && off.contains(&weekday) {
            let message =
                format!("{} is without practice, and [week] plans \"{}\" for it", weekday_word(weekday), session.value);
            let remedy =
                format!("write {} = \"off\", or take the weekday out of off in [season]", weekday_word(weekday));
            table.push(WEEK_AGAINST_OFF.at(session.place, message).help(remedy));
        }
    }
    week
}

/// A period from one day through another, or of one day. `None` when it has no beginning.
fn period(table: &Table, bounds: Bounds, what: &str) -> Option<(Day, Day)> {
    let from = table.required("from", table.date("from"), "2026-03-16");
    let through = table.date("through");
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
    let tables = file.headed("closed", "an entry of [[closed]]");
    within(file, "closed", tables, MAX_MEETS)
        .iter()
        .filter_map(|table| {
            let why = table.text("why").map(|why| why.value);
            let (from, through) = period(table, bounds, "the closed days")?;
            Some(Closed { from, through, why })
        })
        .collect()
}

fn overrides(file: &Table, bounds: Bounds, roster: &mut Roster, spans: &mut Spans) -> Vec<DayOverride> {
    let tables = file.headed("days", "an entry of [[days]]");
    let mut overrides = Vec::new();
    for table in within(file, "days", tables, MAX_WORDS) {
        let date = table.required("date", table.date("date"), "2026-04-11");
        let session = table.word("session", &vocabulary::sessions());
        let note = table.text("note");
        if !table.has("session") && !table.has("note") {
            let message = "this entry of [[days]] says neither a session nor a note";
            table.push(MISSING_KEY.at(table.place(), message).help("add a line: session = \"easy\""));
        }
        let athletes = table.texts("athletes");
        let (groups, places) = roster.groups(&table).unzip();
        let who = match (athletes, groups) {
            (Some(athletes), _) => Who::Athletes(roster.athletes(&table, &athletes)),
            (None, Some(groups)) => Who::Groups(groups),
            (None, None) => Who::Everyone,
        };
        let known = table.date("known");
        if let (Some(date), Some(known)) = (&date, &known)
            && date.value < known.value
        {
            let message = format!("the word for {} was given only on {}", full(date.value), full(known.value));
            let problem = CHANGE_MAKES_NO_SENSE.at(known.place.clone(), message);
            table.push(problem.help("correct one of the two dates, or leave known out"));
        }
        let known = known.map(|known| bounds.day(known.value));
        if let Some(date) = date {
            bounds.check(&table, "the day", &date);
            spans.overrides.push(OverridePlaces { date: date.place, groups: places.unwrap_or_default() });
            overrides.push(DayOverride {
                day: bounds.day(date.value),
                who,
                session: session.map(|session| session.value),
                note: note.map(|note| note.value),
                known,
            });
        }
    }
    overrides
}

/// The first `most` entries; more than that is reported.
fn within<'r, 'a>(
    file: &Table<'r, 'a>,
    key: &'static str,
    mut tables: Vec<Table<'r, 'a>>,
    most: usize,
) -> Vec<Table<'r, 'a>> {
    if let Some(first_over) = tables.get(most) {
        let message = format!("the file has {} entries of [[{key}]], more than {most}", tables.len());
        file.push(OVER_A_LIMIT.at(first_over.place(), message).help("make two seasons of it"));
        tables.truncate(most);
    }
    tables
}
