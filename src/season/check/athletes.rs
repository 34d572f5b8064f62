//! `[[athletes]]`.

use std::collections::HashMap;

use super::{Bounds, MAX_ATHLETES, Roster, full, period, vocabulary, within};
use crate::diag::codes::{GOAL_OUT_OF_RANGE, GOALS_OUT_OF_STEP, NAME_TWICE, NO_GOAL, NOT_A_TIME, OUTSIDE_THE_SEASON};
use crate::domain::day::DaySet;
use crate::domain::event::{Event, Rung, Times};
use crate::domain::pace::{Pace, RaceTime};
use crate::domain::season::{Athlete, AthleteId};
use crate::season::{AthletePlaces, Spans};
use crate::tables::{Table, short};

pub(super) fn athletes(file: &Table, bounds: Bounds, roster: &mut Roster, spans: &mut Spans) -> Vec<Athlete> {
    let tables = file.headed("athletes", "an athlete");
    let tables = within(file, "athletes", tables, MAX_ATHLETES);
    spans.all_athletes = file.is_whole("athletes");
    let mut athletes: Vec<Athlete> = Vec::with_capacity(tables.len());
    let mut folded: HashMap<String, AthleteId> = HashMap::with_capacity(tables.len());
    for table in &tables {
        let name = table.required("name", table.text("name"), "\"Ana R.\"");
        let shown = name.as_ref().map_or("this athlete", |name| name.value.as_str());
        let event = table.required("event", table.word("event", &vocabulary::events()), "1600");
        let group = table.text("group").map(|group| roster.group(&group.value));
        let goals = times(table, "goals", shown);
        let bests = times(table, "bests", shown);
        let volume = table.word("volume", &vocabulary::volumes());
        let mut away = DaySet::default();
        for absence in table.tables("away", "an absence").unwrap_or_default() {
            if let Some((from, through)) = period(&absence, bounds, "the days away") {
                away.insert_through(from, through);
            }
        }
        let last = bounds.day(bounds.end);
        let until = match table.date("until") {
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
            roster.unread.extend(name.map(|name| name.value).or_else(|| table.typed("name")));
            continue;
        };
        let event = event.value;

        if goals.pace(event.rung(), event.rung()).is_none() && !table.has("goals") {
            let message = format!("{}: there is no goal, so no splits", name.value);
            let remedy = format!("add a line: goals = {{ {event} = \"{}\" }}", example_goal(event));
            table.push(NO_GOAL.at(name.place.clone(), message).help(remedy));
        }
        let id = AthleteId(athletes.len() as u32);
        if let Some(first) = folded.insert(name.value.to_lowercase(), id) {
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
        let group_place = if table.has("group") { table.place_of("group") } else { name.place.clone() };
        spans.athletes.push(AthletePlaces { name: name.place, group: group_place });
        athletes.push(Athlete {
            name: name.value,
            event,
            group,
            goals,
            bests,
            volume: volume.map(|volume| volume.value),
            away,
            until,
        });
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
fn times(table: &Table, key: &'static str, name: &str) -> Times {
    let mut times = Times::default();
    let what = if key == "goals" { "goal" } else { "best" };
    let Some(table) = table.table(key, key) else { return times };
    for rung in Rung::ALL {
        let word = rung.as_str();
        let Some(text) = table.race_time(word) else { continue };
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
                        _ => format!("correct the {what}, or the event it stands beside"),
                    },
                ))
            }
            None => times.set(rung, time),
        }
    }
    if key == "goals" {
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
                        .at(table.place_of(shorter.as_str()), message)
                        .help("correct one of the two goals"),
                );
            }
        }
    }
    times
}
