//! The season read back as it is known last, so that a coach sees a wrong
//! year, a forgotten name or a meet on the wrong day in ten seconds.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::load::count;
use super::wrap::wrap;
use super::{CommandError, Streams};
use crate::domain::calendar::RuleContext;
use crate::domain::day::{Day, short};
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, ClosedId, GroupId, MeetId};
use crate::domain::lead::Lead;
use crate::domain::pace::Rounding;
use crate::rules::leads::r22_long_gap::{self, LongGap};
use crate::sheet::{SheetBuilder, phrases};

/// A line has so many columns.
const WIDTH: usize = 80;

/// What stands below a date is as far in.
const INDENT: &str = "            ";

pub(super) fn print(builder: &SheetBuilder, streams: &mut Streams) -> Result<(), CommandError> {
    let out = &mut streams.out;
    meets(builder, out)?;
    athletes(builder, out)?;
    long_gaps(builder, out)?;
    closed_days(builder, out)?;
    Ok(())
}

fn meets(builder: &SheetBuilder, out: &mut dyn Write) -> io::Result<()> {
    let season = builder.season;
    let mut meets: Vec<(Day, Day, MeetId)> = Vec::new();
    let mut canceled: Vec<MeetId> = Vec::new();
    for (id, meet) in season.meets_with_ids() {
        match meet.bounds() {
            Some((first, last)) => meets.push((first, last, id)),
            None => canceled.push(id),
        }
    }
    meets.sort_unstable();
    let (over, to_come): (Vec<_>, Vec<_>) = meets.into_iter().partition(|&(_, last, _)| last < season.as_of);
    if over.is_empty() && to_come.is_empty() && canceled.is_empty() {
        return Ok(());
    }
    writeln!(out, "MEETS")?;
    if !over.is_empty() {
        let known = short(season.date(season.as_of));
        writeln!(out, "{} over before {known}, when something became known last", count(over.len(), "meet"))?;
    }
    for (first, _, id) in to_come {
        meet(builder, first, id, out)?;
    }
    if !canceled.is_empty() {
        let names: Vec<&str> = canceled.iter().map(|&id| season.meet(id).name.as_str()).collect();
        write!(out, "{}", wrap("canceled    ", &names.join(", "), WIDTH))?;
    }
    writeln!(out)
}

/// What some athletes of a meet have in common, and how many they are.
type Counts = BTreeMap<(u16, String), usize>;

fn meet(builder: &SheetBuilder, first: Day, id: MeetId, out: &mut dyn Write) -> io::Result<()> {
    let season = builder.season;
    let meet = season.meet(id);
    let days: Vec<Day> = meet.days().iter().collect();
    let through = (1 < days.len()).then(|| format!("through {}", short(season.date(days[days.len() - 1]))));
    let time = meet.time.map(phrases::time_of_day);
    let tentative = meet.tentative.then(|| "tentative".to_owned());
    let parts = [Some(meet.name.clone()), through, time, meet.place.clone(), tentative];
    let head = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    write!(out, "{}", wrap(&dated(&short(season.date(first))), &head, WIDTH))?;

    let mut go: Vec<AthleteId> = Vec::new();
    let mut stay: Vec<AthleteId> = Vec::new();
    let mut of_its_groups: Vec<String> = Vec::new();
    let (mut gaps, mut leads) = (Counts::new(), Counts::new());
    for (athlete_id, athlete) in season.athletes_with_ids() {
        let shared = builder.plan.shared(athlete_id);
        let race =
            shared.calendar.races.iter().find(|race| race.meet == id && race.days.iter().any(|day| first <= day));
        let Some(race) = race else {
            if days.iter().any(|&day| season.is_on_the_team(athlete, day)) {
                let name = builder.name(athlete_id);
                let away = athlete.away();
                match meet.takes(athlete_id, athlete) || meet.names(athlete_id) {
                    true if days.iter().all(|&day| away.contains(day)) => of_its_groups.push(format!("{name} (away)")),
                    true if meet.without.contains(&athlete_id) => of_its_groups.push(format!("{name} (not racing)")),
                    true if meet.entries.is_some() => of_its_groups.push(format!("{name} (not entered)")),
                    true => of_its_groups.push(format!("{name} (no event)")),
                    false => stay.push(athlete_id),
                }
            }
            continue;
        };
        go.push(athlete_id);
        let last = shared.calendar.race_days.last_before(race.first);
        let gap = last.map_or((u16::MAX, "first race".to_owned()), |last| {
            let days = race.first.since(last).unsigned_abs();
            (days, format!("{} after the last race", count(usize::from(days), "day")))
        });
        *gaps.entry(gap).or_default() += 1;
        let lead = shared.decisions.iter().find(|decision| decision.meet == id).and_then(|decision| decision.lead);
        let lead = match lead {
            Some(Lead::Hours48) => (0, "48-hour workout".to_owned()),
            Some(Lead::Hours72) => (1, "72-hour workout".to_owned()),
            None => (2, "no workout".to_owned()),
        };
        *leads.entry(lead).or_default() += 1;
    }
    let mut line = |text: String| write!(out, "{}", wrap(INDENT, &text, WIDTH));
    if go.is_empty() {
        line("nobody goes".to_owned())?;
    } else {
        line(format!(
            "{}: {}",
            if go.len() == 1 { "1 goes".to_owned() } else { format!("{} go", go.len()) },
            builder.who(&go)
        ))?;
    }
    if !stay.is_empty() {
        line(format!(
            "{}: {}",
            if stay.len() == 1 { "1 stays".to_owned() } else { format!("{} stay", stay.len()) },
            builder.who(&stay)
        ))?;
    }
    if !of_its_groups.is_empty() {
        line(format!("not going from its groups: {}", of_its_groups.join(", ")))?;
    }
    if !go.is_empty() {
        line(format!("{}; {}", counted(&gaps), counted(&leads)))?;
    }
    Ok(())
}

/// `5 days after the last race`, or with numbers where they differ: `first race (3), 7 days after the last race (29)`.
fn counted(counts: &Counts) -> String {
    let counts: Vec<_> = counts.iter().collect();
    match counts.as_slice() {
        [((_, only), _)] => only.clone(),
        several => several.iter().map(|((_, what), count)| format!("{what} ({count})")).collect::<Vec<_>>().join(", "),
    }
}

fn athletes(builder: &SheetBuilder, out: &mut dyn Write) -> io::Result<()> {
    let season = builder.season;
    let mut squads: BTreeMap<(Event, Option<GroupId>), Vec<AthleteId>> = BTreeMap::new();
    for (id, athlete) in season.athletes_with_ids() {
        squads.entry((athlete.event, athlete.group)).or_default().push(id);
    }
    if squads.is_empty() {
        return Ok(());
    }
    writeln!(out, "ATHLETES")?;
    for ((event, group), ids) in squads {
        let over = event.rung().distance();
        let pace = |id: &AthleteId| season.athlete(*id).goals.own_pace(event.rung());
        let mut goals: Vec<_> =
            ids.iter().filter_map(|id| Some((pace(id)?.pace.split(over, Rounding::Tenth), *id))).collect();
        goals.sort_unstable();
        let goal = |(_, id): &(_, AthleteId)| format!("{} ({})", builder.goal(*id), builder.name(*id));
        let said = match goals.as_slice() {
            [] => "no goal".to_owned(),
            [only] => format!("goal {}", goal(only)),
            [fastest, .., slowest] => format!("goals {} to {}", goal(fastest), goal(slowest)),
        };
        let without = ids.len() - goals.len();
        let without = if 0 < without && !goals.is_empty() { format!("; {without} without one") } else { String::new() };
        let group = group.map_or_else(String::new, |group| format!(" {}", season.group(group)));
        let text = format!("{event}{group}: {}, {said}{without}", count(ids.len(), "athlete"));
        write!(out, "{}", wrap("", &text, WIDTH))?;
    }
    writeln!(out)
}

/// Where athletes have no race for weeks (R22).
fn long_gaps(builder: &SheetBuilder, out: &mut dyn Write) -> io::Result<()> {
    let season = builder.season;
    let mut gaps: BTreeMap<LongGap, Vec<AthleteId>> = BTreeMap::new();
    for id in season.athlete_ids() {
        let cx = RuleContext { season: &builder.plan.calendar, athlete: &builder.plan.shared(id).calendar };
        for gap in r22_long_gap::gaps(&cx, season.as_of) {
            gaps.entry(gap).or_default().push(id);
        }
    }
    if gaps.is_empty() {
        return Ok(());
    }
    writeln!(out, "WEEKS WITHOUT A RACE")?;
    for (LongGap { from, to, time_trial }, ids) in gaps {
        let days = count(usize::from(to.since(from).unsigned_abs()), "day");
        let [from, to] = [from, to].map(|day| short(season.date(day)));
        let remedy = time_trial.map_or_else(String::new, |day| {
            format!("; a time trial on {} would show where they stand", short(season.date(day)))
        });
        let text = format!("{days} from {from} to {to}: {}{remedy} [R22]", builder.who(&ids));
        write!(out, "{}", wrap("", &text, WIDTH))?;
    }
    writeln!(out)
}

fn closed_days(builder: &SheetBuilder, out: &mut dyn Write) -> io::Result<()> {
    let season = builder.season;
    let mut stretches: Vec<(Day, Day, ClosedId)> = Vec::new();
    for &(day, by) in season.closures.iter().filter(|(day, _)| season.as_of <= *day) {
        match stretches.last_mut() {
            Some((_, last, of)) if *of == by && last.next() == day => *last = day,
            _ => stretches.push((day, day, by)),
        }
    }
    if stretches.is_empty() {
        return Ok(());
    }
    writeln!(out, "CLOSED")?;
    for (first, last, by) in stretches {
        let days = usize::from(last.since(first).unsigned_abs()) + 1;
        let why = season.closed(by).why.as_ref().map(|why| format!(", {why}")).unwrap_or_default();
        let text = format!("{} ({}){why}", phrases::period(season, first, last), count(days, "day"));
        write!(out, "{}", wrap("", &text, WIDTH))?;
    }
    writeln!(out)
}

/// A short date, as wide as what stands below it is far in.
fn dated(date: &str) -> String {
    format!("{date:<width$}", width = INDENT.len())
}
