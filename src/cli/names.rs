//! Which athlete or meet is meant by a name or a part of one.

use chrono::NaiveDate;

use super::CommandError;
use crate::domain::day::short as short_date;
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::season::Season;
use crate::sheet::SheetBuilder;
use crate::tables::{did_you_mean, short};

/// So many names are listed.
const MAX_LISTED: usize = 20;

/// The athlete whom a name or a part of one means.
pub(super) fn athlete(builder: &SheetBuilder, asked: &str) -> Result<AthleteId, CommandError> {
    let named = |id: AthleteId| vec![builder.season.athlete(id).name.as_str(), builder.name(id)];
    find(asked, "athlete", builder.season.athlete_ids(), named, |id| builder.season.athlete(id).name.clone())
}

/// The meet that a name or a part of one means; a date as well, where only one meet is held on it.
pub(super) fn meet(season: &Season, asked: &str) -> Result<MeetId, CommandError> {
    let ids = || season.meets_with_ids().map(|(id, _)| id);
    if let Ok(date) = asked.trim().parse::<NaiveDate>() {
        let day = season.day(date);
        let on_day: Vec<MeetId> =
            ids().filter(|&id| season.meet(id).timetable().days().any(|held| held == day)).collect();
        return match on_day.as_slice() {
            [only] => Ok(*only),
            [] => Err(CommandError::Failure(format!("no meet is held on {}", short_date(date)))),
            several => Err(several_of(asked, several, |id| dated(season, id))),
        };
    }
    find(asked, "meet", ids(), |id| vec![season.meet(id).name.as_str()], |id| dated(season, id))
}

/// `League, Sat 2 May`, or that it is canceled.
pub(super) fn dated(season: &Season, id: MeetId) -> String {
    let meet = season.meet(id);
    match meet.timetable().bounds() {
        Some((first, _)) => format!("{}, {}", meet.name, short_date(season.date(first))),
        None => format!("{}, {}, canceled", meet.name, short_date(season.date(meet.first))),
    }
}

/// What is named so; else what has a word that begins so; else what has it anywhere.
fn find<'n, T: Copy>(
    asked: &str,
    kind: &str,
    all: impl Iterator<Item = T>,
    named: impl Fn(T) -> Vec<&'n str>,
    listed: impl Fn(T) -> String,
) -> Result<T, CommandError> {
    let all: Vec<T> = all.collect();
    let text = asked.trim().to_lowercase();
    if text.is_empty() {
        return Err(CommandError::Failure(format!("name the {kind}; the name is empty")));
    }
    let among = |fits: &dyn Fn(&str) -> bool| -> Vec<T> {
        all.iter().copied().filter(|&one| named(one).iter().any(|name| fits(&name.to_lowercase()))).collect()
    };
    // "ana" is Ana Ruiz before it is Ben Tanaka.
    let begins = |name: &str| name.match_indices(&text).any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric));
    let ways: [&dyn Fn(&str) -> bool; 3] = [&|name| name == text, &begins, &|name| name.contains(&text)];
    let found = ways.into_iter().map(among).find(|found| !found.is_empty()).unwrap_or_default();
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
