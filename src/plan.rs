//! From a checked season to a plan: what every athlete does on every day.
//!
//! 1. The history has the season as it was known on each day on which something became known.
//!    `calendars` reads off each version the calendar of every athlete whom what is new may concern;
//!    what is over stays in it as it was. Athletes whose calendars are equal share a plan.
//! 2. `lines` has one more calendar for each group and event: the group's line. It is
//!    planned first, and where several plans of an athlete are equally good, it is looked at.
//!    Nobody's plan depends on another athlete's.
//! 3. `leads` chooses the lead of every race: the best total over the season,
//!    found exactly.
//! 4. `rules::passes` fills the rest of the days.
//! 5. For each later version 2 to 4 run again, from its day on, for those
//!    whose calendar it makes another. A plan that athletes shared splits where
//!    their calendars first differ. Days that are over stay, and count as done.
//!
//! Nothing here can fail: that a race has no lead is a decision with reasons.

mod calendars;
mod earlier;
mod leads;
mod lines;
pub mod warnings;
mod workouts;

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::calendar::{AthleteCalendar, Race, RuleContext, SeasonCalendar};
use crate::domain::day::{Day, DaySet};
use crate::domain::event::Event;
use crate::domain::history::History;
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::lead::Lead;
use crate::domain::reason::Reason;
use crate::domain::season::{Season, Week};
use crate::domain::session::Session;
use crate::domain::workout::Workout;
use crate::library::{Library, WorkoutId};
use crate::plan::calendars::Step;
use crate::plan::lines::Lines;
use crate::plan::workouts::{Filled, Turns};
use crate::rules::board::{PlacedLead, PlannedDay};
use crate::rules::passes;

pub use earlier::EarlierDecisions;

/// A whole season, planned.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is the same for everyone.
    pub calendar: SeasonCalendar,
    /// The workouts that it names: those of the library, and those that are run at a load.
    pub workouts: Library,
    shared_plans: Vec<SharedPlan>,
    of: Vec<usize>,
}

/// What is planned for the athletes of one calendar.
#[derive(Clone, Debug)]
pub struct SharedPlan {
    /// The calendar as it is known now.
    pub calendar: AthleteCalendar,
    /// For each race of the calendar, in its order, what was decided.
    pub decisions: Vec<Arc<Decision>>,
    /// What each day of the season holds.
    pub days: Vec<PlannedDay>,
    /// For each day, the workout as it is run, one of [`Plan::workouts`].
    pub workouts: Vec<Option<WorkoutId>>,
    /// What changed when the calendar did.
    pub changes: Vec<Changed>,
    /// What was decided before something else became known, in order.
    pub earlier: Vec<EarlierDecisions>,
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
    pub preferred: Option<Lead>,
    /// The leads that were not taken.
    pub rejected: Vec<Rejected>,
    /// Set when the athlete's group decided between equally good plans.
    pub group_tiebreak: Option<Reason>,
    /// The day of a lead that was run for this race, before or after it was moved.
    pub already_run_on: Option<Day>,
}

/// A lead that was not taken for a race.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The lead.
    pub lead: Lead,
    /// Every reason that forbids it: the calendar's first, then the leads of other races.
    pub forbidden: Vec<Reason>,
    /// When the calendar allows it: what the best plan with it would cost other races.
    pub cost: Vec<Reason>,
}

impl Rejected {
    /// The first reason that forbids it.
    pub fn first(&self) -> Option<&Reason> {
        self.forbidden.first()
    }
}

impl Decision {
    /// The day of the lead.
    pub fn lead_day(&self) -> Option<Day> {
        self.lead.map(|lead| lead.day(self.race_day))
    }
}

/// A day that became another when the calendar changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The day on which it became known.
    pub known: Day,
    /// The day that changed.
    pub day: Day,
    /// What it held.
    pub was: Session,
    /// What it holds since. When it is the same kind of session, it is
    /// another race or another workout of that kind.
    pub now: Session,
    /// Why it holds that.
    pub why: Reason,
    /// The meets that are raced on it since.
    pub meets: Vec<MeetId>,
}

/// Plans a season.
pub fn plan(history: &History, library: &Library) -> Plan {
    let first = &history.versions()[0];
    let calendar = calendars::season_calendar(first);
    let lines = Lines::of(history);
    let mut planner = Planner {
        season: &calendar,
        library: library.clone(),
        of: vec![None; first.athletes.len() + lines.count()],
        lines,
        plans: Vec::new(),
    };
    let mut step: Option<Step> = None;
    for version in history.versions() {
        let now = step.map_or_else(|| Step::first(version), |before| before.next(version));
        planner.take(version, &now);
        step = Some(now);
    }
    let Planner { library: workouts, of, plans, .. } = planner;
    let of: Vec<Option<usize>> = of.into_iter().take(first.athletes.len()).collect();
    // A line of which nobody has the calendar is nobody's plan.
    let mut number_of: Vec<Option<usize>> = vec![None; plans.len()];
    of.iter().flatten().for_each(|&plan| number_of[plan] = Some(0));
    number_of.iter_mut().flatten().enumerate().for_each(|(number, of)| *of = number);
    let used = plans.into_iter().zip(&number_of).filter(|(_, number)| number.is_some());
    let shared_plans = used.map(|(plan, _)| plan.finished()).collect();
    let of = of.into_iter().map(|plan| plan.and_then(|plan| number_of[plan]).unwrap_or(usize::MAX)).collect();
    Plan { calendar, workouts, shared_plans, of }
}

/// What is planned so far, version after version.
struct Planner<'a> {
    season: &'a SeasonCalendar,
    library: Library,
    lines: Lines,
    plans: Vec<PlanInProgress>,
    /// The plan of each athlete, and behind them of each group's line.
    of: Vec<Option<usize>>,
}

/// A plan in the making, for athletes whose calendars are equal.
#[derive(Clone)]
struct PlanInProgress {
    /// How many share it, athletes and lines.
    members: usize,
    /// The calendar as it is known so far.
    calendar: AthleteCalendar,
    /// Race days on which the last version made the meets others, or more, or fewer.
    other_races: DaySet,
    decisions: Vec<Arc<Decision>>,
    days: Vec<PlannedDay>,
    /// For each day, the workout of the library.
    workouts: Vec<Option<WorkoutId>>,
    /// For each day, the workout as it is run.
    as_run: Vec<Option<WorkoutId>>,
    /// For each week, whose turn it is in it; empty for those who go by their line's.
    turns: Vec<Turns>,
    changes: Vec<Changed>,
    earlier: Vec<EarlierDecisions>,
    /// The athletes' own event and their races before the version by which the calendar became another.
    before: Option<(Event, Vec<Race>)>,
}

/// Athletes who leave a plan, or join as newcomers, for the same calendar.
#[derive(PartialEq, Eq, Hash)]
struct Party {
    from: Option<usize>,
    calendar: AthleteCalendar,
}

impl Planner<'_> {
    /// Takes in a version of the season: what concerns nobody changes nothing.
    fn take(&mut self, version: &Season, step: &Step) {
        let mut concerned = self.update_calendars(version, step);
        concerned.sort_unstable();
        let known = step.known();
        // The groups' lines come first; of their calendar, each is its own line.
        let lines: Vec<usize> = self.of[version.athletes.len()..].iter().copied().flatten().collect();
        let (of_lines, mut others): (Vec<usize>, Vec<usize>) =
            concerned.into_iter().partition(|number| lines.contains(number));
        for number in of_lines {
            if self.plans[number].replan(self.season, known, None, &mut self.library) {
                let follows = |plan: &PlanInProgress| self.line_of(version, plan) == Some(number);
                others.extend((0..self.plans.len()).filter(|&other| other != number && follows(&self.plans[other])));
            }
        }
        others.sort_unstable();
        others.dedup();
        for number in others.into_iter().filter(|number| !lines.contains(number)) {
            let line = self.line_of(version, &self.plans[number]);
            let (plan, line) = match line {
                // The line is another plan: it is planned, and not planned again here.
                Some(line) => {
                    let [plan, line] = self.plans.get_disjoint_mut([number, line]).expect("two plans");
                    (plan, Some(&*line))
                }
                None => (&mut self.plans[number], None),
            };
            plan.replan(self.season, known, line, &mut self.library);
        }
    }

    /// The plan of the line of a plan's group and event.
    fn line_of(&self, version: &Season, plan: &PlanInProgress) -> Option<usize> {
        let line = self.lines.of_group(plan.calendar.event, plan.calendar.group?)?;
        self.of[version.athletes.len() + line]
    }

    /// Gives everyone whose calendar becomes another a plan with it, and
    /// returns the plans that are to be made from then on.
    fn update_calendars(&mut self, version: &Season, step: &Step) -> Vec<usize> {
        let mut members_of: HashMap<Party, Vec<usize>> = HashMap::new();
        let athletes = version.athlete_ids().map(|id| (id.0 as usize, step.athlete(id)));
        let lines = (version.athletes.len()..).zip(self.lines.members());
        for (index, member) in athletes.chain(lines) {
            let from = self.of[index];
            if from.is_some() && !step.may_concern(member) {
                continue;
            }
            let before = from.map(|plan| &self.plans[plan].calendar);
            let calendar = step.calendar(member, before);
            if before == Some(&calendar) {
                continue;
            }
            members_of.entry(Party { from, calendar }).or_default().push(index);
        }
        let mut parties: Vec<(Party, Vec<usize>)> = members_of.into_iter().collect();
        parties.sort_unstable_by_key(|(_, members)| members[0]);
        parties.into_iter().map(|(party, members)| self.split(party, members)).collect()
    }

    /// The plan of those who have another calendar together from now on.
    fn split(&mut self, Party { from, calendar }: Party, members: Vec<usize>) -> usize {
        let plan = match from {
            Some(from) if self.plans[from].members == members.len() => {
                self.plans[from].update_calendar(calendar);
                from
            }
            Some(from) => {
                self.plans[from].members -= members.len();
                let mut split = PlanInProgress { members: members.len(), ..self.plans[from].clone() };
                split.update_calendar(calendar);
                self.plans.push(split);
                self.plans.len() - 1
            }
            None => {
                self.plans.push(PlanInProgress::new(members.len(), calendar));
                self.plans.len() - 1
            }
        };
        members.into_iter().for_each(|index| self.of[index] = Some(plan));
        plan
    }
}

impl PlanInProgress {
    fn new(members: usize, calendar: AthleteCalendar) -> PlanInProgress {
        PlanInProgress {
            members,
            calendar,
            other_races: DaySet::default(),
            decisions: Vec::new(),
            days: Vec::new(),
            workouts: Vec::new(),
            as_run: Vec::new(),
            turns: Vec::new(),
            changes: Vec::new(),
            earlier: Vec::new(),
            before: None,
        }
    }

    /// Takes over the calendar of a later version.
    fn update_calendar(&mut self, now: AthleteCalendar) {
        let same = |day: &Day| {
            let before = self.calendar.races_on(*day).map(|race| race.meet);
            before.eq(now.races_on(*day).map(|race| race.meet))
        };
        self.other_races = now.race_days.iter().filter(|day| !same(day)).collect();
        let AthleteCalendar { event, races, .. } = std::mem::replace(&mut self.calendar, now);
        self.before = Some((event, races));
    }

    /// How many days are done when it is planned from the day `known` on: none of a newcomer's.
    fn done(&self, known: Day) -> usize {
        known.index().unwrap_or(0).min(self.days.len())
    }

    /// True for a week after the last race.
    fn is_over(&self, week: Week) -> bool {
        self.calendar.last_race_day.is_some_and(|last| last < week.first)
    }

    /// The days of its leads.
    fn lead_days(&self) -> DaySet {
        self.decisions.iter().filter_map(|decision| decision.lead_day()).collect()
    }

    /// Plans again from the day `known` on, beside the plan of the group's line. What
    /// was run stays what it was. Returns true when leads or workouts became others.
    fn replan(
        &mut self,
        season: &SeasonCalendar,
        known: Day,
        line: Option<&PlanInProgress>,
        library: &mut Library,
    ) -> bool {
        let cx = RuleContext { season, athlete: &self.calendar };
        let done = self.done(known);
        let decisions = leads::score_options(cx, &self.days[..done], &self.decisions)
            .decide(&line.map(PlanInProgress::lead_days).unwrap_or_default());
        let placed: Vec<PlacedLead> = decisions.iter().filter_map(|decision| placed(decision)).collect();
        let days = passes::fill(cx, &self.days[..done], &placed);
        let is_new = self.days.is_empty();
        let before = self.days.split_off(done);
        let followed = self.workouts.split_off(done);
        let was_run = self.as_run.split_off(done);
        self.days.extend(days);
        let (done_before, turns) = (&self.workouts, &self.turns);
        let filled = Filled { cx, days: &self.days, decisions: &decisions, done: done_before, turns, line, library };
        let ((workouts, turns), loads) = (filled.workouts(), filled.loads());
        let as_run: Vec<_> =
            workouts.iter().zip(loads).map(|(&id, load)| id.map(|id| library.at_load(id, load))).collect();
        for (index, (was, was_workout)) in (done..).zip(before.iter().zip(&was_run)) {
            let (day, now, workout) = (Day::at(index), &self.days[index], &as_run[index - done]);
            let another_race = now.session.is_contest() && self.other_races.contains(day);
            if was.session != now.session || another_race || was_workout != workout {
                let meets = self.calendar.races_on(day).map(|race| race.meet).collect();
                self.changes.push(Changed { known, day, was: was.session, now: now.session, why: now.why, meets });
            }
        }
        let is_followed_otherwise = followed != workouts;
        self.workouts.extend(workouts);
        self.turns = turns;
        self.as_run.extend(as_run);
        self.other_races = DaySet::default();
        let before = std::mem::replace(&mut self.decisions, decisions);
        let (event, races) = self.before.take().unwrap_or_else(|| (self.calendar.event, self.calendar.races.clone()));
        if !is_new && (event != self.calendar.event || races != self.calendar.races || before != self.decisions) {
            self.earlier.push(EarlierDecisions { until: known, event, races, decisions: before });
        }
        is_followed_otherwise
    }

    fn finished(self) -> SharedPlan {
        let PlanInProgress { calendar, decisions, days, as_run, changes, earlier, .. } = self;
        SharedPlan { calendar, decisions, days, workouts: as_run, changes, earlier }
    }
}

impl Plan {
    /// What is planned for an athlete.
    pub fn shared(&self, id: AthleteId) -> &SharedPlan {
        &self.shared_plans[self.of[id.0 as usize]]
    }

    /// What an athlete runs on a day, when it is in the season and no day off.
    pub fn workout_on(&self, id: AthleteId, day: Day) -> Option<&Workout> {
        Some(self.workouts.get((*self.shared(id).workouts.get(day.index()?)?)?))
    }

    /// A number that is equal for athletes who share a plan.
    pub fn shared_number(&self, id: AthleteId) -> usize {
        self.of[id.0 as usize]
    }

    /// How many different plans there are.
    pub fn shared_plans(&self) -> usize {
        self.shared_plans.len()
    }

    /// The plan of a number.
    pub fn shared_at(&self, number: usize) -> &SharedPlan {
        &self.shared_plans[number]
    }
}

#[cfg(test)]
impl Plan {
    /// The plan of a number, to be broken by a test.
    pub(crate) fn shared_at_mut(&mut self, number: usize) -> &mut SharedPlan {
        &mut self.shared_plans[number]
    }
}

fn placed(decision: &Decision) -> Option<PlacedLead> {
    let lead = decision.lead?;
    Some(PlacedLead { day: lead.day(decision.race_day), session: lead.into(), meet: decision.meet, why: decision.why })
}
