//! The list of templates: those that are compiled in, and the coach's own that replace them by name.
//!
//! In this repository each language has its folder: `templates/html`,
//! `templates/text` (with Markdown) and `templates/typst`. A coach's own are few:
//! the name alone is enough.

use schemars::{Schema, SchemaGenerator};

use crate::diag::FileId;
use crate::sheet::{AthleteWeek, Card, CardSheet, Clipboard, Index, Overview, TeamWeek, Training};

/// A template that is compiled in.
pub struct BuiltIn {
    /// The name of its file.
    pub name: &'static str,
    /// What it makes.
    pub makes: &'static str,
    /// Its text.
    pub text: &'static str,
    pub(super) language: Language,
    /// The view model whose fields it may use; `None` when other templates
    /// include it, and it may use what all of them may.
    pub(super) model: Option<Model>,
}

/// Makes a view model's schema, from which the reference for coaches is generated.
pub(super) type Model = fn(&mut SchemaGenerator) -> Schema;

/// A language that templates are written in; it decides what is escaped, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Html,
    Markdown,
    Text,
    Typst,
}

const TEAM_WEEK: Option<Model> = Some(SchemaGenerator::subschema_for::<TeamWeek>);
const ATHLETE_WEEK: Option<Model> = Some(SchemaGenerator::subschema_for::<AthleteWeek>);
const CARDS: Option<Model> = Some(SchemaGenerator::subschema_for::<CardSheet>);
const CARD: Option<Model> = Some(SchemaGenerator::subschema_for::<Card>);
const CLIPBOARD: Option<Model> = Some(SchemaGenerator::subschema_for::<Clipboard>);
const INDEX: Option<Model> = Some(SchemaGenerator::subschema_for::<Index>);
const OVERVIEW: Option<Model> = Some(SchemaGenerator::subschema_for::<Overview>);
const TRAINING: Option<Model> = Some(SchemaGenerator::subschema_for::<Training>);

/// Compiles a template in: the folder of its language and its name there.
macro_rules! built_in {
    ($folder:literal, $name:literal, $language:ident, $model:expr, $makes:literal) => {
        BuiltIn {
            name: $name,
            makes: $makes,
            text: include_str!(concat!("../../templates/", $folder, "/", $name)),
            language: Language::$language,
            model: $model,
        }
    };
}

/// The templates, each of which a coach may replace.
pub static BUILT_IN: &[BuiltIn] = &[
    built_in!("text", "week.txt", Text, TEAM_WEEK, "the team's week, for the terminal or an email"),
    built_in!("text", "week.md", Markdown, TEAM_WEEK, "the team's week, for a team page"),
    built_in!("html", "week.html", Html, TEAM_WEEK, "the team's week, for the wall"),
    built_in!("text", "athlete.txt", Text, ATHLETE_WEEK, "an athlete's week, for the terminal or an email"),
    built_in!("html", "athlete.html", Html, ATHLETE_WEEK, "an athlete's week, to print"),
    built_in!("text", "day.txt", Text, TRAINING, "a day of an athlete's week, where `athlete.txt` has `day.training`"),
    built_in!(
        "html",
        "day.html",
        Html,
        TRAINING,
        "a day of an athlete's week, where `athlete.html` has `day.training`"
    ),
    built_in!("html", "cards.html", Html, CARDS, "the athletes' cards for a week, to cut apart"),
    built_in!("html", "card.html", Html, CARD, "an athlete's card, where `cards.html` has a card"),
    built_in!("html", "clipboard.html", Html, CLIPBOARD, "a hard session for the clipboard, with boxes to write in"),
    built_in!("html", "overview.html", Html, OVERVIEW, "the season on one page"),
    // Not named index.html: beside a season file, a page of that name is more likely the coach's own web page.
    built_in!("html", "season.html", Html, INDEX, "the page that leads to all others, `index.html`"),
    built_in!("html", "style.css", Html, None, "how the HTML sheets look; each of them includes it"),
    built_in!("typst", "week.typ", Typst, TEAM_WEEK, "the team's week as PDF"),
    built_in!("typst", "cards.typ", Typst, CARDS, "the athletes' cards for a week as PDF"),
    built_in!("typst", "clipboard.typ", Typst, CLIPBOARD, "a hard session for the clipboard as PDF"),
    built_in!("typst", "overview.typ", Typst, OVERVIEW, "the season on one page as PDF"),
    built_in!("typst", "style.typ", Typst, None, "how the PDF sheets look; each of them imports it"),
];

/// A template of the coach's own.
#[derive(Clone, Debug)]
pub struct OwnTemplate {
    /// The name of a template of [`BUILT_IN`].
    pub name: &'static str,
    /// Its text among the sources.
    pub file: FileId,
}
