//! `[[athletes]]`.

use std::collections::HashMap;

use super::roster::Roster;
use super::{Bounds, MAX_ATHLETES, full, period};
use crate::diag::codes::{GOAL_OUT_OF_RANGE, GOALS_OUT_OF_STEP, NAME_TWICE, NO_GOAL, NOT_A_TIME, OUTSIDE_THE_SEASON};
use crate::domain::athlete::Athlete;
use crate::domain::day::DaySet;
use crate::domain::event::{Event, Rung, Times};
use crate::domain::ids::AthleteId;
use crate::domain::pace::{Pace, RaceTime};
use crate::season::{AthletePlaces, Spans, keys};
use crate::tables::{Key, Subtable, Table, short};

pub(super) fn athletes(file: &Table, bounds: Bounds, roster: &mut Roster, spans: &mut Spans) -> Vec<Athlete> {
    let tables = super::entries(file, &keys::ATHLETES, MAX_ATHLETES);
    spans.all_athletes = file.is_whole(&keys::ATHLETES);
    let mut athletes: Vec<Athlete> = Vec::with_capacity(tables.len());
    let mut lower_case: HashMap<String, AthleteId> = HashMap::with_capacity(tables.len());
    for table in &tables {
        let name = table.get(&keys::ATHLETE_NAME);
        let shown = name.as_ref().map_or("this athlete", |name| name.value.as_str());
        let event = table.value(&keys::ATHLETE_EVENT);
        let group = table.value(&keys::ATHLETE_GROUP).map(|group| roster.group(&group));
        let goals = times(table, &keys::ATHLETE_GOALS, shown);
        let bests = times(table, &keys::ATHLETE_BESTS, shown);
        let volume = table.value(&keys::ATHLETE_VOLUME);
        let mut away = DaySet::default();
        for absence in table.value(&keys::ATHLETE_AWAY).unwrap_or_default() {
            let keys = [&keys::AWAY_FROM, &keys::AWAY_THROUGH];
            if let Some((from, through)) = period(&absence, bounds, "the days away", keys) {
                away.insert_through(from, through);
            }
        }
        let last = bounds.day(bounds.end);
        let until = match table.get(&keys::ATHLETE_UNTIL) {
            Some(until) if bounds.known && until.value < bounds.start => {
                let message = format!("{shown}: the last day, {}, comes before the season", full(until.value));
                table.push(OUTSIDE_THE_SEASON.at(until.place, message).help("correct the date, or remove the athlete"));
                last
            }
            Some(until) => bounds.day(until.value).min(last),
            None => last,
        };
        let (Some(name), Some(event)) = (name.clone(), event) else {
            spans.all_athletes = false;
            roster.unread.extend(name.map(|name| name.value).or_else(|| table.text_as_typed(&keys::ATHLETE_NAME)));
            continue;
        };

        if goals.pace(event.rung(), event.rung()).is_none() && !table.has(&keys::ATHLETE_GOALS) {
            let message = format!("{}: there is no goal, so there are no splits", name.value);
            let remedy = format!("add a line: goals = {{ {event} = \"{}\" }}", example_goal(event));
            table.push(NO_GOAL.at(name.place.clone(), message).help(remedy));
        }
        let id = AthleteId(athletes.len() as u32);
        if let Some(first) = lower_case.insert(name.value.to_lowercase(), id) {
            let message = format!("\"{}\" is listed a second time", short(&name.value));
            let first = &athletes[first.0 as usize].name;
            let remedy = if *first == name.value {
                "remove one of the two, or tell them apart with a middle initial".to_owned()
            } else {
                format!("it reads like \"{}\"; tell the two apart with a middle initial", short(first))
            };
            table.push(NAME_TWICE.at(name.place.clone(), message).help(remedy));
        }
        roster.athletes.insert(name.value.clone(), id);
        roster.names.push(name.value.clone());
        let group_place =
            if table.has(&keys::ATHLETE_GROUP) { table.place_of(&keys::ATHLETE_GROUP) } else { name.place.clone() };
        spans.athletes.push(AthletePlaces { name: name.place, group: group_place });
        athletes.push(Athlete { name: name.value, event, group, goals, bests, volume, away, until });
    }
    athletes
}

const fn example_goal(event: Event) -> &'static str {
    match event {
        Event::M800 => "2:20",
        Event::M1600 => "5:20",
        Event::M3200 => "11:40",
    }
}

/// Goals or bests, each checked against what people run.
fn times(table: &Table, key: &'static Key<Subtable>, name: &str) -> Times {
    let mut times = Times::default();
    let are_goals = key.name == keys::ATHLETE_GOALS.name;
    let what = if are_goals { "goal" } else { "best" };
    let Some(table) = table.value(key) else { return times };
    for (rung, key) in Rung::ALL.into_iter().zip(&keys::TIMES) {
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
        let out_of_range = if time < rung.world_record() {
            Some("faster than the world record")
        } else if rung.walk() < time {
            Some("slower than a walk")
        } else {
            None
        };
        match out_of_range {
            Some(out) => {
                table.push(GOAL_OUT_OF_RANGE.at(text.place, format!("{name}: {time} over {rung} is {out}")).help(
                    match text.value.split_once('.') {
                        Some((minutes, seconds)) if !minutes.contains(':') && seconds.len() == 2 => {
                            format!("write minutes with a colon: \"{minutes}:{seconds}\"")
                        }
                        _ => format!("correct the {what}, or the event it is given for"),
                    },
                ))
            }
            None => times.set(rung, time),
        }
    }
    if are_goals {
        let known: Vec<(Rung, Pace)> = Rung::ALL
            .into_iter()
            .filter_map(|rung| Some((rung, Pace::new(times.get(rung)?, rung.distance()))))
            .collect();
        for pair in known.windows(2) {
            let [(shorter, quick), (longer, slow)] = pair else { continue };
            if quick.is_slower_than(*slow) {
                let message = format!("{name}: the {shorter} goal is a slower pace than the {longer} goal");
                table.push(
                    GOALS_OUT_OF_STEP
                        .at(table.place_of(&keys::TIMES[*shorter as usize]), message)
                        .help("correct one of the two goals"),
                );
            }
        }
    }
    times
}
