//! `plan.json`, version 1: the plan for other programs.
//!
//! It is written as it is made, an athlete at a time, so that a large team
//! needs no more memory than a small one.

use std::io::{self, Write};

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::days;
use crate::diag::{Diagnostic, Sources};
use crate::domain::day::Day;
use crate::domain::season::AthleteId;
use crate::plan::{Changed, Decision};
use crate::sheet::{Book, say};

/// The plan, its season and its diagnostics, ready to be written.
pub struct PlanFile<'a> {
    /// The planned season.
    pub book: &'a Book<'a>,
    /// The files that the diagnostics speak of.
    pub sources: &'a Sources,
    /// Every warning.
    pub diagnostics: &'a [Diagnostic],
}

impl PlanFile<'_> {
    /// Writes the whole file.
    ///
    /// # Errors
    ///
    /// When `out` does.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let season = self.book.season;
        let athletes = || season.athlete_ids();
        let file = File {
            version: 1,
            season: SeasonEntry { name: &season.name, start: season.start.to_string(), end: season.end.to_string() },
            decisions: Stream(|| athletes().flat_map(|id| self.decisions(id))),
            days: Days(self.book),
            changes: Stream(|| athletes().flat_map(|id| self.changes(id))),
            diagnostics: Stream(|| self.diagnostics.iter().map(|found| self.diagnostic(found))),
        };
        let mut out = io::BufWriter::new(out);
        serde_json::to_writer(&mut out, &file)?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// The whole file. Its lists are streams when it is written.
#[derive(Serialize)]
struct File<'a, Decisions, Days, Changes, Diagnostics> {
    version: u32,
    season: SeasonEntry<'a>,
    decisions: Decisions,
    days: Days,
    changes: Changes,
    diagnostics: Diagnostics,
}

#[derive(Serialize)]
struct SeasonEntry<'a> {
    name: &'a str,
    start: String,
    end: String,
}

#[derive(Serialize)]
struct DecisionEntry<'a> {
    athlete: &'a str,
    meet: &'a str,
    event: u32,
    race_date: String,
    lead: &'static str,
    date: Option<String>,
    workout: Option<&'a str>,
    rules: Vec<&'static str>,
    why: String,
}

#[derive(Serialize)]
struct DayEntry<'a> {
    athlete: &'a str,
    date: &'a str,
    session: &'static str,
    meet: Option<&'a str>,
    workout: Option<&'a str>,
    title: &'a str,
    rules: &'a [&'static str],
    why: &'a str,
}

#[derive(Serialize)]
struct ChangeEntry<'a> {
    known: String,
    athlete: &'a str,
    date: String,
    was: &'static str,
    now: &'static str,
    why: String,
}

#[derive(Serialize)]
struct DiagnosticEntry<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    line: Option<usize>,
    column: Option<usize>,
}

/// A list that is made while it is written.
struct Stream<F>(F);

impl<F, I> Serialize for Stream<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// Every athlete's days.
struct Days<'a>(&'a Book<'a>);

impl Serialize for Days<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        days::each_athlete(
            self.0,
            |course| days::of_course(self.0, course),
            |id, days| {
                days.iter().try_for_each(|day| {
                    list.serialize_element(&DayEntry {
                        athlete: &self.0.season.athlete(id).name,
                        date: &day.date,
                        session: day.session.as_str(),
                        meet: day.meet,
                        workout: day.workout,
                        title: &day.title,
                        rules: &day.rules,
                        why: &day.why,
                    })
                })
            },
        )?;
        list.end()
    }
}

impl<'a> PlanFile<'a> {
    fn decisions(&self, id: AthleteId) -> impl Iterator<Item = DecisionEntry<'a>> {
        let book = self.book;
        let course = book.plan.course(id);
        course.decisions.iter().map(move |decision: &Decision| {
            let date = |day: Day| book.season.date(day).to_string();
            let workout = decision
                .lead_day()
                .and_then(|day| course.workouts[day.index()?])
                .map(|workout| book.workouts.get(workout).id.as_str());
            DecisionEntry {
                athlete: &book.season.athlete(id).name,
                meet: &book.season.meet(decision.meet).name,
                event: decision.event.metres(),
                race_date: date(decision.race_day),
                lead: decision.lead.map_or("none", |lead| lead.as_str()),
                date: decision.lead_day().map(date),
                workout,
                rules: say::decision_rules(decision),
                why: say::decision(book.season, decision),
            }
        })
    }

    fn changes(&self, id: AthleteId) -> impl Iterator<Item = ChangeEntry<'a>> {
        let season = self.book.season;
        // Another workout of the same kind is for the sheets.
        let changes = self.book.plan.course(id).changes.iter().filter(|changed| changed.was != changed.now);
        changes.map(move |changed: &Changed| ChangeEntry {
            known: season.date(changed.known).to_string(),
            athlete: &season.athlete(id).name,
            date: season.date(changed.day).to_string(),
            was: changed.was.as_str(),
            now: changed.now.as_str(),
            why: say::reason(season, &changed.why),
        })
    }

    fn diagnostic(&self, found: &'a Diagnostic) -> DiagnosticEntry<'a> {
        let at = found.place.as_ref().map(|place| self.sources.line_and_column(place));
        DiagnosticEntry {
            code: found.code,
            severity: found.severity.as_str(),
            message: &found.message,
            line: at.map(|(line, _)| line),
            column: at.map(|(_, column)| column),
        }
    }
}
