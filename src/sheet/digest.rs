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
    /// For each athlete, by the key of their name, [`LENGTH`] characters a day: the kind of session, and a hash of
    /// what is run and in which times.
    days: BTreeMap<String, String>,
}

/// How many characters a day has.
const LENGTH: usize = 8;

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
        days.retain(|&day| day != Day::BEFORE_ALL);
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
        if last.version != now.version {
            return Vec::new();
        }
        let mut new = now.known.clone();
        for known in &last.known {
            if let Some(at) = new.iter().position(|day| day == known) {
                new.remove(at);
            }
        }
        let before = new.into_iter().min().map_or(today, |known| known.min(today));
        let dates: Vec<NaiveDate> =
            now.start.iter_days().take_while(|date| *date < before && *date <= self.season.end).collect();
        let mut alike: BTreeMap<Vec<(NaiveDate, String, String)>, Vec<AthleteId>> = BTreeMap::new();
        for (id, athlete) in self.season.athletes_with_ids() {
            let key = athlete.name.key();
            let days = dates.iter().filter_map(|&date| {
                let (was, reads) = (last.day(&key, date)?, now.day(&key, date)?);
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
            edits.push((ids[0], UndatedEdit { who: self.who(&ids), athletes, days }));
        }
        edits.sort_by_key(|(first, _)| *first);
        edits.into_iter().map(|(_, edit)| edit).collect()
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
    /// What an athlete's day read like; `None` where nothing is known of it.
    fn day(&self, athlete: &str, date: NaiveDate) -> Option<&str> {
        let index = usize::try_from((date - self.start).num_days()).ok()?;
        self.days.get(athlete)?.get(index.checked_mul(LENGTH)?..(index + 1).checked_mul(LENGTH)?)
    }
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
