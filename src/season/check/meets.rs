//! `[[meets]]`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::roster::Roster;
use super::{Bounds, MAX_MEETS, full};
use crate::diag::codes::{CHANGE_MAKES_NO_SENSE, DATES_OUT_OF_ORDER, EVENT_WITHOUT_DAY, NAME_TWICE, OVER_A_LIMIT};
use crate::diag::{Diagnostic, Place};
use crate::domain::day::{Day, DaySet, MAX_DAYS};
use crate::domain::event::{Event, EventSet};
use crate::domain::ids::AthleteId;
use crate::domain::meet::{Change, Meet, MeetKind, News, Timetable};
use crate::domain::season::Policy;
use crate::season::{MeetPlaces, Spans, keys};
use crate::tables::{AnyKey, At, Table, list, short};

pub(super) fn meets(
    file: &Table,
    bounds: Bounds,
    policy: &Policy,
    roster: &mut Roster,
    spans: &mut Spans,
) -> Vec<Meet> {
    let mut meets = Vec::new();
    for table in super::entries(file, &keys::MEETS, MAX_MEETS) {
        let (mut entered, mut moved) = (Vec::new(), None);
        let (groups, group_places) = roster.groups(&table, &keys::MEET_GROUPS).unzip();
        let meet = Meet { groups, ..meet(&table, bounds, policy, roster, &mut entered, &mut moved) };
        let or_name = |key: &dyn AnyKey| table.place_of(if table.has(key) { key } else { &keys::MEET_NAME });
        let who: [&dyn AnyKey; 3] = [&keys::MEET_ATHLETES, &keys::MEET_EVENTS, &keys::MEET_ENTRIES];
        spans.meets.push(MeetPlaces {
            name: table.place_of(&keys::MEET_NAME),
            date: table.place_of(&keys::MEET_DATE),
            lead: or_name(&keys::MEET_LEAD),
            entries: or_name(&keys::MEET_ENTRIES),
            groups: group_places.unwrap_or_default(),
            entered,
            moved,
            dated: table.is_whole(&keys::MEET_DATE) && table.has(&keys::MEET_DATE),
            groups_are_known: table.is_whole(&keys::MEET_GROUPS),
            names_are_known: who.into_iter().all(|key| table.is_whole(key)),
        });
        meets.push(meet);
    }
    meets
}

fn meet(
    table: &Table,
    bounds: Bounds,
    policy: &Policy,
    roster: &mut Roster,
    entered: &mut Vec<(AthleteId, Event, Place)>,
    moved: &mut Option<Place>,
) -> Meet {
    let name = table.value(&keys::MEET_NAME).unwrap_or_else(|| "the meet".to_owned());
    let first = table.get(&keys::MEET_DATE);
    let last = table.get(&keys::MEET_THROUGH).or_else(|| first.clone());
    if let Some(first) = &first {
        bounds.check(table, &name, first);
    }
    if let (Some(first), Some(last)) = (&first, &last) {
        if last.value < first.value {
            let message = format!("{name} ends on {}, before it begins on {}", full(last.value), full(first.value));
            table.push(DATES_OUT_OF_ORDER.at(last.place.clone(), message).help("swap the two dates, or correct one"));
        } else if last.value != first.value {
            bounds.check(table, &format!("the last day of {name}"), last);
        }
    }
    let dates = first.as_ref().zip(last.as_ref()).map(|(first, last)| (first.value, last.value));
    let event_days = event_days(table, bounds, &name, dates);
    let events = table
        .value(&keys::MEET_EVENTS)
        .map_or(EventSet::ALL, |events| events.iter().map(|event| event.value).collect());
    if let Some((first, last)) = dates.filter(|(first, last)| first < last) {
        let dayless: Vec<String> = events
            .iter()
            .filter(|&event| event_days[event as usize].is_none())
            .map(|event| event.to_string())
            .collect();
        if !dayless.is_empty() && table.is_whole(&keys::MEET_EVENT_DAYS) {
            let count = (last - first).num_days() + 1;
            let which = list(dayless.iter().map(String::as_str));
            let message = format!("{name} lasts {count} days, but does not give the day of the {which}");
            let help =
                format!("add event-days = {{ {} = {first} }}; as it stands, each is raced on every day", dayless[0]);
            let key: &dyn AnyKey =
                if table.has(&keys::MEET_EVENT_DAYS) { &keys::MEET_EVENT_DAYS } else { &keys::MEET_THROUGH };
            table.push(EVENT_WITHOUT_DAY.at(table.place_of(key), message).help(help));
        }
    }
    Meet {
        place: table.value(&keys::MEET_PLACE),
        time: table.value(&keys::MEET_TIME),
        kind: table.value(&keys::MEET_KIND).unwrap_or(MeetKind::Invitational),
        first: dates.map_or(Day::at(0), |(first, _)| bounds.day(first)),
        last: dates.map_or(Day::at(0), |(_, last)| bounds.day(last)),
        // Read by the caller, which keeps where they stand.
        groups: None,
        athletes: table.value(&keys::MEET_ATHLETES).map(|names| roster.athletes(table, &names)),
        events,
        event_days,
        entries: entries(table, &name, policy, roster, entered),
        lead: table.value(&keys::MEET_LEAD),
        priority: table.value(&keys::MEET_PRIORITY).map_or(1, |priority| priority as u8),
        tentative: table.value(&keys::MEET_TENTATIVE).unwrap_or(false),
        changes: changes(table, bounds, &name, dates, moved),
        name,
    }
}

fn event_days(table: &Table, bounds: Bounds, name: &str, dates: Option<(NaiveDate, NaiveDate)>) -> [Option<DaySet>; 3] {
    let Some(days) = table.value(&keys::MEET_EVENT_DAYS) else { return [None; 3] };
    Event::ALL.map(|event| {
        let mut set = DaySet::default();
        for date in days.value(&keys::EVENT_DAYS[event as usize])? {
            if let Some((first, last)) = dates
                && !(first..=last).contains(&date.value)
            {
                let message = format!("the {event} is on {}, which is not a day of {name}", full(date.value));
                let remedy = format!("correct the date, or the meet's: it runs from {first} through {last}");
                days.push(DATES_OUT_OF_ORDER.at(date.place.clone(), message).help(remedy));
            }
            set.insert(bounds.day(date.value));
        }
        (!set.is_empty()).then_some(set)
    })
}

fn entries(
    table: &Table,
    name: &str,
    policy: &Policy,
    roster: &Roster,
    places: &mut Vec<(AthleteId, Event, Place)>,
) -> Option<Vec<(AthleteId, EventSet)>> {
    let entries = table.value(&keys::MEET_ENTRIES)?;
    let mut entered: BTreeMap<AthleteId, (EventSet, Place)> = BTreeMap::new();
    for event in Event::ALL {
        for athlete in entries.value(&keys::ENTRIES[event as usize]).unwrap_or_default() {
            let Some(id) = roster.athlete(table, &athlete) else { continue };
            let (events, place) = entered.entry(id).or_insert((EventSet::default(), athlete.place.clone()));
            if events.contains(event) {
                let message = format!("\"{}\" is entered twice in the {event}", short(&athlete.value));
                table.push(NAME_TWICE.at(athlete.place, message).help("remove one of the two"));
                continue;
            }
            events.insert(event);
            places.push((id, event, athlete.place.clone()));
            *place = athlete.place;
        }
    }
    for (id, (events, place)) in &entered {
        if policy.max_events_per_meet < events.len() {
            let message = format!(
                "{} is entered in {} events at {name}, more than {}",
                short(&roster.names[id.0 as usize]),
                events.len(),
                policy.max_events_per_meet
            );
            let problem = Diagnostic::error("R15", Some(place.clone()), message);
            table.push(problem.help("enter fewer events, or raise max-events-per-meet in [policy]"));
        }
    }
    Some(entered.into_iter().map(|(id, (events, _))| (id, events)).collect())
}

/// Most moves of one meet.
const MAX_MOVES: usize = 100;

/// What the file says of a change: when it became known, and the days of a move.
struct Announcement {
    on: At<NaiveDate>,
    day: Option<At<NaiveDate>>,
    /// `None` when the meet is canceled.
    to: Option<At<NaiveDate>>,
}

/// What became known later, in the order in which it did: of one day, moves
/// in file order, then the cancellation. `moved` is the place of the last new day.
fn changes(
    table: &Table,
    bounds: Bounds,
    name: &str,
    dates: Option<(NaiveDate, NaiveDate)>,
    moved: &mut Option<Place>,
) -> Vec<Change> {
    let mut announcements: Vec<Announcement> = Vec::new();
    let moves = table.value(&keys::MEET_MOVED).unwrap_or_default();
    if let Some(first_over) = moves.get(MAX_MOVES) {
        let message = format!("{name} is moved {} times, more than {MAX_MOVES}", moves.len());
        table.push(OVER_A_LIMIT.at(first_over.place(), message).help("keep the moves that still matter"));
    }
    for moved in moves.iter().take(MAX_MOVES) {
        let day = moved.get(&keys::MOVED_DAY);
        let to = moved.get(&keys::MOVED_TO);
        let on = moved.get(&keys::MOVED_ON);
        if let (Some(to), Some(on)) = (to, on) {
            announcements.push(Announcement { on, day, to: Some(to) });
        }
    }
    announcements.extend(table.get(&keys::MEET_CANCELED).map(|on| Announcement { on, day: None, to: None }));
    announcements.sort_by_key(|announcement| (announcement.on.value, announcement.to.is_none()));

    let Some((first, last)) = dates.filter(|(first, last)| first <= last) else { return Vec::new() };
    // Without the season's first day the changes are still checked among themselves.
    let base = if bounds.known { bounds.start } else { first };
    let (day_of, date_of) = (|date: NaiveDate| Day::between(base, date), |day: Day| day.date(base));
    let most = day_of(first).plus(MAX_DAYS as i16);
    let mut timetable = Timetable::announced(day_of(first), day_of(last).min(most));
    let mut changes: Vec<Change> = Vec::new();
    let refuse = |place: &Place, message: String, remedy: &str| {
        table.push(CHANGE_MAKES_NO_SENSE.at(place.clone(), message).help(remedy));
    };
    for Announcement { on, day, to } in announcements {
        let known = day_of(on.value);
        let left: Vec<Day> = timetable.days().filter(|day| known <= *day).collect();
        if changes.last().is_some_and(|change| change.news == News::Canceled) {
            let message = format!("{name} was already canceled, so it cannot be moved");
            refuse(&on.place, message, "remove one of the two");
            continue;
        }
        let Some(next) = left.iter().copied().min() else {
            let message = format!("{name}: this became known on {}, after the meet was over", full(on.value));
            refuse(&on.place, message, "correct the day on which it became known");
            continue;
        };
        if let Some(day) = day.as_ref().filter(|day| !left.contains(&day_of(day.value))) {
            let movable: Vec<String> = left.iter().map(|&day| date_of(day).to_string()).collect();
            let message = format!("{name} is not held on {} when this becomes known", full(day.value));
            let remedy = format!("the days that can move are: {}", list(movable.iter().map(String::as_str)));
            refuse(&day.place, message, &remedy);
            continue;
        }
        let news = match (&to, &day) {
            (None, _) => News::Canceled,
            (Some(to), None) => News::Moved { to: day_of(to.value) },
            (Some(to), Some(day)) => News::MovedDay { day: day_of(day.value), to: day_of(to.value) },
        };
        let change = Change { known, news };
        timetable = timetable.after(&change);
        if let Some(to) = to {
            let from = day.as_ref().map_or_else(|| date_of(next), |day| day.value);
            if to.value < on.value {
                let message = format!("{name}: the move to {} became known only on {}", full(to.value), full(on.value));
                refuse(&to.place, message, "correct one of the two dates");
            } else if to.value == from {
                let message = format!("{name} is already on {}", full(to.value));
                refuse(&to.place, message, "correct the new day, or remove the move");
            }
            bounds.check(table, &format!("the new day of {name}"), &to);
            let new_last = timetable.days().max().map_or(to.value, date_of);
            if day.is_none() && new_last != to.value {
                let last = At { value: new_last, place: to.place.clone() };
                bounds.check(table, &format!("the new last day of {name}"), &last);
            }
            *moved = Some(to.place);
        }
        changes.push(change);
    }
    changes
}
