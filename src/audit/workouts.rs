//! What the days hold: ordinary workouts of the right kind, none twice in a week (W13), and as much
//! of each workout as the load (W15) and the taper (W14) say.

use crate::audit::reading::phase;
use crate::audit::{AthletePlan, Report};
use crate::domain::athlete::Athlete;
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::group::{Phase, PhaseWorkouts};
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::domain::volume::Percent;
use crate::domain::workout::{Effort, Rep, Set, Workout, WorkoutKind};

/// The taper begins so many days before the last day of the last championship.
const TAPER: usize = 14;
/// Its second half begins so many days before.
const LAST_OF_TAPER: usize = 7;
/// No run is cut below so many minutes.
const SHORTEST: u32 = 20;
/// In so many first weeks all ordinary workouts are aerobic.
const FIRST_WEEKS: usize = 2;

pub(super) fn check(plan: &AthletePlan, report: Report) {
    for week in plan.reading.weeks(plan.season.week_starts) {
        kinds(plan, &week, report);
        twice(plan, &week, report);
    }
    // Days that were over before are run at the load that was known then.
    for index in plan.last_known..plan.sessions.len() {
        if let Some(workout) = plan.by_rules(index) {
            amount(plan, index, workout, report);
        }
    }
}

impl AthletePlan<'_> {
    /// The workout of a date for which the coach set nothing.
    fn by_rules(&self, index: usize) -> Option<&Workout> {
        let set = self.reading.coach_sessions[index].is_some();
        self.shared.workouts[index].filter(|_| !set).map(|id| self.plan.workouts.get(id))
    }

    fn phase(&self, index: usize) -> Option<&Phase> {
        phase(self.season, self.athlete, Day::at(index))
    }

    /// The ordinary workouts of a week that the rules chose by what is known now.
    fn ordinary<'a>(&'a self, week: &'a [usize]) -> impl Iterator<Item = (usize, &'a Workout)> {
        let judged = week.iter().filter(|index| self.last_known <= **index);
        let ordinary = judged.filter(|index| self.sessions[**index] == Session::Workout);
        ordinary.filter_map(|index| Some((*index, self.by_rules(*index)?)))
    }

    /// True in the athlete's first weeks, before the week of the first race.
    fn is_at_first(&self, week: &[usize]) -> bool {
        let weeks = self.reading.weeks(self.season.week_starts);
        let number = |index: usize| weeks.iter().position(|week| week.contains(&index)).unwrap_or(0);
        number(week[0]) < number(self.reading.first) + FIRST_WEEKS
    }
}

/// An ordinary workout is of the kind that its week asks for.
fn kinds(plan: &AthletePlan, week: &[usize], report: Report) {
    let Some(&last) = week.last() else { return };
    let contest = |index: &usize| plan.reading.races(*index) || plan.sessions[*index].is_contest();
    let has_race = week.iter().any(contest);
    let at_first = plan.is_at_first(week) && !(0..=last).any(|index| plan.reading.races(index));
    let first_slot = week.iter().copied().find(|index| plan.week_says(*index) == Session::Workout);
    let mut at_race_pace = 0;
    for (index, workout) in plan.ordinary(week) {
        let of_phase = plan.phase(index).and_then(|phase| phase.workouts);
        let is_slot = plan.week_says(index) == Session::Workout;
        let free = !has_race && of_phase != Some(PhaseWorkouts::Aerobic) && of_phase != Some(PhaseWorkouts::RacePace);
        let kind = match of_phase {
            Some(PhaseWorkouts::Aerobic) => Some(WorkoutKind::Aerobic),
            Some(PhaseWorkouts::RacePace) => Some(WorkoutKind::RacePace),
            None if at_first => Some(WorkoutKind::Aerobic),
            _ if has_race && plan.athlete.event == Event::M800 => Some(WorkoutKind::RacePace),
            _ if has_race => Some(WorkoutKind::Aerobic),
            _ if first_slot == Some(index) => Some(WorkoutKind::RacePace),
            _ if is_slot => Some(WorkoutKind::Aerobic),
            // It stands for one of these, whichever is not held.
            _ => None,
        };
        if kind.is_some_and(|kind| workout.kind != Some(kind)) {
            report("W13", plan.at(index, "the workout is not of the kind that its week asks for"));
        }
        at_race_pace += usize::from(free && workout.kind == Some(WorkoutKind::RacePace));
    }
    if 1 < at_race_pace {
        report("W13", format!("the week of {} has {at_race_pace} workouts at race pace", plan.date(week[0])));
    }
}

/// No workout is in a week twice, as long as there is another of its kind.
fn twice(plan: &AthletePlan, week: &[usize], report: Report) {
    let ordinary: Vec<(usize, &Workout)> = plan.ordinary(week).collect();
    for (at, (index, workout)) in ordinary.iter().enumerate() {
        let same_kind = ordinary[..at].iter().filter(|(_, earlier)| earlier.kind == workout.kind).count();
        let choice = workout.kind.map_or(0, |kind| plan.plan.workouts.ordinary(plan.athlete.event, kind).len());
        if same_kind < choice && ordinary[..at].iter().any(|(_, earlier)| earlier.id == workout.id) {
            report("W13", plan.at(*index, "the workout is in its week twice"));
        }
    }
}

/// As much is run as the load says, and in the last two weeks as the taper says.
fn amount(plan: &AthletePlan, index: usize, workout: &Workout, report: Report) {
    let Some((_, whole)) = plan.plan.workouts.iter().find(|(_, whole)| whole.id == workout.id) else { return };
    let taper = taper(plan, index);
    let code = if taper.is_some() { "W14" } else { "W15" };
    let [minutes, reps] = load(plan.season, plan.athlete, plan.phase(index));
    let tapered = |percent: Percent| percent.times(taper.unwrap_or(Percent::ALL));
    let mut wrong = |what| report(code, plan.at(index, what));
    match workout.session {
        Session::Easy | Session::LongRun => {
            let percent = if workout.session == Session::Easy { tapered(minutes) } else { minutes };
            let most = percent.of_minutes(most_minutes(&whole.run)).max(SHORTEST);
            if most < most_minutes(&workout.run) {
                wrong("the run is longer than it should be");
            }
        }
        Session::Workout => {
            if !is_nearest(&workout.run, &whole.run, tapered(reps)) {
                wrong("the reps are not as many as they should be");
            }
        }
        Session::Hours48 | Session::Hours72 => {
            let is_more = meters(&whole.run) < meters(&workout.run);
            if workout.run.last() != whole.run.last() || (is_more && !reps.is_more_than_all()) {
                wrong("the workout before the race is not as it should be");
            }
        }
        _ => {
            if workout.run != whole.run {
                wrong("what is run is not as it is in the library");
            }
        }
    }
    let has_strength =
        matches!(workout.session, Session::Easy | Session::LongRun | Session::Workout | Session::SpeedDevelopment);
    let light = |strength: &str| strength.contains("light") || strength.starts_with("none");
    if taper.is_some() && has_strength && workout.strength.as_deref().is_some_and(|strength| !light(strength)) {
        wrong("the strength is not light");
    }
}

/// The percentage of the taper on a date, in its two weeks.
fn taper(plan: &AthletePlan, index: usize) -> Option<Percent> {
    let to_go = plan.reading.last_championship()?.checked_sub(index).filter(|days| (1..=TAPER).contains(days))?;
    let [second_last, last] = plan.season.policy.taper;
    Some(if to_go <= LAST_OF_TAPER { last } else { second_last })
}

/// Of the minutes and of the reps, what an athlete runs outside of the taper.
fn load(season: &Season, athlete: &Athlete, phase: Option<&Phase>) -> [Percent; 2] {
    let group = athlete.group.map(|group| &season.groups[group.0 as usize]);
    let of_group = group.map_or([Percent::ALL; 2], |group| [group.minutes, group.reps]);
    let of_phase = phase.map_or([Percent::ALL; 2], |phase| [phase.minutes, phase.reps]);
    [0, 1].map(|at| of_group[at].times(of_phase[at]).times(athlete.load))
}

/// True when what is run misses the percentage by half a rep at most, or is the first rep alone.
fn is_nearest(run: &[Set], whole: &[Set], percent: Percent) -> bool {
    let biggest = whole.iter().filter_map(meters_of_rep).max().unwrap_or(0);
    let (run_meters, whole_meters) = (meters(run), meters(whole));
    let misses_by_half = 2 * percent.missed_by(run_meters, whole_meters) <= percent.missed_by(biggest, 0);
    let is_first_alone = whole.iter().find_map(meters_of_rep) == Some(run_meters);
    // Only sets of several reps grow.
    let cannot_grow = percent.is_more_than_all()
        && whole_meters <= run_meters
        && whole.iter().all(|set| meters_of_rep(set).is_none() || set.times == 1);
    misses_by_half || is_first_alone || cannot_grow
}

fn meters(run: &[Set]) -> u64 {
    run.iter().filter_map(|set| Some(meters_of_rep(set)? * u64::from(set.times))).sum()
}

/// The meters of one rep; a rep in time counts four a second. `None` where it is not a rep.
fn meters_of_rep(set: &Set) -> Option<u64> {
    match &set.rep {
        Rep::Legs(legs) if legs.iter().any(|leg| leg.effort != Effort::Easy) => {
            Some(legs.iter().map(|leg| u64::from(leg.distance.whole_meters())).sum())
        }
        Rep::Time { effort, seconds } if *effort != Effort::Easy => Some(4 * u64::from(*seconds)),
        Rep::Minutes { to, .. } if 1 < set.times => Some(4 * 60 * u64::from(*to)),
        _ => None,
    }
}

fn most_minutes(run: &[Set]) -> u32 {
    let minutes = run.iter().map(|set| match set.rep {
        Rep::Minutes { to, .. } => to * set.times,
        _ => 0,
    });
    minutes.sum()
}
