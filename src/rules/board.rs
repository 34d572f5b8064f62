//! The board on which a calendar's days are filled. It is state only: what is
//! put where is the business of the rules.

use crate::domain::calendar::RuleContext;
use crate::domain::day::{Day, DaySet};
use crate::domain::ids::MeetId;
use crate::domain::reason::{Cause, Reason};
use crate::domain::season::Week;
use crate::domain::session::Session;

/// What one day holds, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDay {
    /// The kind of session.
    pub session: Session,
    /// Why it holds that.
    pub why: Reason,
    /// What else is to be known: a workout that was moved or dropped, a race on the next day.
    pub notes: Vec<Reason>,
    /// The meet of a race day, or the one that a lead is for.
    pub meet: Option<MeetId>,
    /// For a workout that was moved here, and for a long run in the place of one, the day it comes from.
    pub moved_from: Option<Day>,
    /// The day to which the workout of this day was moved when this day was planned.
    pub moved_to: Option<Day>,
}

/// A lead to be put on the board.
#[derive(Clone, Copy, Debug)]
pub struct PlacedLead {
    /// The day.
    pub day: Day,
    /// Its kind of session.
    pub session: Session,
    /// The meet it is for.
    pub meet: MeetId,
    /// Why it is there.
    pub why: Reason,
}

/// An ordinary workout that its own day cannot hold.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct DisplacedWorkout {
    /// Its day in the coach's week.
    pub(in crate::rules) day: Day,
    /// What is in the way there.
    pub(in crate::rules) why: Reason,
}

/// The days of one calendar while they are filled. A day that is set stays
/// set: the rules run in the order in which they win.
pub struct Board<'a> {
    pub(in crate::rules) cx: RuleContext<'a>,
    /// The leads that were chosen.
    pub(in crate::rules) leads: &'a [PlacedLead],
    /// The days of the coach's workouts whose place a race or a lead takes, each with the reason.
    pub(in crate::rules) places_taken: Vec<(Day, Reason)>,
    /// The workouts for which another day is to be found.
    pub(in crate::rules) displaced_workouts: Vec<DisplacedWorkout>,
    /// Freed days that a time trial is to fill.
    pub(in crate::rules) time_trials_to_come: DaySet,
    /// What was done, day by day: it stays.
    done: &'a [PlannedDay],
    /// The days after those.
    open: Vec<Option<PlannedDay>>,
}

impl<'a> Board<'a> {
    /// A board on which only the first days of the season are filled: as they were done.
    pub(in crate::rules) fn new(cx: RuleContext<'a>, done: &'a [PlannedDay], leads: &'a [PlacedLead]) -> Board<'a> {
        let length = cx.season.last.index().map_or(0, |last| last + 1);
        let open = vec![None; length.saturating_sub(done.len())];
        Board {
            cx,
            leads,
            places_taken: Vec::new(),
            displaced_workouts: Vec::new(),
            time_trials_to_come: DaySet::default(),
            done,
            open,
        }
    }

    /// What the days hold in the end that were not done.
    pub(in crate::rules) fn into_open_days(self) -> Vec<PlannedDay> {
        self.open.into_iter().map(|day| day.expect("the coach's week fills what is left")).collect()
    }
}

impl Board<'_> {
    /// The days of the season, in order.
    pub(in crate::rules) fn days(&self) -> impl Iterator<Item = Day> + use<> {
        (0..self.done.len() + self.open.len()).map(Day::at)
    }

    /// The first day that is not done.
    fn from(&self) -> Day {
        Day::at(self.done.len())
    }

    /// The place of a day that is not done.
    fn slot(&mut self, day: Day) -> Option<&mut Option<PlannedDay>> {
        self.open.get_mut(day.index()?.checked_sub(self.done.len())?)
    }

    /// The weeks that are not over, in order.
    pub(in crate::rules) fn open_weeks(&self) -> Vec<Week> {
        let over = self.cx.season.weeks.partition_point(|week| week.last < self.from());
        self.cx.season.weeks[over..].to_vec()
    }

    /// True for a day that is done.
    pub(in crate::rules) fn is_done(&self, day: Day) -> bool {
        day < self.from()
    }

    /// The days that no rule has filled yet.
    pub(in crate::rules) fn open_days(&self) -> Vec<Day> {
        self.days().skip(self.done.len()).filter(|&day| self.is_open(day)).collect()
    }

    fn get(&self, day: Day) -> Option<&PlannedDay> {
        let index = day.index()?;
        let open = || self.open.get(index - self.done.len())?.as_ref();
        self.done.get(index).or_else(open)
    }

    /// What a day holds so far.
    pub(in crate::rules) fn session(&self, day: Day) -> Option<Session> {
        self.get(day).map(|planned| planned.session)
    }

    /// Why it holds that.
    pub(in crate::rules) fn why(&self, day: Day) -> Option<Reason> {
        self.get(day).map(|planned| planned.why)
    }

    /// True when this lies behind what a day holds.
    pub(in crate::rules) fn has_cause(&self, day: Day, cause: Cause) -> bool {
        self.why(day).is_some_and(|why| why.cause == cause)
    }

    /// True for a day of the season, not done, that no rule has filled yet.
    pub(in crate::rules) fn is_open(&self, day: Day) -> bool {
        let index = day.index().and_then(|index| index.checked_sub(self.done.len()));
        index.is_some_and(|index| matches!(self.open.get(index), Some(None)))
    }

    /// True for an open day, and for one made pre-race or easy by a race next to it, or as a first day back.
    pub(in crate::rules) fn is_open_or_easy(&self, day: Day) -> bool {
        let causes = [Cause::BeforeRace, Cause::AfterRace, Cause::FirstDayBack];
        self.from() <= day && (self.is_open(day) || causes.into_iter().any(|cause| self.has_cause(day, cause)))
    }

    /// True for an easy day, not done, that is not the coach's own word.
    pub(in crate::rules) fn is_free_easy(&self, day: Day) -> bool {
        self.from() <= day && self.session(day) == Some(Session::Easy) && self.cx.athlete.day_override(day).is_none()
    }

    /// True for an ordinary workout, not done, that is not the coach's own word.
    pub(in crate::rules) fn is_free_workout(&self, day: Day) -> bool {
        self.from() <= day && self.session(day) == Some(Session::Workout) && self.cx.athlete.day_override(day).is_none()
    }

    /// True for a lead.
    pub(in crate::rules) fn is_lead(&self, day: Day) -> bool {
        self.session(day).is_some_and(Session::is_lead)
    }

    /// True for a race, a time trial or a lead, not done, that is not the coach's own word.
    pub(in crate::rules) fn is_race_or_lead(&self, day: Day) -> bool {
        let holds_one = self.session(day).is_some_and(Session::is_contest) || self.is_lead(day);
        self.from() <= day && holds_one && self.cx.athlete.day_override(day).is_none()
    }

    /// The meet of a race day, or the one that a lead is for.
    pub(in crate::rules) fn meet(&self, day: Day) -> Option<MeetId> {
        self.get(day)?.meet
    }

    /// True when a day next to this one holds such a session.
    pub(in crate::rules) fn is_beside(&self, day: Day, session: Session) -> bool {
        [day.before(), day.next()].into_iter().any(|day| self.session(day) == Some(session))
    }

    /// True when a day holds a hard session.
    pub(in crate::rules) fn is_hard(&self, day: Day) -> bool {
        self.session(day).is_some_and(Session::is_hard)
    }

    /// Fills a day that is open; one that is filled stays as it is.
    pub(in crate::rules) fn set(&mut self, day: Day, session: Session, why: Reason) {
        if self.is_open(day)
            && let Some(slot) = self.slot(day)
        {
            *slot = Some(PlannedDay { session, why, notes: Vec::new(), meet: None, moved_from: None, moved_to: None });
        }
    }

    /// Fills an open day with what belongs to a meet.
    pub(in crate::rules) fn set_for_meet(&mut self, day: Day, session: Session, meet: MeetId, why: Reason) {
        self.set(day, session, why);
        self.update(day, |planned| {
            if planned.session == session {
                planned.meet = Some(meet);
            }
        });
    }

    /// Fills an open day with a workout that comes from another day.
    pub(in crate::rules) fn set_moved_workout(&mut self, day: Day, from: Day, why: Reason) {
        self.set(day, Session::Workout, why);
        self.update(day, |planned| planned.moved_from = Some(from));
        self.update(from, |planned| planned.moved_to = Some(day));
    }

    /// The done day to which the workout of `day` was moved: it was run there, or a long run took its place.
    pub(in crate::rules) fn run_elsewhere(&self, day: Day) -> Option<Day> {
        let week = self.cx.season.week_of(day)?;
        week.days()
            .find(|&done| done < self.from() && self.get(done).is_some_and(|planned| planned.moved_from == Some(day)))
    }

    /// Why the workout of a done day is still to be run: it was moved, and not
    /// to a day that is done. Where to it was moved then does not matter: that
    /// may have changed more than once.
    pub(in crate::rules) fn is_owed(&self, day: Day) -> Option<Reason> {
        let planned = self.get(day).filter(|_| day < self.from())?;
        planned.moved_to.filter(|_| self.run_elsewhere(day).is_none()).map(|_| planned.why)
    }

    /// Makes something else of a day. What else is to be known of it stays, the workout that was moved there, too, and
    /// so does why it was what it was, when that was not the coach's week.
    pub(in crate::rules) fn replace(&mut self, day: Day, session: Session, why: Reason) {
        self.update(day, |planned| {
            if planned.why.cause != Cause::OrdinaryWeek {
                planned.notes.insert(0, planned.why);
            }
            (planned.session, planned.why) = (session, why);
        });
    }

    /// Adds what else is to be known of a day.
    pub(in crate::rules) fn add(&mut self, day: Day, note: Reason) {
        self.update(day, |planned| planned.notes.push(note));
    }

    /// Changes a day that is not done.
    fn update(&mut self, day: Day, change: impl FnOnce(&mut PlannedDay)) {
        if let Some(Some(planned)) = self.slot(day) {
            change(planned);
        }
    }
}
