//! The planner's warnings as diagnostics: each with its line in the season
//! file, and a remedy.

use crate::diag::codes::{TWO_WORDS, WORD_ON_RACE_DAY};
use crate::diag::{Diagnostic, Severity};
use crate::domain::season::Season;
use crate::plan::warnings::{About, Warning};
use crate::rules;
use crate::rules::leads::r17_past_is_done;
use crate::season::Spans;
use crate::sheet::phrases;

/// The diagnostic for a warning.
pub fn diagnostic(season: &Season, spans: &Spans, warning: &Warning) -> Diagnostic {
    let who = phrases::some_names(season, &warning.athletes);
    let meet = |id| season.meet(id).name.as_str();
    let why = warning.why.as_ref().map(|why| phrases::reason(season, why)).unwrap_or_default();
    let (place, message, help) = match warning.about {
        About::StatedLead(id, lead) => {
            let code = warning.why.map_or("", |why| why.code);
            let rule = rules::find(code).map(|rule| format!("{} {}", rule.code, rule.name)).unwrap_or_default();
            let message = if code == r17_past_is_done::RULE.code {
                format!("{}: the {lead} workout asked for cannot be: {why} ({rule}): {who}", meet(id))
            } else {
                format!("{}: the day of the {lead} workout asked for is {why} ({rule}): {who}", meet(id))
            };
            (&spans.meet(id).lead, message, "choose the other lead or \"none\", or leave the choice to the rules")
        }
        About::Doubling(id) => {
            let message = format!("two or more events at {}: {who}", meet(id));
            (spans.meet(id).entry_of(warning.athletes[0]), message, "enter one event each, if the meet allows it")
        }
        About::Overlap(one, other) => {
            let message = if meet(one) == meet(other) {
                format!("{} stands twice, on the same day: {who}", meet(one))
            } else {
                format!("{} and {} are on the same day: {who}", meet(one), meet(other))
            };
            let help = "remove the meet that stands twice, or say with groups, athletes or entries who goes where";
            (&spans.meet(other).name, message, help)
        }
        About::FirstDayBack(id, lead) => {
            let message = format!("the {lead} workout for {} is on {why}: {who}", meet(id));
            (&spans.meet(id).name, message, "choose lead = \"none\" or the other lead, if that is too soon")
        }
        About::OverrideOnRaceDay(day_override, id) => {
            let message = format!("this word under [[days]] falls on the race day of {}: {who}", meet(id));
            (
                spans.day_override(day_override),
                message,
                "name the groups or athletes it is for, or take them out of the meet",
            )
        }
        About::TwoOverrides(_, other) => {
            let message = "an earlier entry under [[days]] sets this day differently".to_owned();
            (spans.day_override(other), message, "keep one of the two; as they stand, this later one is obeyed")
        }
    };
    let code = warning.about.rule().unwrap_or(match warning.about {
        About::TwoOverrides(..) => TWO_WORDS.code,
        _ => WORD_ON_RACE_DAY.code,
    });
    Diagnostic { code, severity: Severity::Warning, message, place: Some(place.clone()), help: Some(help.to_owned()) }
}
