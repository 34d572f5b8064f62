//! Calendars for phones: the team's meets, and the days of each group and each athlete.
//!
//! A phone keeps what it imported and lays a later file over it by UID and
//! SEQUENCE. Three decisions make that come out right:
//!
//! 1. **An event stands for a place in the season, never for what is there.** A
//!    group or an athlete has exactly one event for each day, `Off` too; a meet
//!    has one for each day it was announced for. So every build of a season has
//!    the same UIDs, whatever changes in between: nothing is there twice, and
//!    nothing is left over. A UID is a hash, so that it tells no name; the
//!    season (its name and first day) and the athlete's whole name are in it.
//! 2. **SEQUENCE counts the changes that planned the day anew**: those known by
//!    that day which concern anybody of the athlete's group, because a group is
//!    planned together. Days before a change became known never change, so a
//!    day that is another has a higher number; and because every change counts,
//!    whether or not it made this day another, the number never falls when a
//!    change is followed by one that undoes it. Of a meet, its own changes count.
//! 3. **A canceled meet stays where it was, as `Canceled: League`, and is not
//!    marked `STATUS:CANCELLED`.** Google takes an event of that status off the
//!    calendar without a word, or shows it as if it were held; Apple strikes it
//!    out. A title is read the same everywhere. The event no longer makes
//!    anybody busy. In the calendars of groups and athletes the day holds what
//!    is run instead, and says what became of the meet.
//!
//! A meet with a time lasts [`MEET_HOURS`] hours, in the season's zone, or by
//! the clock of wherever the phone is when the season names none. All else is
//! on whole days.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use sha2::{Digest, Sha256};

use super::changes::Sharing;
use super::week::whereabouts;
use super::{SheetBuilder, phrases, splits};
use crate::domain::day::{Day, DaySet, short};
use crate::domain::event::{Event, EventSet};
use crate::domain::ids::{AthleteId, GroupId, MeetId, OverrideId};
use crate::domain::season::{Meet, News};
use crate::domain::session::Session;
use crate::domain::workout::Workout;
use crate::library::WorkoutId;
use crate::plan::SharedPlan;
use crate::zone::{self, Shift};

/// How long a meet with a time lasts: a dual meet, or an athlete's part of a longer one.
const MEET_HOURS: i64 = 3;

/// One calendar.
#[derive(Clone, Debug)]
pub struct DayCalendar<'a> {
    /// Identifies it among all calendars.
    pub uid: String,
    /// `Ana R., Eagle Ridge Track 2026`.
    pub name: String,
    /// The date on which the last change that it shows became known.
    pub revised: NaiveDate,
    /// The zone of its times, if it has any.
    pub zone: Option<&'a Zone>,
    /// Its events.
    pub events: Vec<DayEvent>,
}

/// The zone of a season's times.
#[derive(Clone, Debug)]
pub struct Zone {
    /// `America/Denver`.
    pub name: String,
    /// How its clocks go from the year in which the season starts through the one in which it ends.
    pub shifts: Vec<Shift>,
}

/// One event of a calendar.
#[derive(Clone, Debug)]
pub struct DayEvent {
    /// Identifies it among all events, and stays the same.
    pub uid: String,
    /// How often it was revised.
    pub sequence: usize,
    /// The date on which the last change of it became known; the season's first day without one.
    pub revised: NaiveDate,
    /// When it is.
    pub when: When,
    /// Its title.
    pub title: String,
    /// What it says, a line each.
    pub lines: Vec<String>,
    /// Where it is.
    pub place: Option<String>,
    /// True when it may not happen.
    pub tentative: bool,
    /// True when one has no time for anything else meanwhile.
    pub busy: bool,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A whole day.
    Day(NaiveDate),
    /// From one time through another, by the clock of the calendar's zone.
    Hours(NaiveDateTime, NaiveDateTime),
}

/// Makes the calendars of a season.
pub struct Calendars<'a> {
    builder: &'a SheetBuilder<'a>,
    zone: Option<Zone>,
    /// The courses of each group, and what planned them anew.
    groups: BTreeMap<GroupId, (Vec<Sharing<'a>>, Revisions)>,
}

/// What the athletes of a course share of their calendars.
pub struct SharedDays {
    days: Vec<(Held, Around)>,
    revisions: Revisions,
}

/// What a course holds on one day.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Held {
    /// `Workout`: for a day on which not all do the same.
    head: String,
    /// `Workout: 600s at 1600 pace`.
    title: String,
    /// What became of a meet, and what the coach adds, a line each.
    notes: Vec<String>,
    /// What is run, or where, a line each.
    run: Vec<String>,
    /// The meets that are raced.
    meets: Vec<MeetId>,
}

/// What only an athlete's own calendar adds to that.
struct Around {
    warm_up: Option<String>,
    /// The workout that has times, and the event it is for.
    paced: Option<(Event, WorkoutId)>,
    /// Strides and strength.
    after: Vec<String>,
}

/// The days on which something became known, one for each change, in order.
#[derive(Clone)]
struct Revisions(Vec<Day>);

impl Revisions {
    fn of<'c>(builder: &SheetBuilder, shared_plans: impl Iterator<Item = &'c SharedPlan>) -> Revisions {
        let (mut meets, mut overrides) = (BTreeSet::<MeetId>::new(), BTreeSet::<OverrideId>::new());
        for shared in shared_plans {
            meets.extend(&shared.meets);
            overrides.extend(&shared.overrides);
        }
        let changes = meets.into_iter().flat_map(|id| &builder.season.meet(id).changes).map(|change| change.known);
        let overrides = overrides.into_iter().filter_map(|id| builder.season.day_override(id).known);
        let mut known: Vec<Day> = changes.chain(overrides).collect();
        known.sort_unstable();
        Revisions(known)
    }

    /// How often a day was planned anew, and when last; on the first day of the season it was for the first time.
    fn by(&self, day: Day) -> (usize, Day) {
        let count = self.0.partition_point(|known| *known <= day);
        (count, self.0[..count].last().map_or(Day::at(0), |&last| last.max(Day::at(0))))
    }
}

impl<'a> Calendars<'a> {
    /// Makes ready for the calendars of a book.
    pub fn new(builder: &'a SheetBuilder<'a>) -> Calendars<'a> {
        let season = builder.season;
        let mut groups: BTreeMap<GroupId, Vec<Sharing>> = BTreeMap::new();
        for (number, athletes) in builder.by_course().into_iter().enumerate() {
            if let Some(group) = athletes.first().and_then(|&id| season.athlete(id).group) {
                groups.entry(group).or_default().push((builder.plan.shared_at(number), athletes));
            }
        }
        let groups = groups.into_iter().map(|(group, shared_plans)| {
            let revisions = Revisions::of(builder, shared_plans.iter().map(|(shared, _)| *shared));
            (group, (shared_plans, revisions))
        });
        let year = |date: NaiveDate, month, day| NaiveDate::from_ymd_opt(date.year(), month, day).unwrap_or(date);
        let zone = season.timezone.clone().map(|name| {
            let shifts = zone::shifts(&name, year(season.start, 1, 1), year(season.end, 12, 31));
            Zone { name, shifts }
        });
        Calendars { builder, zone, groups: groups.collect() }
    }

    /// The groups that have athletes, in order.
    pub fn groups(&self) -> impl Iterator<Item = GroupId> {
        self.groups.keys().copied()
    }

    /// The team's calendar: its meets.
    pub fn team(&self) -> DayCalendar<'_> {
        let mut of_name: BTreeMap<&str, usize> = BTreeMap::new();
        let mut events = Vec::new();
        for (id, meet) in self.builder.season.meets_with_ids() {
            // A meet is told from another of its name by their order.
            let number = of_name.entry(&meet.name).or_default();
            *number += 1;
            self.meet(id, meet, *number, &mut events);
        }
        self.calendar(&["team"], None, events)
    }

    /// An event for each day for which a meet was announced.
    fn meet(&self, id: MeetId, meet: &Meet, number: usize, events: &mut Vec<DayEvent>) {
        let season = self.builder.season;
        let announced: Vec<Day> = meet.announced().days().collect();
        // A canceled day stays where it was to be held last.
        let mut held = announced.clone();
        let mut timetable = meet.announced();
        for change in &meet.changes {
            timetable = timetable.after(change);
            for (held, &announced) in held.iter_mut().zip(&announced) {
                *held = timetable.held_on(announced).unwrap_or(*held);
            }
        }
        let revised = meet.changes.last().map_or(Day::at(0), |change| change.known.max(Day::at(0)));
        for (index, (&day, &held)) in announced.iter().zip(&held).enumerate() {
            let canceled = timetable.held_on(day).is_none();
            let mut title = if canceled { format!("Canceled: {}", meet.name) } else { meet.name.clone() };
            if 1 < announced.len() {
                let _ = write!(title, ", day {} of {}", index + 1, announced.len());
            }
            let mut lines: Vec<String> = Vec::new();
            if canceled {
                lines.push(format!("canceled, known since {}", short(season.date(revised))));
            } else if held != day {
                lines.push(format!("instead of {}", short(season.date(day))));
            }
            let groups = meet.groups.iter().map(|groups| groups.iter().map(|&group| season.group(group)));
            lines.extend(groups.map(|groups| phrases::and(&groups.collect::<Vec<_>>())));
            let is_run = |&event: &Event| meet.event_days[event as usize].is_none_or(|days| days.contains(day));
            let events_run: EventSet = meet.events.iter().filter(is_run).collect();
            if events_run != EventSet::ALL && !events_run.is_empty() {
                lines.push(phrases::events(events_run));
            }
            let uid = self.uid(&["meet", &meet.name, &number.to_string(), &index.to_string()]);
            let revision = (meet.changes.len(), revised);
            let event = self.event(uid, revision, held, title, lines, &[id]);
            events.push(DayEvent { busy: event.busy && !canceled, ..event });
        }
    }

    /// A group's calendar: what its athletes do on each day.
    ///
    /// # Panics
    ///
    /// When the group is not one of [`Calendars::groups`].
    pub fn group(&self, id: GroupId) -> DayCalendar<'_> {
        let (shared_plans, revisions) = &self.groups[&id];
        let name = self.builder.season.group(id);
        let events = self.days().map(|day| {
            let mut parts: Vec<(Held, Vec<AthleteId>)> = Vec::new();
            let mut known: HashMap<Held, usize> = HashMap::new();
            for (shared, athletes) in shared_plans {
                let held = self.held(shared, day);
                match known.get(&held) {
                    Some(&part) => parts[part].1.extend(athletes),
                    None => {
                        known.insert(held.clone(), parts.len());
                        parts.push((held, athletes.clone()));
                    }
                }
            }
            let meets: BTreeSet<MeetId> = parts.iter().flat_map(|(part, _)| &part.meets).copied().collect();
            let meets: Vec<MeetId> = meets.into_iter().collect();
            let (title, lines) = self.together(parts);
            let uid = self.uid(&["group", name, &self.iso(day)]);
            self.event(uid, revisions.by(day), day, title, lines, &meets)
        });
        self.calendar(&["group", name], Some(name), events.collect())
    }

    /// What the parts of a group do on a day: title and lines.
    fn together(&self, mut parts: Vec<(Held, Vec<AthleteId>)>) -> (String, Vec<String>) {
        if parts.len() == 1
            && let Some((Held { title, notes, run, .. }, _)) = parts.pop()
        {
            return (title, [notes, run].concat());
        }
        // Somebody is often away; the title says what is run.
        let (off, run): (Vec<&str>, Vec<&str>) =
            parts.iter().map(|(part, _)| part.head.as_str()).partition(|head| *head == phrases::session(Session::Off));
        let mut heads: Vec<&str> = Vec::new();
        for head in if run.is_empty() { off } else { run } {
            if !heads.contains(&head) {
                heads.push(head);
            }
        }
        let title = heads.join(" / ");
        let mut lines = Vec::new();
        for (part, mut athletes) in parts {
            athletes.sort_unstable();
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(format!("{}: {}", self.builder.who(&athletes), part.title));
            lines.extend([part.notes, part.run].concat());
        }
        (title, lines)
    }

    /// What the athletes of a course share.
    pub fn shared(&self, shared: &SharedPlan, athletes: &[AthleteId]) -> SharedDays {
        let group = athletes.first().and_then(|&id| self.builder.season.athlete(id).group);
        let revisions = match group {
            Some(group) => self.groups[&group].1.clone(),
            None => Revisions::of(self.builder, std::iter::once(shared)),
        };
        let days = self.days().map(|day| (self.held(shared, day), self.around(shared, day)));
        SharedDays { days: days.collect(), revisions }
    }

    /// An athlete's calendar: what he does on each day, with his own times.
    pub fn athlete(&self, id: AthleteId, shared: &SharedDays) -> DayCalendar<'_> {
        let name = &self.builder.season.athlete(id).name;
        let events = self.days().zip(&shared.days).map(|(day, (held, around))| {
            let times = around.paced.and_then(|paced| self.times(id, paced));
            let lines = held.notes.iter().chain(&around.warm_up).chain(&held.run).chain(&times).chain(&around.after);
            let uid = self.uid(&["athlete", name, &self.iso(day)]);
            let lines = lines.cloned().collect();
            self.event(uid, shared.revisions.by(day), day, held.title.clone(), lines, &held.meets)
        });
        self.calendar(&["athlete", name], Some(self.builder.name(id)), events.collect())
    }

    /// `times for 5:20: 400 at goal pace in 80, 100 at 800 pace in 17.5`.
    fn times(&self, id: AthleteId, (event, workout): (Event, WorkoutId)) -> Option<String> {
        let season = self.builder.season;
        let workout = self.builder.workouts.get(workout);
        let (row, estimated) = splits::row("", season.athlete(id), workout, event, season.policy.rounding);
        let columns = splits::columns(workout);
        let known = columns.iter().zip(&row.times).filter(|(_, time)| *time != splits::NO_TIME);
        let times: Vec<String> = known
            .map(|(column, time)| {
                let pace = if column.pace == "goal" { "goal pace" } else { &column.pace };
                format!("{} at {pace} in {time}", column.distance)
            })
            .collect();
        let note = if estimated { " (~ is estimated)" } else { "" };
        (!times.is_empty()).then(|| format!("times for {}: {}{note}", row.goal, times.join(", ")))
    }

    fn held(&self, shared: &SharedPlan, day: Day) -> Held {
        let builder = self.builder;
        let index = day.index().expect("a season's days have places");
        let planned = &shared.days[index];
        let workout = shared.workouts[index].map(|id| builder.workouts.get(id));
        let title = phrases::title(builder.season, planned, workout);
        let races = planned.session.is_contest();
        let head = if races { title.clone() } else { phrases::session(planned.session).to_owned() };
        let title = match planned.session {
            Session::Workout => format!("{head}: {title}"),
            Session::Hours48 | Session::Hours72 => head.clone(),
            _ => title,
        };
        // Where the coach's word goes before a race, the day shows no meet.
        let meets = shared.calendar.races_on(day).filter(|_| races).map(|race| race.meet).collect::<Vec<_>>();
        let cell = builder.cell(shared, day);
        let freed = shared.calendar.freed_by(day).map(|meet| self.became(meet, day));
        let notes = freed.into_iter().chain(cell.notes).collect();
        let mut run: Vec<String> = cell.lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect();
        run.extend(meets.iter().filter_map(|&meet| whereabouts(builder.season.meet(meet))));
        Held { head, title, notes, run, meets }
    }

    fn around(&self, shared: &SharedPlan, day: Day) -> Around {
        let workout = day.index().and_then(|index| shared.workouts[index]).map(|id| self.builder.workouts.get(id));
        let said =
            |what: &str, text: fn(&Workout) -> &Option<String>| Some(format!("{what}: {}", text(workout?).as_ref()?));
        let strides = said("strides", |workout| &workout.strides);
        let strength = said("strength", |workout| &workout.strength);
        Around {
            warm_up: said("warm-up", |workout| &workout.warm_up),
            paced: self.builder.race_pace(shared, day),
            after: strides.into_iter().chain(strength).collect(),
        }
    }

    /// `League is now Wed 22 Apr`: what was known, when this day came, of a
    /// meet that was to be on it.
    fn became(&self, id: MeetId, day: Day) -> String {
        let meet = self.builder.season.meet(id);
        let known = meet.changes.iter().take_while(|change| change.known <= day);
        if known.clone().any(|change| change.news == News::Canceled) {
            return format!("{} is canceled", meet.name);
        }
        let held: DaySet = known.fold(meet.announced(), |before, change| before.after(change)).days().collect();
        format!("{} is now {}", meet.name, phrases::days(self.builder.season, &held.iter().collect::<Vec<_>>()))
    }

    /// An event on a day: at the time of its meets, if they have one and the same.
    fn event(
        &self,
        uid: String,
        (sequence, revised): (usize, Day),
        day: Day,
        title: String,
        mut lines: Vec<String>,
        meets: &[MeetId],
    ) -> DayEvent {
        let season = self.builder.season;
        let date = season.date(day);
        let meets = || meets.iter().map(|&id| season.meet(id));
        let same_time = |times: Vec<_>| times.first().copied().filter(|first| times.iter().all(|time| time == first));
        let when = match same_time(meets().map(|meet| meet.time).collect()).flatten() {
            Some(time) => When::Hours(date.and_time(time), date.and_time(time) + TimeDelta::hours(MEET_HOURS)),
            None => When::Day(date),
        };
        let mut places: Vec<&str> = meets().filter_map(|meet| meet.place.as_deref()).collect();
        places.dedup();
        lines.extend(meets().filter(|meet| meet.tentative).map(|meet| format!("{} is tentative", meet.name)));
        DayEvent {
            uid,
            sequence,
            revised: season.date(revised),
            when,
            title,
            lines,
            place: (!places.is_empty()).then(|| phrases::and(&places)),
            tentative: meets().any(|meet| meet.tentative),
            busy: matches!(when, When::Hours(..)),
        }
    }

    /// A calendar of these events: `whose` identifies it in the season, and
    /// `name` says so; the team's has the season's name alone.
    fn calendar(&self, whose: &[&str], name: Option<&str>, events: Vec<DayEvent>) -> DayCalendar<'_> {
        let season = self.builder.season;
        let timed = events.iter().any(|event| matches!(event.when, When::Hours(..)));
        DayCalendar {
            uid: self.uid(&[&["calendar"], whose].concat()),
            name: name.map_or_else(|| season.name.clone(), |name| format!("{name}, {}", season.name)),
            revised: events.iter().map(|event| event.revised).max().unwrap_or(season.start),
            zone: self.zone.as_ref().filter(|_| timed),
            events,
        }
    }

    /// Names one thing of this season. What is typed has no control characters, so no two things are named alike.
    fn uid(&self, parts: &[&str]) -> String {
        let season = self.builder.season;
        let mut hash = Sha256::new();
        for part in [season.name.as_str(), &season.start.to_string()].iter().chain(parts) {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let hash = hash.finalize();
        hash.iter().take(16).fold(String::with_capacity(32), |mut uid, byte| {
            let _ = write!(uid, "{byte:02x}");
            uid
        })
    }

    fn days(&self) -> impl Iterator<Item = Day> + use<> {
        (0..self.builder.season.days()).map(Day::at)
    }

    fn iso(&self, day: Day) -> String {
        self.builder.season.date(day).to_string()
    }
}
