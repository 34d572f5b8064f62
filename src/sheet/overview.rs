//! The season on one page: weeks by days, a strip for those whose days are alike.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Datelike;
use schemars::JsonSchema;
use serde::Serialize;

use super::{SheetBuilder, fit, phrases};
use crate::domain::day::{Day, WEEKDAYS, short};
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::season::{Meet, Week};
use crate::domain::session::Session;
use crate::plan::{Decision, SharedPlan};

/// The most strips that a page has room for.
const MAX_STRIPS: usize = 6;

/// The room for a line beside a week, for the lines above all strips and for
/// the season's name, each in hundredths of its font's em.
const BESIDE: usize = 2_080;
const ABOVE: usize = 5_300;
const NAME: usize = 2_600;

/// The whole season.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Overview {
    /// The season's name, cut to the width of the page.
    pub season: String,
    /// `Mon 2 Mar to Sat 23 May 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file says for which paper the sheet is.
    pub paper: Option<&'static str>,
    /// What the picture shows, in a sentence, for those who do not see it.
    pub description: String,
    /// What heads the seven columns of a strip: `M`, `T`, ….
    pub weekdays: Vec<String>,
    /// A row for each week.
    pub weeks: Vec<OverviewWeek>,
    /// The most lines that stand beside a week, which is so high: 3, 2 in a long season, 1 in a very long one.
    pub most_lines: usize,
    /// At most six, side by side: athletes whose days are alike.
    pub strips: Vec<Strip>,
    /// Said when there are too many different plans to show each:
    /// `Each strip shows what most athletes of one event and group do.`
    pub simplified: Option<&'static str>,
    /// Where the championship season begins, when that is after the first day.
    pub phase: Option<Phase>,
    /// Every mark that a strip may have, and what it means.
    pub legend: Vec<LegendMark>,
    /// Every meet and the workouts before it, for a table beside the picture.
    pub meets: Vec<OverviewMeet>,
}

/// One week: what is the same for all strips.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OverviewWeek {
    /// Its number, from 1.
    pub number: usize,
    /// `30 Mar to 5 Apr`.
    pub dates: String,
    /// `April`, in the first week and in each in which a month begins; else empty.
    pub month: String,
    /// How many of its seven columns are before the season's first day.
    pub skipped: usize,
    /// What stands beside it: the phase, the meets, closed days.
    pub lines: Vec<OverviewLine>,
}

/// A line beside a week, cut to its room.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OverviewLine {
    /// `meet`, `closed` or `phase`.
    pub kind: &'static str,
    /// Of a meet its days in the week: `Sat`, `Fri to Sat`; else empty.
    pub day: String,
    /// The meet's name, `no practice: spring break`, `championship season`. A tentative meet ends with `?`.
    pub text: String,
    /// True for a canceled meet: its name is struck through.
    pub canceled: bool,
    /// What is said after the text: `canceled`, `and 2 more`; else empty.
    pub after: String,
}

/// Athletes whose days are alike.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Strip {
    /// Their events, as wide as the strip at most: `800 and 1600`, `all events`.
    pub events: String,
    /// Their groups, cut to the width of the strip; empty when they are in none.
    pub groups: String,
    /// Who they are, as wide as the strip at most: `Ana R.`, `5 athletes`, `4 of 6 athletes`.
    pub athletes: String,
    /// All of it on one line and not cut, to head a column of a table: `800 and 1600, varsity`.
    pub head: String,
    /// For each week a mark for each of its days: the kind of session as in the
    /// season file, or `closed` for a closed day without one.
    pub weeks: Vec<Vec<&'static str>>,
}

/// Where the championship season begins.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Phase {
    /// The week's place in the list of weeks, from 0.
    pub week: usize,
    /// The day's column in the week, from 0 to 6.
    pub column: usize,
    /// `The championship season begins on Mon 27 Apr.`
    pub words: String,
}

/// A mark and what it means.
#[derive(Clone, Copy, Debug, JsonSchema, Serialize)]
pub struct LegendMark {
    /// The mark: a kind of session as in the season file, or `closed`.
    pub kind: &'static str,
    /// What it means: `48-hour workout`.
    pub words: &'static str,
}

/// A meet and the workouts before it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OverviewMeet {
    /// When: `Fri 24 Apr to Sat 25 Apr`; of a canceled meet, when it was to be.
    pub days: String,
    /// Its name.
    pub name: String,
    /// `canceled`, `tentative`, or empty.
    pub state: &'static str,
    /// For each strip `48-hour on Wed 22 Apr`, `no workout`, or a dash when it does not race there.
    pub leads: Vec<String>,
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

const LEGEND: [LegendMark; 11] = [
    means(Mark::Session(Session::Race), "race"),
    means(Mark::Session(Session::TimeTrial), "time trial"),
    means(Mark::Session(Session::Hours48), "48-hour workout"),
    means(Mark::Session(Session::Hours72), "72-hour workout"),
    means(Mark::Session(Session::Workout), "workout"),
    means(Mark::Session(Session::PreRace), "pre-race"),
    means(Mark::Session(Session::LongRun), "long run"),
    means(Mark::Session(Session::Easy), "easy"),
    means(Mark::Session(Session::SpeedDevelopment), "speed development"),
    means(Mark::Session(Session::Off), "off: nothing"),
    means(Mark::Closed, "closed, no practice"),
];

const fn means(mark: Mark, words: &'static str) -> LegendMark {
    LegendMark { kind: mark.as_str(), words }
}

/// Athletes who share a strip.
struct Alike {
    /// Those whose days the strip shows, in file order.
    shown: Vec<AthleteId>,
    /// How many the strip stands for.
    of: usize,
}

/// A meet on the days on which it is held; a canceled one on those on which it was to be.
struct Held<'a> {
    meet: &'a Meet,
    id: MeetId,
    days: BTreeSet<Day>,
    canceled: bool,
}

impl SheetBuilder<'_> {
    /// The season on one page.
    pub fn overview(&self) -> Overview {
        let weeks = self.weeks();
        let (alike, simplified) = self.alike();
        let held = self.meets_held();
        let season = self.season;
        // The more weeks there are on the page, the lower each is.
        let most_lines = match weeks.len() {
            ..=15 => 3,
            16..=22 => 2,
            _ => 1,
        };
        let same_year = season.start.year() == season.end.year();
        let first = season.start.format(if same_year { "%a %-d %b" } else { "%a %-d %b %Y" });
        let starts = season.week_starts.num_days_from_monday() as usize;
        Overview {
            season: fit::cut(&season.name, NAME),
            dates: format!("{} to {} {}", first, short(season.end), season.end.format("%Y")),
            paper: self.paper(),
            description: format!(
                "{} weeks of seven days, side by side for: {}. The races and the workouts before them are in the table of meets.",
                weeks.len(),
                alike.iter().map(|alike| self.head(&alike.shown)).collect::<Vec<_>>().join("; "),
            ),
            weekdays: WEEKDAYS.iter().cycle().skip(starts).take(7).map(|day| day.to_string()[..1].to_owned()).collect(),
            weeks: weeks.iter().map(|&week| self.overview_week(week, &held, most_lines)).collect(),
            most_lines,
            strips: alike.iter().map(|strip| self.strip(strip, ABOVE / alike.len().clamp(3, MAX_STRIPS))).collect(),
            simplified,
            phase: self.championship().map(|day| {
                let week = weeks.partition_point(|week| week.last < day);
                Phase {
                    week,
                    column: self.column(day),
                    words: format!("The championship season begins on {}.", short(season.date(day))),
                }
            }),
            legend: LEGEND.to_vec(),
            meets: held.iter().map(|held| self.overview_meet(held, &alike)).collect(),
        }
    }

    /// The first day of the championship season, unless all of the season or nothing of it is.
    fn championship(&self) -> Option<Day> {
        let frame = &self.plan.calendar;
        frame.championship_from.filter(|day| Day::at(0) < *day && *day <= frame.last)
    }

    /// In which of a week's seven columns a day stands.
    fn column(&self, day: Day) -> usize {
        self.season.date(day).weekday().days_since(self.season.week_starts) as usize
    }

    /// The meets by their days, those of a day in file order.
    fn meets_held(&self) -> Vec<Held<'_>> {
        let mut held: Vec<Held> = Vec::new();
        for (id, meet) in self.season.meets_with_ids() {
            let mut timetable = meet.announced();
            let mut canceled = false;
            for change in &meet.changes {
                let after = timetable.after(change);
                canceled = after.bounds().is_none();
                if canceled {
                    break;
                }
                timetable = after;
            }
            held.push(Held { meet, id, days: timetable.days().collect(), canceled });
        }
        held.sort_by_key(|held| held.days.first().copied());
        held
    }

    fn overview_week(&self, week: Week, held: &[Held], most_lines: usize) -> OverviewWeek {
        let date = |day| self.season.date(day);
        let (first, last) = (date(week.first), date(week.last));
        let month_begins = week.days().map(date).find(|date| date.day() == 1);
        let month = if week.number == 1 { month_begins.or(Some(first)) } else { month_begins };
        let mut lines = Vec::new();
        if self.championship().is_some_and(|day| week.contains(day)) {
            lines.push(OverviewLine::of("phase", "championship season"));
        }
        lines.extend(held.iter().filter_map(|held| self.meet_beside(week, held)));
        for closed in
            self.season.closed.iter().filter(|closed| closed.from <= week.last && week.first <= closed.through)
        {
            let why = closed.why.as_deref().map_or("no practice".to_owned(), |why| format!("no practice: {why}"));
            lines.push(OverviewLine::of("closed", &fit::cut(&why, BESIDE)));
        }
        let more = lines.len().saturating_sub(most_lines);
        lines.truncate(most_lines);
        if let Some(last) = lines.last_mut().filter(|_| 0 < more) {
            let canceled = if last.canceled { "canceled, " } else { "" };
            last.after = format!("{canceled}and {more} more");
            last.text =
                fit::cut(&last.text, BESIDE.saturating_sub(fit::room(&format!("{}  {}", last.day, last.after))));
        }
        OverviewWeek {
            number: week.number,
            dates: match (first == last, first.month() == last.month()) {
                (true, _) => first.format("%-d %b").to_string(),
                (false, true) => format!("{} to {}", first.format("%-d"), last.format("%-d %b")),
                (false, false) => format!("{} to {}", first.format("%-d %b"), last.format("%-d %b")),
            },
            month: month.map(|date| date.format("%B").to_string()).unwrap_or_default(),
            skipped: self.column(week.first),
            lines,
        }
    }

    /// A meet as it stands beside a week in which it has days.
    fn meet_beside(&self, week: Week, held: &Held) -> Option<OverviewLine> {
        let mut days = held.days.iter().filter(|day| week.contains(**day));
        let weekday = |day: &Day| self.season.date(*day).format("%a").to_string();
        let first = days.next()?;
        let day =
            days.next_back().map_or_else(|| weekday(first), |last| format!("{} to {}", weekday(first), weekday(last)));
        let after = if held.canceled { "canceled".to_owned() } else { String::new() };
        let mark = if held.meet.tentative && !held.canceled { "?" } else { "" };
        let room = BESIDE.saturating_sub(fit::room(&format!("{day} {mark} {after}")));
        let text = format!("{}{mark}", fit::cut(&held.meet.name, room));
        Some(OverviewLine { day, text, canceled: held.canceled, after, ..OverviewLine::of("meet", "") })
    }

    /// The athletes, strip by strip: those whose days are alike; where there
    /// are too many plans, those of a group and event, of a group, or of an
    /// event, and of each the largest part whose days are alike. What is said
    /// of the strips when they do not show everyone's days.
    fn alike(&self) -> (Vec<Alike>, Option<&'static str>) {
        // Every different course of days, numbered as athletes come to it.
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
        let mut said = None;
        for (key, words) in ways {
            (strips, said) = (self.strips_by(key, &days_of), words);
            if strips.len() <= MAX_STRIPS {
                break;
            }
        }
        (strips, said)
    }

    /// A strip for each key, those of equal days joined.
    fn strips_by(&self, key: &dyn Fn(AthleteId) -> (usize, usize), days_of: &dyn Fn(AthleteId) -> usize) -> Vec<Alike> {
        let mut by_key: BTreeMap<(usize, usize), BTreeMap<usize, Vec<AthleteId>>> = BTreeMap::new();
        for id in self.season.athlete_ids() {
            by_key.entry(key(id)).or_default().entry(days_of(id)).or_default().push(id);
        }
        let mut by_days: BTreeMap<usize, Alike> = BTreeMap::new();
        for parts in by_key.into_values() {
            let of: usize = parts.values().map(Vec::len).sum();
            // Of parts of one size the first.
            let most = parts.into_iter().rev().max_by_key(|(_, athletes)| athletes.len());
            if let Some((days, athletes)) = most {
                let strip = by_days.entry(days).or_insert(Alike { shown: Vec::new(), of: 0 });
                strip.shown.extend(athletes);
                strip.of += of;
            }
        }
        let mut strips: Vec<Alike> = by_days.into_values().collect();
        strips.iter_mut().for_each(|strip| strip.shown.sort_unstable());
        strips.sort_by_key(|strip| {
            let first = self.season.athlete(strip.shown[0]);
            (first.group, first.event, strip.shown[0])
        });
        strips
    }

    fn marks(&self, shared: &SharedPlan) -> Vec<Mark> {
        let days = shared.days.iter().enumerate().map(|(index, planned)| match planned.session {
            Session::Off if self.plan.calendar.closed.contains(Day::at(index)) => Mark::Closed,
            session => Mark::Session(session),
        });
        days.collect()
    }

    fn strip(&self, alike: &Alike, room: usize) -> Strip {
        let marks = self.marks(self.plan.shared(alike.shown[0]));
        let of_week = |week: &Week| week.days().filter_map(|day| Some(marks.get(day.index()?)?.as_str())).collect();
        let names = phrases::and(&alike.shown.iter().map(|&id| self.name(id)).collect::<Vec<_>>());
        let athletes = match alike.shown.len() {
            shown if shown < alike.of => format!("{shown} of {} athletes", alike.of),
            1 => fit::cut(&names, room),
            _ if fit::room(&names) <= room => names,
            shown => format!("{shown} athletes"),
        };
        let events = self.events_of(&alike.shown);
        let fits = fit::room(&events) <= room;
        Strip {
            events: if fits { events } else { "all events".to_owned() },
            groups: fit::cut(&self.groups_of(&alike.shown), room),
            athletes,
            head: self.head(&alike.shown),
            weeks: self.weeks().iter().map(of_week).collect(),
        }
    }

    fn overview_meet(&self, held: &Held, alike: &[Alike]) -> OverviewMeet {
        let leads = alike.iter().map(|strip| {
            let shared_plans: BTreeSet<usize> = strip.shown.iter().map(|&id| self.plan.shared_number(id)).collect();
            let decisions = shared_plans.into_iter().flat_map(|number| &self.plan.shared_at(number).decisions);
            let mut said: Vec<String> = Vec::new();
            for decision in decisions.filter(|decision| decision.meet == held.id) {
                let lead = self.lead_in_short(decision);
                if !said.contains(&lead) {
                    said.push(lead);
                }
            }
            if said.is_empty() { "–".to_owned() } else { said.join("; ") }
        });
        OverviewMeet {
            days: phrases::days(self.season, &held.days.iter().copied().collect::<Vec<_>>()),
            name: held.meet.name.clone(),
            state: match (held.canceled, held.meet.tentative) {
                (true, _) => "canceled",
                (false, true) => "tentative",
                (false, false) => "",
            },
            leads: leads.collect(),
        }
    }

    fn lead_in_short(&self, decision: &Decision) -> String {
        match (decision.lead, decision.lead_day()) {
            (Some(lead), Some(day)) => format!("{lead} on {}", short(self.season.date(day))),
            _ => "no workout".to_owned(),
        }
    }
}

impl OverviewLine {
    fn of(kind: &'static str, text: &str) -> OverviewLine {
        OverviewLine { kind, day: String::new(), text: text.to_owned(), canceled: false, after: String::new() }
    }
}
