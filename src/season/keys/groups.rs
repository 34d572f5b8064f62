//! The keys of `[[groups]]` and `[[phases]]`.

use super::super::vocabulary::phase_workouts;
use super::{DAYS_TO_LONG_RUN, HARD_DAYS, KNOWN, OWN_WEEK, PERCENT};
use crate::domain::group::PhaseWorkouts;
use crate::tables::{Date, Integer, MAX_NAME, OneOf, Subtable, Text, Texts, keys, optional, required};

keys! {
    /// `[[groups]]`.
    GROUP_KEYS:
    GROUP_NAME: Text = required("name", Text(MAX_NAME), "as athletes and meets name it").with_example("\"jv\"");
    GROUP_MINUTES: Integer = optional(
        "minutes",
        PERCENT,
        "percent of the library's minutes of easy and long runs; 100 by default",
    ).with_example("80");
    GROUP_REPS: Integer = optional(
        "reps",
        PERCENT,
        "percent of the library's reps of workouts; 100 by default",
    ).with_example("80");
    GROUP_HARD_DAYS: Integer = optional(
        "hard-days",
        HARD_DAYS,
        "so many hard days in a week at most; by default as [policy] says",
    ).with_example("2");
    GROUP_LONG_RUN_EVERY: Integer = optional(
        "long-run-every",
        DAYS_TO_LONG_RUN,
        "so many days without a long run call for one; by default as [policy] says",
    ).with_example("14");
    GROUP_WEEK: Subtable = optional(
        "week",
        OWN_WEEK,
        "the weekdays on which it has a week of its own, as { thursday = \"easy\" }",
    );
    GROUP_UNTIL: Date = optional("until", Date, "the last day of its season; an athlete's own goes before it");
}

keys! {
    /// `[[phases]]`.
    PHASE_KEYS:
    PHASE_NAME: Text = required("name", Text(MAX_NAME), "printed at the head of the sheets").with_example("\"Base\"");
    PHASE_FROM: Date = required("from", Date, "the first day").with_example("2026-03-02");
    PHASE_THROUGH: Date = optional("through", Date, "the last day; by default the day before the next phase, or the season's last");
    PHASE_GROUPS: Texts = optional("groups", Texts(MAX_NAME), "for which groups; everyone by default");
    PHASE_WEEK: Subtable = optional(
        "week",
        OWN_WEEK,
        "the weekdays on which it has a week of its own, as { saturday = \"long-run\" }",
    );
    PHASE_MINUTES: Integer = optional("minutes", PERCENT, "percent of the minutes of easy and long runs; 100 by default")
        .with_example("90");
    PHASE_REPS: Integer = optional("reps", PERCENT, "percent of the reps of workouts; 100 by default").with_example("90");
    PHASE_WORKOUTS: OneOf<PhaseWorkouts> = optional(
        "workouts",
        OneOf(phase_workouts),
        "ordinary workouts are \"aerobic\", \"race-pace\" or \"both\"; by default as the rules have them (W13)",
    );
    PHASE_KNOWN: Date = optional("known", Date, KNOWN);
}
