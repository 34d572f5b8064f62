//! `[[meets]]`, and what news shares with it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::roster::Roster;
use super::{Context, MAX_MEETS, Stretch, accepted, former, full};
use crate::diag::codes::{DATES_OUT_OF_ORDER, EVENT_WITHOUT_DAY, NAME_TWICE};
use crate::diag::{Findings, Place, Severity};
use crate::domain::day::{Day, DaySet};
use crate::domain::event::MeetEvent;
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::lead::Lead;
use crate::domain::meet::{Choice, Entries, Meet, MeetChange};
use crate::domain::name::text_key;
use crate::domain::season::Season;
use crate::season::{MeetPlaces, Spans, keys};
use crate::tables::{AnyKey, At, Dates, Key, Subtable, Table, list, short};

/// Where the names and days that an entry or a piece of news gives for a meet stand.
#[derive(Default)]
pub(super) struct Mentions {
    pub(super) groups: Vec<(GroupId, Place)>,
    pub(super) entered: Vec<(AthleteId, MeetEvent, Place)>,
    pub(super) event_days: Vec<(MeetEvent, Day, Place)>,
}

pub(super) fn meets(file: &Table, cx: Context, roster: &mut Roster, spans: &mut Spans) -> Vec<Meet> {
    let tables = super::entries(file, &keys::MEETS, MAX_MEETS);
    let name = |table: &Table| table.value(&keys::MEET_NAME).or_else(|| table.text_as_typed(&keys::MEET_NAME));
    let names: Vec<Option<String>> = tables.iter().map(name).collect();
    let mut count: HashMap<String, usize> = HashMap::new();
    names.iter().flatten().for_each(|name| *count.entry(text_key(name)).or_default() += 1);
    let mut meets = Vec::new();
    for (table, name) in tables.iter().zip(names) {
        let shares_its_name = name.as_ref().is_some_and(|name| 1 < count[&text_key(name)]);
        let name = name.unwrap_or_else(|| "the meet".to_owned());
        former::keys(table, &name, shares_its_name);
        let mut mentions = Mentions::default();
        meets.push(meet(table, cx, roster, name, &mut mentions));
        let first_of = |keys: &[&dyn AnyKey]| {
            let key = keys.iter().find(|key| table.has(**key)).copied();
            table.place_of(key.unwrap_or(&keys::MEET_NAME))
        };
        let who: [&dyn AnyKey; 6] = [
            &keys::MEET_ATHLETES,
            &keys::MEET_EVENTS,
            &keys::MEET_ENTRIES,
            &keys::MEET_ALSO,
            &keys::MEET_INSTEAD,
            &keys::MEET_WITHOUT,
        ];
        spans.meets.push(MeetPlaces {
            name: table.place_of(&keys::MEET_NAME),
            date: table.place_of(&keys::MEET_DATE),
            lead: first_of(&[&keys::MEET_LEAD, &keys::MEET_LEADS]),
            entries: first_of(&[&keys::MEET_ENTRIES, &keys::MEET_ALSO, &keys::MEET_INSTEAD]),
            days: first_of(&[&keys::MEET_EVENT_DAYS, &keys::MEET_THROUGH]),
            groups: mentions.groups,
            entered: mentions.entered,
            event_days: mentions.event_days,
            moved: None,
            dated: table.is_whole(&keys::MEET_DATE)
                && table.has(&keys::MEET_DATE)
                && table.is_whole(&keys::MEET_THROUGH),
            groups_are_known: table.is_whole(&keys::MEET_GROUPS),
            names_are_known: who.into_iter().all(|key| table.is_whole(key)),
        });
    }
    meets
}

fn meet(table: &Table, cx: Context, roster: &mut Roster, name: String, mentions: &mut Mentions) -> Meet {
    let known = cx.known(table, &keys::MEET_KNOWN);
    let from = table.get(&keys::MEET_DATE);
    let through = table.get(&keys::MEET_THROUGH);
    let mut change = change(table, cx, roster, mentions);
    if let Some(from) = from {
        cx.bounds.check(table, &name, &from);
        let first = cx.bounds.day(from.value);
        change.date = Some(first);
        let days = Stretch { through: through.unwrap_or_else(|| from.clone()), from };
        days.check_known(table, &format!("{name} is"), keys::MEET_DATE.name, known.as_ref());
        if days.through.value < days.from.value {
            let (first, last) = (full(days.from.value), full(days.through.value));
            let message = format!("{name} ends on {last}, before it begins on {first}");
            let problem = DATES_OUT_OF_ORDER.at(days.through.place, message);
            table.push(problem.help("swap the two dates, or correct one"));
        } else if days.through.value != days.from.value {
            cx.bounds.check(table, &format!("the last day of {name}"), &days.through);
            change.through = Some(cx.bounds.day(days.through.value));
        }
    }
    if let Some(groups) = table.value(&keys::MEET_GROUPS) {
        change.groups = Some(self::groups(table, roster, groups, mentions));
    }
    if let Some(athletes) = table.value(&keys::MEET_ATHLETES) {
        change.athletes = Some(roster.athletes(table, &athletes));
    }
    let known = cx.day_known(known.as_ref());
    let mut meet = Meet::unknown(name, known);
    meet.apply(known, &[&change]);
    meet
}

/// What the keys that an entry and a piece of news share say of a meet: all but its days, groups and athletes.
pub(super) fn change(table: &Table, cx: Context, roster: &Roster, mentions: &mut Mentions) -> MeetChange {
    let mut entries = |key| entries(table, roster, key, &mut mentions.entered);
    let (entered, also, instead) =
        (entries(&keys::MEET_ENTRIES), entries(&keys::MEET_ALSO), entries(&keys::MEET_INSTEAD));
    MeetChange {
        place: table.value(&keys::MEET_PLACE),
        time: table.value(&keys::MEET_TIME),
        note: table.value(&keys::MEET_NOTE),
        kind: table.value(&keys::MEET_KIND),
        events: table.value(&keys::MEET_EVENTS).map(|events| events.iter().map(|event| event.value).collect()),
        event_days: event_days(table, cx, &mut mentions.event_days),
        entries: entered,
        also: also.unwrap_or_default(),
        instead: instead.unwrap_or_default(),
        without: table.value(&keys::MEET_WITHOUT).map(|names| roster.athletes(table, &names)),
        lead: table.value(&keys::MEET_LEAD),
        leads: leads(table, roster),
        priority: table.value(&keys::MEET_PRIORITY).map(|priority| priority as u8),
        train_through: table.value(&keys::MEET_TRAIN_THROUGH),
        tentative: table.value(&keys::MEET_TENTATIVE),
        accept: accepted(table, &keys::MEET_ACCEPT, cx.references),
        ..MeetChange::default()
    }
}

/// The groups that go, sorted.
pub(super) fn groups(
    table: &Table,
    roster: &mut Roster,
    names: Vec<At<String>>,
    mentions: &mut Mentions,
) -> Vec<GroupId> {
    mentions.groups.extend(names.into_iter().map(|name| (roster.group(table, &name), name.place)));
    let ids: BTreeSet<GroupId> = mentions.groups.iter().map(|&(id, _)| id).collect();
    ids.into_iter().collect()
}

fn event_days(table: &Table, cx: Context, places: &mut Vec<(MeetEvent, Day, Place)>) -> BTreeMap<MeetEvent, DaySet> {
    let Some(days) = table.value(&keys::MEET_EVENT_DAYS) else { return BTreeMap::new() };
    let of_event = |(event, key): (MeetEvent, &'static Key<Dates>)| {
        let mut set = DaySet::default();
        for date in days.value(key)? {
            let day = cx.bounds.day(date.value);
            set.insert(day);
            places.push((event, day, date.place));
        }
        Some((event, set))
    };
    MeetEvent::ALL.into_iter().zip(&keys::EVENT_DAYS).filter_map(of_event).collect()
}

/// Who runs what, from one key of a table; who is named twice for an event is reported.
fn entries(
    table: &Table,
    roster: &Roster,
    key: &'static Key<Subtable>,
    places: &mut Vec<(AthleteId, MeetEvent, Place)>,
) -> Option<Entries> {
    let table = table.value(key)?;
    let mut entries = Entries::new();
    for (event, key) in MeetEvent::ALL.into_iter().zip(&keys::ENTRIES) {
        let Some(names) = table.value(key) else { continue };
        let mut ids = BTreeSet::new();
        for name in names {
            let Some(id) = roster.athlete(&table, &name) else { continue };
            if ids.insert(id) {
                places.push((id, event, name.place));
            } else {
                let message = format!("\"{}\" is entered twice in the {event}", short(&name.value));
                table.push(NAME_TWICE.at(name.place, message).help("remove one of the two"));
            }
        }
        entries.insert(event, ids.into_iter().collect());
    }
    Some(entries)
}

/// The lead for single athletes; who has two is reported.
fn leads(table: &Table, roster: &Roster) -> BTreeMap<Option<Choice>, Vec<AthleteId>> {
    let Some(table) = table.value(&keys::MEET_LEADS) else { return BTreeMap::new() };
    let choices = Lead::ALL.map(|lead| Some(Choice::Lead(lead))).into_iter().chain([Some(Choice::None), None]);
    let mut all = BTreeSet::new();
    let mut leads = BTreeMap::new();
    for (choice, key) in choices.zip(&keys::LEADS) {
        let Some(names) = table.value(key) else { continue };
        let mut ids = BTreeSet::new();
        for name in names {
            let Some(id) = roster.athlete(&table, &name) else { continue };
            if all.insert(id) {
                ids.insert(id);
            } else {
                let message = format!("\"{}\" has two leads here", short(&name.value));
                table.push(NAME_TWICE.at(name.place, message).help("remove one of the two"));
            }
        }
        leads.insert(choice, ids.into_iter().collect());
    }
    leads
}

/// Meets of several days that do not say on which of them an event is, as they are known last.
pub(super) fn warnings(season: &Season, spans: &Spans, findings: &mut Findings) {
    for (id, meet) in season.meets_with_ids() {
        let places = spans.meet(id);
        let days = meet.days();
        let (Some(first), Some(last)) = (days.first(), days.last()) else { continue };
        // What is over was run, whatever it was.
        if first == last || last < season.as_of || !places.dated || has_error(findings, &places.days) {
            continue;
        }
        let dayless = meet.all_events().iter().filter(|&event| meet.schedule.event_days(event).is_none());
        let dayless: Vec<&str> = dayless.map(MeetEvent::as_str).collect();
        if !dayless.is_empty() {
            let count = days.iter().count();
            let which = list(dayless.iter().copied());
            let message = format!("{} lasts {count} days, but does not give the day of the {which}", meet.name);
            let of_event = |event: MeetEvent| {
                let days = meet.schedule.event_days(event).unwrap_or_else(|| [first].into_iter().collect());
                let dates: Vec<String> = days.iter().map(|day| season.date(day).to_string()).collect();
                let dates = if dates.len() == 1 { dates.concat() } else { format!("[{}]", dates.join(", ")) };
                format!("{} = {dates}", event.as_str())
            };
            let all = meet.all_events().iter().map(of_event).collect::<Vec<_>>().join(", ");
            let help = format!(
                "write event-days = {{ {all} }}, with the right dates; as it stands, each is raced on every day"
            );
            findings.push(EVENT_WITHOUT_DAY.at(places.days.clone(), message).help(help));
        }
    }
}

/// True when an error was found at a place.
fn has_error(findings: &Findings, place: &Place) -> bool {
    let is_there = |found: &Place| found.file == place.file && place.span.contains(&found.span.start);
    findings.iter().any(|found| found.severity == Severity::Error && found.place.as_ref().is_some_and(is_there))
}
