//! Chooses the lead of every race: the best total over the season, exactly.
//!
//! A lead lies two or three days before its race, so among races in date
//! order only the latest lead chosen so far can be too close to the next one
//! (a later race's lead is at most one day before an earlier race's). The
//! best total from a race on therefore depends on nothing but how far back
//! that latest lead is, and four cases cover it. One pass from the last race
//! to the first finds the best totals from each race on, one from the first
//! to the last those up to it. Where the two meet, they tell of every single
//! choice what the best season with it is worth: so what a choice that was
//! not taken would have cost is known without planning again. All of it is
//! linear in the number of races.

use std::collections::BTreeMap;
use std::ops::Add;

use crate::domain::calendar::{Candidate, Race, Reason, RuleContext};
use crate::domain::day::{Day, DaySet};
use crate::domain::lead::Lead;
use crate::domain::season::{Choice, MeetId};
use crate::plan::{Decision, Rejected};
use crate::rules::board::PlannedDay;
use crate::rules::leads::{r07_never_back_to_back, r09_cover_the_race, r17_past_is_done};
use crate::rules::{forbidden, preferred};

/// How far before a race the latest lead so far lies, as far as it matters:
/// two, three or four days; further back it is in nobody's way.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Behind(Option<i16>);

impl Behind {
    const CASES: [Behind; 4] = [Behind(None), Behind(Some(2)), Behind(Some(3)), Behind(Some(4))];

    fn index(self) -> usize {
        Behind::CASES.iter().position(|case| *case == self).expect("there are four cases")
    }

    fn of(days: i16) -> Behind {
        Behind((days <= 4).then_some(days))
    }

    /// The same lead seen from a race `gap` days later.
    fn later(self, gap: i16) -> Behind {
        self.0.map_or(self, |days| Behind::of(days + gap))
    }

    fn leaves_room_for(self, lead: Option<Lead>) -> bool {
        match (self.0, lead) {
            (Some(days), Some(lead)) => 1 < (days - lead.days_before()).abs(),
            _ => true,
        }
    }
}

/// What a choice is worth: its score, and among equal scores how many of the
/// athlete's group train on the day of the lead for certain, and how many may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    score: u64,
    certain: u64,
    possible: u64,
}

impl Add for Worth {
    type Output = Worth;

    fn add(self, other: Worth) -> Worth {
        Worth {
            score: self.score + other.score,
            certain: self.certain + other.certain,
            possible: self.possible + other.possible,
        }
    }
}

/// What may be chosen for one race, in the order in which ties are broken.
struct Options {
    choices: Vec<(Option<Lead>, Worth)>,
    /// What is decided for it anew, or what stands because its days are done (R17).
    race: Result<Anew, Decision>,
}

/// A race that is decided anew.
struct Anew {
    preferred: Choice,
    why: Reason,
    /// For each lead, every reason of the calendar that forbids it.
    forbidden: [(Lead, Vec<Reason>); 2],
    /// The day of a lead that was run for this race.
    run: Option<Day>,
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
pub(super) struct Weighed<'a> {
    races: &'a [Race],
    options: Vec<Options>,
    totals: Totals,
}

/// The best totals: `from[i]` of the races from `i` on, `up_to[i]` of those
/// before `i`, by how far the latest lead before race `i` is behind.
#[derive(Default)]
struct Totals {
    from: Vec<[Option<Worth>; 4]>,
    up_to: Vec<[Option<Worth>; 4]>,
}

/// Weighs every race of a calendar. `done` are the days before `known` as
/// they were planned until then, and `before` what was decided then.
pub(super) fn score_options<'a>(
    cx: RuleContext<'a>,
    known: Day,
    done: &[PlannedDay],
    before: &[Decision],
) -> Weighed<'a> {
    let races = &cx.athlete.races;
    let over = &done[..known.index().unwrap_or(0).min(done.len())];
    let runs = over.iter().enumerate().filter(|(_, planned)| planned.session.is_lead());
    let runs: Vec<(MeetId, Day)> = runs.filter_map(|(index, planned)| Some((planned.meet?, Day::at(index)))).collect();
    let before: BTreeMap<MeetId, &Decision> = before.iter().map(|decision| (decision.meet, decision)).collect();
    let options = races.iter().map(|race| options(race, cx, known, over, &runs, &before)).collect();
    let mut weighed = Weighed { races, options, totals: Totals::default() };
    weighed.totals = weighed.totals();
    weighed
}

/// What may be chosen for a race.
fn options(
    race: &Race,
    cx: RuleContext,
    known: Day,
    done: &[PlannedDay],
    runs: &[(MeetId, Day)],
    before: &BTreeMap<MeetId, &Decision>,
) -> Options {
    let earlier = before.get(&race.meet).copied();
    // Read off the days, not off the decision before: a meet may have left his calendar meanwhile and come back.
    let run = runs.iter().rev().find(|(meet, _)| *meet == race.meet).map(|&(_, day)| day);
    if let Some(earlier) = earlier.filter(|earlier| earlier.race_day == race.first) {
        let days_are_over = Lead::ALL.into_iter().all(|lead| lead.day(race.first) < known);
        if days_are_over || earlier.lead_day().is_some_and(|day| day < known) {
            // What stands is counted for nothing: it cannot be otherwise.
            let choices = vec![(earlier.lead, Worth::default())];
            return Options { choices, race: Err(Decision { already_run_on: run, ..earlier.clone() }) };
        }
    }
    let (preferred, why) = preferred(race, &cx);
    let again = run.and_then(|run| r17_past_is_done::already_run(race.first, run));
    let is_done_hard =
        |day: Day| day.index().and_then(|index| done.get(index)).is_some_and(|planned| planned.session.is_hard());
    let mut choices = Vec::with_capacity(3);
    let score = |lead| u64::from(r09_cover_the_race::score(lead, preferred, race.priority));
    let worth = |lead| (lead, Worth { score: score(lead), ..Worth::default() });
    let forbidden = Lead::ALL.map(|lead| {
        let candidate = Candidate { race, lead };
        let mut reasons: Vec<Reason> = again.into_iter().collect();
        reasons.extend(forbidden(&candidate, &cx));
        reasons.extend(r07_never_back_to_back::beside_done(&candidate, is_done_hard));
        if Day::at(0) < known && Day::at(0) <= candidate.day() {
            reasons.extend(r17_past_is_done::over(&candidate, known));
        }
        if reasons.is_empty() {
            choices.push(worth(Some(lead)));
        }
        (lead, reasons)
    });
    choices.push(worth(None));
    Options { choices, race: Ok(Anew { preferred, why: again.unwrap_or(why), forbidden, run }) }
}

impl Weighed<'_> {
    /// How far the latest lead is behind the next race, when it was so far
    /// behind race `index` and this is chosen there.
    fn after(&self, index: usize, behind: Behind, lead: Option<Lead>) -> Behind {
        let gap = self.races.get(index + 1).map_or(0, |next| next.first.since(self.races[index].first));
        match lead {
            Some(lead) => Behind::of(lead.days_before() + gap),
            None => behind.later(gap),
        }
    }

    fn totals(&self) -> Totals {
        let count = self.races.len();
        let mut from = vec![[Some(Worth::default()); 4]; count + 1];
        let mut up_to = vec![[None; 4]; count + 1];
        up_to[0][Behind(None).index()] = Some(Worth::default());
        for index in (0..count).rev() {
            for behind in Behind::CASES {
                let best = |&(lead, worth): &(Option<Lead>, Worth)| {
                    let rest = from[index + 1][self.after(index, behind, lead).index()]?;
                    behind.leaves_room_for(lead).then(|| worth + rest)
                };
                let best = self.options[index].choices.iter().filter_map(best).max();
                from[index][behind.index()] = best;
            }
        }
        for index in 0..count {
            for behind in Behind::CASES {
                let Some(before) = up_to[index][behind.index()] else { continue };
                for &(lead, worth) in
                    self.options[index].choices.iter().filter(|(lead, _)| behind.leaves_room_for(*lead))
                {
                    let next = &mut up_to[index + 1][self.after(index, behind, lead).index()];
                    *next = (*next).max(Some(before + worth));
                }
            }
        }
        Totals { from, up_to }
    }

    /// The best total with this choice for race `index`, and how far the
    /// latest lead is behind it then, `first` where that is as good; `None`
    /// when it cannot be chosen.
    fn with(&self, index: usize, choice: (Option<Lead>, Worth), first: Behind) -> Option<(Worth, Behind)> {
        let (lead, worth) = choice;
        let Totals { from, up_to } = &self.totals;
        let total = |behind: Behind| {
            let before = up_to[index][behind.index()]?;
            let rest = from[index + 1][self.after(index, behind, lead).index()]?;
            behind.leaves_room_for(lead).then(|| (before + worth + rest, behind))
        };
        // Of equal totals the first one is kept.
        let cases = std::iter::once(first).chain(Behind::CASES);
        cases.filter_map(total).reduce(|best, other| if best.0 < other.0 { other } else { best })
    }

    /// The days that hold a lead in each of the best plans, and those that
    /// hold one in some of them.
    pub(super) fn best_days(&self) -> (DaySet, DaySet) {
        let best = self.totals.from[0][Behind(None).index()];
        let (mut certain, mut possible) = (DaySet::default(), DaySet::default());
        for (index, (race, options)) in self.races.iter().zip(&self.options).enumerate() {
            let is_best = |choice: &&(Option<Lead>, Worth)| {
                self.with(index, **choice, Behind(None)).map(|(total, _)| total) == best
            };
            let of_race: Vec<Option<Lead>> = options.choices.iter().filter(is_best).map(|&(lead, _)| lead).collect();
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
    pub(super) fn decide(mut self, company: Option<&dyn Fn(Day) -> Company>) -> Vec<Decision> {
        let alone = company.is_some().then(|| self.chosen());
        if let Some(company) = company {
            for (race, options) in self.races.iter().zip(&mut self.options) {
                for (lead, worth) in &mut options.choices {
                    let of_day = lead.map_or_else(Company::default, |lead| company(lead.day(race.first)));
                    (worth.certain, worth.possible) = (of_day.certain, of_day.possible);
                }
            }
            self.totals = self.totals();
        }
        let chosen = self.chosen();
        let taken = self.behind_each(&chosen);
        let refusals: Vec<Vec<Rejected>> =
            (0..self.races.len()).map(|index| self.rejected(&chosen, &taken, index)).collect();
        let decided = self.options.into_iter().zip(self.races).zip(&chosen).zip(refusals).enumerate();
        decided
            .map(|(index, (((options, race), &lead), rejected))| match options.race {
                Err(stands) => stands,
                Ok(anew) => {
                    let for_the_group = alone.as_ref().is_some_and(|alone| alone[index] != lead);
                    explained(race, lead, anew, rejected, for_the_group)
                }
            })
            .collect()
    }

    /// The best choice for every race; of equal totals the first in date order.
    fn chosen(&self) -> Vec<Option<Lead>> {
        let mut behind = Behind(None);
        (0..self.races.len())
            .map(|index| {
                let lead = self.best_from(index, behind);
                behind = self.after(index, behind, lead);
                lead
            })
            .collect()
    }

    /// How far the latest lead is behind each race when these are chosen.
    fn behind_each(&self, chosen: &[Option<Lead>]) -> Vec<Behind> {
        let behind_next = |at: &mut Behind, (index, lead): (usize, &Option<Lead>)| {
            let behind = *at;
            *at = self.after(index, behind, *lead);
            Some(behind)
        };
        chosen.iter().enumerate().scan(Behind(None), behind_next).collect()
    }

    /// The first choice for race `index` that leads to the best total from it on.
    fn best_from(&self, index: usize, behind: Behind) -> Option<Lead> {
        let wanted = self.totals.from[index][behind.index()];
        let is_best = |&&(lead, worth): &&(Option<Lead>, Worth)| {
            let rest = self.totals.from[index + 1][self.after(index, behind, lead).index()];
            behind.leaves_room_for(lead) && rest.map(|rest| worth + rest) == wanted
        };
        self.options[index].choices.iter().find(is_best).and_then(|&(lead, _)| lead)
    }

    /// Why each lead that was not taken for race `index` was not.
    fn rejected(&self, chosen: &[Option<Lead>], taken: &[Behind], index: usize) -> Vec<Rejected> {
        let Ok(anew) = &self.options[index].race else { return Vec::new() };
        let race = &self.races[index];
        let not_taken = anew.forbidden.iter().filter(|(lead, _)| chosen[index] != Some(*lead));
        not_taken
            .map(|(lead, reasons)| {
                let candidate = Candidate { race, lead: *lead };
                let mut forbidden = reasons.clone();
                forbidden.extend(
                    self.near(chosen, index)
                        .filter_map(|(near, lead)| r07_never_back_to_back::beside_lead(&candidate, near, lead)),
                );
                let cost = if reasons.is_empty() { self.cost(chosen, taken, index, *lead) } else { Vec::new() };
                Rejected { lead: *lead, forbidden, cost }
            })
            .collect()
    }

    /// The leads chosen for races near enough to be in the way of race `index`.
    fn near(&self, chosen: &[Option<Lead>], index: usize) -> impl Iterator<Item = (&Race, Lead)> {
        let first = self.races[index].first;
        let from = self.races.partition_point(|race| race.first < first.plus(-2));
        let through = self.races.partition_point(|race| race.first <= first.plus(2));
        (from..through).filter(move |&at| at != index).filter_map(|at| Some((&self.races[at], chosen[at]?)))
    }

    /// What the best plan with `lead` for race `index` would change for other races.
    fn cost(&self, chosen: &[Option<Lead>], taken: &[Behind], index: usize, lead: Lead) -> Vec<Reason> {
        let choice = self.options[index].choices.iter().find(|(other, _)| *other == Some(lead));
        let taken_here = taken[index];
        let Some((_, behind)) = choice.and_then(|choice| self.with(index, *choice, taken_here)) else {
            return Vec::new();
        };
        let mut cost = Vec::new();
        let mut tell = |at: usize, instead: Option<Lead>| {
            cost.extend(r09_cover_the_race::cost(self.races[at].meet, chosen[at], instead));
        };
        // Back to the first race, and on to the last one, until the two plans are the same again.
        let mut wanted = behind;
        for earlier in (0..index).rev() {
            if taken[earlier + 1] == wanted {
                break;
            }
            let Some((from, lead)) = self.step_to(earlier, wanted, taken[earlier]) else { break };
            if lead != chosen[earlier] {
                tell(earlier, lead);
            }
            wanted = from;
        }
        let mut with = self.after(index, behind, Some(lead));
        let mut without = self.after(index, taken[index], chosen[index]);
        for (later, &taken) in chosen.iter().enumerate().skip(index + 1) {
            if with == without {
                break;
            }
            let instead = self.best_from(later, with);
            if instead != taken {
                tell(later, instead);
            }
            (with, without) = (self.after(later, with, instead), self.after(later, without, taken));
        }
        cost
    }

    /// The last step of the best plan of the races through `index` after
    /// which the latest lead is so far behind: where it was before, `first`
    /// where that is as good, and the choice.
    fn step_to(&self, index: usize, wanted: Behind, first: Behind) -> Option<(Behind, Option<Lead>)> {
        let best = self.totals.up_to[index + 1][wanted.index()]?;
        std::iter::once(first).chain(Behind::CASES).find_map(|behind| {
            let before = self.totals.up_to[index][behind.index()]?;
            let fits = |&&(lead, worth): &&(Option<Lead>, Worth)| {
                behind.leaves_room_for(lead) && self.after(index, behind, lead) == wanted && before + worth == best
            };
            self.options[index].choices.iter().find(fits).map(|&(lead, _)| (behind, lead))
        })
    }
}

/// The decision with its reasons.
fn explained(race: &Race, lead: Option<Lead>, anew: Anew, rejected: Vec<Rejected>, for_the_group: bool) -> Decision {
    let wanted = match anew.preferred {
        Choice::Lead(wanted) if Some(wanted) != lead => Some(wanted),
        _ => None,
    };
    let why = match (wanted, lead) {
        (Some(_), Some(_)) => r09_cover_the_race::RULE.because("so that the race is not left without one"),
        _ => anew.why,
    };
    let group_tiebreak = for_the_group.then_some(r09_cover_the_race::TOGETHER);
    let (meet, event, race_day, run) = (race.meet, race.event, race.first, anew.run);
    Decision { meet, event, race_day, lead, why, preferred: wanted, rejected, group_tiebreak, already_run_on: run }
}
