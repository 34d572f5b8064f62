//! The workouts that a day can hold: those that ship inside the program, and
//! those of a coach, which are added to them or replace them.
//!
//! In goes TOML, `workouts.toml`, whose head explains it to a coach; out comes
//! a [`Library`] that answers which workout a session gets. What each session
//! of each event chooses from is worked out once, when the library is made,
//! because the planner asks for every athlete and every day.
//!
//! A workout with a problem is left out of the library: its problem is an
//! error, and with an error nothing is planned.

pub mod notation;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::codes::{OVER_A_LIMIT, REP_NOTATION, WORKOUT_INCOMPLETE};
use crate::diag::{FileId, Findings, Place, Sources};
use crate::domain::event::Event;
use crate::domain::season::Volume;
use crate::domain::session::Session;
use crate::domain::workout::{Set, Workout};
use crate::tables::Kind::{Entries, Text, Texts, Word};
use crate::tables::{self, At, Key, NAME, NOTE, Table, key, needed, read_as, spelt, words_of};

/// The workouts that ship inside the program, as TOML.
pub const BUILT_IN: &str = include_str!("library/workouts.toml");

/// Most workouts in a library.
pub const MAX_WORKOUTS: usize = 1_000;
/// Most lines that one workout runs.
const MAX_LINES: usize = 50;

/// The keys of a file of workouts.
pub static FILE_KEYS: &[Key] =
    &[key("workouts", Entries(WORKOUT_KEYS), "The workouts, each under a heading [[workouts]].")];

/// The keys of one workout.
pub static WORKOUT_KEYS: &[Key] = &[
    needed("id", Text(NAME), "Permanent name. A workout of your own with the id of another replaces it."),
    needed("session", Word(|| spelt(sessions())), "The kind of day it is for."),
    key("event", Word(|| spelt(events())), "The event it is for: 800, 1600 or 3200; without it, every event."),
    key("volume", Word(|| spelt(volumes())), "For a 72-hour workout: \"higher\" or \"lower\"; without it, both."),
    needed("title", Text(NAME), "A short name for the sheet."),
    needed("for", Text(NAME), "What it is for, in one line."),
    key("from", Text(NOTE), "Where its shape comes from, in one line."),
    key("warm-up", Text(NOTE), "What comes before."),
    key("run", Texts(NAME), "What is run, a list of lines in the notation of reps."),
    key("strides", Text(NOTE), "The strides."),
    key("strength", Text(NOTE), "The strength work after the run."),
];

/// Names one workout of a [`Library`], its place in the library's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkoutId(u16);

/// The workouts, in the order of their files, and what each session chooses from.
#[derive(Clone, Debug)]
pub struct Library {
    workouts: Vec<Workout>,
    index: Index,
}

impl Library {
    /// The library that ships inside the program.
    ///
    /// ```
    /// # use racepace::domain::{event::Event, season::Volume, session::Session};
    /// # use racepace::library::Library;
    /// let library = Library::built_in();
    /// let id = library.choose(Session::Hours48, Event::M1600, Volume::Lower, 0).unwrap();
    /// assert_eq!(library.get(id).id, "48-hour-1600");
    /// ```
    pub fn built_in() -> Library {
        let file = Sources::default().add("workouts.toml", BUILT_IN);
        // A test proves that the shipped file has no findings.
        Library::new(Vec::new()).with_own(file, BUILT_IN, &mut Findings::default())
    }

    /// This library with the coach's own workouts: one that has the id of
    /// another takes its place in the order, the others come last. What is
    /// wrong with them is added to `findings`.
    #[must_use]
    pub fn with_own(self, file: FileId, text: &str, findings: &mut Findings) -> Library {
        let own = read_as(file, text, findings, "a file of workouts", FILE_KEYS, |root| own_workouts(root, text));
        let mut workouts = self.workouts;
        let mut places: BTreeMap<String, usize> =
            workouts.iter().enumerate().map(|(place, workout)| (workout.id.clone(), place)).collect();
        for At { value: workout, place } in own {
            if let Some(&at) = places.get(&workout.id) {
                workouts[at] = workout;
            } else if workouts.len() < MAX_WORKOUTS {
                places.insert(workout.id.clone(), workouts.len());
                workouts.push(workout);
            } else {
                let message = format!("the library has more than {MAX_WORKOUTS} workouts from here on");
                findings.push(OVER_A_LIMIT.at(place, message).help("remove workouts, or replace others by their id"));
                break;
            }
        }
        Library::new(workouts)
    }

    fn new(workouts: Vec<Workout>) -> Library {
        Library { index: Index::of(&workouts), workouts }
    }

    /// The workout for a session of an athlete who races `event`, or `None`
    /// when the library has none, as for a day off. The workouts for the
    /// event go before those for every event; for a 72-hour workout the
    /// volume must fit. Where several fit they take turns, in the library's order.
    pub fn choose(&self, session: Session, event: Event, volume: Volume, turn: usize) -> Option<WorkoutId> {
        let candidates = self.index.candidates(session, event, volume);
        let turn = turn.checked_rem(candidates.len())?;
        candidates.get(turn).copied()
    }

    /// The workout that `id` names.
    ///
    /// # Panics
    ///
    /// When the id is of another, larger library.
    pub fn get(&self, id: WorkoutId) -> &Workout {
        &self.workouts[usize::from(id.0)]
    }

    /// Every workout, in the library's order.
    pub fn iter(&self) -> impl Iterator<Item = (WorkoutId, &Workout)> {
        ids(&self.workouts)
    }
}

/// The JSON Schema of a file of workouts.
pub fn schema() -> serde_json::Value {
    tables::schema("urn:racepace:workouts", "Workouts for racepace", FILE_KEYS)
}

fn ids(workouts: &[Workout]) -> impl Iterator<Item = (WorkoutId, &Workout)> {
    (0..).map(WorkoutId).zip(workouts)
}

/// For each session, event and volume, what is chosen from.
#[derive(Clone, Debug)]
struct Index(Vec<Vec<WorkoutId>>);

impl Index {
    fn of(workouts: &[Workout]) -> Index {
        let mut slots = vec![Vec::new(); slot(Session::Off, Event::M3200, Volume::Lower) + 1];
        for session in Session::ALL {
            for event in Event::ALL {
                for volume in Volume::ALL {
                    let fits = |workout: &Workout, of: Option<Event>| {
                        workout.session == session
                            && workout.event == of
                            && workout.volume.is_none_or(|wanted| wanted == volume)
                    };
                    let all_for = |of: Option<Event>| -> Vec<WorkoutId> {
                        ids(workouts).filter(|(_, workout)| fits(workout, of)).map(|(id, _)| id).collect()
                    };
                    let mut candidates = all_for(Some(event));
                    if candidates.is_empty() {
                        candidates = all_for(None);
                    }
                    slots[slot(session, event, volume)] = candidates;
                }
            }
        }
        Index(slots)
    }

    fn candidates(&self, session: Session, event: Event, volume: Volume) -> &[WorkoutId] {
        &self.0[slot(session, event, volume)]
    }
}

/// The place of a session, event and volume in the index. The last of each is the largest.
const fn slot(session: Session, event: Event, volume: Volume) -> usize {
    (session as usize * Event::ALL.len() + event as usize) * Volume::ALL.len() + volume as usize
}

/// The workouts of one file that have no problem, each with its place.
fn own_workouts(root: &Table<'_, '_>, text: &str) -> Vec<At<Workout>> {
    let mut seen = BTreeSet::new();
    let mut own = Vec::new();
    for table in root.headed("workouts", "a workout") {
        let Some(workout) = workout(&table, text, &mut seen) else { continue };
        own.push(At { value: workout, place: table.place() });
        // Ids stand once in a file, so this many are over the limit in any library.
        if MAX_WORKOUTS < own.len() {
            break;
        }
    }
    own
}

/// One workout, or `None` after what is wrong with it was told.
fn workout(table: &Table<'_, '_>, text: &str, seen: &mut BTreeSet<String>) -> Option<Workout> {
    // Everything is read before anything is given up, so that every problem is told.
    let id = table.required("id", table.text("id"), "\"my-400s\"");
    let session = table.required("session", table.word("session", &sessions()), "\"workout\"");
    let event = optional(table, "event", table.word("event", &events()));
    let volume = optional(table, "volume", table.word("volume", &volumes()));
    let title = table.required("title", table.text("title"), "\"400s at goal pace\"");
    let purpose = table.required("for", table.text("for"), "\"learn the pace of the race\"");
    let shape_from = optional(table, "from", table.text("from"));
    let warm_up = optional(table, "warm-up", table.text("warm-up"));
    let run = run(table, text);
    let strides = optional(table, "strides", table.text("strides"));
    let strength = optional(table, "strength", table.text("strength"));

    let mut whole = true;
    let mut incomplete = |place: Place, message: String, help: &str| {
        table.push(WORKOUT_INCOMPLETE.at(place, message).help(help));
        whole = false;
    };
    if let Some(At { value, place }) = &id
        && !seen.insert(value.clone())
    {
        let message = format!("the id \"{value}\" stands here a second time");
        incomplete(place.clone(), message, "give each workout of the file an id of its own");
    }
    if let Some(At { value: session, place }) = &session {
        let placed_by_event = session.is_lead() || *session == Session::Workout;
        if placed_by_event && event == Some(None) {
            let message = format!("a {session} needs an event", session = kind(*session));
            incomplete(place.clone(), message, "add a line with 800, 1600 or 3200, as in: event = 1600");
        }
        if placed_by_event && run.as_ref().is_some_and(Vec::is_empty) {
            let message = format!("a {session} needs something to run", session = kind(*session));
            incomplete(place.clone(), message, "add a line: run = [\"3x400 @ goal, rest 3:00\"]");
        }
        if *session != Session::Hours72 && matches!(volume, Some(Some(_))) {
            let message = "only a 72-hour workout has a volume".to_owned();
            incomplete(table.place_of("volume"), message, "remove the line, or correct the session");
        }
    }
    if !whole {
        return None;
    }
    Some(Workout {
        id: id?.value,
        session: session?.value,
        event: event?,
        volume: volume?,
        title: title?.value,
        purpose: purpose?.value,
        shape_from: shape_from?.unwrap_or_else(|| "the coach's own".to_owned()),
        warm_up: warm_up?,
        run: run?,
        strides: strides?,
        strength: strength?,
    })
}

/// A hard session in a sentence.
fn kind(session: Session) -> String {
    if session.is_lead() { format!("{session} workout") } else { session.to_string() }
}

/// The sessions that are run, by their words.
fn sessions() -> Vec<(&'static str, Session)> {
    let run: Vec<Session> = Session::ALL.into_iter().filter(|session| *session != Session::Off).collect();
    words_of(&run, Session::as_str)
}

fn events() -> Vec<(&'static str, Event)> {
    words_of(&Event::ALL, Event::as_str)
}

fn volumes() -> Vec<(&'static str, Volume)> {
    words_of(&Volume::ALL, Volume::as_str)
}

/// A value that may be absent: `None` when something wrong stands there.
fn optional<T>(table: &Table<'_, '_>, key: &'static str, value: Option<At<T>>) -> Option<Option<T>> {
    match value {
        Some(At { value, .. }) => Some(Some(value)),
        None if table.has(key) => None,
        None => Some(None),
    }
}

/// What is run; `None` when a line is wrong.
fn run(table: &Table<'_, '_>, text: &str) -> Option<Vec<Set>> {
    if !table.has("run") {
        return Some(Vec::new());
    }
    let entries = table.entries_of("run");
    let lines = table.texts("run")?;
    if let Some(line) = lines.get(MAX_LINES) {
        let message = format!("a workout has at most {MAX_LINES} lines to run");
        table.push(
            OVER_A_LIMIT.at(line.place.clone(), message).help("write a rep that repeats once, as in: 8x200 @ goal"),
        );
        return None;
    }
    let mut sets = Vec::new();
    let mut whole = lines.len() == entries;
    for At { value, place } in lines {
        // What was typed has all its spaces, so errors in it are found where they stand.
        let typed = typed(text, &place.span);
        let (line, offset) = typed.map_or((value.as_str(), None), |(line, offset)| (line, Some(offset)));
        match notation::parse(line) {
            Ok(set) => sets.push(set),
            Err(error) => {
                let span = offset.map_or(place.span, |offset| error.span.start + offset..error.span.end + offset);
                let place = Place { span, ..place };
                table.push(REP_NOTATION.at(place, error.message).help(error.help));
                whole = false;
            }
        }
    }
    whole.then_some(sets)
}

/// The text between plain quotes and the byte where it begins, or `None`
/// where what was typed is not the text itself: with a backslash, or between
/// three quotes.
fn typed<'t>(text: &'t str, span: &Range<usize>) -> Option<(&'t str, usize)> {
    let raw = text.get(span.clone())?;
    let inside = |quote: char| raw.strip_prefix(quote)?.strip_suffix(quote).filter(|inside| !inside.contains(quote));
    let line = inside('"').filter(|line| !line.contains('\\')).or_else(|| inside('\''))?;
    Some((line, span.start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::Rung;
    use crate::domain::workout::{Effort, Recovery, Rep};
    use proptest::prelude::*;

    /// The built-in library with a coach's own file, and what is said of it.
    fn with(text: &str) -> (Library, String) {
        let mut sources = Sources::default();
        let mut findings = Findings::default();
        let library = Library::built_in().with_own(sources.add("workouts.toml", text), text, &mut findings);
        let told = findings.into_sorted().iter().map(|diagnostic| sources.text(diagnostic)).collect::<Vec<_>>();
        (library, anstream::adapter::strip_str(&told.join("\n\n")).to_string())
    }

    fn report(text: &str) -> String {
        with(text).1
    }

    /// A workout of the coach with this line to run.
    fn running(line: &str) -> String {
        format!(
            "[[workouts]]\nid = \"mine\"\nsession = \"workout\"\nevent = 800\ntitle = \"Mine\"\nfor = \"rhythm\"\nrun = {line}\n"
        )
    }

    fn only(library: &Library, session: Session, event: Event, volume: Volume) -> &Workout {
        assert_eq!(library.index.candidates(session, event, volume).len(), 1, "{session} {event}");
        library.get(library.choose(session, event, volume, 0).unwrap())
    }

    fn leads(library: &Library) -> impl Iterator<Item = &Workout> {
        library.iter().map(|(_, workout)| workout).filter(|workout| workout.session.is_lead())
    }

    #[test]
    fn the_built_in_workouts_have_no_problem() {
        let mut sources = Sources::default();
        let mut findings = Findings::default();
        let file = sources.add("workouts.toml", BUILT_IN);
        let library = Library::new(Vec::new()).with_own(file, BUILT_IN, &mut findings);
        let told: Vec<String> = findings.into_sorted().iter().map(|diagnostic| sources.text(diagnostic)).collect();
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(library.workouts, Library::built_in().workouts);
    }

    #[test]
    fn every_session_but_off_has_a_workout_for_every_event_and_volume() {
        let library = Library::built_in();
        for session in Session::ALL {
            for event in Event::ALL {
                for volume in Volume::ALL {
                    let found = library.choose(session, event, volume, 7).map(|id| library.get(id));
                    assert_eq!(found.is_some(), session != Session::Off, "{session} {event}");
                    let Some(workout) = found else { continue };
                    assert_eq!(workout.session, session);
                    assert!(workout.event.is_none_or(|of| of == event));
                    assert!(workout.volume.is_none_or(|of| of == volume));
                }
            }
        }
    }

    #[test]
    fn every_built_in_workout_is_chosen_for_somebody() {
        let library = Library::built_in();
        let chosen: BTreeSet<WorkoutId> = library.index.0.iter().flatten().copied().collect();
        let unused: Vec<&str> =
            library.iter().filter(|(id, _)| !chosen.contains(id)).map(|(_, workout)| workout.id.as_str()).collect();
        assert_eq!(unused, Vec::<&str>::new());
    }

    #[test]
    fn five_different_workouts_of_each_event_take_turns() {
        let library = Library::built_in();
        for event in Event::ALL {
            let turn = |turn| library.choose(Session::Workout, event, Volume::Higher, turn).unwrap();
            let five: BTreeSet<WorkoutId> = (0..5).map(turn).collect();
            assert_eq!(five.len(), 5, "{event}");
            assert_eq!(turn(5), turn(0));
            assert_eq!(turn(usize::MAX), turn(usize::MAX % 5));
        }
    }

    #[test]
    fn fast_running_stays_within_bounds_two_and_three_days_out() {
        let library = Library::built_in();
        for event in Event::ALL {
            let two_out = only(&library, Session::Hours48, event, Volume::Higher).fast_metres();
            assert!((800..=1_600).contains(&two_out), "{event}: {two_out}");
            let [higher, lower] =
                Volume::ALL.map(|volume| only(&library, Session::Hours72, event, volume).fast_metres());
            assert!(lower < higher, "{event}");
            for three_out in [higher, lower] {
                assert!((1_600..=3_000).contains(&three_out), "{event}: {three_out}");
                let times_two = 2 * three_out;
                assert!((3 * two_out..=5 * two_out).contains(&times_two), "{event}: {three_out} after {two_out}");
            }
        }
    }

    #[test]
    fn recoveries_before_a_race_are_two_to_five_minutes_or_a_jog_of_the_rep() {
        for workout in leads(&Library::built_in()) {
            let fast: Vec<&Set> = workout.run.iter().filter(|set| 0 < set.fast_metres()).collect();
            for (index, set) in fast.iter().enumerate() {
                let rep = set.fast_metres() / set.times;
                let plenty = match set.recovery {
                    Some(Recovery::Rest(seconds)) => (120..=300).contains(&seconds),
                    Some(Recovery::Jog(distance)) => rep <= distance.whole_metres(),
                    Some(Recovery::Walk(_)) => false,
                    None => index + 1 == fast.len() && set.times == 1,
                };
                assert!(plenty, "{}: {set}", workout.id);
            }
        }
    }

    #[test]
    fn a_workout_before_a_race_grooves_goal_pace_and_ends_fast_faster_fastest() {
        for workout in leads(&Library::built_in()) {
            let shorter = match workout.event.unwrap() {
                Event::M800 => Rung::M400,
                Event::M1600 => Rung::M800,
                Event::M3200 => Rung::M1600,
            };
            let efforts = |set: &Set| match &set.rep {
                Rep::Legs(legs) => legs.iter().map(|leg| leg.effort).collect(),
                Rep::Minutes { .. } => Vec::new(),
            };
            let fast: Vec<Vec<Effort>> = workout.run.iter().filter(|set| 0 < set.fast_metres()).map(efforts).collect();
            let (last, groove) = fast.split_last().unwrap();
            assert_eq!(*last, [Effort::Goal, Effort::Race(shorter), Effort::Fastest], "{}", workout.id);
            assert!(groove.contains(&vec![Effort::Goal]), "{}", workout.id);
        }
    }

    #[test]
    fn every_training_day_says_what_comes_before_and_after_the_run() {
        for (_, workout) in Library::built_in().iter() {
            for part in [&workout.warm_up, &workout.strides, &workout.strength] {
                let part = part.as_deref().unwrap_or_default();
                assert!((1..=60).contains(&part.len()), "{}: {part:?}", workout.id);
            }
            assert!(!workout.run.is_empty(), "{}", workout.id);
            assert!(workout.title.len() <= 36, "{}", workout.title);
        }
    }

    #[test]
    fn easy_and_long_runs_are_in_minutes() {
        for (_, workout) in Library::built_in().iter() {
            if matches!(workout.session, Session::Easy | Session::LongRun) {
                assert!(workout.run.iter().all(|set| matches!(set.rep, Rep::Minutes { .. })), "{}", workout.id);
            }
        }
    }

    #[test]
    fn the_built_in_file_is_plain_text_in_the_words_of_the_field() {
        assert!(BUILT_IN.is_ascii());
        assert!(!BUILT_IN.to_lowercase().contains(&["speed", "work"].join(" ")));
        for word in ["proven", "guarantee", "scientific"] {
            assert!(!BUILT_IN.contains(word), "{word}");
        }
    }

    #[test]
    fn the_workouts_before_a_race_read_as_a_coach_says_them() {
        let library = Library::built_in();
        let told: Vec<String> = leads(&library)
            .map(|workout| {
                let run: Vec<String> = workout.run.iter().map(|set| format!("  {set}")).collect();
                format!("{} ({} m fast)\n{}", workout.title, workout.fast_metres(), run.join("\n"))
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        48-hour 800 (900 m fast)
          3 × 200 at goal pace, 3:00 rest
          300 as 100 at goal pace, 100 at 400 pace, 100 fastest
          8 to 10 min easy
        48-hour 1600 (1200 m fast)
          2 × 400 at goal pace, 3:30 rest
          400 as 200 at goal pace, 100 at 800 pace, 100 fastest
          10 min easy
        48-hour 3200 (1500 m fast)
          3 × 400 at goal pace, 2:00 rest
          300 as 100 at goal pace, 100 at 1600 pace, 100 fastest
          10 to 12 min easy
        72-hour 800, higher (2000 m fast)
          2 × 400 at 1600 pace, 400 jog
          4 × 200 at goal pace, 3:00 rest
          400 as 200 at goal pace, 100 at 400 pace, 100 fastest
          10 min easy
        72-hour 800, lower (1600 m fast)
          400 at 1600 pace, 400 jog
          3 × 200 at goal pace, 3:00 rest
          2 × 300 as 100 at goal pace, 100 at 400 pace, 100 fastest, 5:00 rest
          10 min easy
        72-hour 1600, higher (2400 m fast)
          3 × 600 at goal pace, 4:00 rest
          2 × 300 as 100 at goal pace, 100 at 800 pace, 100 fastest, 4:00 rest
          10 min easy
        72-hour 1600, lower (2000 m fast)
          4 × 400 at goal pace, 3:00 rest
          400 as 200 at goal pace, 100 at 800 pace, 100 fastest
          10 min easy
        72-hour 3200, higher (3000 m fast)
          3 × 800 at goal pace, 3:00 rest
          600 as 400 at goal pace, 100 at 1600 pace, 100 fastest
          10 to 12 min easy
        72-hour 3200, lower (2400 m fast)
          2 × 800 at goal pace, 800 jog
          2 × 400 as 200 at goal pace, 100 at 1600 pace, 100 fastest, 3:00 rest
          10 to 12 min easy
        "#);
    }

    #[test]
    fn a_workout_with_a_known_id_takes_that_place_and_others_come_last() {
        let before = Library::built_in();
        let replaced = "workout-800-300s";
        let (library, told) =
            with(&(running("[\"6x200 @ goal, rest 2:00\"]") + &running("[\"400 @ 800\"]").replace("mine", replaced)));
        assert_eq!(told, "");
        assert_eq!(library.iter().count(), before.iter().count() + 1);
        assert_eq!(library.iter().last().unwrap().1.id, "mine");
        for ((_, old), (_, new)) in before.iter().zip(library.iter()) {
            assert_eq!(old.id, new.id);
            assert_eq!(old == new, old.id != replaced, "{}", old.id);
        }
        let six: Vec<&str> = (0..6)
            .filter_map(|turn| library.choose(Session::Workout, Event::M800, Volume::Lower, turn))
            .map(|id| library.get(id).id.as_str())
            .collect();
        assert_eq!(six.last(), Some(&"mine"));
    }

    #[test]
    fn a_workout_for_an_event_goes_before_those_for_every_event() {
        let text =
            "[[workouts]]\nid = \"mine\"\nsession = \"pre-race\"\nevent = 3200\ntitle = \"Mine\"\nfor = \"rest\"\n";
        let (library, told) = with(text);
        assert_eq!(told, "");
        let id = |event| &library.get(library.choose(Session::PreRace, event, Volume::Lower, 0).unwrap()).id;
        assert_eq!([id(Event::M1600), id(Event::M3200)], ["pre-race", "mine"]);
    }

    #[test]
    fn a_slip_in_a_rep_is_reported_where_it_stands() {
        insta::assert_snapshot!(report(&running(
            "[\"2x200 @ goal, rest 2:00\", \"3x400  @  gaol, rest 3:00\", '300 = 100 @ goal']"
        )), @r#"
        error[L01]: there is no pace "gaol"
         --> workouts.toml:7:46
          |
        7 | run = ["2x200 @ goal, rest 2:00", "3x400  @  gaol, rest 3:00", '300 = 100 @ goal']
          |                                              ^^^^
          |
          = help: did you mean "goal"?

        error[L01]: the parts add up to 100, not to 300
         --> workouts.toml:7:65
          |
        7 | run = ["2x200 @ goal, rest 2:00", "3x400  @  gaol, rest 3:00", '300 = 100 @ goal']
          |                                                                 ^^^
          |
          = help: write 100 before the =, or correct a part
        "#);
    }

    #[test]
    fn a_line_that_is_no_text_is_told_once() {
        for line in ["[5]", "5", "[\"\"]", "[\"400 @ 800\", true]"] {
            let (library, told) = with(&running(line));
            assert_eq!(told.matches("error[").count(), told.matches("error[S03]").count(), "{told}");
            assert!(told.contains("error[S03]"), "{line}");
            assert!(library.iter().all(|(_, workout)| workout.id != "mine"));
        }
        assert!(report(&running("[]")).contains("error[L02]: a workout needs something to run"));
    }

    #[test]
    fn a_slip_in_a_rep_behind_a_backslash_is_reported_for_the_whole_line() {
        insta::assert_snapshot!(report(&running("[\"3x400 \\u0040 gaol\", \"\"\"3x400\"\"\"]")), @r#"
        error[L01]: there is no pace "gaol"
         --> workouts.toml:7:8
          |
        7 | run = ["3x400 \u0040 gaol", """3x400"""]
          |        ^^^^^^^^^^^^^^^^^^^
          |
          = help: did you mean "goal"?

        error[L01]: an @ and the pace are missing after "400"
         --> workouts.toml:7:29
          |
        7 | run = ["3x400 \u0040 gaol", """3x400"""]
          |                             ^^^^^^^^^^^
          |
          = help: write how fast, as in 400 @ goal, or minutes, as in 40 min easy
        "#);
    }

    #[test]
    fn a_workout_that_cannot_be_used_says_what_it_lacks() {
        insta::assert_snapshot!(report(
            r#"
[[workouts]]
id = "a"
session = "48-hour"
title = "No event and nothing to run"
for = "rhythm"

[[workouts]]
id = "a"
session = "easy"
volume = "lower"
title = "The id a second time, and a volume"
for = "rest"

[[workouts]]
session = "tempo"
event = 1500
titel = "Other slips"
"#
        ), @r#"
        error[L02]: a 48-hour workout needs an event
         --> workouts.toml:4:11
          |
        4 | session = "48-hour"
          |           ^^^^^^^^^
          |
          = help: add a line with 800, 1600 or 3200, as in: event = 1600

        error[L02]: a 48-hour workout needs something to run
         --> workouts.toml:4:11
          |
        4 | session = "48-hour"
          |           ^^^^^^^^^
          |
          = help: add a line: run = ["3x400 @ goal, rest 3:00"]

        error[L02]: the id "a" stands here a second time
         --> workouts.toml:9:6
          |
        9 | id = "a"
          |      ^^^
          |
          = help: give each workout of the file an id of its own

        error[L02]: only a 72-hour workout has a volume
          --> workouts.toml:11:10
           |
        11 | volume = "lower"
           |          ^^^^^^^
           |
           = help: remove the line, or correct the session

        error[S05]: a workout has no "id"
          --> workouts.toml:15:1
           |
        15 | [[workouts]]
           | ^^^^^^^^^^^^
           |
           = help: add a line: id = "my-400s"

        error[S05]: a workout has no "for"
          --> workouts.toml:15:1
           |
        15 | [[workouts]]
           | ^^^^^^^^^^^^
           |
           = help: add a line: for = "learn the pace of the race"

        error[S07]: "session" cannot be "tempo"
          --> workouts.toml:16:11
           |
        16 | session = "tempo"
           |           ^^^^^^^
           |
           = help: choose one of: race, time-trial, pre-race, 48-hour, 72-hour, workout, long-run, easy and speed-development

        error[S07]: "event" cannot be 1500
          --> workouts.toml:17:9
           |
        17 | event = 1500
           |         ^^^^
           |
           = help: did you mean 1600?

        error[S02]: a workout has no key "titel"
          --> workouts.toml:18:1
           |
        18 | titel = "Other slips"
           | ^^^^^
           |
           = help: did you mean "title"?
        "#);
    }

    #[test]
    fn a_key_that_means_nothing_is_named_with_the_one_that_was_meant() {
        insta::assert_snapshot!(report("[[workout]]\nid = \"a\"\nsession = \"race\"\ntitle = \"A\"\nfor = \"a\"\n"), @r#"
        error[S02]: a file of workouts has no heading [[workout]]
         --> workouts.toml:1:3
          |
        1 | [[workout]]
          |   ^^^^^^^
          |
          = help: did you mean [[workouts]]?
        "#);
    }

    #[test]
    fn a_library_over_its_limits_says_so_once() {
        let many: String =
            (0..1_100).map(|n| running("[\"400 @ 800\"]").replace("mine", &format!("mine-{n}"))).collect();
        let (library, told) = with(&many);
        assert_eq!(library.iter().count(), MAX_WORKOUTS);
        assert_eq!(told.matches("error[S16]: the library has more than 1000 workouts").count(), 1);
        let lines = format!("[{}]", ["\"400 @ 800\""; 51].join(", "));
        assert!(report(&running(&lines)).contains("error[S16]: a workout has at most 50 lines to run"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_as_a_file_gives_a_library(text in ".*") {
            let _ = with(&text);
        }

        #[test]
        fn any_line_to_run_is_taken_or_reported_inside_the_file(line in r#"["'][ x0-9@=+,:a-g\\é"']{0,20}["']"#) {
            let text = running(&format!("[{line}]"));
            let mut findings = Findings::default();
            let file = Sources::default().add("workouts.toml", text.as_str());
            let library = Library::built_in().with_own(file, &text, &mut findings);
            let mine = library.iter().any(|(_, workout)| workout.id == "mine");
            let found = findings.into_sorted();
            prop_assert_eq!(mine, found.is_empty(), "{:?}", found);
            for diagnostic in found {
                prop_assert!(diagnostic.place.is_some_and(|place| text.get(place.span).is_some()));
            }
        }
    }
}
