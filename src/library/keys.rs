//! The keys of a file of workouts, with what each takes and a line on it.

use crate::domain::event::Event;
use crate::domain::session::Session;
use crate::domain::volume::Volume;
use crate::domain::workout::WorkoutKind;
use crate::tables::{Entries, MAX_NAME, MAX_NOTE, OneOf, Text, Texts, keys, optional, required, words_of};

keys! {
    /// The headings.
    FILE_KEYS:
    WORKOUTS: Entries = optional(
        "workouts",
        Entries("a workout", WORKOUT_KEYS),
        "The workouts, each under a heading [[workouts]].",
    );
}

keys! {
    /// `[[workouts]]`.
    WORKOUT_KEYS:
    WORKOUT_ID: Text = required(
        "id",
        Text(MAX_NAME),
        "Permanent name. A workout of your own with the id of another replaces it.",
    ).with_example("\"my-400s\"");
    WORKOUT_SESSION: OneOf<Session> = required(
        "session",
        OneOf(sessions),
        "The kind of day it is for.",
    ).with_example("\"workout\"");
    WORKOUT_EVENT: OneOf<Event> = optional(
        "event",
        OneOf(|| words_of(&Event::ALL, Event::as_str)),
        "The event it is for: 800, 1600 or 3200; without it, every event.",
    );
    WORKOUT_VOLUME: OneOf<Volume> = optional(
        "volume",
        OneOf(|| words_of(&Volume::ALL, Volume::as_str)),
        "For a 72-hour workout or a long run: \"higher\" or \"lower\"; without it, both.",
    );
    WORKOUT_KIND: OneOf<WorkoutKind> = optional(
        "kind",
        OneOf(|| words_of(&WorkoutKind::ALL, WorkoutKind::as_str)),
        "What an ordinary workout trains, which has to say so: \"aerobic\" or \"race-pace\".",
    );
    WORKOUT_TITLE: Text = required(
        "title",
        Text(MAX_NAME),
        "A short name for the sheet.",
    ).with_example("\"400s at goal pace\"");
    WORKOUT_FOR: Text = required(
        "for",
        Text(MAX_NAME),
        "What it is for, in one line.",
    ).with_example("\"learn the pace of the race\"");
    WORKOUT_FROM: Text = optional("from", Text(MAX_NOTE), "Where its shape comes from, in one line.");
    WORKOUT_WARM_UP: Text = optional("warm-up", Text(MAX_NOTE), "What comes before.");
    WORKOUT_RUN: Texts = optional("run", Texts(MAX_NAME), "What is run, a list of lines in the notation of reps.");
    WORKOUT_STRIDES: Text = optional("strides", Text(MAX_NOTE), "The strides.");
    WORKOUT_STRENGTH: Text = optional("strength", Text(MAX_NOTE), "The strength work after the run.");
}

/// The sessions that are run, by their words.
fn sessions() -> Vec<(&'static str, Session)> {
    let run: Vec<Session> = Session::ALL.into_iter().filter(|session| *session != Session::Off).collect();
    words_of(&run, Session::as_str)
}
