//! Puts reasons and decisions into words.

use chrono::NaiveTime;

use crate::domain::day::{Day, short, spoken};
use crate::domain::event::EventSet;
use crate::domain::ids::{AthleteId, MeetId};
use crate::domain::lead::Lead;
use crate::domain::reason::{Cause, Reason};
use crate::domain::season::Season;
use crate::domain::session::Session;
use crate::domain::warning::Warning;
use crate::domain::workout::Workout;
use crate::plan::Decision;
use crate::rules;
use crate::rules::board::PlannedDay;
use crate::rules::leads::r13_volume_by_season;

/// Puts words into the places of a sentence, as in `the race at {meet}`. One
/// pass: what is put in is never read as a place to put something.
fn filled(sentence: &str, put: impl Fn(&str, &mut String)) -> String {
    let mut text = String::with_capacity(sentence.len() + 40);
    let mut rest = sentence;
    while let Some((before, (place, after))) = rest.split_once('{').and_then(|(b, a)| Some((b, a.split_once('}')?))) {
        text.push_str(before);
        put(place, &mut text);
        rest = after;
    }
    text + rest
}

/// Puts the name of a meet behind the words before it.
fn put_meet(season: &Season, meet: Option<MeetId>, text: &mut String) {
    let name = meet.map_or("", |meet| season.meet(meet).name.as_str());
    // A meet named "at Drury" or "vs Lenox" says itself where the race is.
    let says_where = ["at ", "vs ", "vs. "].iter().any(|own| name.starts_with(own));
    if says_where && text.ends_with(" at ") {
        text.truncate(text.len() - "at ".len());
    }
    text.push_str(name);
}

/// Says why, with the day, the meet and the closed days put in.
pub fn reason(season: &Season, reason: &Reason) -> String {
    filled(reason.sentence, |place, text| match place {
        "day" => text.extend(reason.day.map(|day| spoken(season.date(day)))),
        "meet" => put_meet(season, reason.meet, text),
        "closed" => {
            let why = reason.closed.and_then(|closed| season.closed(closed).why.as_deref());
            text.extend(why.map(|why| format!(" ({why})")));
        }
        other => debug_assert!(false, "{{{other}}} is not a place of a reason"),
    })
}

/// Says what a rule warns of, with its evidence and the names of those whom it concerns.
pub fn warning(season: &Season, warning: &Warning, who: &str) -> String {
    filled(warning.sentence, |place, text| match place {
        "meet" => put_meet(season, warning.meet, text),
        "other" => put_meet(season, warning.other, text),
        "lead" => text.extend(warning.lead.map(Lead::as_str)),
        "why" => text.extend(warning.why.map(|why| reason(season, &why))),
        "rule" => text.extend(warning.why.map(|why| rule(why.code))),
        "who" => text.push_str(who),
        other => debug_assert!(false, "{{{other}}} is not a place of a warning"),
    })
}

/// A rule by code and name: `R05 pre-race-day-is-taken`.
pub fn rule(code: &str) -> String {
    rules::find(code).next().map_or_else(|| code.to_owned(), |rule| format!("{} {}", rule.code, rule.name))
}

/// Says of a decision what was chosen and why, with the reasons against what was not.
pub fn decision(season: &Season, decision: &Decision) -> String {
    let why = evidence(season, decision);
    match decision.lead {
        Some(lead) => {
            let joint = if decision.preferred.is_some() { ";" } else { ":" };
            format!("{lead} on {}{joint} {why}", spoken(season.date(lead.day(decision.race_day))))
        }
        None if decision.preferred.is_none() => why,
        None => format!("none: {why}"),
    }
}

/// Why a decision is what it is: the preference that was followed, or what
/// stood against the one that was not.
pub fn evidence(season: &Season, decision: &Decision) -> String {
    let against = |lead: Lead, why: &Reason| {
        format!("{lead} would be {}, {}", spoken(season.date(lead.day(decision.race_day))), reason(season, why))
    };
    let mut rejected = decision.rejected.iter().filter_map(|rejected| Some((rejected.lead, rejected.first()?)));
    let already_run = decision.why.cause == Cause::AlreadyRun;
    let text = match decision.lead {
        Some(_) => rejected
            .find(|(lead, _)| Some(*lead) == decision.preferred)
            .map_or_else(|| reason(season, &decision.why), |(lead, why)| against(lead, why)),
        None if decision.preferred.is_none() || already_run => reason(season, &decision.why),
        None => rejected.map(|(lead, why)| against(lead, why)).collect::<Vec<_>>().join("; "),
    };
    match &decision.group_tiebreak {
        Some(tiebreak) => format!("{text}; {}", reason(season, tiebreak)),
        None => text,
    }
}

/// Why there is no workout before a later day of a meet: leads are counted from the athletes' first race day.
pub fn one_for_a_meet(season: &Season, first: Day) -> String {
    format!("no other workout: a meet has one, before the first race there on {}", spoken(season.date(first)))
}

/// The codes of the rules that made a decision what it is.
pub fn decision_rules(decision: &Decision) -> Vec<&'static str> {
    let mut codes = vec![decision.why.code];
    if decision.preferred.is_some() {
        codes.extend(decision.rejected.iter().filter_map(|rejected| Some(rejected.first()?.code)));
    }
    codes.extend(decision.group_tiebreak.map(|tiebreak| tiebreak.code));
    if decision.lead == Some(Lead::Hours72) {
        codes.push(r13_volume_by_season::RULE.code);
    }
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A kind of session as sheets head a day with it.
pub const fn session(session: Session) -> &'static str {
    match session {
        Session::Race => "Race",
        Session::TimeTrial => "Time trial",
        Session::PreRace => "Pre-race",
        Session::Hours48 => "48-hour workout",
        Session::Hours72 => "72-hour workout",
        Session::Workout => "Workout",
        Session::LongRun => "Long run",
        Session::Easy => "Easy",
        Session::SpeedDevelopment => "Speed development",
        Session::Off => "Off",
    }
}

/// What a day of a plan is, in a few words: `Race: League`, the title of its workout, `Off`.
pub fn title(season: &Season, planned: &PlannedDay, workout: Option<&Workout>) -> String {
    match (planned.session, planned.meet, workout) {
        (held, Some(meet), _) if held.is_contest() => format!("{}: {}", session(held), season.meet(meet).name),
        (Session::Off, ..) | (_, _, None) => session(planned.session).to_owned(),
        (_, _, Some(workout)) => workout.title.clone(),
    }
}

/// What a day becomes that holds this kind of session now.
pub const fn became(session: Session) -> &'static str {
    match session {
        Session::Race => "the race",
        Session::TimeTrial => "a time trial",
        Session::PreRace => "pre-race",
        Session::Hours48 => "the 48-hour workout",
        Session::Hours72 => "the 72-hour workout",
        Session::Workout => "a workout",
        Session::LongRun => "the long run",
        Session::Easy => "easy",
        Session::SpeedDevelopment => "speed development",
        Session::Off => "off",
    }
}

/// A time of day as it is said: `4:15 pm`.
pub fn time_of_day(time: NaiveTime) -> String {
    time.format("%-I:%M %P").to_string()
}

/// From one day through another: `Mon 6 Apr to Sun 12 Apr`, or the one day.
pub fn period(season: &Season, first: Day, last: Day) -> String {
    let from = short(season.date(first));
    if first == last { from } else { format!("{from} to {}", short(season.date(last))) }
}

/// Some days, in order: `Fri 1 May to Sat 2 May` when they follow each other, else `Fri 1 May and Mon 4 May`.
pub fn days(season: &Season, days: &[Day]) -> String {
    match days {
        [first, .., last] if last.since(*first) as usize + 1 == days.len() => period(season, *first, *last),
        days => and(&days.iter().map(|&day| short(season.date(day))).collect::<Vec<_>>()),
    }
}

/// `800`, `800 and 1600`.
pub fn events(events: EventSet) -> String {
    and(&events.iter().map(|event| event.to_string()).collect::<Vec<_>>())
}

/// `a`, `a and b`, `a, b and c`.
pub fn and<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The names of athletes as the file has them, a few of many: for warnings.
pub fn some_names(season: &Season, athletes: &[AthleteId]) -> String {
    const SHOWN: usize = 3;
    let mut names: Vec<String> = athletes.iter().take(SHOWN).map(|&id| season.athlete(id).name.to_string()).collect();
    match athletes.len().saturating_sub(SHOWN) {
        0 => {}
        1 => names.push(season.athlete(athletes[SHOWN]).name.to_string()),
        more => names.push(format!("{more} others")),
    }
    and(&names)
}
