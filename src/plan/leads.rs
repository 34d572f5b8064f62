//! Chooses the lead of every race: the best total over the season, exactly.
//!
//! A lead lies two or three days before its race, so among races in date
//! order only the latest lead chosen so far can be too close to the next one
//! (a later race's lead is at most one day before an earlier race's). The
//! best total from a race on therefore depends on nothing but how far back
//! that latest lead is, and four cases cover it. One pass from the last race
//! to the first finds the best totals, one from the first to the last reads
//! off the choice; both are linear in the number of races.

use crate::domain::calendar::{Candidate, Race, Reason, Sight};
use crate::domain::day::Day;
use crate::domain::lead::Lead;
use crate::domain::season::Choice;
use crate::plan::Decision;
use crate::rules::board::Planned;
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

    fn leaves_room_for(self, lead: Lead) -> bool {
        self.0.is_none_or(|days| 1 < (days - lead.days_before()).abs())
    }
}

/// What may be chosen for one race.
struct Options {
    choices: Vec<(Option<Lead>, u32)>,
    preferred: Choice,
    why: Reason,
    refused: Vec<(Lead, Vec<Reason>)>,
    /// Set when what was decided before stands (R17).
    run: Option<Day>,
}

/// Decides every race of a calendar. `done` are the days before `known` as
/// they were planned until then, and `before` what was decided then.
pub(super) fn decide(sight: Sight, known: Day, done: &[Planned], before: &[Decision]) -> Vec<Decision> {
    let races = &sight.own.races;
    let mut options: Vec<Result<Options, Decision>> = Vec::with_capacity(races.len());
    for race in races {
        options.push(options_for(race, sight, known, done, before));
    }
    let chosen = best(races, &options);
    let taken: Vec<(usize, Lead)> =
        chosen.iter().enumerate().filter_map(|(index, lead)| Some((index, (*lead)?))).collect();

    let decided = options.into_iter().zip(races).zip(chosen).enumerate();
    decided
        .map(|(index, ((options, race), lead))| match options {
            Err(stands) => stands,
            Ok(options) => explained(race, lead, options, &near(races, &taken, index)),
        })
        .collect()
}

/// What may be chosen for a race, or the decision that stands because its days are done.
fn options_for(
    race: &Race,
    sight: Sight,
    known: Day,
    done: &[Planned],
    before: &[Decision],
) -> Result<Options, Decision> {
    let earlier = before.iter().find(|decision| decision.meet == race.meet);
    let run = earlier.and_then(|earlier| {
        let lead_day = earlier.lead_day().filter(|&day| day < known);
        lead_day.or(earlier.run)
    });
    if let Some(earlier) = earlier
        && earlier.race_day == race.first
        && (race.first < known || earlier.lead_day().is_some_and(|day| day < known))
    {
        return Err(Decision { run, ..earlier.clone() });
    }
    let (preferred, why) = preferred(race, &sight);
    let again = run.and_then(|run| r17_past_is_done::already_run(race.first, run));
    let is_done_hard = |day: Day| {
        day < known && day.index().and_then(|index| done.get(index)).is_some_and(|planned| planned.session.is_hard())
    };
    let mut choices = Vec::with_capacity(3);
    let mut refused = Vec::with_capacity(2);
    for lead in Lead::ALL {
        let candidate = Candidate { race, lead };
        let mut reasons: Vec<Reason> = again.into_iter().collect();
        reasons.extend(forbidden(&candidate, &sight));
        reasons.extend(r07_never_back_to_back::beside_done(&candidate, is_done_hard));
        if Day::at(0) < known && Day::at(0) <= candidate.day() {
            reasons.extend(r17_past_is_done::over(&candidate, known));
        }
        if reasons.is_empty() {
            choices.push((Some(lead), r09_cover_the_race::score(Some(lead), preferred, race.priority)));
        }
        refused.push((lead, reasons));
    }
    choices.push((None, r09_cover_the_race::score(None, preferred, race.priority)));
    let why = again.unwrap_or(why);
    Ok(Options { choices, preferred, why, refused, run })
}

/// The best choice for every race; of equal totals the first in date order.
fn best(races: &[Race], options: &[Result<Options, Decision>]) -> Vec<Option<Lead>> {
    let choices: Vec<Vec<(Option<Lead>, u32)>> = options
        .iter()
        .map(|options| match options {
            Ok(options) => options.choices.clone(),
            // What stands is counted for nothing: it cannot be otherwise.
            Err(stands) => vec![(stands.lead, 0)],
        })
        .collect();
    let gap = |index: usize| races.get(index + 1).map_or(0, |next| next.first.since(races[index].first));
    let after = |index: usize, behind: Behind, lead: Option<Lead>| match lead {
        Some(lead) => Behind::of(lead.days_before() + gap(index)),
        None => behind.later(gap(index)),
    };

    let mut totals = vec![[0u64; Behind::CASES.len()]; races.len() + 1];
    let total = |totals: &[[u64; 4]], index: usize, behind: Behind, (lead, score): (Option<Lead>, u32)| {
        lead.is_none_or(|lead| behind.leaves_room_for(lead))
            .then(|| u64::from(score) + totals[index + 1][after(index, behind, lead).index()])
    };
    for index in (0..races.len()).rev() {
        for behind in Behind::CASES {
            let best = choices[index].iter().filter_map(|&choice| total(&totals, index, behind, choice)).max();
            totals[index][behind.index()] = best.unwrap_or(0);
        }
    }
    let mut behind = Behind(None);
    (0..races.len())
        .map(|index| {
            let wanted = totals[index][behind.index()];
            let lead = choices[index]
                .iter()
                .find(|&&choice| total(&totals, index, behind, choice) == Some(wanted))
                .and_then(|&(lead, _)| lead);
            behind = after(index, behind, lead);
            lead
        })
        .collect()
}

/// The leads taken for races near enough to be in the way of race `index`.
fn near<'a>(races: &'a [Race], taken: &[(usize, Lead)], index: usize) -> Vec<(&'a Race, Lead)> {
    let first = races[index].first;
    let from = taken.partition_point(|&(other, _)| races[other].first < first.plus(-2));
    let close = taken[from..].iter().take_while(|&&(other, _)| races[other].first <= first.plus(2));
    close.filter(|&&(other, _)| other != index).map(|&(other, lead)| (&races[other], lead)).collect()
}

/// The decision with its reasons.
fn explained(race: &Race, lead: Option<Lead>, options: Options, near: &[(&Race, Lead)]) -> Decision {
    let Options { preferred, why, mut refused, run, .. } = options;
    refused.retain(|(other, _)| Some(*other) != lead);
    for (other, reasons) in &mut refused {
        let candidate = Candidate { race, lead: *other };
        let beside =
            near.iter().filter_map(|(near, lead)| r07_never_back_to_back::beside_lead(&candidate, near, *lead));
        reasons.extend(beside);
    }
    let wanted = match preferred {
        Choice::Lead(wanted) if Some(wanted) != lead => Some(wanted),
        _ => None,
    };
    let why = match (wanted, lead) {
        (Some(_), Some(_)) => r09_cover_the_race::RULE.because("so that the race is not left without one"),
        _ => why,
    };
    Decision { meet: race.meet, event: race.event, race_day: race.first, lead, why, wanted, refused, run }
}
