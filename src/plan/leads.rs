//! Chooses the lead of every race: the best total over the season, exactly.
//!
//! A lead lies two or three days before its race, so among races in date
//! order only the last lead chosen so far can be too close to the next one
//! (a later race's lead is at most one day before an earlier race's), and only
//! the leads of its week can make that week too full for another. The
//! best total from a race on therefore depends on nothing but that last lead
//! and how many there are in its week ([`LastLead`]), and a lead that is too far back for either
//! is forgotten. One pass from the first race to the last finds the best totals
//! up to each, one from the last to the first those from it on ([`BestTotals`]). Where the two
//! meet, they give the best total of the season with any single choice: so
//! what a choice that was not taken would have cost is known without planning
//! again. All of it is linear in the number of races.

mod options;
mod table;

use std::sync::Arc;

use crate::domain::calendar::{Race, RuleContext, SeasonCalendar};
use crate::domain::day::DaySet;
use crate::domain::lead::Lead;
use crate::domain::meet::Choice;
use crate::domain::reason::Reason;
use crate::plan::leads::options::{Done, LeadOnDay, OpenRace, RaceOptions, RaceStatus, ScoredChoice, race_options};
use crate::plan::leads::table::{ChosenLead, LastLead, Score, Totals};
use crate::plan::{Decision, Rejected};
use crate::rules::board::PlannedDay;
use crate::rules::leads::{r07_never_back_to_back, r09_cover_the_race, r21_crowded_week};

/// The races of a calendar with all that may be chosen for them.
pub(super) struct LeadProblem<'a> {
    /// The first races, whose leads are over, and what stands of them.
    settled: (&'a [Race], Vec<Arc<Decision>>),
    /// The races after those.
    races: &'a [Race],
    options: Vec<RaceOptions>,
    season: &'a SeasonCalendar,
    best: BestTotals,
}

/// The best totals, by the last lead before race `i`.
#[derive(Default)]
struct BestTotals {
    /// `suffix[i]`: of the races from `i` on.
    suffix: Vec<Totals>,
    /// `prefix[i]`: of the races before `i`.
    prefix: Vec<Totals>,
}

/// Scores all that may be chosen for the races of a calendar. `done` are the
/// first days of the season, which are over, as they were planned until then;
/// `before` is what was decided then.
pub(super) fn score_options<'a>(cx: RuleContext<'a>, done: &[PlannedDay], before: &[Arc<Decision>]) -> LeadProblem<'a> {
    let was_done = Done::of(cx, done, before);
    let standing: Vec<Arc<Decision>> = cx.athlete.races.iter().map_while(|race| was_done.standing(race)).collect();
    let (settled, races) = cx.athlete.races.split_at(standing.len());
    let options = races.iter().map(|race| race_options(race, cx, &was_done)).collect();
    let (settled, season) = ((settled, standing), cx.season);
    let mut problem = LeadProblem { settled, races, options, season, best: BestTotals::default() };
    problem.best = problem.best_totals();
    problem
}

impl LeadProblem<'_> {
    /// A last lead as long as it may be in the way of a lead for race `index` or a later one.
    fn still_near(&self, last: LastLead, index: usize) -> LastLead {
        let race = self.races.get(index)?;
        let first_day = Lead::Hours72.day(race.first);
        let week = self.season.week_of(first_day).map_or(first_day, |week| week.first);
        last.filter(|lead| r07_never_back_to_back::too_close(lead.day, first_day) || week.min(first_day) <= lead.day)
    }

    /// The last lead before the race after race `index`, when this is chosen for race `index`.
    fn next_last(&self, index: usize, last: LastLead, lead: Option<LeadOnDay>) -> LastLead {
        let next = match lead {
            Some(LeadOnDay { day, week, .. }) => {
                let before = last.filter(|last| week <= last.day).map_or(0, |last| last.in_its_week);
                Some(ChosenLead { day, in_its_week: before + 1 })
            }
            None => last,
        };
        self.still_near(next, index + 1)
    }

    /// What may be chosen for race `index` after this last lead, each with
    /// the last lead before the race that follows.
    fn steps(&self, index: usize, last: LastLead) -> impl Iterator<Item = (ScoredChoice, LastLead)> {
        let fitting = self.options[index].choices.iter().filter(move |choice| leaves_room_for(last, choice.lead));
        fitting.map(move |&choice| (choice, self.next_last(index, last, choice.lead)))
    }

    fn best_totals(&self) -> BestTotals {
        let count = self.races.len();
        let mut prefix = vec![Totals::default(); count + 1];
        // Leads that are done are no state: the days next to them are forbidden (R07).
        prefix[0].raise(None, Score::default());
        for index in 0..count {
            let (before, after) = prefix.split_at_mut(index + 1);
            for last in before[index].last_leads() {
                let Some(total) = before[index].get(last) else { continue };
                for (choice, next) in self.steps(index, last) {
                    after[0].raise(next, total + choice.score);
                }
            }
        }
        let mut suffix = vec![Totals::default(); count + 1];
        for last in prefix[count].last_leads() {
            suffix[count].raise(last, Score::default());
        }
        for index in (0..count).rev() {
            let (before, after) = suffix.split_at_mut(index + 1);
            for last in prefix[index].last_leads() {
                for (choice, next) in self.steps(index, last) {
                    if let Some(rest) = after[0].get(next) {
                        before[index].raise(last, choice.score + rest);
                    }
                }
            }
        }
        BestTotals { suffix, prefix }
    }

    /// The best total with this choice for race `index`, and the last lead
    /// before it then, `first` where that is as good; `None` when it cannot be chosen.
    fn best_with(&self, index: usize, choice: ScoredChoice, first: LastLead) -> Option<(Score, LastLead)> {
        // Of equal totals the first one is taken.
        let last_leads = [first].into_iter().chain(self.best.prefix[index].last_leads());
        let totals = last_leads.filter_map(|last| Some((self.total_with(index, choice, last)?, last)));
        totals.reduce(|best, other| if best.0 < other.0 { other } else { best })
    }

    /// The best total with this choice for race `index` after this last lead.
    fn total_with(&self, index: usize, choice: ScoredChoice, last: LastLead) -> Option<Score> {
        let before = self.best.prefix[index].get(last).filter(|_| leaves_room_for(last, choice.lead))?;
        let rest = self.best.suffix[index + 1].get(self.next_last(index, last, choice.lead))?;
        Some(before + choice.score + rest)
    }

    /// The leads of the best total, of equal totals those that share most days with
    /// the leads of the group's `line`, and of these the first in date order.
    pub(super) fn decide(mut self, line: &DaySet) -> Vec<Arc<Decision>> {
        let alone = self.solution();
        let mut choices = self.options.iter_mut().flat_map(|options| &mut options.choices);
        let is_with_the_line = |choice: &ScoredChoice| choice.lead.is_some_and(|lead| line.contains(lead.day));
        let mut any = false;
        for choice in choices.by_ref().filter(|choice| is_with_the_line(choice)) {
            choice.score.with_the_line = 1;
            any = true;
        }
        if any {
            self.best = self.best_totals();
        }
        let solution = if any { self.solution() } else { alone.clone() };
        let rejected: Vec<Vec<Rejected>> = (0..self.races.len()).map(|index| self.rejected(&solution, index)).collect();
        let races = self.options.into_iter().zip(self.races).zip(rejected).enumerate();
        let decisions = races.map(|(index, ((options, race), rejected))| match options.status {
            RaceStatus::Settled(decision) => decision,
            RaceStatus::Open(open) => {
                let lead = solution.leads[index].map(|placed| placed.lead);
                let for_the_group = alone.leads[index] != solution.leads[index];
                Arc::new(explained(race, lead, open, rejected, for_the_group))
            }
        });
        self.settled.1.into_iter().chain(decisions).collect()
    }

    /// The best choice for every race; of equal totals the first in date order.
    fn solution(&self) -> Solution {
        let mut last = None;
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
    fn best_from(&self, index: usize, last: LastLead) -> Option<LeadOnDay> {
        let best = self.best.suffix[index].get(last);
        let is_best = |(choice, next): &(ScoredChoice, LastLead)| {
            self.best.suffix[index + 1].get(*next).map(|rest| choice.score + rest) == best
        };
        self.steps(index, last).find(is_best).and_then(|(choice, _)| choice.lead)
    }

    /// The last step of the best plan of the races through `index` after
    /// which the last lead is `next`: the last lead before it, `first` where
    /// that is as good, and the choice.
    fn best_step_to(&self, index: usize, next: LastLead, first: LastLead) -> Option<(LastLead, Option<LeadOnDay>)> {
        let best = self.best.prefix[index + 1].get(next)?;
        [first].into_iter().chain(self.best.prefix[index].last_leads()).find_map(|last| {
            let before = self.best.prefix[index].get(last)?;
            let mut steps = self.steps(index, last);
            let step = steps.find(|(choice, reached)| *reached == next && before + choice.score == best);
            step.map(|(choice, _)| (last, choice.lead))
        })
    }

    /// Why each lead that was not taken for race `index` was not.
    fn rejected(&self, solution: &Solution, index: usize) -> Vec<Rejected> {
        let RaceStatus::Open(open) = &self.options[index].status else { return Vec::new() };
        let race = &self.races[index];
        let taken = solution.leads[index].map(|placed| placed.lead);
        let not_taken = open.forbidden.iter().filter(|(lead, _)| taken != Some(*lead));
        not_taken
            .map(|(lead, reasons)| {
                let beside = self.leads_nearby(solution, index).filter_map(|(other, of_other)| {
                    r07_never_back_to_back::beside_lead(lead.day(race.first), other, of_other)
                });
                let crowded = self.crowding(solution, index, *lead);
                let forbidden = reasons.iter().copied().chain(beside).chain(crowded).collect();
                let cost = if reasons.is_empty() { self.cost(solution, index, *lead) } else { Vec::new() };
                Rejected { lead: *lead, forbidden, cost }
            })
            .collect()
    }

    /// Why the week of this lead for race `index` has no room for it beside the leads of other races (R21).
    fn crowding(&self, solution: &Solution, index: usize, lead: Lead) -> Option<Reason> {
        let choice = self.options[index].choices.iter().filter_map(|choice| choice.lead).find(|of| of.lead == lead)?;
        let others = solution.leads.iter().enumerate().filter(|&(at, _)| at != index);
        let mut of_week = others.filter_map(|(at, other)| Some((at, other.filter(|other| other.week == choice.week)?)));
        let (at, other) = of_week.clone().min_by_key(|(_, other)| (other.day.since(choice.day).abs(), other.day))?;
        (choice.room <= of_week.by_ref().count()).then(|| r21_crowded_week::beside_lead(&self.races[at], other.lead))
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
            .chain(others.map(|at| (&self.races[at], solution.leads[at].map(|placed| placed.lead))))
            .filter_map(|(race, lead)| Some((race, lead?)))
    }

    /// What the best plan with `lead` for race `index` would change for other races.
    fn cost(&self, solution: &Solution, index: usize, lead: Lead) -> Vec<Reason> {
        let Solution { leads, last_leads } = solution;
        let choice = self.options[index].choices.iter().find(|choice| choice.lead.is_some_and(|of| of.lead == lead));
        let placed = choice.and_then(|choice| choice.lead);
        let Some((_, last)) = choice.and_then(|choice| self.best_with(index, *choice, last_leads[index])) else {
            return Vec::new();
        };
        let lead_of = |placed: Option<LeadOnDay>| placed.map(|placed| placed.lead);
        let change =
            |at: usize, instead| r09_cover_the_race::cost(self.races[at].meet, lead_of(leads[at]), lead_of(instead));
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
        let mut with = self.next_last(index, last, placed);
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
#[derive(Clone)]
struct Solution {
    leads: Vec<Option<LeadOnDay>>,
    last_leads: Vec<LastLead>,
}

/// True when this may be chosen after this last lead: it is not too close to it (R07), and its week has room for it (R21).
fn leaves_room_for(last: LastLead, lead: Option<LeadOnDay>) -> bool {
    let (Some(last), Some(LeadOnDay { day, week, room, .. })) = (last, lead) else { return true };
    let in_its_week = if week <= last.day { last.in_its_week } else { 0 };
    !r07_never_back_to_back::too_close(day, last.day) && in_its_week < room
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
