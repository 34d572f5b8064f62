//! What only shows when the season is read as a whole.

use std::collections::BTreeMap;

use chrono::Weekday;

use crate::diag::codes::{
    EMPTY_GROUP, ENTRY_WITHOUT_RACE, GROUP_WITHOUT_MEET, MOVED_TO_A_CLOSED_DAY, NO_ATHLETES, RACES_NOWHERE, TWO_WORDS,
    WEEKDAY_IN_NAME,
};
use crate::diag::{Findings, Severity};
use crate::domain::athlete::Athlete;
use crate::domain::day::{Day, spoken, weekday};
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, GroupId, MeetId, OverrideId};
use crate::domain::meet::Meet;
use crate::domain::season::{Season, Who};
use crate::season::Spans;
use crate::tables::{did_you_mean, list, short};

/// So many names are listed in a remedy.
const MAX_LISTED: usize = 20;

pub(super) fn check(season: &Season, spans: &Spans, findings: &mut Findings) {
    // With athletes that could not be read there is more to correct before this can be known.
    if season.athletes.is_empty() && spans.all_athletes {
        let problem = NO_ATHLETES.at(spans.season.clone(), "the file lists no athletes, so there is nothing to plan");
        findings.push(problem.help("add an entry under a heading [[athletes]]"));
    }
    weekdays_in_names(season, spans, findings);
    empty_groups(season, spans, findings);
    groups_without_meet(season, spans, findings);
    entries_without_race(season, spans, findings);
    races_nowhere(season, spans, findings);
    moved_to_closed_days(season, spans, findings);
    overrides_of_one_day(season, spans, findings);
}

/// Entries of `[[days]]` that set one day differently for the same athlete,
/// though none is narrower: each is told with the one before it.
fn overrides_of_one_day(season: &Season, spans: &Spans, findings: &mut Findings) {
    let mut by_day: BTreeMap<_, Vec<OverrideId>> = BTreeMap::new();
    for (index, entry) in season.overrides.iter().enumerate().filter(|(_, entry)| entry.session.is_some()) {
        by_day.entry((entry.day, entry.who.narrowness())).or_default().push(OverrideId(index as u32));
    }
    for pair in by_day.values().flat_map(|entries| entries.windows(2)) {
        let (one, other) = (season.day_override(pair[0]), season.day_override(pair[1]));
        if one.session != other.session && share_an_athlete(&one.who, &other.who) {
            let message = "an earlier entry under [[days]] sets this day differently";
            let problem = TWO_WORDS.at(spans.day_override(pair[1]).clone(), message);
            findings.push(problem.help("keep one of the two; as they stand, this later one is obeyed"));
        }
    }
}

fn share_an_athlete(one: &Who, other: &Who) -> bool {
    match (one, other) {
        (Who::Groups(one), Who::Groups(other)) => one.iter().any(|group| other.binary_search(group).is_ok()),
        (Who::Athletes(one), Who::Athletes(other)) => one.iter().any(|id| other.binary_search(id).is_ok()),
        _ => true,
    }
}

fn moved_to_closed_days(season: &Season, spans: &Spans, findings: &mut Findings) {
    for (id, meet) in season.meets_with_ids() {
        let Some(place) = &spans.meet(id).moved else { continue };
        let announced: Vec<Day> = meet.announced().days().collect();
        let new = meet.timetable().days().find_map(|day| {
            let closed = season.closed.iter().find(|closed| closed.from <= day && day <= closed.through)?;
            (!announced.contains(&day)).then_some((day, closed))
        });
        if let Some((day, closed)) = new {
            let why = closed.why.as_ref().map(|why| format!(" ({})", short(why))).unwrap_or_default();
            let message = format!("{} is moved to {}, a closed day{why}", meet.name, spoken(season.date(day)));
            let problem = MOVED_TO_A_CLOSED_DAY.at(place.clone(), message);
            findings.push(problem.help("correct the new day if it is wrong; the meet is planned as it stands"));
        }
    }
}

/// The weekdays that a meet's name says. "Sun" alone is left out: it is a
/// place or a team more often than a day.
fn weekdays_said(name: &str) -> impl Iterator<Item = (&str, Weekday)> {
    name.split(|c: char| !c.is_alphabetic()).filter_map(|word| {
        let weekday = match word.to_lowercase().as_str() {
            "monday" | "mondays" | "mon" => Weekday::Mon,
            "tuesday" | "tuesdays" | "tue" | "tues" => Weekday::Tue,
            "wednesday" | "wednesdays" | "wed" => Weekday::Wed,
            "thursday" | "thursdays" | "thu" | "thur" | "thurs" => Weekday::Thu,
            "friday" | "fridays" | "fri" => Weekday::Fri,
            "saturday" | "saturdays" | "sat" => Weekday::Sat,
            "sunday" | "sundays" => Weekday::Sun,
            _ => return None,
        };
        Some((word, weekday))
    })
}

fn weekdays_in_names(season: &Season, spans: &Spans, findings: &mut Findings) {
    for (id, meet) in season.meets_with_ids().filter(|(id, _)| spans.meet(*id).dated) {
        let days = || (0..=meet.last.since(meet.first).min(6)).map(|days| meet.first.plus(days));
        for (word, said) in weekdays_said(&meet.name) {
            if days().all(|day| weekday(season.start, day) != said) {
                let date = spoken(season.date(meet.first));
                let message = format!("\"{}\" says {word}, but its date is {date}", short(&meet.name));
                let problem = WEEKDAY_IN_NAME.at(spans.meet(id).date.clone(), message);
                findings.push(problem.help("correct the date or the name"));
            }
        }
    }
}

fn empty_groups(season: &Season, spans: &Spans, findings: &mut Findings) {
    let trained = trained(season);
    if season.athletes.is_empty() || !spans.all_athletes {
        return;
    }
    let named = spans.meets.iter().flat_map(|places| &places.groups);
    let named = named.chain(spans.overrides.iter().flat_map(|places| &places.groups));
    let mut reported = vec![false; season.groups.len()];
    for &(group, ref place) in named {
        let index = group.0 as usize;
        if trained[index] || std::mem::replace(&mut reported[index], true) {
            continue;
        }
        findings.push_with(Severity::Warning, || {
            let name = season.group(group);
            let others = season.groups.iter().zip(&trained).filter(|(_, trained)| **trained);
            let others = others.map(|(name, _)| name.as_str());
            let message = format!("no athlete is in the group \"{}\"", short(name));
            let problem = EMPTY_GROUP.at(place.clone(), message);
            match did_you_mean(name, others.clone()) {
                Some(meant) => problem.help(format!("did you mean \"{meant}\"?")),
                None => problem.help(format!("the athletes' groups are: {}", short(&list(others.take(MAX_LISTED))))),
            }
        });
    }
}

/// For each group, whether an athlete is in it.
fn trained(season: &Season) -> Vec<bool> {
    let mut trained = vec![false; season.groups.len()];
    for athlete in &season.athletes {
        if let Some(group) = athlete.group {
            trained[group.0 as usize] = true;
        }
    }
    trained
}

/// Groups that no meet names, and that read like one that is named. Where no
/// meet meet takes everyone, their athletes race nowhere, which is reported of each.
fn groups_without_meet(season: &Season, spans: &Spans, findings: &mut Findings) {
    let mut named: Vec<GroupId> = season.meets.iter().flat_map(|meet| meet.groups.iter().flatten()).copied().collect();
    named.sort_unstable();
    named.dedup();
    if named.is_empty() || season.meets.iter().all(|meet| meet.groups.is_some()) {
        return;
    }
    let trained = trained(season);
    let mut reported = vec![false; season.groups.len()];
    for (athlete, places) in season.athletes.iter().zip(&spans.athletes) {
        let Some(group) = athlete.group.filter(|group| named.binary_search(group).is_err()) else { continue };
        if std::mem::replace(&mut reported[group.0 as usize], true) {
            continue;
        }
        let name = season.group(group);
        let others = named.iter().filter(|group| trained[group.0 as usize]).map(|&group| season.group(group));
        if let Some(meant) = did_you_mean(name, others) {
            let message = format!("no meet names the group \"{}\"", short(name));
            let problem = GROUP_WITHOUT_MEET.at(places.group.clone(), message);
            findings.push(problem.help(format!("did you mean \"{meant}\"?")));
        }
    }
}

fn entries_without_race(season: &Season, spans: &Spans, findings: &mut Findings) {
    for (id, meet) in season.meets_with_ids() {
        for &(athlete, event, ref place) in &spans.meet(id).entered {
            let place = || place.clone();
            let who = season.athlete(athlete);
            if !meet.takes(athlete, who) {
                let message = format!("{} is entered at {}, which does not take {}", who.name, meet.name, who.name);
                let problem = ENTRY_WITHOUT_RACE.at(place(), message);
                findings.push(problem.help("add the athlete's group to the meet, or remove the entry"));
            } else if !meet.events.contains(event) {
                let message = format!("{} is entered in the {event}, which is not run at {}", who.name, meet.name);
                let problem = ENTRY_WITHOUT_RACE.at(place(), message);
                findings.push(problem.help("add the event to the meet's events, or remove the entry"));
            } else if spans.meet(id).dated && is_away(meet, event, who) {
                let message = format!("{} is entered at {}, but is away then", who.name, meet.name);
                let problem = ENTRY_WITHOUT_RACE.at(place(), message);
                findings.push(problem.help("remove the entry, or correct the days away"));
            }
        }
    }
}

/// True when the athlete is away on every day of the event. A meet that was
/// moved or canceled is left to the plan.
fn is_away(meet: &Meet, event: Event, athlete: &Athlete) -> bool {
    let stated = meet.event_days[event as usize];
    let days = (0..=meet.last.since(meet.first)).map(|days| meet.first.plus(days));
    let mut days = days.filter(|&day| stated.is_none_or(|stated| stated.contains(day))).peekable();
    let away = |day: Day| athlete.away.contains(day) || athlete.until < day;
    meet.changes.is_empty() && days.peek().is_some() && days.all(away)
}

fn races_nowhere(season: &Season, spans: &Spans, findings: &mut Findings) {
    if season.meets.is_empty() {
        return;
    }
    let races = |id: AthleteId, meet: &Meet| {
        let athlete = season.athlete(id);
        meet.takes(id, athlete) && !meet.events_of(id, athlete).is_empty()
    };
    let mut taken: Vec<&str> =
        season.meets.iter().flat_map(|meet| meet.groups.iter().flatten()).map(|&group| season.group(group)).collect();
    taken.sort_unstable();
    taken.dedup();
    for (id, places) in season.athlete_ids().zip(&spans.athletes) {
        let athlete = season.athlete(id);
        // A meet of which something could not be read may take the athlete.
        let may_race = |at: MeetId, meet: &Meet| {
            let places = spans.meet(at);
            let groups = meet.groups.as_ref().filter(|_| places.groups_are_known);
            let by_group =
                groups.is_none_or(|groups| athlete.group.is_some_and(|group| groups.binary_search(&group).is_ok()));
            by_group && !(places.groups_are_known && places.names_are_known)
        };
        if season.meets_with_ids().any(|(at, meet)| races(id, meet) || may_race(at, meet)) {
            continue;
        }
        findings.push_with(Severity::Warning, || {
            let by_group = season.meets.iter().any(|meet| meet.takes(id, athlete));
            let (message, help) = match athlete.group.map(|group| season.group(group)) {
                _ if by_group => (
                    format!("{} races nowhere: no meet has the {} or an entry for {0}", athlete.name, athlete.event),
                    "correct the meets' events or entries".to_owned(),
                ),
                Some(group) => {
                    let message =
                        format!("{} races nowhere: no meet takes the group \"{}\"", athlete.name, short(group));
                    match did_you_mean(group, taken.iter().copied().filter(|&other| other != group)) {
                        Some(meant) => (message, format!("did you mean \"{meant}\"?")),
                        None => {
                            let some = list(taken.iter().copied().take(MAX_LISTED));
                            (message, format!("the meets take: {}", short(&some)))
                        }
                    }
                }
                None => (
                    format!("{} races nowhere: every meet takes certain groups, and {0} is in none", athlete.name),
                    "add a line: group = \"…\"".to_owned(),
                ),
            };
            let at_group = athlete.group.is_some() && !by_group;
            let place = if at_group { &places.group } else { &places.name };
            RACES_NOWHERE.at(place.clone(), message).help(help)
        });
    }
}
