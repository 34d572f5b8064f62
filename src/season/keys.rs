//! The keys of a season file, heading by heading, with a line on each.

use crate::tables::{Key, entries, key};

/// The headings.
pub const FILE: &[Key] = &[
    key("season", "the season's name, first and last day, and what holds throughout"),
    key("policy", "the coach's standing choices; every one has a default"),
    key("output", "what a build makes; everything unless said"),
    key("week", "the coach's ordinary week: a session for each weekday"),
    entries("closed", "days without practice; meets may still happen"),
    entries("meets", "one entry for each meet"),
    entries("athletes", "one entry for each athlete"),
    entries("days", "the coach's word on one day; it wins over the plan"),
];

/// `[season]`.
pub const SEASON: &[Key] = &[
    key("name", "printed on every sheet"),
    key("start", "the first day"),
    key("end", "the last day"),
    key("off", "weekdays without practice; [\"sunday\"] unless said"),
    key("week-starts", "the weekday on which a week starts; \"monday\" unless said"),
    key("championship-from", "from this date on the 72-hour workouts are of lower volume"),
    key("timezone", "the zone of the meets' times, as America/Denver"),
];

/// `[policy]`.
pub const POLICY: &[Key] = &[
    key("short-turnaround", "days from one race to the next that call for the 72-hour workout; [5, 6] unless said"),
    key("canceled-race", "what a freed day becomes: \"workout\" (unless said), \"time-trial\", \"easy\" or \"off\""),
    key("max-events-per-meet", "more events than this for one athlete at one meet are an error; 4 unless said"),
    key("rounding", "splits are rounded to a \"tenth\" (unless said), a \"half\" or a whole \"second\""),
    key("names", "\"first-initial\" (unless said) prints Ana R., \"full\" prints names as typed"),
];

/// `[output]`.
pub const OUTPUT: &[Key] = &[
    key("formats", "which kinds of file, as [\"html\", \"csv\"]; all unless said. `--formats` goes before it"),
    key(
        "sheets",
        "which sheets: \"weeks\" for the team, \"athletes\" for each athlete, \"cards\" and \"clipboard\" to carry, the season's \"overview\"; all unless said",
    ),
    key("paper", "\"letter\" or \"a4\"; whatever paper the printer holds unless said"),
];

/// `[week]`.
pub const WEEK: &[Key] = &[
    key("monday", "\"easy\" unless said"),
    key("tuesday", "\"workout\" unless said"),
    key("wednesday", "\"easy\" unless said"),
    key("thursday", "\"workout\" unless said"),
    key("friday", "\"easy\" unless said"),
    key("saturday", "\"long-run\" unless said"),
    key("sunday", "\"off\" unless said"),
];

/// `[[closed]]`.
pub const CLOSED: &[Key] = &[
    key("from", "the first day without practice"),
    key("through", "the last one; the same day unless said"),
    key("why", "printed on the sheet"),
];

/// `[[meets]]`.
pub const MEETS: &[Key] = &[
    key("name", "printed on the sheet"),
    key("date", "the day, or the first day"),
    key("through", "the last day of a meet of several days"),
    key("time", "when it starts, as 16:15"),
    key("place", "where it is"),
    key("kind", "\"dual\", \"invitational\" (unless said), \"relays\", \"indoor\", \"time-trial\" or \"championship\""),
    key("groups", "which groups go; everyone unless said"),
    key("athletes", "which athletes go, narrower still"),
    key("events", "which of 800, 1600 and 3200 are run; all unless said"),
    key("event-days", "the days of an event, as { 3200 = 2013-05-16, 800 = [2013-05-17, 2013-05-18] }"),
    key("entries", "who runs what, as { 800 = [\"Ana R.\"] }"),
    key("lead", "the coach's own choice: \"48-hour\", \"72-hour\" or \"none\""),
    key("priority", "1 (unless said) to 3: a race of higher priority is covered first"),
    key("tentative", "true when it may not happen"),
    key("canceled", "the day on which it became known that it is canceled"),
    key(
        "moved",
        "{ to = DATE, on = DATE }: the new day, and the day on which that became known; a list when more than once",
    ),
];

/// Behind `event-days` and `entries`.
pub const EVENTS: &[Key] = &[key("800", "the 800"), key("1600", "the 1600"), key("3200", "the 3200")];

/// Behind `moved`.
pub const MOVED: &[Key] = &[
    key("to", "the new day, of a meet of several days the first one"),
    key("on", "the day on which it became known"),
    key("day", "of a meet of several days, the one that moves alone"),
];

/// `[[athletes]]`.
pub const ATHLETES: &[Key] = &[
    key("name", "as the meets and days name him"),
    key("event", "800, 1600 or 3200"),
    key("group", "his training group, as the meets name it"),
    key("goals", "goal times, as { 800 = \"2:20\", 1600 = \"5:20\" }"),
    key("bests", "best times, in the same form"),
    key("volume", "\"higher\" or \"lower\": his 72-hour workouts, whatever the date"),
    key("away", "days on which he is away, as [{ from = DATE, through = DATE }]; no reason is asked"),
    key("until", "the last day of his season"),
];

/// Behind `goals` and `bests`.
pub const TIMES: &[Key] = &[
    key("400", "over 400 m"),
    key("800", "over 800 m"),
    key("1600", "over 1600 m"),
    key("3200", "over 3200 m"),
    key("5000", "over 5000 m"),
];

/// Behind `away`.
pub const AWAY: &[Key] = &[key("from", "the first day"), key("through", "the last day; the same day unless said")];

/// `[[days]]`.
pub const DAYS: &[Key] = &[
    key("date", "the day"),
    key("groups", "for which groups; everyone unless said"),
    key("athletes", "for which athletes"),
    key("session", "what the day holds"),
    key("note", "printed beside the day"),
    key("known", "the day on which the word was given"),
];
