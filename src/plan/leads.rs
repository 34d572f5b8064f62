//! Chooses the lead of every race: the best total over the season, exactly.
//!
//! A lead lies two or three days before its race, so among races in date
//! order only the last lead chosen so far can be too close to the next one
//! (a later race's lead is at most one day before an earlier race's). The
//! best total from a race on therefore depends on nothing but how far back
//! that last lead is, and four cases cover it ([`LastLead`]). One pass from
//! the last race to the first finds the best totals from each race on, one
//! from the first to the last those up to it ([`BestTotals`]). Where the two
//! meet, they give the best total of the season with any single choice: so
//! what a choice that was not taken would have cost is known without planning
//! again. All of it is linear in the number of races.

mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::calendar::{Candidate, Past, Race, Reason, RuleContext};
use crate::domain::day::{Day, DaySet};
use crate::domain::ids::MeetId;
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::session::Session;
use crate::plan::leads::table::{LastLead, Score, Scores};
use crate::plan::{Decision, Rejected};
use crate::rules::board::PlannedDay;
use crate::rules::leads::{r07_never_back_to_back, r08_coach_choice, r09_cover_the_race, r17_past_is_done};
use crate::rules::{forbidden, preferred};

/// A lead, or none, and what it scores for its race.
#[derive(Clone, Copy)]
struct ScoredChoice {
    lead: Option<Lead>,
    score: Score,
}

/// What may be chosen for one race, in the order in which ties are broken.
struct RaceOptions {
    choices: Vec<ScoredChoice>,
    status: RaceStatus,
}

/// Whether anything is left to decide for a race.
enum RaceStatus {
    /// It is to be decided.
    Open(OpenRace),
    /// What was decided before stands, because its days are done (R17), or the
    /// coach set its lead on its day (R08).
    Settled(Arc<Decision>),
}

/// What there is to decide for a race.
struct OpenRace {
    preferred: Choice,
    why: Reason,
    /// For each lead, every reason of the calendar that forbids it.
    forbidden: [(Lead, Vec<Reason>); 2],
    /// The day of a lead that was run for this race.
    already_run_on: Option<Day>,
}

/// How many of a group train on a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Company {
    /// Those who have a lead on the day however the choice among equally good plans falls.
    pub(super) certain: u64,
    /// Those for whom it is a lead day in one of several equally good plans.
    pub(super) possible: u64,
}

/// The races of a calendar with all that may be chosen for them.
pub(super) struct LeadProblem<'a> {
    /// The first races, whose leads are over, and what stands of them.
    settled: (&'a [Race], Vec<Arc<Decision>>),
    /// The races after those.
    races: &'a [Race],
    options: Vec<RaceOptions>,
    best: BestTotals,
}

/// The best totals, by the last lead before race `i`.
#[derive(Default)]
struct BestTotals {
    /// `suffix[i]`: of the races from `i` on.
    suffix: Vec<Scores>,
    /// `prefix[i]`: of the races before `i`.
    prefix: Vec<Scores>,
}

/// Scores all that may be chosen for the races of a calendar. `done` are the
/// first days of the season, which are over, as they were planned until then;
/// `before` is what was decided then.
pub(super) fn score_options<'a>(cx: RuleContext<'a>, done: &[PlannedDay], before: &[Arc<Decision>]) -> LeadProblem<'a> {
    let over = || done.iter().enumerate().map(|(index, day)| (Day::at(index), day));
    let run = over().filter(|(_, planned)| planned.session.is_lead());
    let history = History {
        past: Past {
            known: Day::at(done.len()),
            hard_days: over().filter(|(_, planned)| planned.session.is_hard()).map(|(day, _)| day).collect(),
        },
        leads_run: run.filter_map(|(day, planned)| Some((planned.meet?, (day, planned.session)))).collect(),
        decisions: before.iter().map(|decision| (decision.meet, decision)).collect(),
    };
    let standing: Vec<Arc<Decision>> = cx.athlete.races.iter().map_while(|race| history.standing(race)).collect();
    let (settled, races) = cx.athlete.races.split_at(standing.len());
    let options = races.iter().map(|race| race_options(race, cx, &history)).collect();
    let mut problem = LeadProblem { settled: (settled, standing), races, options, best: BestTotals::default() };
    problem.best = problem.best_totals();
    problem
}

/// What was done and decided before the calendar changed.
struct History<'a> {
    past: Past,
    /// The leads that were run, the latest for each meet.
    leads_run: BTreeMap<MeetId, (Day, Session)>,
    decisions: BTreeMap<MeetId, &'a Arc<Decision>>,
}

impl History<'_> {
    /// What was decided for a race before and stands, because its days are done (R17).
    fn standing(&self, race: &Race) -> Option<Arc<Decision>> {
        let known = self.past.known;
        let &earlier = self.decisions.get(&race.meet)?;
        let days_are_over = Lead::ALL.into_iter().all(|lead| lead.day(race.first) < known);
        let stands = days_are_over || earlier.lead_day().is_some_and(|day| day < known);
        if earlier.race_day != race.first || !stands {
            return None;
        }
        // What was raced stays as it was, its reasons included.
        let already_run_on = self.already_run_on(race);
        if race.first < known || earlier.already_run_on == already_run_on {
            return Some(Arc::clone(earlier));
        }
        Some(Arc::new(Decision { already_run_on, ..Decision::clone(earlier) }))
    }

    /// The day of the lead that was run for a race. It is read off the days, not off the
    /// decision before: a meet may have left the calendar meanwhile and come back.
    fn already_run_on(&self, race: &Race) -> Option<Day> {
        self.leads_run.get(&race.meet).map(|(day, _)| *day)
    }
}

/// What may be chosen for a race.
fn race_options(race: &Race, cx: RuleContext, history: &History) -> RaceOptions {
    if let Some(standing) = history.standing(race) {
        // It scores nothing: there is no other choice.
        let choices = vec![ScoredChoice { lead: standing.lead, score: Score::default() }];
        return RaceOptions { choices, status: RaceStatus::Settled(standing) };
    }
    let already_run_on = history.already_run_on(race);
    let set_by_coach = r08_coach_choice::lead_set_for(race, &cx).map(|lead| (lead, r08_coach_choice::LEAD_SET));
    let run = || {
        let already_run = history.leads_run.get(&race.meet)?;
        let lead = Lead::ALL.into_iter().find(|&lead| (lead.day(race.first), lead.into()) == *already_run)?;
        Some((lead, r17_past_is_done::RUN_ON_ITS_DAY))
    };
    if let Some((lead, why)) = set_by_coach.or_else(run) {
        // Beside other leads it counts as the hard day that the coach set, or that is done (R07).
        let choices = vec![ScoredChoice { lead: None, score: Score::default() }];
        let settled = Decision {
            meet: race.meet,
            event: race.event,
            race_day: race.first,
            lead: Some(lead),
            why,
            preferred: None,
            rejected: Vec::new(),
            group_tiebreak: None,
            already_run_on,
        };
        return RaceOptions { choices, status: RaceStatus::Settled(Arc::new(settled)) };
    }
    let (preferred, why) = preferred(race, &cx);
    let no_other = already_run_on.and_then(|run| r17_past_is_done::already_run(race.first, run));
    let scored = |lead| {
        let points = u64::from(r09_cover_the_race::score(lead, preferred, race.priority));
        ScoredChoice { lead, score: Score { points, ..Score::default() } }
    };
    let forbidden = Lead::ALL.map(|lead| {
        let by_rules = forbidden(&Candidate { race, lead, past: &history.past }, &cx);
        (lead, no_other.into_iter().chain(by_rules).collect::<Vec<Reason>>())
    });
    let allowed = forbidden.iter().filter(|(_, reasons)| reasons.is_empty()).map(|(lead, _)| Some(*lead));
    let choices = allowed.chain([None]).map(scored).collect();
    let why = no_other.unwrap_or(why);
    RaceOptions { choices, status: RaceStatus::Open(OpenRace { preferred, why, forbidden, already_run_on }) }
}

impl LeadProblem<'_> {
    /// The last lead before the first race.
    fn start(&self) -> LastLead {
        let last = self.settled.1.iter().filter_map(|decision| decision.lead_day()).max();
        let days = last.and_then(|last| Some(self.races.first()?.first.since(last)));
        days.map_or(LastLead::Clear, LastLead::days_back)
    }

    /// The last lead before the race after race `index`, when this is chosen for race `index`.
    fn next_last(&self, index: usize, last: LastLead, lead: Option<Lead>) -> LastLead {
        let gap = self.races.get(index + 1).map_or(0, |next| next.first.since(self.races[index].first));
        match lead {
            Some(lead) => LastLead::days_back(lead.days_before() + gap),
            None => last.seen_later(gap),
        }
    }

    /// What may be chosen for race `index` after this last lead, each with
    /// the last lead before the race that follows.
    fn steps(&self, index: usize, last: LastLead) -> impl Iterator<Item = (ScoredChoice, LastLead)> {
        let fitting = self.options[index].choices.iter().filter(move |choice| last.leaves_room_for(choice.lead));
        fitting.map(move |&choice| (choice, self.next_last(index, last, choice.lead)))
    }

    fn best_totals(&self) -> BestTotals {
        let count = self.races.len();
        let start = self.start();
        let mut suffix = vec![Scores::same(Some(Score::default())); count + 1];
        for index in (0..count).rev() {
            suffix[index] = Scores::of(|last| {
                let totals = self.steps(index, last).filter_map(|(choice, next)| {
                    let rest = suffix[index + 1][next]?;
                    Some(choice.score + rest)
                });
                totals.max()
            });
        }
        let mut prefix = vec![Scores::same(None); count + 1];
        prefix[0][start] = Some(Score::default());
        for index in 0..count {
            for last in LastLead::ALL {
                let Some(before) = prefix[index][last] else { continue };
                for (choice, next) in self.steps(index, last) {
                    let total = &mut prefix[index + 1][next];
                    *total = (*total).max(Some(before + choice.score));
                }
            }
        }
        BestTotals { suffix, prefix }
    }

    /// The best total with this choice for race `index`, and the last lead
    /// before it then, `first` where that is as good; `None` when it cannot be chosen.
    fn best_with(&self, index: usize, choice: ScoredChoice, first: LastLead) -> Option<(Score, LastLead)> {
        // Of equal totals the first one is taken.
        let last_leads = [first].into_iter().chain(LastLead::ALL);
        let totals = last_leads.filter_map(|last| Some((self.total_with(index, choice, last)?, last)));
        totals.reduce(|best, other| if best.0 < other.0 { other } else { best })
    }

    /// The best total with this choice for race `index` after this last lead.
    fn total_with(&self, index: usize, choice: ScoredChoice, last: LastLead) -> Option<Score> {
        let before = self.best.prefix[index][last].filter(|_| last.leaves_room_for(choice.lead))?;
        let rest = self.best.suffix[index + 1][self.next_last(index, last, choice.lead)]?;
        Some(before + choice.score + rest)
    }

    /// The days that hold a lead in each of the best plans, and those that
    /// hold one in some of them.
    pub(super) fn best_days(&self) -> (DaySet, DaySet) {
        let best = self.best.suffix[0][self.start()];
        let (mut certain, mut possible) = (DaySet::default(), DaySet::default());
        for (index, (race, options)) in self.races.iter().zip(&self.options).enumerate() {
            let is_best = |choice: &&ScoredChoice| {
                let only = options.choices.len() == 1;
                only || LastLead::ALL.into_iter().any(|last| self.total_with(index, **choice, last) == best)
            };
            let of_race: Vec<Option<Lead>> = options.choices.iter().filter(is_best).map(|choice| choice.lead).collect();
            let days = of_race.iter().flatten().map(|lead| lead.day(race.first));
            match of_race.as_slice() {
                [_] => days.for_each(|day| certain.insert(day)),
                _ => days.for_each(|day| possible.insert(day)),
            }
        }
        (certain, possible.without(&certain))
    }

    /// The leads of the best total, of equal totals those that keep the group
    /// together, and of these the first in date order.
    pub(super) fn decide(mut self, company: Option<&dyn Fn(Day) -> Company>) -> Vec<Arc<Decision>> {
        let alone = company.is_some().then(|| self.solution().leads);
        if let Some(company) = company {
            for (race, options) in self.races.iter().zip(&mut self.options) {
                for choice in &mut options.choices {
                    let of_day = choice.lead.map_or_else(Company::default, |lead| company(lead.day(race.first)));
                    (choice.score.certain, choice.score.possible) = (of_day.certain, of_day.possible);
                }
            }
            self.best = self.best_totals();
        }
        let solution = self.solution();
        let rejected: Vec<Vec<Rejected>> = (0..self.races.len()).map(|index| self.rejected(&solution, index)).collect();
        let races = self.options.into_iter().zip(self.races).zip(rejected).enumerate();
        let decisions = races.map(|(index, ((options, race), rejected))| match options.status {
            RaceStatus::Settled(decision) => decision,
            RaceStatus::Open(open) => {
                let lead = solution.leads[index];
                let for_the_group = alone.as_ref().is_some_and(|alone| alone[index] != lead);
                Arc::new(explained(race, lead, open, rejected, for_the_group))
            }
        });
        self.settled.1.into_iter().chain(decisions).collect()
    }

    /// The best choice for every race; of equal totals the first in date order.
    fn solution(&self) -> Solution {
        let mut last = self.start();
        let mut solution = Solution { leads: Vec::new(), last_leads: Vec::new() };
        for index in 0..self.races.len() {
            let lead = self.best_from(index, last);
            solution.leads.push(lead);
            solution.last_leads.push(last);
            last = self.next_last(index, last, lead);
        }
        solution
    }

    /// The first choice for race `index` that leads to the best total from it on.
    fn best_from(&self, index: usize, last: LastLead) -> Option<Lead> {
        let best = self.best.suffix[index][last];
        let is_best = |(choice, next): &(ScoredChoice, LastLead)| {
            self.best.suffix[index + 1][*next].map(|rest| choice.score + rest) == best
        };
        self.steps(index, last).find(is_best).and_then(|(choice, _)| choice.lead)
    }

    /// The last step of the best plan of the races through `index` after
    /// which the last lead is `next`: the last lead before it, `first` where
    /// that is as good, and the choice.
    fn best_step_to(&self, index: usize, next: LastLead, first: LastLead) -> Option<(LastLead, Option<Lead>)> {
        let best = self.best.prefix[index + 1][next]?;
        [first].into_iter().chain(LastLead::ALL).find_map(|last| {
            let before = self.best.prefix[index][last]?;
            let mut steps = self.steps(index, last);
            let step = steps.find(|(choice, reached)| *reached == next && before + choice.score == best);
            step.map(|(choice, _)| (last, choice.lead))
        })
    }

    /// Why each lead that was not taken for race `index` was not.
    fn rejected(&self, solution: &Solution, index: usize) -> Vec<Rejected> {
        let RaceStatus::Open(open) = &self.options[index].status else { return Vec::new() };
        let race = &self.races[index];
        let not_taken = open.forbidden.iter().filter(|(lead, _)| solution.leads[index] != Some(*lead));
        not_taken
            .map(|(lead, reasons)| {
                let beside = self.leads_nearby(solution, index).filter_map(|(other, of_other)| {
                    r07_never_back_to_back::beside_lead(lead.day(race.first), other, of_other)
                });
                let forbidden = reasons.iter().copied().chain(beside).collect();
                let cost = if reasons.is_empty() { self.cost(solution, index, *lead) } else { Vec::new() };
                Rejected { lead: *lead, forbidden, cost }
            })
            .collect()
    }

    /// The leads of races near enough to be in the way of race `index`.
    fn leads_nearby(&self, solution: &Solution, index: usize) -> impl Iterator<Item = (&Race, Lead)> {
        let first = self.races[index].first;
        let is_near = move |race: &Race| first.since(race.first).abs() <= 2;
        let (settled, standing) = (self.settled.0.iter(), self.settled.1.iter().map(|decision| decision.lead));
        let settled = settled.zip(standing).filter(move |(race, _)| is_near(race));
        let from = self.races.partition_point(|race| race.first < first.plus(-2));
        let through = self.races.partition_point(|race| race.first <= first.plus(2));
        let others = (from..through).filter(move |&at| at != index);
        settled
            .chain(others.map(|at| (&self.races[at], solution.leads[at])))
            .filter_map(|(race, lead)| Some((race, lead?)))
    }

    /// What the best plan with `lead` for race `index` would change for other races.
    fn cost(&self, solution: &Solution, index: usize, lead: Lead) -> Vec<Reason> {
        let Solution { leads, last_leads } = solution;
        let choice = self.options[index].choices.iter().find(|choice| choice.lead == Some(lead));
        let Some((_, last)) = choice.and_then(|choice| self.best_with(index, *choice, last_leads[index])) else {
            return Vec::new();
        };
        let change = |at: usize, instead| r09_cover_the_race::cost(self.races[at].meet, leads[at], instead);
        let mut cost = Vec::new();
        // Back to the first race, and on to the last one, until the two plans are the same again.
        let mut next = last;
        for earlier in (0..index).rev() {
            if last_leads[earlier + 1] == next {
                break;
            }
            let Some((last, instead)) = self.best_step_to(earlier, next, last_leads[earlier]) else { break };
            cost.extend(change(earlier, instead));
            next = last;
        }
        let mut with = self.next_last(index, last, Some(lead));
        for (later, &without) in last_leads.iter().enumerate().skip(index + 1) {
            if with == without {
                break;
            }
            let instead = self.best_from(later, with);
            cost.extend(change(later, instead));
            with = self.next_last(later, with, instead);
        }
        cost
    }
}

/// The best plan: for each race its lead, and the last lead before it.
struct Solution {
    leads: Vec<Option<Lead>>,
    last_leads: Vec<LastLead>,
}

/// The decision with its reasons.
fn explained(
    race: &Race,
    lead: Option<Lead>,
    open: OpenRace,
    rejected: Vec<Rejected>,
    for_the_group: bool,
) -> Decision {
    let missed = match open.preferred {
        Choice::Lead(preferred) if Some(preferred) != lead => Some(preferred),
        _ => None,
    };
    let why = match (missed, lead) {
        (Some(_), Some(_)) => r09_cover_the_race::SECOND_BEST,
        _ => open.why,
    };
    Decision {
        meet: race.meet,
        event: race.event,
        race_day: race.first,
        lead,
        why,
        preferred: missed,
        rejected,
        group_tiebreak: for_the_group.then_some(r09_cover_the_race::WITH_THE_GROUP),
        already_run_on: open.already_run_on,
    }
}
