//! `plan.json`, version 1: the plan for other programs.
//!
//! It is written as it is made, an athlete at a time, so that a large team
//! needs no more memory than a small one.

use std::io::{self, Write};

use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::diag::{Diagnostic, Sources};
use crate::domain::day::Day;
use crate::domain::season::AthleteId;
use crate::domain::session::Session;
use crate::plan::{Changed, Course, Decision};
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
        let mut out = io::BufWriter::new(out);
        serde_json::to_writer(&mut out, self)?;
        out.write_all(b"\n")?;
        out.flush()
    }
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

/// What a course's day says, made once for all athletes who share it.
struct DayText<'a> {
    date: String,
    session: Session,
    meet: Option<&'a str>,
    workout: Option<&'a str>,
    title: String,
    rules: Vec<&'static str>,
    why: String,
}

impl Serialize for PlanFile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let season = self.book.season;
        let athletes = || season.athlete_ids();
        let mut file = serializer.serialize_struct("Plan", 6)?;
        file.serialize_field("version", &1)?;
        let start = season.start.to_string();
        let end = season.end.to_string();
        file.serialize_field("season", &SeasonEntry { name: &season.name, start, end })?;
        file.serialize_field("decisions", &Stream(|| athletes().flat_map(|id| self.decisions(id))))?;
        file.serialize_field("days", &Days(self))?;
        file.serialize_field("changes", &Stream(|| athletes().flat_map(|id| self.changes(id))))?;
        file.serialize_field("diagnostics", &Stream(|| self.diagnostics.iter().map(|found| self.diagnostic(found))))?;
        file.end()
    }
}

/// Every athlete's days. The words for a course are made once.
struct Days<'a>(&'a PlanFile<'a>);

impl Serialize for Days<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let book = self.0.book;
        let mut list = serializer.serialize_seq(None)?;
        let mut last_of_course = vec![0; book.plan.courses()];
        for (index, id) in book.season.athlete_ids().enumerate() {
            last_of_course[book.plan.course_number(id)] = index;
        }
        let mut texts: Vec<Option<Vec<DayText>>> = (0..book.plan.courses()).map(|_| None).collect();
        for (index, id) in book.season.athlete_ids().enumerate() {
            let course = book.plan.course_number(id);
            let days = texts[course].get_or_insert_with(|| self.0.day_texts(book.plan.course_at(course)));
            for day in days.iter() {
                list.serialize_element(&DayEntry {
                    athlete: &book.season.athlete(id).name,
                    date: &day.date,
                    session: day.session.as_str(),
                    meet: day.meet,
                    workout: day.workout,
                    title: &day.title,
                    rules: &day.rules,
                    why: &day.why,
                })?;
            }
            // What nobody needs anymore is let go.
            if last_of_course[course] == index {
                texts[course] = None;
            }
        }
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

    fn day_texts(&self, course: &'a Course) -> Vec<DayText<'a>> {
        let book = self.book;
        let texts = course.days.iter().zip(&course.workouts).enumerate().map(|(index, (planned, workout))| {
            let workout = workout.map(|workout| book.workouts.get(workout));
            let meet = planned.meet.map(|meet| book.season.meet(meet).name.as_str());
            let mut why = say::reason(book.season, &planned.why);
            let mut rules = vec![planned.why.code];
            for also in &planned.also {
                why = format!("{why}; {}", say::reason(book.season, also));
                if !rules.contains(&also.code) {
                    rules.push(also.code);
                }
            }
            let title = say::title(book.season, planned, workout);
            DayText {
                date: book.season.date(Day::at(index)).to_string(),
                session: planned.session,
                meet,
                workout: workout.map(|workout| workout.id.as_str()),
                title,
                rules,
                why,
            }
        });
        texts.collect()
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
