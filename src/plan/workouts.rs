//! Which workout of the library each day holds.

use std::sync::Arc;

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::domain::load::Load;
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::domain::workout::WorkoutKind;
use crate::library::{Library, WorkoutId};
use crate::plan::{Decision, PlanInProgress};
use crate::rules::board::PlannedDay;
use crate::rules::leads::r13_volume_by_season;
use crate::rules::weeks::{w12_progression, w13_two_kinds, w15_load};

/// A plan whose days are filled, and whose workouts are to be chosen.
pub(super) struct Filled<'a> {
    pub(super) cx: RuleContext<'a>,
    /// The days of the whole season.
    pub(super) days: &'a [PlannedDay],
    pub(super) decisions: &'a [Arc<Decision>],
    /// The workouts of the days that are done.
    pub(super) done: &'a [Option<WorkoutId>],
    /// The turns before each week, as far as they are known.
    pub(super) turns: &'a [Turns],
    /// The plan of the group's line; `None` for the line itself, and without a group.
    pub(super) line: Option<&'a PlanInProgress>,
    pub(super) library: &'a Library,
}

impl Filled<'_> {
    /// The workouts of the days that are not done, and the turns of the plan: whoever has a line goes by the line's.
    pub(super) fn workouts(&self) -> (Vec<Option<WorkoutId>>, Vec<Turns>) {
        let mut all = self.done.to_vec();
        all.resize(self.days.len(), None);
        for (index, slot) in all.iter_mut().enumerate().skip(self.done.len()) {
            if self.days[index].session != Session::Workout {
                *slot = self.chosen(Day::at(index)).or_else(|| self.by_session(Day::at(index)));
            }
        }
        let weeks = &self.cx.season.weeks;
        let open = weeks.partition_point(|week| week.last < Day::at(self.done.len()));
        let mut turns = Vec::new();
        match self.line {
            Some(line) => {
                // Who races on when the line's last race is over has a new workout every week.
                let over_by =
                    |number: usize| weeks[..number].iter().rev().take_while(|week| line.is_over(**week)).count();
                for (number, (week, turns)) in weeks.iter().zip(&line.turns).enumerate().skip(open) {
                    self.choose_ordinary(*week, &Turns { of: turns.of.map(|turn| turn + over_by(number)) }, &mut all);
                }
            }
            None => {
                let known = self.turns.len().min(open + 1);
                turns.extend_from_slice(&self.turns[..known]);
                let mut before = turns.pop().unwrap_or_default();
                for (number, week) in weeks.iter().enumerate().skip(turns.len()) {
                    turns.push(before);
                    if open <= number {
                        self.choose_ordinary(*week, &before, &mut all);
                    }
                    before = self.turns_after(*week, before, &all);
                }
            }
        }
        (all.split_off(self.done.len()), turns)
    }

    /// At how much each of these is run (W15): what the coach set for a day as it is.
    pub(super) fn loads(&self) -> Vec<Load> {
        let open = (self.done.len()..self.days.len()).map(|index| (Day::at(index), self.days[index].session));
        let load = |(day, session)| match self.chosen(day) {
            Some(_) => Load::ALL,
            None => w15_load::load(&self.cx, day, session),
        };
        open.map(load).collect()
    }

    /// The turns by the end of a week.
    fn turns_after(&self, week: Week, before: Turns, workouts: &[Option<WorkoutId>]) -> Turns {
        let mut has = [false; WorkoutKind::ALL.len()];
        let of_week = week.days().filter_map(|day| *workouts.get(day.index()?)?);
        for kind in of_week.filter_map(|id| self.library.get(id).kind) {
            has[kind as usize] = true;
        }
        let mut turns = before;
        turns.of.iter_mut().zip(has).for_each(|(count, has)| *count += usize::from(has));
        turns
    }

    /// What the coach set for a day.
    fn chosen(&self, day: Day) -> Option<WorkoutId> {
        let (id, session) = self.cx.athlete.day_override(day)?;
        let planned = &self.days[day.index()?];
        self.library.chosen(id).filter(|_| session == planned.session)
    }

    /// The workout of a day that is no ordinary workout.
    fn by_session(&self, day: Day) -> Option<WorkoutId> {
        let (cx, planned) = (&self.cx, &self.days[day.index()?]);
        let event = match planned.session {
            session if session.is_lead() => self
                .decisions
                .iter()
                .find(|decision| Some(decision.meet) == planned.meet && decision.lead_day() == Some(day))
                .map_or(cx.athlete.event, |decision| decision.event),
            Session::Race | Session::TimeTrial => cx.athlete.race_on(day).map_or(cx.athlete.event, |race| race.event),
            Session::PreRace => cx.athlete.race_on(day.next()).map_or(cx.athlete.event, |race| race.event),
            _ => cx.athlete.event,
        };
        let volume = match planned.session {
            Session::LongRun => w12_progression::volume(cx, day),
            _ => r13_volume_by_season::volume(cx, day),
        };
        let turn = match planned.session {
            Session::Hours48 => self.hours_48_before(day),
            _ => cx.season.week_of(day).map_or(0, |week| week.number - 1),
        };
        self.library.choose(planned.session, event, volume, turn)
    }

    /// On how many days before this one there is a 48-hour workout, the group's line's or their own: its forms take
    /// turns. So the group runs one form, and who races where the line does not has another one the next time.
    fn hours_48_before(&self, day: Day) -> usize {
        let is_one = |days: &[PlannedDay], at: usize| days.get(at).is_some_and(|day| day.session == Session::Hours48);
        let of_line = |at| self.line.is_some_and(|line| is_one(&line.days, at));
        (0..day.index().unwrap_or(0)).filter(|&at| of_line(at) || is_one(self.days, at)).count()
    }

    /// The ordinary workouts of one week (W13): first those that the coach names, then those of days that the
    /// rules placed, which are the same for the whole group, then those of days that the coach set for somebody.
    fn choose_ordinary(&self, week: Week, turns: &Turns, all: &mut [Option<WorkoutId>]) {
        let kinds = w13_two_kinds::kinds(&self.cx, self.days, week);
        let (done, mut open): (Vec<_>, Vec<_>) =
            kinds.into_iter().partition(|(day, _)| *day < Day::at(self.done.len()));
        let workout = |all: &[Option<WorkoutId>], day: Day| *all.get(day.index()?)?;
        let mut used: Vec<WorkoutId> = done.iter().filter_map(|(day, _)| workout(all, *day)).collect();
        let is_set = |day: Day| self.cx.athlete.day_override(day).is_some();
        open.sort_by_key(|(day, _)| (self.chosen(*day).is_none(), self.line.is_some() && is_set(*day)));
        for (day, kind) in open {
            let Some(index) = day.index() else { continue };
            let chosen = self.chosen(day).or_else(|| {
                let turn = turns.of[kind as usize];
                let choice = match self.line {
                    Some(line) => self.with_the_line(line, day, kind, week, turn),
                    None => self.in_turn(kind, turn),
                };
                choice.iter().copied().find(|id| !used.contains(id)).or(choice.first().copied())
            });
            used.extend(chosen);
            all[index] = chosen;
        }
    }

    /// The workouts of a kind in the order in which a week takes them: the one whose turn it is, those from half
    /// the list further on, and those between.
    fn in_turn(&self, kind: WorkoutKind, turn: usize) -> Vec<WorkoutId> {
        let all = self.library.ordinary(self.cx.athlete.event, kind);
        let count = all.len();
        let half = count.div_ceil(2);
        let further = (0..count.min(1)).chain(half.max(1)..count).chain(1..half.min(count));
        further.map(|further| all[(turn + further) % count]).collect()
    }

    /// The same for somebody of a group, the best first: what the line runs on this day is run with it. A day that the
    /// coach set then takes what the line runs on another; on any other day those of the group who have a workout run
    /// the same, none of the line's, and last of all those whose turn it was in the week before, or is in the next.
    fn with_the_line(
        &self,
        line: &PlanInProgress,
        day: Day,
        kind: WorkoutKind,
        week: Week,
        turn: usize,
    ) -> Vec<WorkoutId> {
        let in_turn = self.in_turn(kind, turn);
        let of_turn = |turn: usize| self.in_turn(kind, turn).first().copied();
        let of_line = |day: Day| (*line.workouts.get(day.index()?)?).filter(|id| in_turn.contains(id));
        let of_week: Vec<WorkoutId> = week.days().filter_map(of_line).collect();
        let mut others: Vec<WorkoutId> = in_turn.iter().copied().filter(|id| !of_week.contains(id)).collect();
        let next = turn + usize::from(line.is_over(week) || !of_week.is_empty());
        let near = [of_turn(turn + in_turn.len().saturating_sub(1)), of_turn(next)];
        others.sort_by_key(|id| near.contains(&Some(*id)));
        let together = of_line(day).into_iter();
        if self.cx.athlete.day_override(day).is_some() {
            return together.chain(of_week).chain(others).collect();
        }
        if !others.is_empty() {
            let from = self.days_in_turn(week, kind).take_while(|other| *other != day).count() % others.len();
            others.rotate_left(from);
        }
        together.chain(others).chain(of_week).collect()
    }

    /// The days of a week in the order in which they take workouts of a kind: those for which `[week]` says workout,
    /// the second before the first where the first is usually of another kind, and the others.
    fn days_in_turn(&self, week: Week, kind: WorkoutKind) -> impl Iterator<Item = Day> {
        let practice = &self.cx.athlete.practice;
        let (mut days, others): (Vec<Day>, Vec<Day>) =
            week.days().partition(|day| practice.week_says(*day) == Session::Workout);
        // In most weeks the first is at race pace.
        if kind == WorkoutKind::Aerobic && !days.is_empty() {
            days.rotate_left(1);
        }
        days.into_iter().chain(others)
    }
}

/// For each kind of ordinary workout, how many weeks before a week have one.
#[derive(Clone, Copy, Default)]
pub(super) struct Turns {
    of: [usize; WorkoutKind::ALL.len()],
}
