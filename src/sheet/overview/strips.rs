//! The strips of the overview: who shares one, and the marks of its days.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::day::Day;
use crate::domain::ids::AthleteId;
use crate::domain::season::Week;
use crate::domain::session::Session;
use crate::plan::SharedPlan;
use crate::sheet::{SheetBuilder, paper, phrases};

/// The most strips that a page has room for.
pub(super) const MAX_STRIPS: usize = 6;

/// Athletes whose days are alike.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Strip {
    /// Their events, no wider than the strip: `800 and 1600`, `all events`.
    pub events: String,
    /// Their groups, cut to the width of the strip; empty when they are in none.
    pub groups: String,
    /// Who they are, no wider than the strip: `Ana R.`, `5 athletes`, `4 of 6 athletes`.
    pub athletes: String,
    /// Events and groups on one line and not cut, for the head of a column: `800 and 1600, varsity`.
    pub head: String,
    /// For each week a mark for each of its days: the kind of session as in the
    /// season file, or `closed` for a closed day without one.
    pub weeks: Vec<Vec<&'static str>>,
}

/// A mark and what it means.
#[derive(Clone, Copy, Debug, JsonSchema, Serialize)]
pub struct LegendMark {
    /// The mark: a kind of session as in the season file, or `closed`.
    pub kind: &'static str,
    /// What it means: `48-hour workout`.
    pub words: &'static str,
}

/// A day of a strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mark {
    Session(Session),
    /// Off because the day is closed.
    Closed,
}

impl Mark {
    const fn as_str(self) -> &'static str {
        match self {
            Mark::Session(session) => session.as_str(),
            Mark::Closed => "closed",
        }
    }
}

/// The legend of every overview.
pub(super) const LEGEND: [LegendMark; 11] = [
    entry(Mark::Session(Session::Race), "race"),
    entry(Mark::Session(Session::TimeTrial), "time trial"),
    entry(Mark::Session(Session::Hours48), "48-hour workout"),
    entry(Mark::Session(Session::Hours72), "72-hour workout"),
    entry(Mark::Session(Session::Workout), "workout"),
    entry(Mark::Session(Session::PreRace), "pre-race"),
    entry(Mark::Session(Session::LongRun), "long run"),
    entry(Mark::Session(Session::Easy), "easy"),
    entry(Mark::Session(Session::SpeedDevelopment), "speed development"),
    entry(Mark::Session(Session::Off), "off: nothing"),
    entry(Mark::Closed, "closed, no practice"),
];

const fn entry(mark: Mark, words: &'static str) -> LegendMark {
    LegendMark { kind: mark.as_str(), words }
}

/// Athletes who share a strip.
pub(super) struct StripAthletes {
    /// Those whose days the strip shows, in file order.
    pub(super) members: Vec<AthleteId>,
    /// How many it stands for in all.
    total: usize,
}

impl SheetBuilder<'_> {
    /// The athletes, strip by strip: those whose days are alike; where there
    /// are too many plans, those of a group and event, of a group, or of an
    /// event, and of each the largest part whose days are alike. With it, what
    /// the sheet says when the strips do not show everyone's days.
    pub(super) fn strip_athletes(&self) -> (Vec<StripAthletes>, Option<&'static str>) {
        // Every different season of days, numbered in the order of its first athlete.
        let mut numbers: HashMap<Vec<Mark>, usize> = HashMap::new();
        let days_of: Vec<usize> = (0..self.plan.shared_plans())
            .map(|number| {
                let marks = self.marks(self.plan.shared_at(number));
                let next = numbers.len();
                *numbers.entry(marks).or_insert(next)
            })
            .collect();
        let days_of = |id: AthleteId| days_of[self.plan.shared_number(id)];
        let group = |id: AthleteId| self.season.athlete(id).group.map_or(0, |group| group.0 as usize + 1);
        let event = |id: AthleteId| self.season.athlete(id).event as usize;
        type Key<'k> = &'k dyn Fn(AthleteId) -> (usize, usize);
        let ways: [(Key, Option<&'static str>); 4] = [
            (&|id| (days_of(id), 0), None),
            (&|id| (group(id), event(id)), Some("Each strip shows what most athletes of one event and group do.")),
            (&|id| (group(id), 0), Some("Each strip shows what most athletes of one group do.")),
            (&|id| (0, event(id)), Some("Each strip shows what most athletes of one event do.")),
        ];
        let mut strips = Vec::new();
        let mut simplified = None;
        for (key, sentence) in ways {
            (strips, simplified) = (self.strips_by(key, &days_of), sentence);
            if strips.len() <= MAX_STRIPS {
                break;
            }
        }
        (strips, simplified)
    }

    /// A strip for each key; strips of equal days are joined.
    fn strips_by(
        &self,
        key: &dyn Fn(AthleteId) -> (usize, usize),
        days_of: &dyn Fn(AthleteId) -> usize,
    ) -> Vec<StripAthletes> {
        let mut by_key: BTreeMap<(usize, usize), BTreeMap<usize, Vec<AthleteId>>> = BTreeMap::new();
        for &id in self.athletes() {
            by_key.entry(key(id)).or_default().entry(days_of(id)).or_default().push(id);
        }
        let mut by_days: BTreeMap<usize, StripAthletes> = BTreeMap::new();
        for parts in by_key.into_values() {
            let total: usize = parts.values().map(Vec::len).sum();
            // Of parts of one size, the first.
            let largest = parts.into_iter().rev().max_by_key(|(_, athletes)| athletes.len());
            if let Some((days, athletes)) = largest {
                let strip = by_days.entry(days).or_insert(StripAthletes { members: Vec::new(), total: 0 });
                strip.members.extend(athletes);
                strip.total += total;
            }
        }
        let mut strips: Vec<StripAthletes> = by_days.into_values().collect();
        strips.iter_mut().for_each(|strip| strip.members.sort_unstable());
        strips.sort_by_key(|strip| {
            let first = self.season.athlete(strip.members[0]);
            (first.group, first.event, strip.members[0])
        });
        strips
    }

    fn marks(&self, shared: &SharedPlan) -> Vec<Mark> {
        let days = shared.days.iter().enumerate().map(|(index, planned)| match planned.session {
            Session::Off if shared.calendar.practice.closed.contains(Day::at(index)) => Mark::Closed,
            session => Mark::Session(session),
        });
        days.collect()
    }

    pub(super) fn strip(&self, athletes: &StripAthletes, max_width: usize) -> Strip {
        let marks = self.marks(self.plan.shared(athletes.members[0]));
        let marks_of_week =
            |week: &Week| week.days().filter_map(|day| Some(marks.get(day.index()?)?.as_str())).collect();
        let names = phrases::and(&athletes.members.iter().map(|&id| self.name(id)).collect::<Vec<_>>());
        let who = match athletes.members.len() {
            members if members < athletes.total => format!("{members} of {} athletes", athletes.total),
            1 => paper::cut(&names, max_width),
            _ if paper::width_of(&names) <= max_width => names,
            members => format!("{members} athletes"),
        };
        let events = self.events_of(&athletes.members);
        let fits = paper::width_of(&events) <= max_width;
        Strip {
            events: if fits { events } else { "all events".to_owned() },
            groups: paper::cut(&self.groups_of(&athletes.members), max_width),
            athletes: who,
            head: self.head(&athletes.members),
            weeks: self.weeks().iter().map(marks_of_week).collect(),
        }
    }
}
