//! What the commands do that write into the season file what became known: one
//! entry more, and in words what it changes in the plan.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Days, NaiveDate};

use super::load::{self, SeasonArg, SeasonFiles};
use super::wrap::wrap;
use super::{CommandError, Streams, dates, diff, names};
use crate::diag::escaped;
use crate::domain::day::{short, spoken};
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::publish::{Lock, replace_file};
use crate::season::edit::Addition;
use crate::sheet::{Difference, SheetBuilder};
use crate::tables::edit::{added_entry, quoted};

// No doc comment: it would be the help of the commands that have these arguments.
#[derive(clap::Args)]
pub(super) struct ChangeArgs {
    /// The first day that is planned with it [default: today, or the first day named when that is earlier]
    #[arg(long, value_name = "DATE")]
    known: Option<String>,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

// No doc comment, likewise.
#[derive(clap::Args)]
pub(super) struct WhyArg {
    /// Why; the sheets print it
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

impl WhyArg {
    pub(super) fn text(&self) -> Option<String> {
        self.why.as_deref().map(str::trim).filter(|why| !why.is_empty()).map(str::to_owned)
    }
}

/// What became known, and of whom or what.
pub(super) struct Change {
    pub(super) addition: Addition,
    pub(super) subject: Subject,
    /// The first day that is named, here or in the addition.
    pub(super) named: Option<NaiveDate>,
}

/// Of whom or what something became known.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    Meet(MeetId),
    Athlete(AthleteId),
    Team,
}

/// A line has so many columns.
const WIDTH: usize = 80;

/// So many days from the first that changes on are shown.
const DAYS_SHOWN: u64 = 8;

/// Writes what `change` makes of the season as it is, and shows what that changes.
pub(super) fn run(
    season: &SeasonArg,
    args: &ChangeArgs,
    change: impl FnOnce(&SheetBuilder, NaiveDate) -> Result<Change, CommandError>,
    streams: &mut Streams,
) -> Result<(), CommandError> {
    let path = season.find()?;
    let today = dates::today();
    let known = args.known.as_deref().map(|known| dates::required(known, today)).transpose()?;
    // From here to the new file nobody else writes it.
    let lock = if args.dry_run { None } else { lock(&path)? };
    let before = load::load(path)?;
    let planned_season = before.planned_season(streams)?;
    let builder = planned_season.builder();
    let change = change(&builder, today)?;
    // Of a day that was canceled earlier, nothing becomes known on that day.
    let is_canceled = |day: &NaiveDate| match change.subject {
        Subject::Meet(id) => is_canceled(builder.season, id, *day),
        _ => false,
    };
    let first_named = change.named.into_iter().chain(change.addition.days()).filter(|day| !is_canceled(day)).min();
    let known = known.unwrap_or_else(|| first_named.map_or(today, |first| first.min(today)));
    if builder.season.end < known {
        let end = spoken(builder.season.end);
        let what = format!("the season was over on {end}; say when this became known with --known DATE");
        return Err(CommandError::Failure(what));
    }
    if let Some(objection) = objection(&builder, &change, known) {
        return Err(CommandError::Failure(objection));
    }
    let text = edited(&before, &change.addition, known)?;
    let after = load::load_edited(&before.path, text.clone())?;
    let Ok(now) = after.planned_season(streams) else {
        let path = before.path.display();
        writeln!(streams.err, "racepace: {path} is as it was: this change was not made because of the problems above")?;
        return Err(CommandError::SeasonErrors);
    };
    // First the file, then what is printed about it: nobody may be reading anymore.
    if let Some(lock) = lock {
        replace_file(&lock, &before.path, before.text().as_bytes(), text.as_bytes())?;
    }
    print_entry(&before.path, before.text(), &text, streams)?;
    for found in &after.findings {
        // Warnings that the file had before are not repeated.
        if !before.findings.iter().any(|known| (known.code, &known.message) == (found.code, &found.message)) {
            writeln!(streams.err, "{}\n", after.sources.text(found))?;
        }
    }
    let newer = now.builder();
    let difference = builder.difference(&newer);
    print_difference(&difference, &newer, known, streams)?;
    if difference.changed.iter().flat_map(|changed| &changed.days).any(|day| day.date == known.to_string()) {
        writeln!(streams.out)?;
        let run = sessions_run(&builder, &difference, known);
        when_practice_is_over(&before, &change.addition, known, &run, streams)?;
    }
    if args.dry_run {
        writeln!(streams.err, "racepace: {} is as it was (--dry-run)", before.path.display())?;
        return Ok(());
    }
    writeln!(streams.err, "racepace: {} is changed; run racepace build to make the sheets", before.path.display())?;
    Ok(())
}

/// Takes the season file; where there is none, reading it says so.
fn lock(path: &Path) -> Result<Option<Lock>, CommandError> {
    if path.is_file() { Ok(Some(Lock::of_file(path)?)) } else { Ok(None) }
}

/// The text of the season file with the new entry.
fn edited(before: &SeasonFiles, addition: &Addition, known: NaiveDate) -> Result<String, CommandError> {
    let text = before.text();
    match addition.text(text, known) {
        Ok(added) => Ok(format!("{text}{added}")),
        Err(form) => {
            let line = text[..form.at].matches('\n').count() + 1;
            let (path, heading) = (before.path.display(), addition.heading());
            Err(CommandError::Failure(format!(
                "{path}:{line}: \"{heading}\" is written in another form here; write each entry under a heading \
                 [[{heading}]] of its own, and try again"
            )))
        }
    }
}

/// Why a change makes no sense on the day on which it becomes known.
fn objection(builder: &SheetBuilder, change: &Change, known: NaiveDate) -> Option<String> {
    let day = builder.season.day(known);
    let version = builder.history.on(day);
    match (change.subject, &change.addition) {
        (Subject::Athlete(id), Addition::Back { .. }) => {
            let is_away = |season: &Season| season.athlete(id).absences.iter().any(|absence| absence.has(day));
            let (name, on) = (builder.name(id), spoken(known));
            // An absence that becomes known on the same day would begin after they are back.
            match (is_away(builder.history.on(day.before())), is_away(version)) {
                (true, _) => None,
                (false, true) => Some(format!(
                    "that {name} is away became known on {on} itself; if they are back on the next day, add --known {}, \
                     and if they were never away, remove that entry from the season file",
                    known + Days::new(1)
                )),
                (false, false) => Some(format!("{name} is not away on {on}")),
            }
        }
        (Subject::Meet(id), addition) => {
            let meet = version.meet(id);
            let canceled = |day: NaiveDate| is_canceled(version, id, day);
            match meet.bounds() {
                // A day that was canceled is held after all.
                _ if let Addition::Moved { day: Some(day), to: Some(_), .. } = addition
                    && canceled(*day) =>
                {
                    None
                }
                _ if let Addition::Canceled { day: Some(day), .. } = addition
                    && canceled(*day) =>
                {
                    Some(format!("{} is already canceled on {}", meet.name, spoken(*day)))
                }
                None if matches!(addition, Addition::Moved { to: None, .. }) => {
                    Some(format!("{} is canceled; if it is held after all, say on which day with --to DATE", meet.name))
                }
                None if matches!(addition, Addition::Canceled { .. }) => {
                    Some(format!("{} is already canceled", meet.name))
                }
                Some((first, last)) if last < day => Some(format!(
                    "{} was over on {}; if it was not held then, add --known {}",
                    meet.name,
                    spoken(version.date(last)),
                    version.date(first)
                )),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_canceled(season: &Season, id: MeetId, day: NaiveDate) -> bool {
    season.meet(id).schedule.canceled().contains(season.day(day))
}

/// Prints the lines that the file has since, with their numbers.
fn print_entry(path: &Path, was: &str, now: &str, streams: &mut Streams) -> Result<(), CommandError> {
    let before = was.lines().count();
    writeln!(streams.out, "{}", path.display())?;
    for (index, line) in now.lines().enumerate().skip(before).filter(|(_, line)| !line.is_empty()) {
        writeln!(streams.out, "{:>5} + {}", index + 1, escaped(line))?;
    }
    writeln!(streams.out)?;
    Ok(())
}

/// Prints who has what from now on: some days from the first that is another.
fn print_difference(
    difference: &Difference,
    newer: &SheetBuilder,
    known: NaiveDate,
    streams: &mut Streams,
) -> Result<(), CommandError> {
    let all = difference.athlete_days();
    let dates = difference.changed.iter().flat_map(|changed| &changed.days).filter_map(|day| day.date.parse().ok());
    let first: NaiveDate = dates.filter(|date| known <= *date).min().unwrap_or(known);
    let coming = difference.clone().within(first, first + Days::new(DAYS_SHOWN - 1), newer);
    diff::print(&coming, streams)?;
    match all - coming.athlete_days() {
        0 if difference.changed.is_empty() => writeln!(streams.out, "no athlete's day changes")?,
        0 => {}
        1 => writeln!(streams.out, "\n1 more athlete day changes after that; racepace build shows it")?,
        later => writeln!(streams.out, "\n{later} more athlete days change after that; racepace build shows them all")?,
    }
    Ok(())
}

/// Says how to write a change when practice of the day on which it became
/// known is over. What is proposed is tried first.
fn when_practice_is_over(
    before: &SeasonFiles,
    addition: &Addition,
    known: NaiveDate,
    run: &[Vec<String>],
    streams: &mut Streams,
) -> Result<(), CommandError> {
    let itself = format!("{} itself changes; if that day's practice is over,", short(known));
    let mut say = |what: &str| write!(streams.out, "{}", wrap("", &format!("{itself} {what}"), WIDTH));
    let is_fine = |text: String| -> Result<bool, CommandError> {
        Ok(load::load_edited(&before.path, text)?.planned_season.is_some())
    };
    let next = known + Days::new(1);
    let Some(later) = addition.from_day_on(next) else {
        say("this entry is not needed: the day was run as planned")?;
        return Ok(());
    };
    let instead = edited(before, &later, next)?;
    if is_fine(instead.clone())? {
        say("write this instead, and it stays as it was:")?;
        return print_proposal(&instead[before.text().len()..], streams);
    }
    let text = edited(before, addition, known)?;
    let mut with_run = text.clone();
    for lines in run {
        match added_entry(&with_run, "days", lines) {
            Ok(entry) => with_run += &entry,
            // In a file of another form, the coach knows how.
            Err(_) => return Ok(()),
        }
    }
    if is_fine(with_run.clone())? {
        say("add what was run on it, as in")?;
        print_proposal(&with_run[text.len()..], streams)?;
    }
    Ok(())
}

/// The lines of `[[days]]` entries that say what was run on the day that itself
/// changes: of those whose day it is, and of nobody else.
fn sessions_run(builder: &SheetBuilder, difference: &Difference, known: NaiveDate) -> Vec<Vec<String>> {
    let season = builder.season;
    let date = known.to_string();
    let mut of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for changed in &difference.changed {
        if let Some(day) = changed.days.iter().find(|day| day.date == date) {
            // A race that is not held, and the day before it, were something else.
            let of_the_race = [Session::Race, Session::TimeTrial, Session::PreRace].map(Session::as_str);
            let run = day.was.filter(|was| !of_the_race.contains(was));
            of.entry(run.unwrap_or("easy")).or_default().extend(changed.athletes.iter().map(String::as_str));
        }
    }
    let lines = |(session, names): (&str, BTreeSet<&str>)| {
        let is_of = |id: AthleteId| names.contains(season.athlete(id).name.as_str());
        let (them, others): (Vec<AthleteId>, Vec<AthleteId>) = season.athlete_ids().partition(|&id| is_of(id));
        let groups = |ids: &[AthleteId]| -> BTreeSet<_> { ids.iter().map(|&id| season.athlete(id).group).collect() };
        let (of_them, of_others) = (groups(&them), groups(&others));
        let list = |all: Vec<String>| format!("[{}]", all.join(", "));
        let who = if others.is_empty() {
            None
        } else if of_them.is_disjoint(&of_others) && !of_them.contains(&None) {
            let names = of_them.iter().flatten().map(|&group| quoted(season.group(group)));
            Some(format!("groups = {}", list(names.collect())))
        } else {
            Some(format!("athletes = {}", list(names.iter().map(|name| quoted(name)).collect())))
        };
        let session = format!("session = \"{session}\"");
        [format!("known = {known}"), format!("date = {known}")].into_iter().chain(who).chain([session]).collect()
    };
    of.into_iter().map(lines).collect()
}

fn print_proposal(entry: &str, streams: &mut Streams) -> Result<(), CommandError> {
    for line in entry.lines().filter(|line| !line.is_empty()) {
        writeln!(streams.out, "  {}", escaped(line))?;
    }
    Ok(())
}

/// The athlete whom a name or a part of one means, as the file names them.
pub(super) fn athlete(builder: &SheetBuilder, asked: &str) -> Result<(Subject, String), CommandError> {
    let id = names::athlete(builder, asked)?;
    Ok((Subject::Athlete(id), builder.season.athlete(id).name.as_str().to_owned()))
}

/// What may stand before the season file and be left out: after `away ANA
/// FROM` comes a day, or the file.
pub(super) fn split_off_file(other: Option<&str>, season: &SeasonArg) -> (Option<String>, SeasonArg) {
    match other {
        Some(file) if season.is_default() && (file.ends_with(".toml") || Path::new(file).is_file()) => {
            (None, SeasonArg::named(file.into()))
        }
        other => (other.map(str::to_owned), season.clone()),
    }
}
