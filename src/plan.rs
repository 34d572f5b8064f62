//! From a checked season to a plan: what every athlete does on every day.
//!
//! 1. The history has the season as it was known on each day on which something became known.
//!    `calendars` reads off each version the calendar of every athlete whom what is new may concern;
//!    what is over stays in it as it was. Athletes whose calendars are equal share a plan.
//! 2. `leads` chooses the lead of every race: the best total over the season,
//!    found exactly. Where several plans of an athlete are equally good, the
//!    others of their group are looked at; nowhere else does one athlete's plan
//!    depend on another's.
//! 3. `rules::passes` fills the rest of the days.
//! 4. For each later version 2 and 3 run again, from its day on, for those
//!    whose calendar it makes another. A plan that athletes shared splits where
//!    their calendars first differ. Days that are over stay, and count as done.
//!
//! Nothing here can fail: that a race has no lead is a decision with reasons.

mod calendars;
mod earlier;
mod leads;
pub mod warnings;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::calendar::{AthleteCalendar, Race, Reason, RuleContext, SeasonCalendar};
use crate::domain::day::{Day, DaySet};
use crate::domain::event::Event;
use crate::domain::history::History;
use crate::domain::ids::{AthleteId, GroupId, MeetId};
use crate::domain::lead::Lead;
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::library::{Library, WorkoutId};
use crate::plan::calendars::Step;
use crate::plan::leads::{Company, LeadProblem};
use crate::rules::board::{PlacedLead, PlannedDay};
use crate::rules::leads::r13_volume_by_season;
use crate::rules::passes;

pub use earlier::EarlierDecisions;

/// A whole season, planned.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What is the same for everyone.
    pub calendar: SeasonCalendar,
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
    /// For each day, the workout of the library.
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
    let mut of: Vec<Option<usize>> = vec![None; first.athletes.len()];
    let mut plans: Vec<PlanInProgress> = Vec::new();
    let mut step: Option<Step> = None;
    for version in history.versions() {
        let now = step.map_or_else(|| Step::first(version), |before| before.next(version));
        let concerned = update_calendars(version, &now, &mut plans, &mut of);
        replan(&calendar, &mut plans, &concerned, now.known(), library);
        step = Some(now);
    }
    let shared_plans = plans.into_iter().map(PlanInProgress::finished).collect();
    let of = of.into_iter().map(|plan| plan.unwrap_or(usize::MAX)).collect();
    Plan { calendar, shared_plans, of }
}

/// A plan in the making, for athletes whose calendars are equal.
#[derive(Clone)]
struct PlanInProgress {
    /// How many athletes share it.
    athletes: u64,
    /// The calendar as it is known so far.
    calendar: AthleteCalendar,
    /// Race days on which the last version made the meets others, or more, or fewer.
    other_races: DaySet,
    decisions: Vec<Arc<Decision>>,
    days: Vec<PlannedDay>,
    workouts: Vec<Option<WorkoutId>>,
    changes: Vec<Changed>,
    earlier: Vec<EarlierDecisions>,
    /// The athletes' own event and their races before the last version.
    before: (Event, Vec<Race>),
}

/// Athletes who leave a plan, or join as newcomers, for the same calendar.
struct Party {
    from: Option<usize>,
    calendar: AthleteCalendar,
    athletes: Vec<AthleteId>,
}

/// Gives every athlete whose calendar becomes another a plan with it, and
/// returns the plans that are to be made from then on, in order.
fn update_calendars(
    version: &Season,
    step: &Step,
    plans: &mut Vec<PlanInProgress>,
    of: &mut [Option<usize>],
) -> Vec<usize> {
    let mut parties: Vec<Party> = Vec::new();
    let mut party_of: HashMap<(Option<usize>, AthleteCalendar), usize> = HashMap::new();
    for id in version.athlete_ids() {
        let from = of[id.0 as usize];
        if from.is_some() && !step.may_concern(id) {
            continue;
        }
        let before = from.map(|plan| &plans[plan].calendar);
        let calendar = step.calendar(id, before);
        if before == Some(&calendar) {
            continue;
        }
        let party = *party_of.entry((from, calendar)).or_insert_with_key(|(from, calendar)| {
            parties.push(Party { from: *from, calendar: calendar.clone(), athletes: Vec::new() });
            parties.len() - 1
        });
        parties[party].athletes.push(id);
    }
    let mut concerned: Vec<usize> = Vec::with_capacity(parties.len());
    for Party { from, calendar, athletes } in parties {
        let count = athletes.len() as u64;
        let plan = match from {
            Some(from) if plans[from].athletes == count => {
                plans[from].update_calendar(calendar);
                from
            }
            Some(from) => {
                plans[from].athletes -= count;
                let mut split = PlanInProgress { athletes: count, ..plans[from].clone() };
                split.update_calendar(calendar);
                plans.push(split);
                plans.len() - 1
            }
            None => {
                plans.push(PlanInProgress::new(count, calendar));
                plans.len() - 1
            }
        };
        athletes.into_iter().for_each(|id| of[id.0 as usize] = Some(plan));
        concerned.push(plan);
    }
    concerned.sort_unstable();
    concerned
}

/// Plans again, from the day `known` on, the plans whose calendars became others.
fn replan(season: &SeasonCalendar, plans: &mut [PlanInProgress], concerned: &[usize], known: Day, library: &Library) {
    // What is best for each alone comes first: then nobody's choice depends on the order.
    let problems: Vec<LeadProblem> =
        concerned.iter().map(|&number| plans[number].score_options(season, known)).collect();
    let best: BTreeMap<usize, BestDays> =
        concerned.iter().copied().zip(problems.iter().map(LeadProblem::best_days)).collect();
    let is_open = |number: usize| !best[&number].1.is_empty();
    let mut crowds: BTreeMap<GroupId, Crowd> = BTreeMap::new();
    for group in concerned.iter().filter(|&&number| is_open(number)).filter_map(|&number| plans[number].calendar.group)
    {
        crowds.entry(group).or_insert_with(|| Crowd::of(plans, group, &best));
    }
    let decide = |(&number, problem): (&usize, LeadProblem)| {
        let plan = &plans[number];
        match plan.calendar.group.filter(|_| is_open(number)) {
            Some(group) => problem.decide(Some(&|day| crowds[&group].without(plan, &best[&number], day))),
            None => problem.decide(None),
        }
    };
    let decided: Vec<Vec<Arc<Decision>>> = concerned.iter().zip(problems).map(decide).collect();
    for (&number, decisions) in concerned.iter().zip(decided) {
        plans[number].replan(season, known, decisions, library);
    }
}

/// The lead days of a draft that is being decided: those of each of its best
/// plans, and those of some of them.
type BestDays = (DaySet, DaySet);

/// How many athletes of a group train on each day, while some of them are decided.
#[derive(Default)]
struct Crowd(BTreeMap<Day, Company>);

impl Crowd {
    fn of(plans: &[PlanInProgress], group: GroupId, best: &BTreeMap<usize, BestDays>) -> Crowd {
        let mut crowd = Crowd::default();
        for (number, plan) in plans.iter().enumerate().filter(|(_, plan)| plan.calendar.group == Some(group)) {
            let decided: DaySet = match best.get(&number) {
                Some((certain, possible)) => {
                    for day in possible.iter() {
                        crowd.0.entry(day).or_default().possible += plan.athletes;
                    }
                    *certain
                }
                None => plan.decisions.iter().filter_map(|decision| decision.lead_day()).collect(),
            };
            for day in decided.iter() {
                crowd.0.entry(day).or_default().certain += plan.athletes;
            }
        }
        crowd
    }

    /// The company that a plan finds on a day, its own athletes aside.
    fn without(&self, plan: &PlanInProgress, (certain, possible): &BestDays, day: Day) -> Company {
        let all = self.0.get(&day).copied().unwrap_or_default();
        let own = |days: &DaySet| if days.contains(day) { plan.athletes } else { 0 };
        Company { certain: all.certain - own(certain), possible: all.possible - own(possible) }
    }
}

impl PlanInProgress {
    fn new(athletes: u64, calendar: AthleteCalendar) -> PlanInProgress {
        PlanInProgress {
            athletes,
            before: (calendar.event, Vec::new()),
            calendar,
            other_races: DaySet::default(),
            decisions: Vec::new(),
            days: Vec::new(),
            workouts: Vec::new(),
            changes: Vec::new(),
            earlier: Vec::new(),
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
        self.before = (event, races);
    }

    /// How many days are done when it is planned from the day `known` on: none of a newcomer's.
    fn done(&self, known: Day) -> usize {
        known.index().unwrap_or(0).min(self.days.len())
    }

    fn score_options<'d>(&'d self, season: &'d SeasonCalendar, known: Day) -> LeadProblem<'d> {
        let cx = RuleContext { season, athlete: &self.calendar };
        leads::score_options(cx, &self.days[..self.done(known)], &self.decisions)
    }

    /// Plans again from the day `known` on. What was run stays what it was.
    fn replan(&mut self, season: &SeasonCalendar, known: Day, decisions: Vec<Arc<Decision>>, library: &Library) {
        let cx = RuleContext { season, athlete: &self.calendar };
        let done = self.done(known);
        let placed: Vec<PlacedLead> = decisions.iter().filter_map(|decision| placed(decision)).collect();
        let days = passes::fill(cx, &self.days[..done], &placed);
        let workouts = workouts_from(done, cx, &days, &decisions, library);
        for (index, (now, workout)) in (done..self.days.len()).zip(days.iter().zip(&workouts)) {
            let (day, was) = (Day::at(index), &self.days[index]);
            let another_race = now.session.is_contest() && self.other_races.contains(day);
            if was.session != now.session || another_race || self.workouts[index] != *workout {
                let meets = self.calendar.races_on(day).map(|race| race.meet).collect();
                self.changes.push(Changed { known, day, was: was.session, now: now.session, why: now.why, meets });
            }
        }
        let is_new = self.days.is_empty();
        self.days.truncate(done);
        self.days.extend(days);
        self.workouts.truncate(done);
        self.workouts.extend(workouts);
        let before = std::mem::replace(&mut self.decisions, decisions);
        let (event, races) = std::mem::replace(&mut self.before, (self.calendar.event, Vec::new()));
        if !is_new && (event != self.calendar.event || races != self.calendar.races || before != self.decisions) {
            self.earlier.push(EarlierDecisions { until: known, event, races, decisions: before });
        }
    }

    fn finished(self) -> SharedPlan {
        let PlanInProgress { calendar, decisions, days, workouts, changes, earlier, .. } = self;
        SharedPlan { calendar, decisions, days, workouts, changes, earlier }
    }
}

impl Plan {
    /// What is planned for an athlete.
    pub fn shared(&self, id: AthleteId) -> &SharedPlan {
        &self.shared_plans[self.of[id.0 as usize]]
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
    /// The course of a number, to be broken by a test.
    pub(crate) fn shared_at_mut(&mut self, number: usize) -> &mut SharedPlan {
        &mut self.shared_plans[number]
    }
}

fn placed(decision: &Decision) -> Option<PlacedLead> {
    let lead = decision.lead?;
    Some(PlacedLead { day: lead.day(decision.race_day), session: lead.into(), meet: decision.meet, why: decision.why })
}

/// Which workout of the library each of these days, from the one of index `from` on, holds.
fn workouts_from(
    from: usize,
    cx: RuleContext,
    days: &[PlannedDay],
    decisions: &[Arc<Decision>],
    library: &Library,
) -> Vec<Option<WorkoutId>> {
    let slots: DaySet = (0..from + days.len())
        .map(Day::at)
        .filter(|&day| cx.athlete.practice.week_says(day) == Session::Workout)
        .collect();
    // How many workouts the coach's week has before a day: what the rotation turns by.
    let turn_of = |day: Day| slots.iter().take_while(|&slot| slot < day).count();
    let week_of = |day: Day| cx.season.week_of(day).map_or(0, |week| week.number - 1);
    let choose = |day: Day, planned: &PlannedDay| {
        if let Some((id, session)) = cx.athlete.day_override(day)
            && session == planned.session
            && let Some(workout) = library.chosen(id)
        {
            return Some(workout);
        }
        let turn = match planned.session {
            Session::Workout if slots.is_empty() => week_of(day),
            Session::Workout => match planned.moved_from.unwrap_or(day) {
                slot if slots.contains(slot) => turn_of(slot),
                // A workout outside of the coach's week is neither the one before it nor the one after it.
                _ => turn_of(day) + 1,
            },
            _ => week_of(day),
        };
        let event = match planned.session {
            session if session.is_lead() => decisions
                .iter()
                .find(|decision| Some(decision.meet) == planned.meet && decision.lead_day() == Some(day))
                .map_or(cx.athlete.event, |decision| decision.event),
            Session::Race | Session::TimeTrial => cx.athlete.race_on(day).map_or(cx.athlete.event, |race| race.event),
            _ => cx.athlete.event,
        };
        library.choose(planned.session, event, r13_volume_by_season::volume(day, &cx), turn)
    };
    days.iter().enumerate().map(|(index, planned)| choose(Day::at(from + index), planned)).collect()
}
