//! `[[meets]]`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Bounds, MAX_MEETS, Roster, full, vocabulary, within};
use crate::diag::codes::{CHANGE_MAKES_NO_SENSE, DATES_OUT_OF_ORDER, EVENT_WITHOUT_DAY, NAME_TWICE, OVER_A_LIMIT};
use crate::diag::{Diagnostic, Place};
use crate::domain::day::{Day, DaySet, MAX_DAYS};
use crate::domain::event::{Event, EventSet};
use crate::domain::season::{AthleteId, Change, Meet, MeetKind, News, Policy, Timetable};
use crate::season::{MeetPlaces, Spans};
use crate::tables::{At, Table, list, short};

pub(super) fn meets(
    file: &Table,
    bounds: Bounds,
    policy: &Policy,
    roster: &mut Roster,
    spans: &mut Spans,
) -> Vec<Meet> {
    let tables = file.headed("meets", "a meet");
    let mut meets = Vec::new();
    for table in within(file, "meets", tables, MAX_MEETS) {
        let (mut entered, mut moved) = (Vec::new(), None);
        let (groups, group_places) = roster.groups(&table).unzip();
        let meet = Meet { groups, ..meet(&table, bounds, policy, roster, &mut entered, &mut moved) };
        spans.meets.push(MeetPlaces {
            name: table.place_of("name"),
            date: table.place_of("date"),
            lead: if table.has("lead") { table.place_of("lead") } else { table.place_of("name") },
            entries: if table.has("entries") { table.place_of("entries") } else { table.place_of("name") },
            groups: group_places.unwrap_or_default(),
            entered,
            moved,
            dated: table.is_whole("date") && table.has("date"),
            groups_are_known: table.is_whole("groups"),
            names_are_known: ["athletes", "events", "entries"].iter().all(|key| table.is_whole(key)),
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
    let name = table.required("name", table.text("name"), "\"League Relays\"");
    let name = name.map_or_else(|| "the meet".to_owned(), |name| name.value);
    let first = table.required("date", table.date("date"), "2026-04-11");
    let last = table.date("through").or_else(|| first.clone());
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
        .words("events", &vocabulary::events())
        .map_or(EventSet::ALL, |events| events.iter().map(|event| event.value).collect());
    if let Some((first, last)) = dates.filter(|(first, last)| first < last) {
        let dayless: Vec<String> = events
            .iter()
            .filter(|&event| event_days[event as usize].is_none())
            .map(|event| event.to_string())
            .collect();
        if !dayless.is_empty() && table.is_whole("event-days") {
            let count = (last - first).num_days() + 1;
            let which = list(dayless.iter().map(String::as_str));
            let message = format!("{name} lasts {count} days, and does not give the day of the {which}");
            let help =
                format!("add event-days = {{ {} = {first} }}; as it stands, each is raced on every day", dayless[0]);
            table.push(
                EVENT_WITHOUT_DAY
                    .at(table.place_of(if table.has("event-days") { "event-days" } else { "through" }), message)
                    .help(help),
            );
        }
    }
    Meet {
        place: table.text("place").map(|place| place.value),
        time: table.time_of_day("time"),
        kind: table.word("kind", &vocabulary::meet_kinds()).map_or(MeetKind::Invitational, |kind| kind.value),
        first: dates.map_or(Day::at(0), |(first, _)| bounds.day(first)),
        last: dates.map_or(Day::at(0), |(_, last)| bounds.day(last)),
        // Read by the caller, which keeps where they stand.
        groups: None,
        athletes: table.texts("athletes").map(|names| roster.athletes(table, &names)),
        events,
        event_days,
        entries: entries(table, &name, policy, roster, entered),
        lead: table.word("lead", &vocabulary::choices()).map(|lead| lead.value),
        priority: table.integer("priority").map_or(1, |priority| priority.value as u8),
        tentative: table.boolean("tentative").unwrap_or(false),
        changes: changes(table, bounds, &name, dates, moved),
        name,
    }
}

fn event_days(table: &Table, bounds: Bounds, name: &str, dates: Option<(NaiveDate, NaiveDate)>) -> [Option<DaySet>; 3] {
    let Some(days) = table.table("event-days", "event-days") else { return [None; 3] };
    Event::ALL.map(|event| {
        let mut set = DaySet::default();
        for date in days.dates(event.as_str())? {
            if let Some((first, last)) = dates
                && !(first..=last).contains(&date.value)
            {
                let message = format!("the {event} is on {}, which is no day of {name}", full(date.value));
                let remedy = format!("correct the date, or the meet's own: it goes from {first} through {last}");
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
    let entries = table.table("entries", "entries")?;
    let mut entered: BTreeMap<AthleteId, (EventSet, Place)> = BTreeMap::new();
    for event in Event::ALL {
        for athlete in entries.texts(event.as_str()).unwrap_or_default() {
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
            table.push(problem.help("take him out of one, or raise max-events-per-meet in [policy]"));
        }
    }
    Some(entered.into_iter().map(|(id, (events, _))| (id, events)).collect())
}

/// Most moves of one meet.
const MAX_MOVES: usize = 100;

/// What the file says of a change: when it became known, and the days of a move.
struct Told {
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
    let mut told: Vec<Told> = Vec::new();
    let moves = table.tables("moved", "a move").unwrap_or_default();
    if let Some(first_over) = moves.get(MAX_MOVES) {
        let message = format!("{name} is moved {} times, more than {MAX_MOVES}", moves.len());
        table.push(OVER_A_LIMIT.at(first_over.place(), message).help("keep the moves that still matter"));
    }
    for moved in moves.iter().take(MAX_MOVES) {
        let day = moved.date("day");
        let to = moved.required("to", moved.date("to"), "2026-04-13");
        let on = moved.required("on", moved.date("on"), "2026-04-10");
        if let (Some(to), Some(on)) = (to, on) {
            told.push(Told { on, day, to: Some(to) });
        }
    }
    told.extend(table.date("canceled").map(|on| Told { on, day: None, to: None }));
    told.sort_by_key(|told| (told.on.value, told.to.is_none()));

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
    for Told { on, day, to } in told {
        let known = day_of(on.value);
        let left: Vec<Day> = timetable.days().filter(|day| known <= *day).collect();
        if changes.last().is_some_and(|change| change.news == News::Canceled) {
            let message = format!("{name} was canceled before, so it cannot be moved");
            refuse(&on.place, message, "remove one of the two");
            continue;
        }
        let Some(next) = left.iter().copied().min() else {
            let message = format!("{name}: this became known on {}, after the meet was over", full(on.value));
            refuse(&on.place, message, "correct the day on which it became known");
            continue;
        };
        if let Some(day) = day.as_ref().filter(|day| !left.contains(&day_of(day.value))) {
            let held: Vec<String> = left.iter().map(|&day| date_of(day).to_string()).collect();
            let message = format!("{name} is not held on {} when this becomes known", full(day.value));
            let remedy = format!("the days that can move are: {}", list(held.iter().map(String::as_str)));
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
                let message = format!("{name} is on {} already", full(to.value));
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
