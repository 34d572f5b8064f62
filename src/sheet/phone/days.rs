//! The calendars of groups and athletes: an event for each day, `Off` too.

use std::collections::{BTreeSet, HashMap};

use super::{Calendars, DayCalendar};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, GroupId, MeetId};
use crate::domain::session::Session;
use crate::domain::workout::Workout;
use crate::library::WorkoutId;
use crate::plan::SharedPlan;
use crate::sheet::meet_line::time_and_place;
use crate::sheet::{phrases, splits};

/// What the athletes who share a plan share of their calendars.
pub struct SharedCalendar {
    days: Vec<(DayText, WorkoutText)>,
}

/// What those who share a plan do on one day.
#[derive(Clone, PartialEq, Eq, Hash)]
struct DayText {
    /// `Workout`: the title of a day on which not all do the same.
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

/// What an athlete's own calendar says besides.
struct WorkoutText {
    warm_up: Option<String>,
    /// The race-pace session: its event and its workout.
    race_pace: Option<(Event, WorkoutId)>,
    /// Strides and strength.
    after: Vec<String>,
}

impl Calendars<'_> {
    /// A group's calendar: what its athletes do on each day.
    ///
    /// # Panics
    ///
    /// When the group is not one of [`Calendars::groups`].
    pub fn group(&self, id: GroupId) -> DayCalendar<'_> {
        let shared_plans = &self.groups[&id];
        let name = self.builder.season.group(id);
        let events = self.days().map(|day| {
            let mut parts: Vec<(DayText, Vec<AthleteId>)> = Vec::new();
            let mut part_of: HashMap<DayText, usize> = HashMap::new();
            for (shared, athletes) in shared_plans {
                let text = self.day_text(shared, day);
                match part_of.get(&text) {
                    Some(&part) => parts[part].1.extend(athletes),
                    None => {
                        part_of.insert(text.clone(), parts.len());
                        parts.push((text, athletes.clone()));
                    }
                }
            }
            let meets: BTreeSet<MeetId> = parts.iter().flat_map(|(part, _)| &part.meets).copied().collect();
            let meets: Vec<MeetId> = meets.into_iter().collect();
            let (title, lines) = self.joint_text(parts);
            let uid = self.uid(&["group", name, &self.iso_date(day)]);
            self.event(uid, day, title, lines, &meets)
        });
        self.calendar(&["group", name], Some(name), events.collect())
    }

    /// What the parts of a group do on a day: title and lines.
    fn joint_text(&self, mut parts: Vec<(DayText, Vec<AthleteId>)>) -> (String, Vec<String>) {
        if parts.len() == 1
            && let Some((DayText { title, notes, run, .. }, _)) = parts.pop()
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

    /// What the athletes who share a plan share of their calendars.
    pub fn shared(&self, shared: &SharedPlan) -> SharedCalendar {
        let days = self.days().map(|day| (self.day_text(shared, day), self.workout_text(shared, day)));
        SharedCalendar { days: days.collect() }
    }

    /// An athlete's calendar: what they do on each day, with their own times.
    pub fn athlete(&self, id: AthleteId, shared: &SharedCalendar) -> DayCalendar<'_> {
        let name = self.builder.season.athlete(id).name.as_str();
        let events = self.days().zip(&shared.days).map(|(day, (text, workout))| {
            let times = workout.race_pace.and_then(|race_pace| self.times(id, day, race_pace));
            let lines = text.notes.iter().chain(&workout.warm_up).chain(&text.run).chain(&times).chain(&workout.after);
            let uid = self.uid(&["athlete", name, &self.iso_date(day)]);
            let lines = lines.cloned().collect();
            self.event(uid, day, text.title.clone(), lines, &text.meets)
        });
        self.calendar(&["athlete", name], Some(self.builder.name(id)), events.collect())
    }

    /// `times for 5:20: 400 at goal pace in 80, 100 at 800 pace in 17.5`.
    fn times(&self, id: AthleteId, day: Day, (event, workout): (Event, WorkoutId)) -> Option<String> {
        let season = self.builder.season;
        let workout = self.builder.workouts.get(workout);
        let (row, estimated) =
            splits::row("", self.builder.athlete_on(id, day), workout, event, season.policy.rounding);
        let columns = splits::columns(workout);
        let with_time = columns.iter().zip(&row.times).filter(|(_, time)| *time != splits::NO_TIME);
        let times: Vec<String> = with_time
            .map(|(column, time)| {
                let pace = if column.pace == "goal" { "goal pace" } else { &column.pace };
                format!("{} at {pace} in {time}", column.distance)
            })
            .collect();
        let note = if estimated { " (~ is estimated)" } else { "" };
        (!times.is_empty()).then(|| format!("times for {}: {}{note}", row.goal, times.join(", ")))
    }

    fn day_text(&self, shared: &SharedPlan, day: Day) -> DayText {
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
        // Where the coach overrides a race day, the day shows no meet.
        let meets = shared.races_on(day).filter(|_| races).map(|race| race.meet).collect::<Vec<_>>();
        let cell = builder.cell(shared, day);
        let freed = shared.calendar.freed_by(day).map(|meet| self.freed_day_note(meet, day));
        let notes = freed.into_iter().chain(cell.notes).collect();
        let mut run: Vec<String> = cell.lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect();
        run.extend(meets.iter().filter_map(|&meet| time_and_place(builder.meet_on(meet, day))));
        DayText { head, title, notes, run, meets }
    }

    fn workout_text(&self, shared: &SharedPlan, day: Day) -> WorkoutText {
        let workout = day.index().and_then(|index| shared.workouts[index]).map(|id| self.builder.workouts.get(id));
        let line =
            |what: &str, text: fn(&Workout) -> &Option<String>| Some(format!("{what}: {}", text(workout?).as_ref()?));
        let strides = line("strides", |workout| &workout.strides);
        let strength = line("strength", |workout| &workout.strength);
        WorkoutText {
            warm_up: line("warm-up", |workout| &workout.warm_up),
            race_pace: self.builder.race_pace(shared, day),
            after: strides.into_iter().chain(strength).collect(),
        }
    }

    /// `League is now Wed 22 Apr`: what had become, by this day, of a meet that
    /// was scheduled for it.
    fn freed_day_note(&self, id: MeetId, day: Day) -> String {
        let meet = self.builder.meet_on(id, day);
        let days: Vec<Day> = meet.days().iter().collect();
        if days.is_empty() || meet.schedule.canceled().contains(day) {
            return format!("{} is canceled", meet.name);
        }
        format!("{} is now {}", meet.name, phrases::days(self.builder.season, &days))
    }

    fn days(&self) -> impl Iterator<Item = Day> + use<> {
        (0..self.builder.season.days()).map(Day::at)
    }

    fn iso_date(&self, day: Day) -> String {
        self.builder.season.date(day).to_string()
    }
}
