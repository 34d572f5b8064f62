//! From a checked season to a plan: what every athlete does on every day.
//!
//! 1. `known` reads off each athlete's calendar as it was known at first, and
//!    on each day on which something changed. Athletes of a group whom the same
//!    concerns share a [`SharedPlan`] and are planned once.
//! 2. `leads` chooses the lead of every race: the best total over the season,
//!    found exactly. Where several plans of an athlete are equally good, the
//!    others of their group are looked at; nowhere else does one athlete's plan
//!    depend on another's.
//! 3. `rules::passes` fills the rest of the days.
//! 4. On each day on which the calendar changed, 2 and 3 run again from that
//!    day on for those whom it concerns; the days before stay as they were
//!    and count as done.
//!
//! Nothing here can fail: that a race has no lead is a decision with reasons.

mod history;
mod leads;
pub mod warnings;

use std::collections::{BTreeMap, HashMap};

use crate::domain::calendar::{AthleteCalendar, Reason, RuleContext, SeasonCalendar};
use crate::domain::day::{Day, DaySet};
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, GroupId, MeetId, OverrideId};
use crate::domain::lead::Lead;
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::library::{Library, WorkoutId};
use crate::plan::history::{CalendarHistory, PlanKey};
use crate::plan::leads::Company;
use crate::rules::board::{PlacedLead, PlannedDay};
use crate::rules::leads::r13_volume_by_season;
use crate::rules::passes;

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
    pub decisions: Vec<Decision>,
    /// What each day of the season holds.
    pub days: Vec<PlannedDay>,
    /// For each day, the workout of the library.
    pub workouts: Vec<Option<WorkoutId>>,
    /// What changed when the calendar did.
    pub changes: Vec<Changed>,
    /// The meets that take these athletes, canceled ones too, in file order.
    pub meets: Vec<MeetId>,
    /// The coach's words that are meant for them, in file order.
    pub overrides: Vec<OverrideId>,
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
pub fn plan(season: &Season, library: &Library) -> Plan {
    let calendar = history::season_calendar(season);
    let timetables = history::Timetables::of(season);
    let mut plans: Vec<PlanInProgress> = Vec::new();
    let mut plan_of: HashMap<PlanKey, usize> = HashMap::new();
    let mut of = Vec::with_capacity(season.athletes.len());
    for id in season.athlete_ids() {
        let plan = *plan_of.entry(PlanKey::of(season, id)).or_insert_with_key(|key| {
            plans.push(PlanInProgress::new(key.group, CalendarHistory::new(season, &timetables, key.clone())));
            plans.len() - 1
        });
        plans[plan].athletes += 1;
        of.push(plan);
    }
    drop(plan_of);
    replay(&calendar, &mut plans, library);
    Plan { calendar, shared_plans: plans.into_iter().map(PlanInProgress::finished).collect(), of }
}

/// A course in the making: athletes of one group whom the same concerns.
struct PlanInProgress<'a> {
    group: Option<GroupId>,
    /// How many they are.
    athletes: u64,
    history: CalendarHistory<'a>,
    /// The calendar as it is known so far; none before the first day.
    calendar: Option<AthleteCalendar>,
    /// Race days on which the last news made the meets others, or more, or fewer.
    other_races: DaySet,
    decisions: Vec<Decision>,
    days: Vec<PlannedDay>,
    workouts: Vec<Option<WorkoutId>>,
    changes: Vec<Changed>,
}

/// Plans every draft with what was known on the first day, then day after day
/// what became known later.
fn replay(frame: &SeasonCalendar, plans: &mut [PlanInProgress], library: &Library) {
    let mut news: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    let mut of_group: BTreeMap<GroupId, Vec<usize>> = BTreeMap::new();
    for (number, plan) in plans.iter().enumerate() {
        for known in plan.history.news_days() {
            news.entry(known).or_default().push(number);
        }
        if let Some(group) = plan.group {
            of_group.entry(group).or_default().push(number);
        }
    }
    for (known, concerned) in news {
        // What is best for each alone comes first: then nobody's choice depends on the order.
        let mut best: BTreeMap<usize, BestDays> = BTreeMap::new();
        let mut open: Vec<usize> = Vec::new();
        for number in concerned {
            if !plans[number].update_calendar(known) {
                continue;
            }
            let Some(weighed) = plans[number].score_options(frame, known) else { continue };
            let (certain, possible) = weighed.best_days();
            best.insert(number, (certain, possible));
            if plans[number].group.is_some() && !possible.is_empty() {
                open.push(number);
            } else {
                let decisions = weighed.decide(None);
                plans[number].replan(frame, known, decisions, library);
            }
        }
        let mut crowds: BTreeMap<GroupId, Crowd> = BTreeMap::new();
        for &number in &open {
            if let Some(group) = plans[number].group {
                crowds.entry(group).or_insert_with(|| Crowd::of(plans, &of_group[&group], &best));
            }
        }
        for number in open {
            let plan = &plans[number];
            let crowd = plan.group.map(|group| &crowds[&group]);
            let company = |day| crowd.map_or_else(Company::default, |crowd| crowd.without(plan, &best[&number], day));
            let Some(weighed) = plan.score_options(frame, known) else { continue };
            let decisions = weighed.decide(Some(&company));
            plans[number].replan(frame, known, decisions, library);
        }
    }
}

/// The lead days of a draft that is being decided: those of each of its best
/// plans, and those of some of them.
type BestDays = (DaySet, DaySet);

/// How many athletes of a group train on each day, while some of them are decided.
#[derive(Default)]
struct Crowd(BTreeMap<Day, Company>);

impl Crowd {
    fn of(plans: &[PlanInProgress], group: &[usize], best: &BTreeMap<usize, BestDays>) -> Crowd {
        let mut crowd = Crowd::default();
        for number in group {
            let plan = &plans[*number];
            let decided: DaySet = match best.get(number) {
                Some((certain, possible)) => {
                    for day in possible.iter() {
                        crowd.0.entry(day).or_default().possible += plan.athletes;
                    }
                    *certain
                }
                None => plan.decisions.iter().filter_map(Decision::lead_day).collect(),
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

impl<'a> PlanInProgress<'a> {
    fn new(group: Option<GroupId>, history: CalendarHistory<'a>) -> PlanInProgress<'a> {
        let (decisions, days, workouts, changes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (calendar, other_races) = (None, DaySet::default());
        PlanInProgress { group, athletes: 0, history, calendar, other_races, decisions, days, workouts, changes }
    }

    /// Takes in what becomes known on a day. True when that makes the calendar another.
    fn update_calendar(&mut self, known: Day) -> bool {
        let now = self.history.as_of(known);
        let is_another = self.calendar.as_ref() != Some(&now);
        if let Some(before) = self.calendar.as_ref().filter(|_| is_another) {
            let meets =
                |calendar: &AthleteCalendar, day| calendar.races_on(day).map(|race| race.meet).collect::<Vec<_>>();
            self.other_races = now.race_days.iter().filter(|&day| meets(&now, day) != meets(before, day)).collect();
        }
        self.calendar = Some(now);
        is_another
    }

    fn score_options<'d>(&'d self, season: &'d SeasonCalendar, known: Day) -> Option<leads::LeadProblem<'d>> {
        let athlete = self.calendar.as_ref()?;
        Some(leads::score_options(RuleContext { season, athlete }, known, &self.days, &self.decisions))
    }

    /// Plans again from the day `known` on.
    fn replan(&mut self, season: &SeasonCalendar, known: Day, decisions: Vec<Decision>, library: &Library) {
        let Some(athlete) = &self.calendar else { return };
        let cx = RuleContext { season, athlete };
        let placed: Vec<PlacedLead> = decisions.iter().filter_map(placed).collect();
        let days = passes::fill(cx, &self.days, known, &placed);
        // What was run stays what it was.
        let done = known.index().unwrap_or(0).min(self.workouts.len());
        let mut workouts = self.workouts[..done].to_vec();
        workouts.extend(workouts_from(done, cx, &days, &decisions, library));
        for index in 0..self.days.len() {
            let (was, now) = (&self.days[index], &days[index]);
            let another_race = now.session.is_contest() && self.other_races.contains(Day::at(index));
            if was.session != now.session || another_race || self.workouts[index] != workouts[index] {
                let day = Day::at(index);
                let meets = athlete.races_on(day).map(|race| race.meet).collect();
                self.changes.push(Changed { known, day, was: was.session, now: now.session, why: now.why, meets });
            }
        }
        (self.decisions, self.days, self.workouts) = (decisions, days, workouts);
    }

    fn finished(self) -> SharedPlan {
        let calendar = self.calendar.expect("every draft is planned with what is known on the first day");
        let (meets, overrides) = (self.history.meets(), self.history.overrides());
        let PlanInProgress { decisions, days, workouts, changes, .. } = self;
        SharedPlan { calendar, decisions, days, workouts, changes, meets, overrides }
    }
}

impl Plan {
    /// What is planned for an athlete.
    pub fn shared(&self, id: AthleteId) -> &SharedPlan {
        &self.shared_plans[self.of[id.0 as usize]]
    }

    /// A number that is equal for athletes who share a course.
    pub fn shared_number(&self, id: AthleteId) -> usize {
        self.of[id.0 as usize]
    }

    /// How many different courses there are.
    pub fn shared_plans(&self) -> usize {
        self.shared_plans.len()
    }

    /// The course of a number.
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

/// Which workout of the library each day from the one of index `from` on holds.
fn workouts_from(
    from: usize,
    cx: RuleContext,
    days: &[PlannedDay],
    decisions: &[Decision],
    library: &Library,
) -> Vec<Option<WorkoutId>> {
    let slots: DaySet =
        (0..days.len()).map(Day::at).filter(|&day| cx.season.week_says(day) == Session::Workout).collect();
    // How many workouts the coach's week has before each day: what the rotation turns by.
    let mut before = 0;
    let turns: Vec<usize> = (0..days.len())
        .map(|index| {
            let turn = before;
            before += usize::from(slots.contains(Day::at(index)));
            turn
        })
        .collect();
    let week_of = |day: Day| cx.season.week_of(day).map_or(0, |week| week.number - 1);
    let choose = |(index, planned): (usize, &PlannedDay)| {
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
                .map_or(cx.athlete.event, |decision| decision.event),
            Session::Race | Session::TimeTrial => cx.athlete.race_on(day).map_or(cx.athlete.event, |race| race.event),
            _ => cx.athlete.event,
        };
        library.choose(planned.session, event, r13_volume_by_season::volume(day, &cx), turn)
    };
    days.iter().enumerate().skip(from).map(choose).collect()
}
