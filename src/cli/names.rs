//! Which athlete or meet is meant by a name or a part of one.

use chrono::NaiveDate;
use deunicode::deunicode;

use super::{CommandError, dates};
use crate::domain::day::short as short_date;
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::name::Name;
use crate::domain::season::Season;
use crate::sheet::SheetBuilder;
use crate::tables::{did_you_mean, short};

/// So many names are listed.
const MAX_LISTED: usize = 20;

/// The athlete whom a name or a part of one means, however it is typed.
pub(super) fn athlete(builder: &SheetBuilder, asked: &str) -> Result<AthleteId, CommandError> {
    let season = builder.season;
    let named = |id: AthleteId| vec![season.athlete(id).name.as_str(), builder.name(id)];
    let key = |name: &str| Name::new(name).key();
    find(asked, "athlete", season.athlete_ids(), named, key, |id| season.athlete(id).name.to_string())
}

/// The meet that a name or a part of one means; a date as well, where only one meet is held on it.
pub(super) fn meet(season: &Season, asked: &str) -> Result<MeetId, CommandError> {
    let ids = || season.meets_with_ids().map(|(id, _)| id);
    let Some(date) = spoken_day(season, asked, dates::today()) else {
        return find(
            asked,
            "meet",
            ids(),
            |id| vec![season.meet(id).name.as_str()],
            str::to_lowercase,
            |id| dated(season, id),
        );
    };
    let on_day: Vec<MeetId> = ids().filter(|&id| season.meet(id).days().contains(season.day(date))).collect();
    match on_day.as_slice() {
        [only] => Ok(*only),
        [] => Err(CommandError::Failure(format!("no meet is held on {}", short_date(date)))),
        several => Err(several_of(asked, several, |id| dated(season, id))),
    }
}

/// The day that is meant, unless a part of a meet's name is: "friday" is the
/// Friday Quad before it is the next Friday.
pub(super) fn spoken_day(season: &Season, asked: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = asked.trim().to_lowercase();
    let is_in_a_name = season.meets_with_ids().any(|(_, meet)| meet.name.to_lowercase().contains(&text));
    dates::date(asked, today).filter(|_| !is_in_a_name || text.parse::<NaiveDate>().is_ok())
}

/// A meet as news names it.
pub(super) struct NamedMeet {
    pub(super) id: MeetId,
    pub(super) name: String,
    /// The one day of it that is meant, or the day that tells it from another of its name.
    pub(super) day: Option<NaiveDate>,
    /// The date by which it was named.
    pub(super) named: Option<NaiveDate>,
}

/// The meet that is meant, and `day` of it when that day alone is.
pub(super) fn meet_and_day(
    builder: &SheetBuilder,
    asked: &str,
    day: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<NamedMeet, CommandError> {
    let season = builder.season;
    let id = meet(season, asked)?;
    let meet = season.meet(id);
    let named = spoken_day(season, asked, today);
    let held = meet.days();
    let of_several = 1 < held.iter().count();
    // Whoever names a meet of several days by one of them may mean that day alone.
    if let (Some(named), None, true) = (named, day, of_several) {
        let what = format!("add --day {named} for that day alone, or name the meet for all of it");
        return Err(CommandError::Failure(format!("{} is held on several days: {what}", meet.name)));
    }
    let twins = season.meets_with_ids().filter(|(_, other)| other.name == meet.name).count();
    let mut day = day;
    if 1 < twins && day.is_none() {
        if of_several {
            let what = format!(
                "several meets are named {}, and this one has several days: add --day, a day at a time",
                meet.name
            );
            return Err(CommandError::Failure(what));
        }
        let first = held.first().or_else(|| meet.schedule.canceled().first());
        day = first.map(|day| season.date(day));
    }
    Ok(NamedMeet { id, name: meet.name.clone(), day, named })
}

/// `League, Sat 2 May`, or that it is canceled.
pub(super) fn dated(season: &Season, id: MeetId) -> String {
    let meet = season.meet(id);
    match (meet.bounds(), meet.schedule.canceled().first()) {
        (Some((first, _)), _) => format!("{}, {}", meet.name, short_date(season.date(first))),
        (None, Some(first)) => format!("{}, {}, canceled", meet.name, short_date(season.date(first))),
        (None, None) => meet.name.clone(),
    }
}

/// What is named so; else what has a word that begins so; else what has it anywhere. Names are compared by their keys.
fn find<'n, T: Copy>(
    asked: &str,
    kind: &str,
    all: impl Iterator<Item = T>,
    named: impl Fn(T) -> Vec<&'n str>,
    key: impl Fn(&str) -> String,
    listed: impl Fn(T) -> String,
) -> Result<T, CommandError> {
    let all: Vec<T> = all.collect();
    let text = key(asked.trim());
    if text.is_empty() {
        return Err(CommandError::Failure(format!("name the {kind}; the name is empty")));
    }
    let among = |fits: &dyn Fn(&str) -> bool| -> Vec<T> {
        all.iter().copied().filter(|&one| named(one).iter().any(|name| fits(&key(name)))).collect()
    };
    // "ana" is Ana Ruiz before it is Ben Tanaka.
    let begins = |name: &str| name.match_indices(&text).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric));
    let ways: [&dyn Fn(&str) -> bool; 3] = [&|name| name == text, &begins, &|name| name.contains(&text)];
    let mut found = ways.into_iter().map(among).find(|found| !found.is_empty()).unwrap_or_default();
    if found.is_empty() {
        // "zoe" is Zoë where nobody is called Zoe.
        let plain = deunicode(&text);
        found = among(&|name| deunicode(name).contains(&plain));
    }
    match found.as_slice() {
        [only] => Ok(*only),
        [] => {
            let names: Vec<&str> = all.iter().flat_map(|&one| named(one)).collect();
            let help = match did_you_mean(asked, names) {
                Some(meant) => format!("; did you mean \"{meant}\"?"),
                None if all.is_empty() => format!(": the season file has no {kind}"),
                None => {
                    let some: String = all.iter().take(MAX_LISTED).map(|&one| format!("\n  {}", listed(one))).collect();
                    format!("; the season file has:{some}")
                }
            };
            Err(CommandError::Failure(format!("no {kind} is named \"{}\"{help}", short(asked))))
        }
        several => Err(several_of(asked, several, listed)),
    }
}

fn several_of<T: Copy>(asked: &str, several: &[T], listed: impl Fn(T) -> String) -> CommandError {
    let mut list: String = several.iter().take(MAX_LISTED).map(|&one| format!("\n  {}", listed(one))).collect();
    if let more @ 1.. = several.len().saturating_sub(MAX_LISTED) {
        list += &format!("\n  and {more} more");
    }
    CommandError::Failure(format!("\"{}\" could be any of these:{list}", short(asked)))
}
