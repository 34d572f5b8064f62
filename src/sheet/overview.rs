//! The season on one page: weeks by days, a strip for those whose days are alike.

mod strips;

use std::collections::BTreeSet;

use chrono::Datelike;
use schemars::JsonSchema;
use serde::Serialize;

use super::{SheetBuilder, paper, phrases};
use crate::domain::day::{Day, WEEKDAYS, short};
use crate::domain::ids::MeetId;
use crate::domain::meet::Meet;
use crate::domain::season::Week;
use crate::plan::Decision;

use strips::{LEGEND, MAX_STRIPS, StripAthletes};
pub use strips::{LegendMark, Strip};

/// The width of a line beside a week, of the heads above all strips together and
/// of the season's name, each in hundredths of its type's em.
const LINE_WIDTH: usize = 2_080;
const HEADS_WIDTH: usize = 5_300;
const NAME_WIDTH: usize = 2_600;

/// The whole season.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Overview {
    /// The season's name, cut to the width of the page.
    pub season: String,
    /// `Mon 2 Mar to Sat 23 May 2026`.
    pub dates: String,
    /// `letter` or `a4`, when the season file names the paper.
    pub paper: Option<&'static str>,
    /// What the picture shows, in a sentence, for those who do not see it.
    pub description: String,
    /// The heads of the seven columns of a strip: `M`, `T`, ….
    pub weekdays: Vec<String>,
    /// A row for each week.
    pub weeks: Vec<OverviewWeek>,
    /// How many lines there is room for beside a week: 3, in a long season 2, in a very long one 1.
    pub most_lines: usize,
    /// At most six, side by side: athletes whose days are alike.
    pub strips: Vec<Strip>,
    /// Present when there are too many different plans to show each:
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
    /// The lines beside it: the phase, the meets, closed days.
    pub lines: Vec<OverviewLine>,
}

/// A line beside a week, cut to the width there is.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OverviewLine {
    /// `meet`, `closed` or `phase`.
    pub kind: &'static str,
    /// The days of a meet in the week: `Sat`, `Fri to Sat`; else empty.
    pub day: String,
    /// The meet's name, `no practice: spring break`, `championship season`. A tentative meet ends with `?`.
    pub text: String,
    /// True for a canceled meet: its name is struck through.
    pub canceled: bool,
    /// What follows the text: `canceled`, `and 2 more`; else empty.
    pub after: String,
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

/// A meet and the workouts before it.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct OverviewMeet {
    /// When: `Fri 24 Apr to Sat 25 Apr`; for a canceled meet, when it was to take place.
    pub days: String,
    /// Its name.
    pub name: String,
    /// `canceled`, `tentative`, or empty.
    pub state: &'static str,
    /// For each strip `48-hour on Wed 22 Apr`, `no workout`, or a dash when nobody on it races there.
    pub leads: Vec<String>,
}

/// A meet and its days; of a canceled one, those for which it was last scheduled.
struct ScheduledMeet<'a> {
    meet: &'a Meet,
    id: MeetId,
    days: BTreeSet<Day>,
    canceled: bool,
}

impl SheetBuilder<'_> {
    /// The season on one page.
    pub fn overview(&self) -> Overview {
        let weeks = self.weeks();
        let (strips, simplified) = self.strip_athletes();
        let meets = self.scheduled_meets();
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
            season: paper::cut(&season.name, NAME_WIDTH),
            dates: format!("{} to {} {}", first, short(season.end), season.end.format("%Y")),
            paper: self.paper(),
            description: format!(
                "{} weeks of seven days, side by side for: {}. The races and the workouts before them are in the table of meets.",
                weeks.len(),
                strips.iter().map(|strip| self.head(&strip.members)).collect::<Vec<_>>().join("; "),
            ),
            weekdays: WEEKDAYS.iter().cycle().skip(starts).take(7).map(|day| day.to_string()[..1].to_owned()).collect(),
            weeks: weeks.iter().map(|&week| self.overview_week(week, &meets, most_lines)).collect(),
            most_lines,
            strips: strips
                .iter()
                .map(|strip| self.strip(strip, HEADS_WIDTH / strips.len().clamp(3, MAX_STRIPS)))
                .collect(),
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
            meets: meets.iter().map(|meet| self.overview_meet(meet, &strips)).collect(),
        }
    }

    /// The first day of the championship season, unless all of the season or nothing of it is.
    fn championship(&self) -> Option<Day> {
        let calendar = &self.plan.calendar;
        calendar.championship_from.filter(|day| Day::at(0) < *day && *day <= calendar.last)
    }

    /// Which of a week's seven columns a day is in.
    fn column(&self, day: Day) -> usize {
        self.season.date(day).weekday().days_since(self.season.week_starts) as usize
    }

    /// The meets by their days, those of a day in file order.
    fn scheduled_meets(&self) -> Vec<ScheduledMeet<'_>> {
        let mut scheduled: Vec<ScheduledMeet> = Vec::new();
        for (id, meet) in self.season.meets_with_ids() {
            let canceled = meet.days().is_empty();
            let days = if canceled { meet.schedule.canceled() } else { meet.days() };
            scheduled.push(ScheduledMeet { meet, id, days: days.iter().collect(), canceled });
        }
        scheduled.sort_by_key(|meet| meet.days.first().copied());
        scheduled
    }

    fn overview_week(&self, week: Week, meets: &[ScheduledMeet], most_lines: usize) -> OverviewWeek {
        let date = |day| self.season.date(day);
        let (first, last) = (date(week.first), date(week.last));
        let month_begins = week.days().map(date).find(|date| date.day() == 1);
        let month = if week.number == 1 { month_begins.or(Some(first)) } else { month_begins };
        let mut lines = Vec::new();
        if self.championship().is_some_and(|day| week.contains(day)) {
            lines.push(OverviewLine::new("phase", "championship season"));
        }
        lines.extend(meets.iter().filter_map(|scheduled| self.line_of_meet(week, scheduled)));
        for closed in
            self.season.closed.iter().filter(|closed| closed.from <= week.last && week.first <= closed.through)
        {
            let why = closed.why.as_deref().map_or("no practice".to_owned(), |why| format!("no practice: {why}"));
            lines.push(OverviewLine::new("closed", &paper::cut(&why, LINE_WIDTH)));
        }
        let more = lines.len().saturating_sub(most_lines);
        lines.truncate(most_lines);
        if let Some(last) = lines.last_mut().filter(|_| 0 < more) {
            let canceled = if last.canceled { "canceled, " } else { "" };
            last.after = format!("{canceled}and {more} more");
            last.text = paper::cut(
                &last.text,
                LINE_WIDTH.saturating_sub(paper::width_of(&format!("{}  {}", last.day, last.after))),
            );
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

    /// The line of a meet beside a week in which it has days.
    fn line_of_meet(&self, week: Week, scheduled: &ScheduledMeet) -> Option<OverviewLine> {
        let mut days = scheduled.days.iter().filter(|day| week.contains(**day));
        let weekday = |day: &Day| self.season.date(*day).format("%a").to_string();
        let first = days.next()?;
        let day =
            days.next_back().map_or_else(|| weekday(first), |last| format!("{} to {}", weekday(first), weekday(last)));
        let after = if scheduled.canceled { "canceled".to_owned() } else { String::new() };
        let mark = if scheduled.meet.tentative && !scheduled.canceled { "?" } else { "" };
        let name_width = LINE_WIDTH.saturating_sub(paper::width_of(&format!("{day} {mark} {after}")));
        let text = format!("{}{mark}", paper::cut(&scheduled.meet.name, name_width));
        Some(OverviewLine { day, text, canceled: scheduled.canceled, after, ..OverviewLine::new("meet", "") })
    }

    fn overview_meet(&self, scheduled: &ScheduledMeet, strips: &[StripAthletes]) -> OverviewMeet {
        let leads = strips.iter().map(|strip| {
            let shared_plans: BTreeSet<usize> = strip.members.iter().map(|&id| self.plan.shared_number(id)).collect();
            let decisions = shared_plans.into_iter().flat_map(|number| &self.plan.shared_at(number).decisions);
            let mut leads: Vec<String> = Vec::new();
            for decision in decisions.filter(|decision| decision.meet == scheduled.id) {
                let lead = self.short_lead(decision);
                if !leads.contains(&lead) {
                    leads.push(lead);
                }
            }
            if leads.is_empty() { "–".to_owned() } else { leads.join("; ") }
        });
        OverviewMeet {
            days: phrases::days(self.season, &scheduled.days.iter().copied().collect::<Vec<_>>()),
            name: scheduled.meet.name.clone(),
            state: match (scheduled.canceled, scheduled.meet.tentative) {
                (true, _) => "canceled",
                (false, true) => "tentative",
                (false, false) => "",
            },
            leads: leads.collect(),
        }
    }

    fn short_lead(&self, decision: &Decision) -> String {
        match (decision.lead, decision.lead_day()) {
            (Some(lead), Some(day)) => format!("{lead} on {}", short(self.season.date(day))),
            _ => "no workout".to_owned(),
        }
    }
}

impl OverviewLine {
    fn new(kind: &'static str, text: &str) -> OverviewLine {
        OverviewLine { kind, day: String::new(), text: text.to_owned(), canceled: false, after: String::new() }
    }
}
