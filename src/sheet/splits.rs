//! Split tables: for a race-pace session, every athlete's own time for each rep.

use schemars::JsonSchema;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::domain::event::{Event, KnownPace};
use crate::domain::pace::Rounding;
use crate::domain::season::Athlete;
use crate::domain::workout::{Effort, Leg, Workout};

/// Times for one session.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SplitTable {
    /// The day: `Thu 9 Apr`.
    pub day: String,
    /// The workout's title.
    pub title: String,
    /// What is run, a line each.
    pub run: Vec<String>,
    /// A column for each distance and pace.
    pub columns: Vec<SplitColumn>,
    /// A row for each athlete.
    pub rows: Vec<SplitRow>,
    /// The same as lines of text that line up, in several blocks when the columns do not fit side by side.
    pub text: Vec<String>,
    /// True when a time is estimated: then the sheet explains the `~`.
    pub estimated: bool,
}

/// A column of a split table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct SplitColumn {
    /// How far: `400`.
    pub distance: String,
    /// At which pace: `goal`, `800 pace`.
    pub pace: String,
    /// Both in a sentence: `400`, `100 at 800 pace`.
    pub said: String,
}

/// A row of a split table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
pub struct SplitRow {
    /// The athlete.
    pub name: String,
    /// The goal over the event raced: `5:20`, `~5:04` when it is estimated, or a dash.
    pub goal: String,
    /// A time for each column: `80`, `~72`, or a dash.
    pub times: Vec<String>,
}

/// What stands for a time that nobody knows.
pub(super) const NO_TIME: &str = "–";

/// The columns for a workout; none when it has no target times.
pub(super) fn columns(workout: &Workout) -> Vec<SplitColumn> {
    let column = |leg: &Leg| {
        let (distance, pace) = (leg.distance.to_string(), pace(leg.effort));
        let said = if leg.effort == Effort::Goal { distance.clone() } else { format!("{distance} at {pace}") };
        SplitColumn { distance, pace, said }
    };
    workout.paced_legs().iter().map(column).collect()
}

/// What heads the times at an effort: `goal`, `800 pace`; of one without a target, what it is.
pub(super) fn pace(effort: Effort) -> String {
    match effort {
        Effort::Goal => "goal".to_owned(),
        Effort::Race(rung) => format!("{rung} pace"),
        Effort::Full => "full effort".to_owned(),
        Effort::Fastest | Effort::Easy => effort.to_string(),
    }
}

/// One athlete's times for a workout before a race over `event`, and whether any is estimated.
pub(super) fn row(
    name: &str,
    athlete: &Athlete,
    workout: &Workout,
    event: Event,
    rounding: Rounding,
) -> (SplitRow, bool) {
    let goal = goal(athlete, event);
    let legs = workout.paced_legs();
    let times: Vec<String> =
        legs.iter().map(|leg| target(leg, athlete, event, rounding).unwrap_or_else(|| NO_TIME.to_owned())).collect();
    let any = is_estimated(&goal) || times.iter().any(|time| is_estimated(time));
    (SplitRow { name: name.to_owned(), goal, times }, any)
}

/// One athlete's time for a leg before a race over `event`: `80`, `~72`; `None` when there is no
/// target or nobody knows it.
pub(super) fn target(leg: &Leg, athlete: &Athlete, event: Event, rounding: Rounding) -> Option<String> {
    let known = leg.effort.pace(&athlete.goals, event, athlete.event)?;
    Some(estimated(&known, known.pace.split(leg.distance, rounding).to_string()))
}

/// One athlete's goal over `event`: `5:20`, `~5:04`, or a dash.
pub(super) fn goal(athlete: &Athlete, event: Event) -> String {
    match (athlete.goals.get(event.rung()), Effort::Goal.pace(&athlete.goals, event, athlete.event)) {
        (Some(goal), _) => goal.to_string(),
        (None, Some(known)) => {
            estimated(&known, known.pace.split(event.rung().distance(), Rounding::Second).to_string())
        }
        (None, None) => NO_TIME.to_owned(),
    }
}

/// True for a time that is printed with `~`.
pub(super) fn is_estimated(time: &str) -> bool {
    time.starts_with('~')
}

/// Makes the times of a column line up at the decimal point when they stand
/// flush right: a whole second gets the room that `.5` takes elsewhere, as
/// spaces of the width of a point and of a digit.
pub(super) fn align(rows: &mut [SplitRow]) {
    let columns = rows.first().map_or(0, |row| row.times.len());
    for column in 0..columns {
        if rows.iter().any(|row| row.times[column].contains('.')) {
            let whole = rows.iter_mut().map(|row| &mut row.times[column]).filter(|time| !time.contains('.'));
            whole.for_each(|time| time.push_str("\u{2008}\u{2007}"));
        }
    }
}

/// The spaces between two columns of text.
const GAP: usize = 2;

/// What a goal and one time want beside a name.
const TIMES: usize = 22;

/// The table as lines of at most `width` columns; a name that leaves no room for times is cut.
pub(super) fn text(columns: &[SplitColumn], rows: &[SplitRow], width: usize) -> Vec<String> {
    // Each column from its head to its end: the names and goals, which every block begins with, and the times.
    let shown = rows.iter().map(|row| cut(&row.name, width.saturating_sub(TIMES)));
    let shown: Vec<String> = shown.collect();
    let names: Vec<&str> = ["", "Athlete"].into_iter().chain(shown.iter().map(String::as_str)).collect();
    let goals: Vec<&str> = ["", "goal"].into_iter().chain(rows.iter().map(|row| row.goal.as_str())).collect();
    let times = columns.iter().enumerate().map(|(index, column)| {
        let heads = [column.distance.as_str(), column.pace.as_str()].into_iter();
        heads.chain(rows.iter().map(|row| row.times[index].as_str())).collect::<Vec<_>>()
    });
    let times: Vec<(Vec<&str>, usize)> = times.map(|cells| (cells.clone(), GAP + widest(&cells))).collect();
    let (name, goal) = (widest(&names), GAP + widest(&goals));
    let mut lines = Vec::new();
    let mut left = times.as_slice();
    while !left.is_empty() || lines.is_empty() {
        let mut room = width.saturating_sub(name + goal);
        let fitting = left.iter().take_while(|(_, wide)| {
            let fits = *wide <= room;
            room = room.saturating_sub(*wide);
            fits
        });
        let (block, rest) = left.split_at(fitting.count().max(1).min(left.len()));
        left = rest;
        lines.extend((0..names.len()).map(|row| {
            let mut line = format!("{}{}", names[row], " ".repeat(name - names[row].width()));
            let cells = block.iter().map(|(cells, wide)| (cells[row], *wide));
            for (cell, wide) in [(goals[row], goal)].into_iter().chain(cells) {
                line.push_str(&" ".repeat(wide - cell.width()));
                line.push_str(cell);
            }
            line
        }));
        if !left.is_empty() {
            lines.push(String::new());
        }
    }
    lines
}

/// As much of the text as fits; what is cut off leaves an ellipsis.
fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|&end| text[..end].width() < most).last().unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

fn widest(cells: &[&str]) -> usize {
    cells.iter().map(|cell| cell.width()).max().unwrap_or(0)
}

fn estimated(known: &KnownPace, time: String) -> String {
    if known.estimated { format!("~{time}") } else { time }
}
