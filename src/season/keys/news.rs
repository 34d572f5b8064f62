//! The keys of `[[news]]`: its own, and those of what it is about.

use super::{
    ATHLETE_BESTS, ATHLETE_GROUP, ATHLETE_LOAD, ATHLETE_UNTIL, ATHLETE_VOLUME, AWAY_KEYS, GROUP_HARD_DAYS,
    GROUP_LONG_RUN_EVERY, GROUP_MINUTES, GROUP_REPS, MEET_ACCEPT, MEET_ALSO, MEET_ENTRIES, MEET_EVENT_DAYS,
    MEET_EVENTS, MEET_INSTEAD, MEET_KIND, MEET_LEAD, MEET_LEADS, MEET_NOTE, MEET_PLACE, MEET_PRIORITY, MEET_TENTATIVE,
    MEET_THROUGH, MEET_TIME, MEET_TRAIN_THROUGH, MEET_WITHOUT, OWN_WEEK, TIMES_KEYS, events,
};
use crate::domain::event::Event;
use crate::tables::{
    AnyKey, Boolean, ByName, Date, Keys, MAX_NAME, OneOf, OneOrMore, Subtable, Subtables, Text, keys, optional,
    required,
};

keys! {
    /// The keys that only news has.
    OWN_KEYS:
    NEWS_KNOWN: Date = required("known", Date, "the first day that is planned with it").with_example("2026-04-16");
    NEWS_MEET: Text = optional("meet", Text(MAX_NAME), "the meet that it is about");
    NEWS_ATHLETES: OneOrMore = optional(
        "athletes",
        OneOrMore(MAX_NAME),
        "the athletes that it is about; with a meet, those who go",
    );
    NEWS_GROUPS: OneOrMore = optional(
        "groups",
        OneOrMore(MAX_NAME),
        "the groups that it is about; with a meet, those that go",
    );
    NEWS_WHY: Text = optional("why", Text(MAX_NAME), "printed with the change; not with athletes or groups");
    NEWS_DATE: Date = optional("date", Date, "of a meet: the new day, or the new first day of what is not over");
    NEWS_DAY: Date = optional("day", Date, "of a meet: the one day that date or canceled is about");
    NEWS_CANCELED: Boolean = optional("canceled", Boolean, "of a meet: true when it is not held");
    NEWS_EVENT: OneOf<Event> = optional("event", OneOf(events), "of athletes: the event they train for");
    NEWS_GOALS: ByName = optional(
        "goals",
        ByName("goals", TIMES_KEYS),
        "of athletes: goal times, as { 1600 = \"5:12\" }; of the team: for many at once, as { \"Ana Ruiz\" = { 1600 = \"5:12\" } }",
    );
    NEWS_TIMES: Subtable = optional("goals", Subtable("goals", TIMES_KEYS), "goal times");
    NEWS_AWAY: Subtables = optional(
        "away",
        Subtables("an absence", AWAY_KEYS),
        "of athletes or groups: one more absence, as { from = DATE, through = DATE }; no reason is asked",
    );
    NEWS_BACK: Boolean = optional("back", Boolean, "of athletes: true when absences that have begun are over");
    NEWS_OPEN: Subtable = optional(
        "open",
        Subtable("open", OPEN_KEYS),
        "of the team: closed days that are practice after all, as { from = DATE, through = DATE }",
    );
    NEWS_WEEK: Subtable = optional(
        "week",
        OWN_WEEK,
        "of the team or of groups: the weekdays of their week that change",
    );
}

keys! {
    /// In the braces of `open`.
    OPEN_KEYS:
    OPEN_FROM: Date = required("from", Date, "the first day").with_example("2026-04-16");
    OPEN_THROUGH: Date = optional("through", Date, "the last day; the same day by default");
}

/// `[[news]]`.
pub static NEWS_KEYS: Keys = &[
    &NEWS_KNOWN,
    &NEWS_MEET,
    &NEWS_ATHLETES,
    &NEWS_GROUPS,
    &NEWS_WHY,
    &NEWS_DATE,
    &MEET_THROUGH,
    &NEWS_DAY,
    &NEWS_CANCELED,
    &MEET_TIME,
    &MEET_PLACE,
    &MEET_NOTE,
    &MEET_KIND,
    &MEET_EVENTS,
    &MEET_EVENT_DAYS,
    &MEET_ENTRIES,
    &MEET_ALSO,
    &MEET_INSTEAD,
    &MEET_WITHOUT,
    &MEET_LEAD,
    &MEET_LEADS,
    &MEET_PRIORITY,
    &MEET_TRAIN_THROUGH,
    &MEET_TENTATIVE,
    &MEET_ACCEPT,
    &NEWS_EVENT,
    &ATHLETE_GROUP,
    &NEWS_GOALS,
    &ATHLETE_BESTS,
    &ATHLETE_VOLUME,
    &ATHLETE_LOAD,
    &NEWS_AWAY,
    &NEWS_BACK,
    &ATHLETE_UNTIL,
    &GROUP_MINUTES,
    &GROUP_REPS,
    &GROUP_HARD_DAYS,
    &GROUP_LONG_RUN_EVERY,
    &NEWS_OPEN,
    &NEWS_WEEK,
];

/// The keys that news of a meet may say.
pub static OF_A_MEET: Keys = &[
    &NEWS_DATE,
    &MEET_THROUGH,
    &NEWS_DAY,
    &NEWS_CANCELED,
    &MEET_TIME,
    &MEET_PLACE,
    &MEET_NOTE,
    &MEET_KIND,
    &NEWS_GROUPS,
    &NEWS_ATHLETES,
    &MEET_EVENTS,
    &MEET_EVENT_DAYS,
    &MEET_ENTRIES,
    &MEET_ALSO,
    &MEET_INSTEAD,
    &MEET_WITHOUT,
    &MEET_LEAD,
    &MEET_LEADS,
    &MEET_PRIORITY,
    &MEET_TRAIN_THROUGH,
    &MEET_TENTATIVE,
    &MEET_ACCEPT,
];

/// The keys that news of athletes may say.
pub static OF_ATHLETES: Keys = &[
    &NEWS_EVENT,
    &ATHLETE_GROUP,
    &NEWS_GOALS,
    &ATHLETE_BESTS,
    &ATHLETE_VOLUME,
    &ATHLETE_LOAD,
    &NEWS_AWAY,
    &NEWS_BACK,
    &ATHLETE_UNTIL,
];

/// The keys that news of groups may say.
pub static OF_GROUPS: Keys =
    &[&GROUP_MINUTES, &GROUP_REPS, &GROUP_HARD_DAYS, &GROUP_LONG_RUN_EVERY, &NEWS_WEEK, &ATHLETE_UNTIL, &NEWS_AWAY];

/// The keys that news of the whole team may say.
pub static OF_THE_TEAM: Keys = &[&NEWS_OPEN, &NEWS_WEEK, &NEWS_GOALS];

/// True when one of these keys has this name.
pub(in crate::season) fn has_key(keys: Keys, name: &str) -> bool {
    keys.iter().any(|key: &&dyn AnyKey| key.name() == name)
}
