//! What every athlete's days read like, short enough for a build to keep and
//! for the next to compare: so a day that is over and reads otherwise is noticed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{SheetBuilder, phrases, splits};
use crate::domain::day::{Day, short};
use crate::domain::ids::AthleteId;
use crate::domain::pace::Rounding;

use crate::domain::session::Session;

/// The digest of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDigest {
    /// The version of racepace: other versions may have other workouts, and are not compared.
    version: String,
    /// The season's first day.
    start: NaiveDate,
    /// The days on which something became known, each as often as something did, in order.
    known: Vec<NaiveDate>,
    /// The first days of what the file says as known from the beginning, each as often as something begins, in order.
    #[serde(default)]
    begins: Option<Vec<NaiveDate>>,
    /// For each athlete, by the key of their name, [`LENGTH`] characters a day: the kind of session, and a hash of
    /// what is run and in which times.
    days: BTreeMap<String, String>,
}

/// How many characters a day has.
const LENGTH: usize = 8;

/// What a day of somebody reads who is not in the season file.
const NOT_LISTED: &str = "not in the file";

/// Of more athletes than these nothing is kept.
const MAX_ATHLETES: usize = 5_000;

/// Days that are over and read otherwise than in the last build, the same for some athletes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndatedEdit {
    /// Who they are, as a sheet calls them.
    pub who: String,
    /// Their names as typed.
    pub athletes: Vec<String>,
    /// The days: `Mon 13 Apr`, what it read, what it reads.
    pub days: Vec<(String, String, String)>,
    /// In which of the two season files they are.
    pub listed: Listed,
    /// The day to propose as `known`: today, or the first day of what is new when that is earlier.
    pub known: NaiveDate,
}

/// In which season files somebody is, the last build's and the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// In both.
    Both,
    /// They are new.
    OnlyNow,
    /// They are gone.
    OnlyBefore,
}

impl SheetBuilder<'_> {
    /// The digest of the plan, unless there are too many athletes.
    pub fn digest(&self) -> Option<PlanDigest> {
        if MAX_ATHLETES < self.season.athlete_ids().count() {
            return None;
        }
        let shared: Vec<Vec<String>> = (0..self.plan.shared_plans()).map(|number| self.read(number)).collect();
        let athletes = self.season.athletes_with_ids();
        let days = athletes.map(|(id, athlete)| {
            let days = shared[self.plan.shared_number(id)].iter().enumerate();
            let digest = days.map(|(index, read)| self.day_digest(id, Day::at(index), read)).collect();
            (athlete.name.key(), digest)
        });
        Some(PlanDigest {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            start: self.season.start,
            known: self.known_days(),
            begins: Some(self.beginnings()),
            days: days.collect(),
        })
    }

    /// The days on which something became known, in order.
    fn known_days(&self) -> Vec<NaiveDate> {
        let season = self.season;
        let mut days: Vec<Day> = self.history.news().iter().map(|news| news.known).collect();
        days.extend(season.meets.iter().map(|meet| meet.known));
        days.extend(season.athletes.iter().map(|athlete| athlete.known));
        days.extend(season.closed.iter().map(|closed| closed.known));
        days.extend(season.overrides.iter().map(|entry| entry.known));
        days.extend(season.phases.iter().map(|phase| phase.known));
        days.retain(|&day| day != Day::BEFORE_ALL);
        days.sort_unstable();
        days.into_iter().map(|day| season.date(day)).collect()
    }

    /// The first days of what the file says as known from the beginning, in order. News of it cannot be known later.
    fn beginnings(&self) -> Vec<NaiveDate> {
        let (season, first) = (self.season, self.history.on(Day::at(0)));
        let is_calendar = |known: Day| known == Day::BEFORE_ALL;
        let meets = first.meets.iter().filter(|meet| is_calendar(meet.known));
        let mut days: Vec<Day> = meets.filter_map(|meet| meet.days().first()).collect();
        for athlete in first.athletes.iter().filter(|athlete| is_calendar(athlete.known)) {
            days.push(athlete.from);
            days.push(first.last_day(athlete).plus(1));
            days.extend(athlete.absences.iter().map(|absence| absence.from));
        }
        days.extend(season.closed.iter().filter(|closed| is_calendar(closed.known)).map(|closed| closed.from));
        days.extend(season.overrides.iter().filter(|entry| is_calendar(entry.known)).map(|entry| entry.day));
        days.extend(season.phases.iter().filter(|phase| is_calendar(phase.known)).map(|phase| phase.from));
        days.retain(|&day| Day::at(0) < day);
        days.sort_unstable();
        days.into_iter().map(|day| season.date(day)).collect()
    }

    /// What is run on each day of a plan, without names and times.
    fn read(&self, number: usize) -> Vec<String> {
        let shared = self.plan.shared_at(number);
        let days = shared.days.iter().enumerate().map(|(index, planned)| {
            let day = Day::at(index);
            match planned.session {
                Session::Off => String::new(),
                session if session.is_contest() => {
                    let races = shared.calendar.races_on(day).map(|race| phrases::events(race.events));
                    races.collect::<Vec<_>>().join("; ")
                }
                _ => self.cell(shared, day).lines.join("; "),
            }
        });
        days.collect()
    }

    fn day_digest(&self, id: AthleteId, day: Day, read: &str) -> String {
        let shared = self.plan.shared(id);
        let session = day.index().map_or(Session::Off, |index| shared.days[index].session);
        let mut hash = Fnv::default();
        hash.take(read);
        if let Some((event, workout)) = self.race_pace(shared, day) {
            let athlete = self.athlete_on(id, day);
            for leg in self.workouts.get(workout).paced_legs() {
                // To what times are rounded is how they are shown, not how fast they are.
                hash.take(&splits::target(&leg, athlete, event, Rounding::Tenth).unwrap_or_default());
            }
        }
        format!("{}{:07x}", char::from(b'a' + session as u8), hash.0 & 0x0fff_ffff)
    }

    /// The days before `today` that read otherwise than in `last`, the digest
    /// of an earlier build, and that no news which is new since then explains.
    pub fn undated_edits(&self, last: &PlanDigest, now: &PlanDigest, today: NaiveDate) -> Vec<UndatedEdit> {
        let is_whole = |days: &String| days.is_ascii() && days.len().is_multiple_of(LENGTH);
        if last.version != now.version || !last.days.values().all(is_whole) {
            return Vec::new();
        }
        let before = new_since(&last.known, &now.known).map_or(today, |known| known.min(today));
        let begins = last.begins.as_ref().zip(now.begins.as_ref());
        let first_new = begins.and_then(|(last, now)| new_since(last, now)).map_or(today, |day| day.min(today));
        let known = first_new.min(self.season.end);
        let dates: Vec<NaiveDate> =
            now.start.iter_days().take_while(|date| *date < before && *date <= self.season.end).collect();
        // Whoever has the same days under another name was renamed.
        let mut gone: BTreeMap<&str, Vec<&str>> = last
            .days
            .keys()
            .filter(|key| !now.days.contains_key(*key))
            .map(|key| (&**key, last.of(key, &dates)))
            .collect();
        let mut alike: BTreeMap<Vec<(NaiveDate, String, String)>, Vec<AthleteId>> = BTreeMap::new();
        for (id, athlete) in self.season.athletes_with_ids() {
            let key = athlete.name.key();
            let is_new = !last.days.contains_key(&key);
            if is_new {
                let own = now.of(&key, &dates);
                if let Some(renamed) = gone.iter().find(|(_, days)| **days == own).map(|(key, _)| *key) {
                    gone.remove(renamed);
                    continue;
                }
            }
            let days = dates.iter().filter_map(|&date| {
                let reads = now.day(&key, date)?;
                if is_new {
                    let session = session_of(reads).filter(|&session| session != Session::Off)?;
                    return Some((date, NOT_LISTED.to_owned(), phrases::session(session).to_owned()));
                }
                let was = last.day(&key, date)?;
                (was != reads).then(|| self.reading(id, date, session_of(was)))
            });
            let days: Vec<_> = days.collect();
            if !days.is_empty() {
                alike.entry(days).or_default().push(id);
            }
        }
        let mut edits: Vec<(AthleteId, UndatedEdit)> = Vec::new();
        for (days, ids) in alike {
            let athletes = ids.iter().map(|&id| self.season.athlete(id).name.to_string()).collect();
            let days = days.into_iter().map(|(date, was, now)| (short(date), was, now)).collect();
            let is_new = |id: &AthleteId| !last.days.contains_key(&self.season.athlete(*id).name.key());
            let listed = if ids.iter().all(is_new) { Listed::OnlyNow } else { Listed::Both };
            edits.push((ids[0], UndatedEdit { who: self.who(&ids), athletes, days, listed, known }));
        }
        edits.sort_by_key(|(first, _)| *first);
        let gone = gone.into_keys().filter_map(|key| {
            let days = dates.iter().filter_map(|&date| {
                let session = session_of(last.day(key, date)?).filter(|&session| session != Session::Off)?;
                Some((short(date), phrases::session(session).to_owned(), NOT_LISTED.to_owned()))
            });
            let days: Vec<_> = days.collect();
            let name = capitalized(key);
            let edit = || UndatedEdit {
                who: name.clone(),
                athletes: vec![name.clone()],
                days: days.clone(),
                listed: Listed::OnlyBefore,
                known,
            };
            (!days.is_empty()).then(edit)
        });
        edits.into_iter().map(|(_, edit)| edit).chain(gone).collect()
    }

    /// A day, what it read when it was of the kind `was`, and what it reads now.
    fn reading(&self, id: AthleteId, date: NaiveDate, was: Option<Session>) -> (NaiveDate, String, String) {
        let (shared, day) = (self.plan.shared(id), self.season.day(date));
        let index = day.index().expect("a day that is compared lies within the season");
        let planned = &shared.days[index];
        let before = was.map_or("something else", phrases::session).to_owned();
        let mut now = phrases::session(planned.session).to_owned();
        if was == Some(planned.session) {
            let workout = shared.workouts[index].map(|workout| self.workouts.get(workout));
            let title = phrases::title(self.history.on(day), planned, workout);
            let times = self.targets(id, day);
            now = if times.is_empty() { title } else { format!("{title}, {}", times.join(", ")) };
        }
        (date, before, now)
    }
}

impl PlanDigest {
    /// What an athlete's days read like, as far as they are known.
    fn of(&self, athlete: &str, dates: &[NaiveDate]) -> Vec<&str> {
        dates.iter().filter_map(|&date| self.day(athlete, date)).collect()
    }

    /// What an athlete's day read like; `None` where nothing is known of it.
    fn day(&self, athlete: &str, date: NaiveDate) -> Option<&str> {
        let index = usize::try_from((date - self.start).num_days()).ok()?;
        self.days.get(athlete)?.get(index.checked_mul(LENGTH)?..(index + 1).checked_mul(LENGTH)?)
    }
}

/// The first of the days that `now` has more often than `last`.
fn new_since(last: &[NaiveDate], now: &[NaiveDate]) -> Option<NaiveDate> {
    let mut new = now.to_vec();
    for known in last {
        if let Some(at) = new.iter().position(|day| day == known) {
            new.remove(at);
        }
    }
    new.into_iter().min()
}

/// A name of which only the key is kept, as one writes it.
fn capitalized(key: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    key.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The kind of session of a day's digest.
fn session_of(digest: &str) -> Option<Session> {
    let at = digest.bytes().next()?.checked_sub(b'a')?;
    Session::ALL.get(usize::from(at)).copied()
}

/// FNV-1a: short, the same everywhere, and good enough against chance.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn take(&mut self, text: &str) {
        // The end of a text is taken, too, so that two do not run together.
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
