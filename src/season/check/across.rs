//! What only shows when the season is read as a whole: as it is known last,
//! and of days that are not over by then, since what is over cannot be corrected.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Weekday;

use super::goals;
use crate::diag::codes::{
    DATES_OUT_OF_ORDER, EMPTY_GROUP, ENTRY_WITHOUT_RACE, GROUP_WITHOUT_MEET, MEET_WITHOUT_PRACTICE, NO_ATHLETES,
    NO_EFFECT, NOT_ENTERED, RACES_NOWHERE, TWO_WORDS, WEEKDAY_IN_NAME,
};
use crate::diag::{Findings, Place, Severity};
use crate::domain::athlete::Athlete;
use crate::domain::day::{DaySet, spoken, weekday};
use crate::domain::event::{EventSet, MeetEvent};
use crate::domain::history::History;
use crate::domain::ids::{AthleteId, GroupId, MeetId, OverrideId};
use crate::domain::meet::Meet;
use crate::domain::overrides::Who;
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::season::{MeetPlaces, Spans};
use crate::tables::{did_you_mean, list, short};

/// So many names are listed in a message or a remedy.
const MAX_LISTED: usize = 20;

pub(super) fn check(history: &History, spans: &Spans, findings: &mut Findings) {
    let season = history.latest();
    // With athletes that could not be read there is more to correct before this can be known.
    if season.athletes.is_empty() && spans.all_athletes {
        let problem = NO_ATHLETES.at(spans.season.clone(), "the file lists no athletes, so there is nothing to plan");
        findings.push(problem.help("add an entry under a heading [[athletes]]"));
    }
    let trained = trained(history);
    weekdays_in_names(season, spans, findings);
    days_without_practice(season, spans, findings);
    empty_groups(season, spans, &trained, findings);
    groups_without_meet(season, spans, &trained, findings);
    entries_without_race(season, spans, findings);
    not_entered(season, spans, findings);
    races_nowhere(season, spans, findings);
    over_before_the_first_day(season, spans, findings);
    overrides_of_one_day(season, spans, findings);
    races_without_meet(season, spans, findings);
    goals::check(season, spans, findings);
}

/// The meets that are not over, with the days on which they are held.
fn meets_to_come(season: &Season) -> impl Iterator<Item = (MeetId, &Meet, DaySet)> {
    let dated = season.meets_with_ids().map(|(id, meet)| (id, meet, meet.days()));
    dated.filter(|(.., days)| days.last().is_some_and(|last| season.as_of <= last))
}

/// Athletes whose group's season is over before they come.
fn over_before_the_first_day(season: &Season, spans: &Spans, findings: &mut Findings) {
    let of_group = season.athletes_with_ids().filter(|(_, athlete)| athlete.until.is_none());
    for (id, athlete) in of_group {
        let Some(until) = season.until(athlete).filter(|until| *until < athlete.from) else { continue };
        let [until, first] = [until, athlete.from].map(|day| spoken(season.date(day)));
        let message =
            format!("{}: the season of the group ends on {until}, before their first day, {first}", athlete.name);
        let problem = DATES_OUT_OF_ORDER.at(spans.athletes[id.0 as usize].group.clone(), message);
        findings.push(problem.help("give them an until of their own, or correct one of the two dates"));
    }
}

/// Entries of `[[days]]` that set one day differently for the same athlete,
/// though none is narrower or became known later: each is told with the one before it.
fn overrides_of_one_day(season: &Season, spans: &Spans, findings: &mut Findings) {
    let mut by_day: BTreeMap<_, Vec<OverrideId>> = BTreeMap::new();
    let sets = season.overrides_with_ids().filter(|(_, entry)| entry.session.is_some() || entry.workout.is_some());
    for (id, entry) in sets {
        for day in entry.days().filter(|&day| season.as_of <= day) {
            by_day.entry((day, entry.who.narrowness(), entry.known)).or_default().push(id);
        }
    }
    let mut reported = BTreeSet::new();
    for pair in by_day.values().flat_map(|entries| entries.windows(2)) {
        let (one, other) = (season.day_override(pair[0]), season.day_override(pair[1]));
        let differ = one.session != other.session || one.workout != other.workout;
        if differ && share_an_athlete(&one.who, &other.who) && reported.insert(pair[1]) {
            let message = "an earlier entry under [[days]] sets this day differently";
            let problem = TWO_WORDS.at(spans.day_override(pair[1]).clone(), message);
            findings.push(problem.help("keep one of the two; as they stand, this later one is obeyed"));
        }
    }
}

/// Entries of `[[days]]` that set a race on days on which nobody for whom they are meant has one.
fn races_without_meet(season: &Season, spans: &Spans, findings: &mut Findings) {
    let is_clear = |meet: &MeetPlaces| meet.dated && meet.groups_are_known && meet.names_are_known;
    if !spans.all_athletes || !spans.meets.iter().all(is_clear) {
        return;
    }
    for (id, entry) in season.overrides_with_ids().filter(|(_, entry)| entry.session == Some(Session::Race)) {
        let races = |(athlete_id, athlete): (AthleteId, &Athlete)| {
            let mut meets = season.meets.iter().map(|meet| meet.days_of(meet.events_of(athlete_id, athlete)));
            meets.any(|held| entry.days().any(|day| held.contains(day)))
        };
        let mut meant = season.athletes_with_ids().filter(|(id, athlete)| entry.who.includes(*id, athlete));
        if entry.days().all(|day| day < season.as_of) || meant.any(races) {
            continue;
        }
        let on = spoken(season.date(entry.day));
        let when = if entry.through.is_some() { format!("from {on} on") } else { format!("on {on}") };
        let message = format!("this entry of [[days]] sets a race {when}, but nobody it is for has a meet then");
        let help = "add the meet under [[meets]], or choose another session, as session = \"time-trial\"";
        findings.push(NO_EFFECT.at(spans.day_override(id).clone(), message).help(help));
    }
}

fn share_an_athlete(one: &Who, other: &Who) -> bool {
    match (one, other) {
        (Who::Groups(one), Who::Groups(other)) => one.iter().any(|group| other.binary_search(group).is_ok()),
        (Who::Athletes(one), Who::Athletes(other)) => one.iter().any(|id| other.binary_search(id).is_ok()),
        _ => true,
    }
}

/// So many meets on one weekday without practice are no slip: the team races
/// on Saturdays and does not train on them.
const USUAL_WEEKDAY: usize = 3;

/// Meets on closed days, and on weekdays without practice on which the team does not usually race.
fn days_without_practice(season: &Season, spans: &Spans, findings: &mut Findings) {
    let mut on_weekday: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, meet) in season.meets_with_ids() {
        let days: BTreeSet<u32> =
            meet.days().iter().map(|day| weekday(season.start, day).num_days_from_monday()).collect();
        days.into_iter().for_each(|weekday| *on_weekday.entry(weekday).or_default() += 1);
    }
    let is_usual =
        |weekday: Weekday| on_weekday.get(&weekday.num_days_from_monday()).is_some_and(|count| USUAL_WEEKDAY <= *count);
    for (id, meet, days) in meets_to_come(season).filter(|(id, ..)| spans.meet(*id).dated) {
        let closed = days.iter().find_map(|day| Some((day, season.closed(season.closed_by(day)?))));
        let found = match (closed, days.first()) {
            (Some((day, closed)), _) => {
                let why = closed.why.as_ref().map(|why| format!(" ({})", short(why))).unwrap_or_default();
                Some((day, format!("a closed day{why}")))
            }
            // A meet of several days may well end on a Sunday.
            (None, Some(first)) if season.off.contains(first) && !is_usual(weekday(season.start, first)) => {
                Some((first, "a weekday without practice".to_owned()))
            }
            _ => None,
        };
        if let Some((day, what)) = found {
            let places = spans.meet(id);
            let message = format!("{} is on {}, {what}", meet.name, spoken(season.date(day)));
            let problem = MEET_WITHOUT_PRACTICE.at(places.moved.as_ref().unwrap_or(&places.date).clone(), message);
            findings.push(problem.help("correct the date if it is wrong; the meet is planned as it stands"));
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
    for (id, meet, days) in meets_to_come(season).filter(|(id, ..)| spans.meet(*id).dated) {
        let Some(first) = days.first() else { continue };
        for (word, said) in weekdays_said(&meet.name) {
            if days.iter().all(|day| weekday(season.start, day) != said) {
                let date = spoken(season.date(first));
                let message = format!("\"{}\" says {word}, but its date is {date}", short(&meet.name));
                let places = spans.meet(id);
                let place = places.moved.as_ref().unwrap_or(&places.date);
                let help = if places.moved.is_some() {
                    "correct the date if it is wrong"
                } else {
                    "correct the date or the name"
                };
                findings.push(WEEKDAY_IN_NAME.at(place.clone(), message).help(help));
            }
        }
    }
}

fn empty_groups(season: &Season, spans: &Spans, trained: &[bool], findings: &mut Findings) {
    if season.athletes.is_empty() || !spans.all_athletes {
        return;
    }
    let named = spans.meets.iter().flat_map(|places| &places.groups);
    let named = named.chain(spans.overrides.iter().flat_map(|places| &places.groups)).chain(&spans.groups);
    let mut reported = vec![false; season.groups.len()];
    for &(group, ref place) in named {
        let index = group.0 as usize;
        if trained[index] || std::mem::replace(&mut reported[index], true) {
            continue;
        }
        findings.push_with(Severity::Warning, || {
            let name = season.group(group);
            let others = season.groups.iter().zip(trained).filter(|(_, trained)| **trained);
            let others = others.map(|(group, _)| group.name.as_str());
            let message = format!("no athlete is in the group \"{}\"", short(name));
            let problem = EMPTY_GROUP.at(place.clone(), message);
            match did_you_mean(name, others.clone()) {
                Some(meant) => problem.help(format!("did you mean \"{meant}\"?")),
                None => problem.help(format!("the athletes' groups are: {}", short(&list(others.take(MAX_LISTED))))),
            }
        });
    }
}

/// For each group, whether an athlete is or ever was in it.
fn trained(history: &History) -> Vec<bool> {
    let mut trained = vec![false; history.latest().groups.len()];
    for season in history.versions() {
        for group in season.athletes_with_ids().filter_map(|(_, athlete)| athlete.group) {
            trained[group.0 as usize] = true;
        }
    }
    trained
}

/// Groups that no meet names, and that read like one that is named. Where no
/// meet takes everyone, their athletes race nowhere, which is reported of each.
fn groups_without_meet(season: &Season, spans: &Spans, trained: &[bool], findings: &mut Findings) {
    let mut named: Vec<GroupId> = season.meets.iter().flat_map(|meet| meet.groups.iter().flatten()).copied().collect();
    named.sort_unstable();
    named.dedup();
    if named.is_empty() || season.meets.iter().all(|meet| meet.groups.is_some()) {
        return;
    }
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
    for (id, meet, _) in meets_to_come(season).filter(|(id, ..)| spans.meet(*id).dated) {
        let mut entered: BTreeMap<(AthleteId, MeetEvent), &Place> = BTreeMap::new();
        // What was said last is what holds.
        for (athlete, event, place) in &spans.meet(id).entered {
            entered.insert((*athlete, *event), place);
        }
        for ((athlete, event), place) in entered {
            let who = season.athlete(athlete);
            if !meet.names(athlete) {
                continue;
            }
            let (message, remedy) = if meet.without.binary_search(&athlete).is_ok() {
                let message = format!("{} is entered at {}, and named in \"without\"", who.name, meet.name);
                (message, "remove one of the two; as they stand, there is no race")
            } else if is_away(season, meet, event, who) {
                let message = format!("{} is entered at {}, but is away then", who.name, meet.name);
                (message, "correct the dates, or remove the entry")
            } else {
                continue;
            };
            findings.push(ENTRY_WITHOUT_RACE.at(place.clone(), message).help(remedy));
        }
    }
}

/// True when the athlete is away on every day of the event.
fn is_away(season: &Season, meet: &Meet, event: MeetEvent, athlete: &Athlete) -> bool {
    let days = meet.days_of([event].into_iter().collect::<EventSet>());
    let away = athlete.away();
    !days.is_empty() && days.iter().all(|day| away.contains(day) || !season.is_on_the_team(athlete, day))
}

/// Athletes of a meet's groups who are in none of its entries.
fn not_entered(season: &Season, spans: &Spans, findings: &mut Findings) {
    for (id, meet, days) in meets_to_come(season) {
        let places = spans.meet(id);
        if meet.entries.is_none() || !(places.groups_are_known && places.names_are_known) {
            continue;
        }
        let goes_nowhere = |(id, athlete): &(AthleteId, &Athlete)| {
            let away = athlete.away();
            let is_there = days.iter().any(|day| !away.contains(day) && season.is_on_the_team(athlete, day));
            let is_meant = meet.without.binary_search(id).is_ok();
            is_there && !is_meant && meet.takes(*id, athlete) && meet.events_of(*id, athlete).is_empty()
        };
        let athletes: Vec<&str> =
            season.athletes_with_ids().filter(goes_nowhere).map(|(_, athlete)| athlete.name.as_str()).collect();
        if athletes.is_empty() {
            continue;
        }
        findings.push_with(Severity::Warning, || {
            let (count, verb, stay) = match athletes.len() {
                1 => ("1 athlete".to_owned(), "is", "stays"),
                many => (format!("{many} athletes"), "are", "stay"),
            };
            let mut names = athletes.iter().take(MAX_LISTED).map(|name| short(name)).collect::<Vec<_>>().join(", ");
            if let more @ 1.. = athletes.len().saturating_sub(MAX_LISTED) {
                names += &format!(" and {more} more");
            }
            let message =
                format!("{}: {count} of its groups {verb} not entered and {stay} at home: {names}", meet.name);
            let help = "add them to the entries; where it is meant, write accept = [\"S44\"] under the meet";
            NOT_ENTERED.at(places.entries.clone(), message).help(help)
        });
    }
}

fn races_nowhere(season: &Season, spans: &Spans, findings: &mut Findings) {
    if season.meets.is_empty() {
        return;
    }
    let races = |id: AthleteId, meet: &Meet| !meet.events_of(id, season.athlete(id)).is_empty();
    let mut taken: Vec<&str> =
        season.meets.iter().flat_map(|meet| meet.groups.iter().flatten()).map(|&group| season.group(group)).collect();
    taken.sort_unstable();
    taken.dedup();
    for (id, athlete) in season.athletes_with_ids() {
        let places = &spans.athletes[id.0 as usize];
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
                    match taken.as_slice() {
                        [] => "add the athlete to a meet".to_owned(),
                        [only] => format!("add a line: group = \"{}\"", short(only)),
                        [first, ..] => {
                            let some = list(taken.iter().copied().take(MAX_LISTED));
                            format!("add a line: group = \"{}\"; the meets take: {}", short(first), short(&some))
                        }
                    },
                ),
            };
            let at_group = athlete.group.is_some() && !by_group;
            let place = if at_group { &places.group } else { &places.name };
            RACES_NOWHERE.at(place.clone(), message).help(help)
        });
    }
}
