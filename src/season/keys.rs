//! The keys of a season file, heading by heading, with what stands behind each and a line on it.

use super::vocabulary;
use crate::tables::Kind::{
    Boolean, Date, Dates, Entries, Integer, Integers, Name, RaceTime, SomeWords, Table, Tables, Text, Texts, TimeOfDay,
    Word, Words,
};
use crate::tables::{Key, Kind, NAME, NOTE, either, key, needed, spelt};
use crate::zone;

/// The headings.
pub const FILE: &[Key] = &[
    needed("season", Table(SEASON), "the season's name, first and last day, and what holds throughout"),
    key("policy", Table(POLICY), "the coach's standing choices; every one has a default"),
    key("output", Table(OUTPUT), "what a build makes; everything unless said"),
    key("week", Table(WEEK), "the coach's ordinary week: a session for each weekday"),
    key("closed", Entries(CLOSED), "days without practice; meets may still happen"),
    key("meets", Entries(MEETS), "one entry for each meet"),
    key("athletes", Entries(ATHLETES), "one entry for each athlete"),
    key("days", Entries(DAYS), "the coach's word on one day; it wins over the plan"),
];

/// `[season]`.
pub const SEASON: &[Key] = &[
    key("name", Text(NAME), "printed on every sheet"),
    needed("start", Date, "the first day"),
    needed("end", Date, "the last day"),
    key("off", Words(|| spelt(vocabulary::weekdays())), "weekdays without practice; [\"sunday\"] unless said"),
    key(
        "week-starts",
        Word(|| spelt(vocabulary::weekdays())),
        "the weekday on which a week starts; \"monday\" unless said",
    ),
    key("championship-from", Date, "from this date on the 72-hour workouts are of lower volume"),
    key("timezone", Name(NAME, zone::names), "the zone of the meets' times, as America/Denver"),
];

/// `[policy]`.
pub const POLICY: &[Key] = &[
    key(
        "short-turnaround",
        Integers(1, 60),
        "days from one race to the next that call for the 72-hour workout; [5, 6] unless said",
    ),
    key(
        "canceled-race",
        Word(|| spelt(vocabulary::freed_sessions())),
        "what a freed day becomes: \"workout\" (unless said), \"time-trial\", \"easy\" or \"off\"",
    ),
    key(
        "max-events-per-meet",
        Integer(1, 20),
        "more events than this for one athlete at one meet are an error; 4 unless said",
    ),
    key(
        "rounding",
        Word(|| spelt(vocabulary::roundings())),
        "splits are rounded to a \"tenth\" (unless said), a \"half\" or a whole \"second\"",
    ),
    key(
        "names",
        Word(|| spelt(vocabulary::names())),
        "\"first-initial\" (unless said) prints Ana R., \"full\" prints names as typed",
    ),
];

/// `[output]`.
pub const OUTPUT: &[Key] = &[
    key(
        "formats",
        SomeWords(|| spelt(vocabulary::formats())),
        "which kinds of file, as [\"html\", \"csv\"]; all unless said. `--formats` goes before it",
    ),
    key(
        "sheets",
        Words(|| spelt(vocabulary::sheets())),
        "which sheets: \"weeks\" for the team, \"athletes\" for each athlete, \"cards\" and \"clipboard\" to carry, the season's \"overview\"; all unless said",
    ),
    key(
        "paper",
        Word(|| spelt(vocabulary::papers())),
        "\"letter\" or \"a4\"; whatever paper the printer holds unless said",
    ),
];

/// What a weekday may hold.
const ORDINARY: Kind = Word(|| spelt(vocabulary::ordinary_sessions()));

/// `[week]`.
pub const WEEK: &[Key] = &[
    key("monday", ORDINARY, "\"easy\" unless said"),
    key("tuesday", ORDINARY, "\"workout\" unless said"),
    key("wednesday", ORDINARY, "\"easy\" unless said"),
    key("thursday", ORDINARY, "\"workout\" unless said"),
    key("friday", ORDINARY, "\"easy\" unless said"),
    key("saturday", ORDINARY, "\"long-run\" unless said"),
    key("sunday", ORDINARY, "\"off\" unless said"),
];

/// `[[closed]]`.
pub const CLOSED: &[Key] = &[
    needed("from", Date, "the first day without practice"),
    key("through", Date, "the last one; the same day unless said"),
    key("why", Text(NAME), "printed on the sheet"),
];

/// `[[meets]]`.
pub const MEETS: &[Key] = &[
    needed("name", Text(NAME), "printed on the sheet"),
    needed("date", Date, "the day, or the first day"),
    key("through", Date, "the last day of a meet of several days"),
    key("time", TimeOfDay, "when it starts, as 16:15"),
    key("place", Text(NAME), "where it is"),
    key(
        "kind",
        Word(|| spelt(vocabulary::meet_kinds())),
        "\"dual\", \"invitational\" (unless said), \"relays\", \"indoor\", \"time-trial\" or \"championship\"",
    ),
    key("groups", Texts(NAME), "which groups go; everyone unless said"),
    key("athletes", Texts(NAME), "which athletes go, narrower still"),
    key("events", Words(|| spelt(vocabulary::events())), "which of 800, 1600 and 3200 are run; all unless said"),
    key(
        "event-days",
        Table(EVENT_DAYS),
        "the days of an event, as { 3200 = 2013-05-16, 800 = [2013-05-17, 2013-05-18] }",
    ),
    key("entries", Table(ENTRIES), "who runs what, as { 800 = [\"Ana R.\"] }"),
    key("lead", Word(|| spelt(vocabulary::choices())), "the coach's own choice: \"48-hour\", \"72-hour\" or \"none\""),
    key("priority", Integer(1, 3), "1 (unless said) to 3: a race of higher priority is covered first"),
    key("tentative", Boolean, "true when it may not happen"),
    key("canceled", Date, "the day on which it became known that it is canceled"),
    key(
        "moved",
        Tables(MOVED),
        "{ to = DATE, on = DATE }: the new day, and the day on which that became known; a list when more than once",
    ),
];

/// Behind `event-days`.
pub const EVENT_DAYS: &[Key] = &[
    key("800", Dates, "the day of the 800, or its days"),
    key("1600", Dates, "the day of the 1600, or its days"),
    key("3200", Dates, "the day of the 3200, or its days"),
];

/// Behind `entries`.
pub const ENTRIES: &[Key] = &[
    key("800", Texts(NAME), "who runs the 800"),
    key("1600", Texts(NAME), "who runs the 1600"),
    key("3200", Texts(NAME), "who runs the 3200"),
];

/// Behind `moved`.
pub const MOVED: &[Key] = &[
    needed("to", Date, "the new day, of a meet of several days the first one"),
    needed("on", Date, "the day on which it became known"),
    key("day", Date, "of a meet of several days, the one that moves alone"),
];

/// `[[athletes]]`.
pub const ATHLETES: &[Key] = &[
    needed("name", Text(NAME), "as the meets and days name him"),
    needed("event", Word(|| spelt(vocabulary::events())), "800, 1600 or 3200"),
    key("group", Text(NAME), "his training group, as the meets name it"),
    key("goals", Table(TIMES), "goal times, as { 800 = \"2:20\", 1600 = \"5:20\" }"),
    key("bests", Table(TIMES), "best times, in the same form"),
    key(
        "volume",
        Word(|| spelt(vocabulary::volumes())),
        "\"higher\" or \"lower\": his 72-hour workouts, whatever the date",
    ),
    key("away", Tables(AWAY), "days on which he is away, as [{ from = DATE, through = DATE }]; no reason is asked"),
    key("until", Date, "the last day of his season"),
];

/// Behind `goals` and `bests`.
pub const TIMES: &[Key] = &[
    key("400", RaceTime, "over 400 m"),
    key("800", RaceTime, "over 800 m"),
    key("1600", RaceTime, "over 1600 m"),
    key("3200", RaceTime, "over 3200 m"),
    key("5000", RaceTime, "over 5000 m"),
];

/// Behind `away`.
pub const AWAY: &[Key] =
    &[needed("from", Date, "the first day"), key("through", Date, "the last day; the same day unless said")];

/// `[[days]]`.
pub const DAYS: &[Key] = &[
    needed("date", Date, "the day"),
    key("groups", Texts(NAME), "for which groups; everyone unless said"),
    key("athletes", Texts(NAME), "for which athletes"),
    either("session", Word(|| spelt(vocabulary::sessions())), "what the day holds"),
    either("note", Text(NOTE), "printed beside the day"),
    key("known", Date, "the day on which the word was given"),
];
