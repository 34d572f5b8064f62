//! `[[athletes]]`, and what news shares with it.

use super::roster::Roster;
use super::{Bounds, Context, MAX_ATHLETES, Stretch, full};
use crate::diag::codes::{
    BEFORE_IT_WAS_KNOWN, DATES_OUT_OF_ORDER, GOAL_OUT_OF_RANGE, GOALS_OUT_OF_STEP, NO_GOAL, NOT_A_TIME,
    OUTSIDE_THE_SEASON,
};
use crate::diag::{Findings, Place, Severity};
use crate::domain::athlete::{Absence, Athlete, AthleteChange};
use crate::domain::day::Day;
use crate::domain::event::{Event, TimedDistance, Times};
use crate::domain::name::Name;
use crate::domain::pace::{Pace, RaceTime};
use crate::domain::season::Season;
use crate::domain::volume::Percent;
use crate::season::{AthletePlaces, Spans, keys};
use crate::tables::{At, Key, OneOf, Subtable, Subtables, Table};

use chrono::{NaiveDate, TimeDelta};

pub(super) fn athletes(file: &Table, cx: Context, roster: &mut Roster, spans: &mut Spans) -> Vec<Athlete> {
    let tables = super::entries(file, &keys::ATHLETES, MAX_ATHLETES);
    spans.all_athletes = file.is_whole(&keys::ATHLETES);
    let mut athletes: Vec<Athlete> = Vec::with_capacity(tables.len());
    let last = cx.bounds.day(cx.bounds.end);
    for table in &tables {
        let name = table.get(&keys::ATHLETE_NAME);
        let shown = name.as_ref().map_or("this athlete", |name| name.value.as_str());
        let known = cx.known(table, &keys::ATHLETE_KNOWN);
        let mut goals = Vec::new();
        let (event, away) = (&keys::ATHLETE_EVENT, &keys::ATHLETE_AWAY);
        let change = change(table, cx, roster, shown, event, away, known.as_ref());
        let change = AthleteChange { goals: times(table, &keys::ATHLETE_GOALS, shown, &mut goals), ..change };
        let from = from(table, cx.bounds, shown, known.as_ref());
        let until = until(table, cx.bounds, shown, OR_REMOVE).map(|until| until.min(last));
        if until.is_some_and(|until| until < from) && cx.bounds.known {
            let first = full(cx.bounds.start + TimeDelta::days(from.since(Day::at(0)).into()));
            let message = format!("{shown}: the last day comes before the first, {first}");
            let problem = DATES_OUT_OF_ORDER.at(table.place_of(&keys::ATHLETE_UNTIL), message);
            table.push(problem.help(if table.has(&keys::ATHLETE_FROM) {
                "swap the two dates, or correct one"
            } else {
                "correct the last day, or the day since which they are known"
            }));
        }
        let (Some(name), Some(event)) = (name.clone(), change.event) else {
            spans.all_athletes = false;
            let name = name.map(|name| name.value).or_else(|| table.text_as_typed(&keys::ATHLETE_NAME));
            name.iter().for_each(|name| roster.add_unread(name));
            continue;
        };

        roster.add(table, &name);
        let group_place =
            if table.has(&keys::ATHLETE_GROUP) { table.place_of(&keys::ATHLETE_GROUP) } else { name.place.clone() };
        let has_goals = table.has(&keys::ATHLETE_GOALS);
        spans.athletes.push(AthletePlaces { name: name.place, group: group_place, goals, has_goals });
        let AthleteChange { group, goals, bests, volume, load, away: absences, .. } = change;
        let load = load.unwrap_or(Percent::ALL);
        let (name, known) = (Name::new(name.value), cx.day_known(known.as_ref()));
        athletes.push(Athlete { name, known, event, group, goals, bests, volume, load, absences, from, until });
    }
    athletes
}

/// What the keys that an entry and a piece of news share say, but for goals and the last day.
/// Absences are checked against the day on which they became `known`.
pub(super) fn change(
    table: &Table,
    cx: Context,
    roster: &mut Roster,
    shown: &str,
    event: &'static Key<OneOf<Event>>,
    away: &'static Key<Subtables>,
    known: Option<&At<NaiveDate>>,
) -> AthleteChange {
    AthleteChange {
        event: table.value(event),
        group: table.get(&keys::ATHLETE_GROUP).map(|group| roster.group(table, &group)),
        bests: times(table, &keys::ATHLETE_BESTS, shown, &mut Vec::new()),
        volume: table.value(&keys::ATHLETE_VOLUME),
        load: table.value(&keys::ATHLETE_LOAD).map(|percent| Percent::new(percent as u16)),
        away: absences(table, cx.bounds, away, known),
        ..AthleteChange::default()
    }
}

/// Absences. One that lasts until they are back ends with the season.
fn absences(
    table: &Table,
    bounds: Bounds,
    key: &'static Key<Subtables>,
    known: Option<&At<NaiveDate>>,
) -> Vec<Absence> {
    let mut absences = Vec::new();
    for table in table.value(key).unwrap_or_default() {
        let (from, through) = (table.get(&keys::AWAY_FROM), table.get(&keys::AWAY_THROUGH));
        let Some(from) = from else { continue };
        let is_open = through.as_ref().is_some_and(|through| through.value.is_none());
        let through = match through {
            Some(At { value, place }) => At { value: value.unwrap_or(bounds.end.max(from.value)), place },
            None => from.clone(),
        };
        let Some(days) = (Stretch { from, through }).in_order(&table, "the days away") else { continue };
        if !is_open {
            days.check_length(&table, "the days away", bounds);
        }
        days.check_known(&table, "the days away begin", keys::AWAY_FROM.name, known);
        absences.push(Absence { from: bounds.day(days.from.value), through: bounds.day(days.through.value) });
    }
    absences
}

/// The first day with the team: that of `from`, else the one on which they became known.
fn from(table: &Table, bounds: Bounds, shown: &str, known: Option<&At<NaiveDate>>) -> Day {
    let Some(from) = table.get(&keys::ATHLETE_FROM) else {
        return known.map_or(Day::at(0), |known| bounds.day(known.value)).max(Day::at(0));
    };
    if bounds.known && bounds.end < from.value {
        let message = format!("{shown}: the first day, {}, comes after the season", full(from.value));
        table.push(OUTSIDE_THE_SEASON.at(from.place, message).help(OR_REMOVE));
        return Day::at(0);
    }
    if let Some(known) = known.filter(|known| from.value < known.value) {
        let (first, on) = (full(from.value), full(known.value));
        let message = format!("{shown}: the first day is {first}, before this became known on {on}");
        let remedy = format!("remove the line, or write known = {} if it was known by then", from.value);
        table.push(BEFORE_IT_WAS_KNOWN.at(from.place, message).help(remedy));
    }
    bounds.day(from.value).max(Day::at(0))
}

/// What else is to be done about a day on which an athlete is not there.
pub(super) const OR_REMOVE: &str = "correct the date, or remove the athlete";

/// The last day of a season, when the table says one.
pub(super) fn until(table: &Table, bounds: Bounds, shown: &str, remedy: &str) -> Option<Day> {
    let until = table.get(&keys::ATHLETE_UNTIL)?;
    if bounds.known && until.value < bounds.start {
        let message = format!("{shown}: the last day, {}, comes before the season", full(until.value));
        table.push(OUTSIDE_THE_SEASON.at(until.place, message).help(remedy));
        return None;
    }
    Some(bounds.day(until.value))
}

/// Goals or bests, each checked against what people run, and where each stands.
pub(super) fn times(
    table: &Table,
    key: &'static Key<Subtable>,
    name: &str,
    places: &mut Vec<(TimedDistance, Place)>,
) -> Times {
    let what = if key.name == keys::ATHLETE_GOALS.name { "goal" } else { "best" };
    table.value(key).map_or_else(Times::default, |table| times_of(&table, what, name, places))
}

/// The times of one table.
pub(super) fn times_of(table: &Table, what: &str, name: &str, places: &mut Vec<(TimedDistance, Place)>) -> Times {
    let mut times = Times::default();
    for (over, key) in TimedDistance::ALL.into_iter().zip(&keys::TIMES) {
        let Some(text) = table.get(key) else { continue };
        let time: RaceTime = match text.value.parse() {
            Ok(time) => time,
            Err(error) => {
                table.push(
                    NOT_A_TIME
                        .at(text.place, format!("{name}: {error}"))
                        .help(format!("write the {what} as minutes and seconds, for example \"5:20\"")),
                );
                continue;
            }
        };
        let Some(out) = out_of_range(over, time) else {
            places.push((over, text.place));
            times.set(over, time);
            continue;
        };
        let problem = GOAL_OUT_OF_RANGE.at(text.place, format!("{name}: {time} over {over} is {out}"));
        table.push(problem.help(match text.value.split_once('.') {
            Some((minutes, seconds)) if !minutes.contains(':') && seconds.len() == 2 => {
                format!("write minutes with a colon: \"{minutes}:{seconds}\"")
            }
            _ => format!("correct the {what}, or the event it is given for"),
        }));
    }
    times
}

/// What a time is that nobody runs, at the pace of the rung that the distance belongs to.
fn out_of_range(over: TimedDistance, time: RaceTime) -> Option<&'static str> {
    let rung = over.rung();
    let (this, of_rung) = (u64::from(over.distance().millimeters()), u64::from(rung.distance().millimeters()));
    let scaled = |of: RaceTime| u64::from(of.hundredths()) * this;
    let time = u64::from(time.hundredths()) * of_rung;
    if time < scaled(rung.world_record()) {
        Some("faster than the world record")
    } else if scaled(rung.walk()) < time {
        Some("slower than a walk")
    } else {
        None
    }
}

/// Goals that are missing, and goals that do not fit each other, as they are known last.
pub(super) fn warnings(season: &Season, spans: &Spans, findings: &mut Findings) {
    for (id, athlete) in season.athletes_with_ids() {
        let places = &spans.athletes[id.0 as usize];
        let goals: Vec<(TimedDistance, RaceTime)> = athlete.goals.iter().collect();
        let has_best = athlete.bests.iter().next().is_some();
        if goals.is_empty() && !places.has_goals && !has_best {
            findings.push_with(Severity::Warning, || {
                let message = format!("{}: there is no goal and no best, so there are no splits", athlete.name);
                let event = athlete.event;
                let remedy = format!("add a line: goals = {{ {event} = \"{}\" }}", example_goal(event));
                NO_GOAL.at(places.name.clone(), message).help(remedy)
            });
        }
        for pair in goals.windows(2) {
            let [(shorter, quick), (longer, slow)] = *pair else { continue };
            if Pace::new(quick, shorter.distance()).is_slower_than(Pace::new(slow, longer.distance())) {
                let place = places.goals.iter().rev().find(|(over, _)| *over == shorter).map(|(_, place)| place);
                let message = format!("{}: the {shorter} goal is a slower pace than the {longer} goal", athlete.name);
                let problem = GOALS_OUT_OF_STEP.at(place.unwrap_or(&places.name).clone(), message);
                findings.push(problem.help("correct one of the two goals"));
            }
        }
    }
}

const fn example_goal(event: Event) -> &'static str {
    match event {
        Event::M800 => "2:20",
        Event::M1600 => "5:20",
        Event::M3200 => "11:40",
    }
}
