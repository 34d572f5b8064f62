//! The keys of a season file, heading by heading, with what each takes and a line on it.
//!
//! A key is here once. The checker reads by it, and the schema, the
//! messages and the documentation are made of it.

use chrono::Weekday;

mod groups;
mod news;

pub use groups::*;
pub use news::*;

use super::vocabulary::{
    choices, events, formats, freed_sessions, long_runs_after_races, meet_events, meet_kinds, names, ordinary_sessions,
    papers, roundings, sessions, sheets, volumes, weekdays,
};
use crate::domain::event::{Event, MeetEvent};
use crate::domain::meet::{Choice, MeetKind};
use crate::domain::output::{Format, Paper, SheetKind};
use crate::domain::pace::Rounding;
use crate::domain::season::{LongRunAfterRace, Names};
use crate::domain::session::Session;
use crate::domain::volume::Volume;
use crate::tables::{
    AnyOf, Boolean, Date, DateOr, Dates, Entries, Integer, Integers, MAX_NAME, MAX_NOTE, Name, OneOf, OneOrMore, Pair,
    RaceTime, Subtable, Subtables, Text, Texts, TimeOfDay, former, keys, one_of_these, optional, required,
};
use crate::zone;

keys! {
    /// The headings.
    FILE_KEYS:
    SEASON: Subtable = required(
        "season",
        Subtable("[season]", SEASON_KEYS),
        "the season's name, first and last day, and what holds throughout",
    );
    POLICY: Subtable = optional(
        "policy",
        Subtable("[policy]", POLICY_KEYS),
        "the coach's standing choices; every one has a default",
    );
    OUTPUT: Subtable = optional(
        "output",
        Subtable("[output]", OUTPUT_KEYS),
        "what a build makes; everything by default",
    );
    WEEK: Subtable = optional(
        "week",
        Subtable("[week]", WEEK_KEYS),
        "the coach's ordinary week: a session for each weekday",
    );
    GROUPS: Entries = optional(
        "groups",
        Entries("a group", GROUP_KEYS),
        "one entry for each group of which more is to be said than its name",
    );
    PHASES: Entries = optional(
        "phases",
        Entries("a phase", PHASE_KEYS),
        "parts of the season with a name, which the sheets print",
    );
    CLOSED: Entries = optional(
        "closed",
        Entries("an entry of [[closed]]", CLOSED_KEYS),
        "days without practice; meets may still happen",
    );
    MEETS: Entries = optional("meets", Entries("a meet", MEET_KEYS), "one entry for each meet");
    ATHLETES: Entries = optional("athletes", Entries("an athlete", ATHLETE_KEYS), "one entry for each athlete");
    DAYS: Entries = optional(
        "days",
        Entries("an entry of [[days]]", DAY_KEYS),
        "what the coach decides for one day or several; it overrides the plan",
    );
    NEWS: Entries = optional(
        "news",
        Entries("a piece of news", NEWS_KEYS),
        "what became known in the season: of a meet, of athletes, of groups, or of the whole team",
    );
}

/// What is said of `known`.
const KNOWN: &str = "the first day that is planned with it; from the outset by default";
/// How much of the library somebody runs.
const PERCENT: Integer = Integer(10, 200);
/// How many hard days a week may have.
const HARD_DAYS: Integer = Integer(1, 5);
/// How many days without a long run may call for one.
const DAYS_TO_LONG_RUN: Integer = Integer(5, 60);
/// The week of a group, of a phase, or of news.
const OWN_WEEK: Subtable = Subtable("week", WEEK_KEYS);

keys! {
    /// `[season]`.
    SEASON_KEYS:
    SEASON_NAME: Text = optional("name", Text(MAX_NAME), "printed on every sheet");
    SEASON_START: Date = required("start", Date, "the first day").with_example("2026-03-02");
    SEASON_END: Date = required("end", Date, "the last day").with_example("2026-05-30");
    SEASON_OFF: AnyOf<Weekday> = optional(
        "off",
        AnyOf(weekdays, 0),
        "weekdays without practice; [\"sunday\"] by default",
    );
    SEASON_WEEK_STARTS: OneOf<Weekday> = optional(
        "week-starts",
        OneOf(weekdays),
        "the weekday on which a week starts; \"monday\" by default",
    );
    SEASON_CHAMPIONSHIP_FROM: Date = optional(
        "championship-from",
        Date,
        "from this date on the 72-hour workouts are of lower volume",
    );
    SEASON_TIMEZONE: Name = optional(
        "timezone",
        Name(MAX_NAME, zone::names),
        "the zone of the meets' times, as America/Denver",
    );
}

keys! {
    /// `[policy]`.
    POLICY_KEYS:
    POLICY_SHORT_TURNAROUND: Integers = optional(
        "short-turnaround",
        Integers(1, 60),
        "days from one race to the next that call for the 72-hour workout; [5, 6] by default",
    );
    POLICY_CANCELED_RACE: OneOf<Session> = optional(
        "canceled-race",
        OneOf(freed_sessions),
        "what a freed day becomes: \"workout\" (the default), \"time-trial\", \"easy\" or \"off\"",
    );
    POLICY_MAX_EVENTS_PER_MEET: Integer = optional(
        "max-events-per-meet",
        Integer(1, 20),
        "more events than this for one athlete at one meet are an error; 4 by default",
    );
    POLICY_ROUNDING: OneOf<Rounding> = optional(
        "rounding",
        OneOf(roundings),
        "splits are rounded to a \"tenth\" (the default), a \"half\" or a whole \"second\"",
    );
    POLICY_NAMES: OneOf<Names> = optional(
        "names",
        OneOf(names),
        "\"first-initial\" (the default) prints Ana R., \"full\" prints names as typed",
    );
    POLICY_HARD_DAYS: Integer = optional("hard-days", HARD_DAYS, "so many hard days in a week at most; 3 by default");
    POLICY_LONG_RUN_EVERY: Integer = optional(
        "long-run-every",
        DAYS_TO_LONG_RUN,
        "so many days without a long run call for one; 10 by default",
    );
    POLICY_LONG_RUN_AFTER_RACE: OneOf<LongRunAfterRace> = optional(
        "long-run-after-race",
        OneOf(long_runs_after_races),
        "the long run may be on the day after a race: \"train-through\" (the default: one that is trained through), \"any\" or \"never\"",
    );
    POLICY_TAPER: Pair = optional(
        "taper",
        Pair {
            each: Integer(10, 100),
            what: "two percentages, of the second-last week and of the last",
            example: "80, 60",
        },
        "percent of easy minutes and of the reps of ordinary workouts in the second-last and the last week before an athlete's last championship; [80, 60] by default, [100, 100] is none",
    );
    POLICY_PRACTICES_BEFORE_FIRST_MEET: Integer = optional(
        "practices-before-first-meet",
        Integer(1, 60),
        "the state's limit: a warning when an athlete has fewer practices before the first meet; off by default",
    ).with_example("10");
    POLICY_MEETS_A_WEEK: Integer = optional(
        "meets-a-week",
        Integer(1, 7),
        "the state's limit: a warning when an athlete has more meets in a week; off by default",
    ).with_example("3");
    POLICY_MEETS_A_SEASON: Integer = optional(
        "meets-a-season",
        Integer(1, 100),
        "the state's limit: a warning when an athlete has more meets in the season; off by default",
    ).with_example("16");
    POLICY_ACCEPT: Texts = optional(
        "accept",
        Texts(MAX_NAME),
        "the codes of warnings that you have seen and that are not shown again",
    ).with_example("[\"R14\"]");
}

keys! {
    /// `[output]`.
    OUTPUT_KEYS:
    OUTPUT_FORMATS: AnyOf<Format> = optional(
        "formats",
        AnyOf(formats, 1),
        "which kinds of file, as [\"html\", \"csv\"]; all by default. `--formats` overrides it",
    );
    OUTPUT_SHEETS: AnyOf<SheetKind> = optional(
        "sheets",
        AnyOf(sheets, 0),
        "which sheets: \"weeks\" for the team, \"athletes\" for each athlete, \"cards\" and \"clipboard\" to carry, the season's \"overview\"; all by default",
    );
    OUTPUT_PAPER: OneOf<Paper> = optional(
        "paper",
        OneOf(papers),
        "\"letter\" or \"a4\"; by default whatever paper the printer holds",
    );
}

/// What a weekday may hold.
const ORDINARY: OneOf<Session> = OneOf(ordinary_sessions);

keys! {
    /// `[week]`: a key for each weekday, from Monday on.
    WEEK_KEYS:
    WEEKDAYS: [OneOf<Session>; 7] = [
        optional("monday", ORDINARY, "\"easy\" by default; in a week of its own, as without it"),
        optional("tuesday", ORDINARY, "\"workout\" by default; in a week of its own, as without it"),
        optional("wednesday", ORDINARY, "\"easy\" by default; in a week of its own, as without it"),
        optional("thursday", ORDINARY, "\"workout\" by default; in a week of its own, as without it"),
        optional("friday", ORDINARY, "\"easy\" by default; in a week of its own, as without it"),
        optional("saturday", ORDINARY, "\"long-run\" by default; in a week of its own, as without it"),
        optional("sunday", ORDINARY, "\"off\" by default; in a week of its own, as without it"),
    ];
}

keys! {
    /// `[[closed]]`.
    CLOSED_KEYS:
    CLOSED_FROM: Date = required("from", Date, "the first day without practice").with_example("2026-03-16");
    CLOSED_THROUGH: Date = optional("through", Date, "the last one; the same day by default");
    CLOSED_WHY: Text = optional("why", Text(MAX_NAME), "printed on the sheet");
    CLOSED_KNOWN: Date = optional("known", Date, KNOWN).with_example("2026-03-16");
}

keys! {
    /// `[[meets]]`.
    MEET_KEYS:
    MEET_NAME: Text = required("name", Text(MAX_NAME), "printed on the sheet").with_example("\"League Relays\"");
    MEET_DATE: Date = required("date", Date, "the day, or the first day");
    MEET_THROUGH: Date = optional("through", Date, "the last day of a meet of several days");
    MEET_TIME: TimeOfDay = optional("time", TimeOfDay, "when it starts, as \"4:15 pm\" or \"16:15\"");
    MEET_PLACE: Text = optional("place", Text(MAX_NAME), "where it is");
    MEET_NOTE: Text = optional("note", Text(MAX_NOTE), "printed beside it, as \"bus 2:30\"");
    MEET_KIND: OneOf<MeetKind> = optional(
        "kind",
        OneOf(meet_kinds),
        "\"dual\", \"invitational\" (the default), \"relays\", \"indoor\", \"time-trial\" or \"championship\"",
    );
    MEET_GROUPS: Texts = optional("groups", Texts(MAX_NAME), "which groups go; everyone by default");
    MEET_ATHLETES: Texts = optional("athletes", Texts(MAX_NAME), "which athletes go, narrower still");
    MEET_EVENTS: AnyOf<MeetEvent> = optional(
        "events",
        AnyOf(meet_events, 0),
        "which of 800, 1600, 3200 and the relays are run; 800, 1600 and 3200 by default",
    );
    MEET_EVENT_DAYS: Subtable = optional(
        "event-days",
        Subtable("event-days", EVENT_DAYS_KEYS),
        "the days of an event, as { 3200 = 2013-05-16, 800 = [2013-05-17, 2013-05-18] }",
    );
    MEET_ENTRIES: Subtable = optional(
        "entries",
        Subtable("entries", ENTRIES_KEYS),
        "who runs what, as { 800 = [\"Ana Ruiz\"] }; whoever is in none of them stays at home",
    );
    MEET_ALSO: Subtable = optional(
        "also",
        Subtable("also", ENTRIES_KEYS),
        "who runs an event besides their own, in the same form",
    );
    MEET_INSTEAD: Subtable = optional(
        "instead",
        Subtable("instead", ENTRIES_KEYS),
        "who runs an event in place of their own, in the same form",
    );
    MEET_WITHOUT: Texts = optional("without", Texts(MAX_NAME), "who does not race, but is at practice");
    MEET_LEAD: OneOf<Option<Choice>> = optional(
        "lead",
        OneOf(choices),
        "the coach's own choice: \"48-hour\", \"72-hour\" or \"none\"; \"plan\", the default, leaves it to the rules",
    );
    MEET_LEADS: Subtable = optional(
        "leads",
        Subtable("leads", LEADS_KEYS),
        "the same for single athletes, as { none = [\"Ana Ruiz\"] }",
    );
    MEET_PRIORITY: Integer = optional(
        "priority",
        Integer(1, 3),
        "1 (the default) to 3: a race of higher priority is covered first",
    );
    MEET_TRAIN_THROUGH: Boolean = optional(
        "train-through",
        Boolean,
        "true when training goes on as if it were a workout; by default for a dual meet with another race within four days",
    );
    MEET_TENTATIVE: Boolean = optional("tentative", Boolean, "true when it may not happen");
    MEET_ACCEPT: Texts = optional(
        "accept",
        Texts(MAX_NAME),
        "the codes of warnings about this meet that you have seen",
    ).with_example("[\"R14\"]");
    MEET_KNOWN: Date = optional("known", Date, KNOWN);
    MEET_CANCELED: Boolean = former("canceled", Boolean);
    MEET_MOVED: Subtables = former("moved", Subtables("a move", MOVED_KEYS));
}

keys! {
    /// In the braces of `event-days`: a key for each event, in the order of [`MeetEvent::ALL`].
    EVENT_DAYS_KEYS:
    EVENT_DAYS: [Dates; 8] = [
        optional("800", Dates, "the day of the 800, or its days"),
        optional("1600", Dates, "the day of the 1600, or its days"),
        optional("3200", Dates, "the day of the 3200, or its days"),
        optional("4x400", Dates, "the day of the 4x400"),
        optional("4x800", Dates, "the day of the 4x800"),
        optional("4x1600", Dates, "the day of the 4x1600"),
        optional("dmr", Dates, "the day of the distance medley relay"),
        optional("smr", Dates, "the day of the sprint medley relay"),
    ];
}

keys! {
    /// In the braces of `entries`, `also` and `instead`: a key for each event, in the order of [`MeetEvent::ALL`].
    ENTRIES_KEYS:
    ENTRIES: [Texts; 8] = [
        optional("800", Texts(MAX_NAME), "who runs the 800"),
        optional("1600", Texts(MAX_NAME), "who runs the 1600"),
        optional("3200", Texts(MAX_NAME), "who runs the 3200"),
        optional("4x400", Texts(MAX_NAME), "who runs the 4x400"),
        optional("4x800", Texts(MAX_NAME), "who runs the 4x800"),
        optional("4x1600", Texts(MAX_NAME), "who runs the 4x1600"),
        optional("dmr", Texts(MAX_NAME), "who runs the distance medley relay"),
        optional("smr", Texts(MAX_NAME), "who runs the sprint medley relay"),
    ];
}

keys! {
    /// In the braces of `leads`: a key for each choice, in the order of [`Choice`], and one for none.
    LEADS_KEYS:
    LEADS: [Texts; 4] = [
        optional("48-hour", Texts(MAX_NAME), "who runs the 48-hour workout"),
        optional("72-hour", Texts(MAX_NAME), "who runs the 72-hour workout"),
        optional("none", Texts(MAX_NAME), "who runs neither"),
        optional("plan", Texts(MAX_NAME), "for whom the rules choose"),
    ];
}

keys! {
    /// In the braces of `moved`, which is no more.
    MOVED_KEYS:
    MOVED_TO: Date = optional("to", Date, "the new day");
    MOVED_ON: Date = optional("on", Date, "the day on which it became known");
    MOVED_DAY: Date = optional("day", Date, "of a meet of several days, the one that moves alone");
}

keys! {
    /// `[[athletes]]`.
    ATHLETE_KEYS:
    ATHLETE_NAME: Text = required(
        "name",
        Text(MAX_NAME),
        "as the meets and days name the athlete",
    ).with_example("\"Ana R.\"");
    ATHLETE_EVENT: OneOf<Event> = required("event", OneOf(events), "800, 1600 or 3200").with_example("1600");
    ATHLETE_GROUP: Text = optional("group", Text(MAX_NAME), "the training group, as the meets name it");
    ATHLETE_GOALS: Subtable = optional(
        "goals",
        Subtable("goals", TIMES_KEYS),
        "goal times, as { 800 = \"2:20\", 1600 = \"5:20\" }",
    );
    ATHLETE_BESTS: Subtable = optional("bests", Subtable("bests", TIMES_KEYS), "best times, in the same form");
    ATHLETE_VOLUME: OneOf<Volume> = optional(
        "volume",
        OneOf(volumes),
        "\"higher\" or \"lower\": the athlete's 72-hour workouts, whatever the date",
    );
    ATHLETE_LOAD: Integer = optional(
        "load",
        PERCENT,
        "percent of the minutes of easy and long runs, and of the reps of workouts; 100 by default",
    ).with_example("80");
    ATHLETE_AWAY: Subtables = optional(
        "away",
        Subtables("an absence", AWAY_KEYS),
        "days on which the athlete is away, as [{ from = DATE, through = DATE }]; no reason is asked",
    );
    ATHLETE_FROM: Date = optional("from", Date, "their first day with the team; the season's by default");
    ATHLETE_UNTIL: Date = optional("until", Date, "the last day of their season");
    ATHLETE_KNOWN: Date = optional("known", Date, "the day on which they joined; from the outset by default");
}

keys! {
    /// In the braces of `goals` and `bests`: a key for each distance, in the order of `TimedDistance::ALL`.
    TIMES_KEYS:
    TIMES: [RaceTime; 10] = [
        optional("400", RaceTime, "over 400 m"),
        optional("800", RaceTime, "over 800 m"),
        optional("1000", RaceTime, "over 1000 m"),
        optional("1500", RaceTime, "over 1500 m"),
        optional("1600", RaceTime, "over 1600 m"),
        optional("mile", RaceTime, "over a mile"),
        optional("3000", RaceTime, "over 3000 m"),
        optional("3200", RaceTime, "over 3200 m"),
        optional("2mile", RaceTime, "over two miles"),
        optional("5000", RaceTime, "over 5000 m"),
    ];
}

keys! {
    /// In the braces of `away`.
    AWAY_KEYS:
    AWAY_FROM: Date = required("from", Date, "the first day").with_example("2026-03-16");
    AWAY_THROUGH: DateOr = optional(
        "through",
        DateOr("back"),
        "the last day, or \"back\" until they are back; the same day by default",
    );
}

keys! {
    /// `[[days]]`.
    DAY_KEYS:
    DAY_DATE: Date = required("date", Date, "the day, or the first day");
    DAY_THROUGH: Date = optional("through", Date, "the last day; off and closed days and race days stay as they are");
    DAY_GROUPS: Texts = optional("groups", Texts(MAX_NAME), "for which groups; everyone by default");
    DAY_ATHLETES: Texts = optional("athletes", Texts(MAX_NAME), "for which athletes");
    DAY_SESSION: OneOf<Session> = one_of_these("session", OneOf(sessions), "what the day holds");
    DAY_WORKOUT: Text = one_of_these(
        "workout",
        Text(MAX_NAME),
        "which workout of the library, by its id; its kind is the session",
    );
    DAY_RUN: OneOrMore = one_of_these(
        "run",
        OneOrMore(MAX_NAME),
        "what is run, in the notation of reps; a \"workout\" by default",
    ).with_example("[\"6x800 @ goal, rest 3:00\"]");
    DAY_NOTE: Text = one_of_these("note", Text(MAX_NOTE), "printed beside the day");
    DAY_KNOWN: Date = optional("known", Date, KNOWN);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::{WEEKDAYS as DAYS_OF_THE_WEEK, weekday_word};
    use crate::domain::event::TimedDistance;
    use crate::domain::lead::Lead;

    #[test]
    fn the_keys_of_events_distances_and_weekdays_are_in_the_order_of_those() {
        assert_eq!(EVENT_DAYS.each_ref().map(|key| key.name), MeetEvent::ALL.map(MeetEvent::as_str));
        assert_eq!(ENTRIES.each_ref().map(|key| key.name), MeetEvent::ALL.map(MeetEvent::as_str));
        assert_eq!(TIMES.each_ref().map(|key| key.name), TimedDistance::ALL.map(TimedDistance::as_str));
        assert_eq!(
            LEADS.each_ref().map(|key| key.name),
            [Lead::Hours48.as_str(), Lead::Hours72.as_str(), "none", "plan"]
        );
        assert_eq!(WEEKDAYS.each_ref().map(|key| key.name), DAYS_OF_THE_WEEK.map(weekday_word));
    }
}
