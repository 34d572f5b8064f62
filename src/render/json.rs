//! `plan.json`, version 1: the plan for other programs.
//!
//! It is written an athlete at a time, so that a large team needs no more memory
//! than a small one. Its schema comes from the same types, with a list in place
//! of each stream.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::days;
use crate::diag::{Diagnostic, Severity, Sources};
use crate::domain::day::Day;
use crate::domain::event::Event;
use crate::domain::ids::AthleteId;
use crate::domain::lead::Lead;
use crate::domain::session::Session;
use crate::plan::Changed;
use crate::sheet::{NewsItem, SheetBuilder, phrases};

/// The plan, its season and its diagnostics, ready to be written.
pub struct PlanFile<'a> {
    /// The planned season.
    pub builder: &'a SheetBuilder<'a>,
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
        let season = self.builder.season;
        let athletes = || season.athlete_ids();
        let file = File {
            version: VERSION,
            season: SeasonEntry { name: &season.name, start: season.start.to_string(), end: season.end.to_string() },
            decisions: Stream(|| athletes().flat_map(|id| self.decisions(id))),
            days: Days(self.builder),
            changes: Stream(|| athletes().flat_map(|id| self.changes(id))),
            news: Stream(|| self.builder.news().iter().map(|item| self.news_entry(item))),
            diagnostics: Stream(|| self.diagnostics.iter().map(|found| self.diagnostic(found))),
        };
        let mut out = io::BufWriter::new(out);
        serde_json::to_writer(&mut out, &file)?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// The whole file. Its lists are streams when it is written.
#[derive(Serialize, JsonSchema)]
#[schemars(
    title = "plan.json",
    description = "A planned season of racepace: which workout comes before each race, and every athlete's days.",
    deny_unknown_fields,
    extend("$id" = "urn:racepace:plan:1")
)]
struct File<'a, Decisions, Days, Changes, News, Diagnostics> {
    /// The version of this format.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    season: SeasonEntry<'a>,
    /// Which workout comes before each race: athletes in file order, each one's races by date.
    decisions: Decisions,
    /// Every day of every athlete: athletes in file order, one entry for each date of the season.
    days: Days,
    /// Days whose session, workout or race became another with the news: athletes in file order.
    changes: Changes,
    /// What became known in the season, in words: by the day on which it became known.
    news: News,
    /// The warnings about the season file.
    diagnostics: Diagnostics,
}

/// The season.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Season", deny_unknown_fields)]
struct SeasonEntry<'a> {
    /// Its name.
    name: &'a str,
    /// The first day.
    #[schemars(extend("format" = "date"))]
    start: String,
    /// The last day.
    #[schemars(extend("format" = "date"))]
    end: String,
}

/// Which workout an athlete runs before a race.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Decision", deny_unknown_fields)]
struct DecisionEntry<'a> {
    /// The athlete's name, as typed.
    athlete: &'a str,
    /// The meet's name.
    meet: &'a str,
    /// The event that the workout is for, in meters.
    #[schemars(extend("enum" = Event::ALL.map(Event::meters)))]
    event: u32,
    /// The athlete's first race day at the meet.
    #[schemars(extend("format" = "date"))]
    race_date: String,
    /// Two days before the race, three days before it, or neither.
    #[schemars(extend("enum" = lead_words()))]
    lead: &'static str,
    /// The day of the workout; null without one.
    #[schemars(extend("format" = "date"))]
    date: Option<String>,
    /// The id of the workout; null without one.
    workout: Option<&'a str>,
    /// The codes of the rules that decided, as `racepace rules` explains them.
    #[schemars(inner(regex(pattern = CODE)))]
    rules: Vec<&'static str>,
    /// Why, in a sentence.
    why: String,
}

/// One day of one athlete.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Day", deny_unknown_fields)]
struct DayEntry<'a> {
    /// The athlete's name, as typed.
    athlete: &'a str,
    /// The day.
    #[schemars(extend("format" = "date"))]
    date: &'a str,
    /// The kind of session.
    #[schemars(extend("enum" = Session::ALL.map(Session::as_str)))]
    session: &'static str,
    /// The meet raced on this day, or the one that the workout is for; null on other days.
    meet: Option<&'a str>,
    /// The id of the workout; null on days without one.
    workout: Option<&'a str>,
    /// What heads the day on a sheet.
    title: &'a str,
    /// The codes of the rules that decided, as `racepace rules` explains them.
    #[schemars(inner(regex(pattern = CODE)))]
    rules: &'a [&'static str],
    /// Why, in a sentence.
    why: &'a str,
}

/// A day whose session, workout or race became another.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change", deny_unknown_fields)]
struct ChangeEntry<'a> {
    /// The first day that is planned with the news.
    #[schemars(extend("format" = "date"))]
    known: String,
    /// The athlete's name, as typed.
    athlete: &'a str,
    /// The day that changed.
    #[schemars(extend("format" = "date"))]
    date: String,
    /// The kind of session before.
    #[schemars(extend("enum" = Session::ALL.map(Session::as_str)))]
    was: &'static str,
    /// The kind of session now; when it is the same, the workout or the race is another.
    #[schemars(extend("enum" = Session::ALL.map(Session::as_str)))]
    now: &'static str,
    /// Why, in a sentence.
    why: String,
}

/// One thing that became known in the season.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "News", deny_unknown_fields)]
struct NewsEntry<'a> {
    /// The first day that is planned with it.
    #[schemars(extend("format" = "date"))]
    known: String,
    /// What it is, in a sentence.
    text: String,
    /// The names of the athletes whom it concerns, as typed.
    athletes: Vec<&'a str>,
}

/// What the coach should look at in the season file.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Diagnostic", deny_unknown_fields)]
struct DiagnosticEntry<'a> {
    /// The code of the problem or the rule, as `racepace rules` explains it.
    #[schemars(regex(pattern = CODE))]
    code: &'a str,
    /// How bad it is.
    #[schemars(extend("enum" = [Severity::Error, Severity::Warning].map(Severity::as_str)))]
    severity: &'a str,
    /// What it is, in a sentence.
    message: &'a str,
    /// The line of the file, from 1; null when it has no place.
    #[schemars(range(min = 1))]
    line: Option<usize>,
    /// The column in that line, from 1; null when it has no place.
    #[schemars(range(min = 1))]
    column: Option<usize>,
}

/// The version of the format. A change that a reader could stumble over raises it.
const VERSION: u32 = 1;

/// The form of a code, as in `R06`.
const CODE: &str = "^[A-Z][0-9]{2}$";

fn lead_words() -> Vec<&'static str> {
    Lead::ALL.map(Lead::as_str).into_iter().chain(["none"]).collect()
}

/// The JSON Schema of `plan.json`.
pub fn plan_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    // Formats such as uint32 are Rust's own, and no validator knows them.
    let settings = settings.with_transform(RecursiveTransform(|schema: &mut Schema| {
        if schema.get("format").and_then(|format| format.as_str()).is_some_and(|format| format.starts_with("uint")) {
            schema.remove("format");
        }
    }));
    type Whole<'a> = File<
        'a,
        Vec<DecisionEntry<'a>>,
        Vec<DayEntry<'a>>,
        Vec<ChangeEntry<'a>>,
        Vec<NewsEntry<'a>>,
        Vec<DiagnosticEntry<'a>>,
    >;
    settings.into_generator().into_root_schema_for::<Whole>().to_value()
}

/// A list whose items are made as they are written.
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
struct Days<'a>(&'a SheetBuilder<'a>);

impl Serialize for Days<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        days::each_athlete(
            self.0,
            |shared| days::day_texts(self.0, shared),
            |id, days| {
                days.iter().try_for_each(|day| {
                    list.serialize_element(&DayEntry {
                        athlete: self.0.season.athlete(id).name.as_str(),
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
        let builder = self.builder;
        let shared = builder.plan.shared(id);
        shared.decisions.iter().map(move |decision| {
            let date = |day: Day| builder.season.date(day).to_string();
            let workout = decision
                .lead_day()
                .and_then(|day| shared.workouts[day.index()?])
                .map(|workout| builder.workouts.get(workout).id.as_str());
            DecisionEntry {
                athlete: builder.season.athlete(id).name.as_str(),
                meet: &builder.season.meet(decision.meet).name,
                event: decision.event.meters(),
                race_date: date(decision.race_day),
                lead: decision.lead.map_or("none", |lead| lead.as_str()),
                date: decision.lead_day().map(date),
                workout,
                rules: phrases::decision_rules(decision),
                why: phrases::decision(builder.season, decision),
            }
        })
    }

    fn changes(&self, id: AthleteId) -> impl Iterator<Item = ChangeEntry<'a>> {
        let season = self.builder.season;
        let changes = self.builder.plan.shared(id).changes.iter();
        changes.map(move |changed: &Changed| ChangeEntry {
            known: season.date(changed.known).to_string(),
            athlete: season.athlete(id).name.as_str(),
            date: season.date(changed.day).to_string(),
            was: changed.was.as_str(),
            now: changed.now.as_str(),
            why: phrases::reason(season, &changed.why),
        })
    }

    fn news_entry(&self, item: &'a NewsItem) -> NewsEntry<'a> {
        let season = self.builder.season;
        NewsEntry {
            known: season.date(item.known).to_string(),
            text: item.sentence(),
            athletes: item.athletes.iter().map(|&id| season.athlete(id).name.as_str()).collect(),
        }
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
