//! The keys of a season file, heading by heading, with what each takes and a line on it.
//!
//! A key is here once. The checker reads by it, and the schema, the
//! messages and the documentation are made of it.

use chrono::Weekday;

use super::vocabulary::{
    choices, events, formats, freed_sessions, meet_kinds, names, ordinary_sessions, papers, roundings, sessions,
    sheets, volumes, weekdays,
};
use crate::domain::athlete::Volume;
use crate::domain::event::Event;
use crate::domain::meet::{Choice, MeetKind};
use crate::domain::output::{Format, Paper, SheetKind};
use crate::domain::pace::Rounding;
use crate::domain::season::Names;
use crate::domain::session::Session;
use crate::tables::{
    AnyOf, Boolean, Date, Dates, Entries, Integer, Integers, MAX_NAME, MAX_NOTE, Name, OneOf, RaceTime, Subtable,
    Subtables, Text, Texts, TimeOfDay, keys, one_of_these, optional, required,
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
        "what the coach decides for one day; it overrides the plan",
    );
}

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
        optional("monday", ORDINARY, "\"easy\" by default"),
        optional("tuesday", ORDINARY, "\"workout\" by default"),
        optional("wednesday", ORDINARY, "\"easy\" by default"),
        optional("thursday", ORDINARY, "\"workout\" by default"),
        optional("friday", ORDINARY, "\"easy\" by default"),
        optional("saturday", ORDINARY, "\"long-run\" by default"),
        optional("sunday", ORDINARY, "\"off\" by default"),
    ];
}

keys! {
    /// `[[closed]]`.
    CLOSED_KEYS:
    CLOSED_FROM: Date = required("from", Date, "the first day without practice").with_example("2026-03-16");
    CLOSED_THROUGH: Date = optional("through", Date, "the last one; the same day by default");
    CLOSED_WHY: Text = optional("why", Text(MAX_NAME), "printed on the sheet");
}

keys! {
    /// `[[meets]]`.
    MEET_KEYS:
    MEET_NAME: Text = required("name", Text(MAX_NAME), "printed on the sheet").with_example("\"League Relays\"");
    MEET_DATE: Date = required("date", Date, "the day, or the first day");
    MEET_THROUGH: Date = optional("through", Date, "the last day of a meet of several days");
    MEET_TIME: TimeOfDay = optional("time", TimeOfDay, "when it starts, as 16:15");
    MEET_PLACE: Text = optional("place", Text(MAX_NAME), "where it is");
    MEET_KIND: OneOf<MeetKind> = optional(
        "kind",
        OneOf(meet_kinds),
        "\"dual\", \"invitational\" (the default), \"relays\", \"indoor\", \"time-trial\" or \"championship\"",
    );
    MEET_GROUPS: Texts = optional("groups", Texts(MAX_NAME), "which groups go; everyone by default");
    MEET_ATHLETES: Texts = optional("athletes", Texts(MAX_NAME), "which athletes go, narrower still");
    MEET_EVENTS: AnyOf<Event> = optional(
        "events",
        AnyOf(events, 0),
        "which of 800, 1600 and 3200 are run; all by default",
    );
    MEET_EVENT_DAYS: Subtable = optional(
        "event-days",
        Subtable("event-days", EVENT_DAYS_KEYS),
        "the days of an event, as { 3200 = 2013-05-16, 800 = [2013-05-17, 2013-05-18] }",
    );
    MEET_ENTRIES: Subtable = optional(
        "entries",
        Subtable("entries", ENTRIES_KEYS),
        "who runs what, as { 800 = [\"Ana R.\"] }",
    );
    MEET_LEAD: OneOf<Choice> = optional(
        "lead",
        OneOf(choices),
        "the coach's own choice: \"48-hour\", \"72-hour\" or \"none\"",
    );
    MEET_PRIORITY: Integer = optional(
        "priority",
        Integer(1, 3),
        "1 (the default) to 3: a race of higher priority is covered first",
    );
    MEET_TENTATIVE: Boolean = optional("tentative", Boolean, "true when it may not happen");
    MEET_CANCELED: Date = optional("canceled", Date, "the day on which it became known that it is canceled");
    MEET_MOVED: Subtables = optional(
        "moved",
        Subtables("a move", MOVED_KEYS),
        "{ to = DATE, on = DATE }: the new day, and the day on which that became known; a list when more than once",
    );
}

keys! {
    /// In the braces of `event-days`: a key for each event, in the order of [`Event::ALL`].
    EVENT_DAYS_KEYS:
    EVENT_DAYS: [Dates; 3] = [
        optional("800", Dates, "the day of the 800, or its days"),
        optional("1600", Dates, "the day of the 1600, or its days"),
        optional("3200", Dates, "the day of the 3200, or its days"),
    ];
}

keys! {
    /// In the braces of `entries`: a key for each event, in the order of [`Event::ALL`].
    ENTRIES_KEYS:
    ENTRIES: [Texts; 3] = [
        optional("800", Texts(MAX_NAME), "who runs the 800"),
        optional("1600", Texts(MAX_NAME), "who runs the 1600"),
        optional("3200", Texts(MAX_NAME), "who runs the 3200"),
    ];
}

keys! {
    /// In the braces of `moved`.
    MOVED_KEYS:
    MOVED_TO: Date = required(
        "to",
        Date,
        "the new day, of a meet of several days the first one",
    ).with_example("2026-04-13");
    MOVED_ON: Date = required("on", Date, "the day on which it became known").with_example("2026-04-10");
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
    ATHLETE_AWAY: Subtables = optional(
        "away",
        Subtables("an absence", AWAY_KEYS),
        "days on which the athlete is away, as [{ from = DATE, through = DATE }]; no reason is asked",
    );
    ATHLETE_UNTIL: Date = optional("until", Date, "the last day of the athlete's season");
}

keys! {
    /// In the braces of `goals` and `bests`: a key for each distance, in the order of `Rung::ALL`.
    TIMES_KEYS:
    TIMES: [RaceTime; 5] = [
        optional("400", RaceTime, "over 400 m"),
        optional("800", RaceTime, "over 800 m"),
        optional("1600", RaceTime, "over 1600 m"),
        optional("3200", RaceTime, "over 3200 m"),
        optional("5000", RaceTime, "over 5000 m"),
    ];
}

keys! {
    /// In the braces of `away`.
    AWAY_KEYS:
    AWAY_FROM: Date = required("from", Date, "the first day").with_example("2026-03-16");
    AWAY_THROUGH: Date = optional("through", Date, "the last day; the same day by default");
}

keys! {
    /// `[[days]]`.
    DAY_KEYS:
    DAY_DATE: Date = required("date", Date, "the day");
    DAY_GROUPS: Texts = optional("groups", Texts(MAX_NAME), "for which groups; everyone by default");
    DAY_ATHLETES: Texts = optional("athletes", Texts(MAX_NAME), "for which athletes");
    DAY_SESSION: OneOf<Session> = one_of_these("session", OneOf(sessions), "what the day holds");
    DAY_NOTE: Text = one_of_these("note", Text(MAX_NOTE), "printed beside the day");
    DAY_KNOWN: Date = optional("known", Date, "the day on which this was decided");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::{WEEKDAYS as DAYS_OF_THE_WEEK, weekday_word};
    use crate::domain::event::Rung;

    #[test]
    fn the_keys_of_events_distances_and_weekdays_are_in_the_order_of_those() {
        assert_eq!(EVENT_DAYS.each_ref().map(|key| key.name), Event::ALL.map(Event::as_str));
        assert_eq!(ENTRIES.each_ref().map(|key| key.name), Event::ALL.map(Event::as_str));
        assert_eq!(TIMES.each_ref().map(|key| key.name), Rung::ALL.map(Rung::as_str));
        assert_eq!(WEEKDAYS.each_ref().map(|key| key.name), DAYS_OF_THE_WEEK.map(weekday_word));
    }
}
