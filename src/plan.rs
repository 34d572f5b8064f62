//! From a checked season to a plan: what every athlete does on every day.
//!
//! 1. `known` reads off each athlete's calendar as it was known at first and
//!    after each day on which something changed. Athletes whose calendars are
//!    equal throughout share a [`Course`] and are planned once.
//! 2. `leads` chooses the lead of every race: the best total over the season,
//!    found exactly.
//! 3. `rules::board` fills the rest of the days.
//! 4. When the calendar changes, 2 and 3 run again from that day on; the days
//!    before stay as they were and count as done.
//!
//! Nothing here can fail: that a race has no lead is a decision with reasons.

pub mod audit;
mod known;
mod leads;
pub mod warnings;

use std::collections::HashMap;

use crate::domain::calendar::{Calendar, Frame, Reason, Sight};
use crate::domain::day::{Day, DaySet};
use crate::domain::event::Event;
use crate::domain::lead::Lead;
use crate::domain::season::{AthleteId, MeetId, Season};
use crate::domain::session::Session;
use crate::library::{Library, WorkoutId};
use crate::rules::board::{self, PlacedLead, Planned};
use crate::rules::leads::r13_volume_by_season;

/// A whole season, planned.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is the same for everyone.
    pub frame: Frame,
    courses: Vec<Course>,
    of: Vec<usize>,
}

/// What is planned for the athletes of one calendar.
#[derive(Clone, Debug)]
pub struct Course {
    /// The calendar as it is known now.
    pub calendar: Calendar,
    /// For each race of the calendar, in its order, what was decided.
    pub decisions: Vec<Decision>,
    /// What each day of the season holds.
    pub days: Vec<Planned>,
    /// For each day, the workout of the library.
    pub workouts: Vec<Option<WorkoutId>>,
    /// What changed when the calendar did.
    pub changes: Vec<Changed>,
}

/// What was decided for one race.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The meet.
    pub meet: MeetId,
    /// The event whose workout it is.
    pub event: Event,
    /// The first race day.
    pub race_day: Day,
    /// The lead, or none.
    pub lead: Option<Lead>,
    /// Why this one is what was wanted, or why there is none.
    pub why: Reason,
    /// What was wanted, when it could not be had.
    pub wanted: Option<Lead>,
    /// For each lead that was not taken, every reason that forbids it.
    pub refused: Vec<(Lead, Vec<Reason>)>,
    /// The day of a lead that was run for this race, before or after it was moved.
    pub run: Option<Day>,
}

impl Decision {
    /// The day of the lead.
    pub fn lead_day(&self) -> Option<Day> {
        self.lead.map(|lead| lead.day(self.race_day))
    }
}

/// A day that became another when the calendar changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The day on which it became known.
    pub known: Day,
    /// The day that changed.
    pub day: Day,
    /// What it held.
    pub was: Session,
    /// What it holds since.
    pub now: Session,
    /// Why it holds that.
    pub why: Reason,
}

/// Plans a season.
pub fn plan(season: &Season, library: &Library) -> Plan {
    let frame = known::frame(season);
    let mut courses = Vec::new();
    let mut course_of: HashMap<Vec<(Day, Calendar)>, usize> = HashMap::new();
    let mut of = Vec::with_capacity(season.athletes.len());
    for id in season.athlete_ids() {
        let history = known::history(season, id);
        let course = *course_of.entry(history).or_insert_with_key(|history| {
            courses.push(course(&frame, history, library));
            courses.len() - 1
        });
        of.push(course);
    }
    let plan = Plan { frame, courses, of };
    debug_assert_eq!(audit::audit(season, &plan), Vec::<String>::new());
    plan
}

impl Plan {
    /// What is planned for an athlete.
    pub fn course(&self, id: AthleteId) -> &Course {
        &self.courses[self.of[id.0 as usize]]
    }

    /// A number that is equal for athletes who share a course.
    pub fn course_number(&self, id: AthleteId) -> usize {
        self.of[id.0 as usize]
    }

    /// How many different courses there are.
    pub fn courses(&self) -> usize {
        self.courses.len()
    }

    /// The course of a number.
    pub fn course_at(&self, number: usize) -> &Course {
        &self.courses[number]
    }
}

/// Plans one calendar, version after version.
fn course(frame: &Frame, history: &[(Day, Calendar)], library: &Library) -> Course {
    let mut days: Vec<Planned> = Vec::new();
    let mut decisions: Vec<Decision> = Vec::new();
    let mut changes = Vec::new();
    for (known, calendar) in history {
        let sight = Sight { frame, own: calendar };
        decisions = leads::decide(sight, *known, &days, &decisions);
        let placed: Vec<PlacedLead> = decisions.iter().filter_map(placed).collect();
        let filled = board::fill(sight, &days, *known, &placed);
        for (index, (was, now)) in days.iter().zip(&filled).enumerate() {
            if was.session != now.session {
                let day = Day::at(index);
                changes.push(Changed { known: *known, day, was: was.session, now: now.session, why: now.why });
            }
        }
        days = filled;
    }
    let (_, calendar) = history.last().expect("a history begins with the season");
    let sight = Sight { frame, own: calendar };
    let workouts = workouts(sight, &days, &decisions, library);
    Course { calendar: calendar.clone(), decisions, days, workouts, changes }
}

fn placed(decision: &Decision) -> Option<PlacedLead> {
    let lead = decision.lead?;
    Some(PlacedLead { day: lead.day(decision.race_day), session: lead.into(), meet: decision.meet, why: decision.why })
}

/// Which workout of the library each day holds.
fn workouts(sight: Sight, days: &[Planned], decisions: &[Decision], library: &Library) -> Vec<Option<WorkoutId>> {
    let slots: DaySet =
        (0..days.len()).map(Day::at).filter(|&day| sight.frame.week_says(day) == Session::Workout).collect();
    // How many workouts the coach's week has before each day: what the rotation turns by.
    let mut before = 0;
    let turns: Vec<usize> = (0..days.len())
        .map(|index| {
            let turn = before;
            before += usize::from(slots.contains(Day::at(index)));
            turn
        })
        .collect();
    let week_of = |day: Day| sight.frame.week_of(day).map_or(0, |week| week.number - 1);
    let choose = |(index, planned): (usize, &Planned)| {
        let day = Day::at(index);
        let turn = match planned.session {
            Session::Workout if slots.is_empty() => week_of(day),
            Session::Workout => match planned.moved_from.unwrap_or(day) {
                slot if slots.contains(slot) => turns[slot.index().unwrap_or(index)],
                // A workout outside of the coach's week is neither the one before it nor the one after it.
                _ => turns[index] + 1,
            },
            _ => week_of(day),
        };
        let event = match planned.session {
            session if session.is_lead() => decisions
                .iter()
                .find(|decision| Some(decision.meet) == planned.meet && decision.lead_day() == Some(day))
                .map_or(sight.own.event, |decision| decision.event),
            Session::Race | Session::TimeTrial => sight.own.race_on(day).map_or(sight.own.event, |race| race.event),
            _ => sight.own.event,
        };
        library.choose(planned.session, event, r13_volume_by_season::volume(day, &sight), turn)
    };
    days.iter().enumerate().map(choose).collect()
}
