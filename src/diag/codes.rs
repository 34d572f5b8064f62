//! Every problem a file can have: its code, its name, and what `racepace rules` says of it.
//!
//! A code is permanent. Each has a season file under `tests/cases/problems` that shows it.

use super::{Diagnostic, Place, Severity};

/// A kind of problem.
#[derive(Debug)]
pub struct Problem {
    /// Permanent, as in `S04`.
    pub code: &'static str,
    /// Readable, as in `not-a-time`.
    pub name: &'static str,
    /// Whether it stops a build.
    pub severity: Severity,
    /// What it means and what to do, for `racepace rules`.
    pub docs: &'static str,
}

impl Problem {
    /// The problem found at `place`.
    pub fn at(&self, place: impl Into<Option<Place>>, message: impl Into<String>) -> Diagnostic
    where
        Self: 'static,
    {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: message.into(),
            place: place.into(),
            help: None,
        }
    }
}

macro_rules! problems {
    ($($constant:ident = $severity:ident $code:literal $name:literal $docs:literal;)*) => {
        $(#[doc = concat!($code, ", ", $name, ".")]
        pub static $constant: Problem =
            Problem { code: $code, name: $name, severity: Severity::$severity, docs: $docs };)*

        /// Every problem, by code.
        pub static PROBLEMS: &[&Problem] = &[$(&$constant),*];
    };
}

problems! {
    NOT_TOML = Error "S01" "not-toml"
        "The file is not written as TOML at this place: a bracket, a quote or an equals sign is missing, or the same key appears twice. Correct the line; the rest of the file is checked all the same.";
    UNKNOWN_KEY = Error "S02" "unknown-key"
        "This key means nothing here. Usually it is misspelled, or it is under the wrong heading.";
    WRONG_TYPE = Error "S03" "wrong-type"
        "The key is right, but its value is of the wrong kind: text in quotes, a number, a date, a list in [ ] or a group in { } belongs there. Meets, athletes, days and closed days are lists, each entry under a heading with two brackets, as [[meets]].";
    NOT_A_TIME = Error "S04" "not-a-time"
        "A goal or a best is not a time. Write minutes and seconds in quotes: \"5:20\" or \"2:20.5\".";
    MISSING_KEY = Error "S05" "missing-key"
        "Something that cannot be guessed is missing: the season's start and end, the name and date of a meet, the name and event of an athlete.";
    NOT_A_DATE = Error "S06" "not-a-date"
        "A date is not written as one. Dates are year-month-day without quotes: 2026-04-11.";
    UNKNOWN_WORD = Error "S07" "unknown-word"
        "Only certain words or numbers are allowed here, for example the kinds of meet, the weekdays, or the events 800, 1600 and 3200.";
    UNKNOWN_NAME = Error "S08" "unknown-name"
        "A name that nothing has: an athlete whom the file does not list under [[athletes]], a meet, a group or a workout. Names must be spelled the same in both places.";
    NAME_TWICE = Error "S09" "name-twice"
        "Two athletes have the same name, one list names someone twice, or a group is listed twice. Every sheet goes by the name, so two athletes must differ: add a middle initial.";
    GOAL_OUT_OF_RANGE = Error "S10" "goal-out-of-range"
        "A goal or a best is faster than the world record or slower than a walk (4:00 a lap). Usually two digits are swapped, or it is given for the wrong event.";
    OUTSIDE_THE_SEASON = Error "S11" "outside-the-season"
        "A meet, a day, a phase or the end of somebody's season is before the season's start or after its end. Correct the date, or make the season longer.";
    DATES_OUT_OF_ORDER = Error "S12" "dates-out-of-order"
        "An end comes before its beginning: of the season, of a phase, of a meet of several days, of closed days, of an absence, or of an athlete's own season. Or an event's day is not one of its meet's days.";
    RACES_NOWHERE = Warning "S13" "races-nowhere"
        "No meet takes this athlete. Usually the group is misspelled, or differs in capital letters from the one that the meets name.";
    WEEKDAY_IN_NAME = Warning "S14" "weekday-in-name"
        "The meet's own name says a weekday, but its date falls on a different one. One of the two is wrong.";
    REFUSED_CHARACTERS = Error "S15" "refused-characters"
        "A name or a text contains characters that cannot be seen, that reverse the writing direction or that control a terminal. They usually come from copying; type the text again.";
    OVER_A_LIMIT = Error "S16" "over-a-limit"
        "The file is larger than a season can be: 16 MiB, 100,000 athletes, 1,000 meets, 10,000 entries of [[days]], 400 days, the years 1900 to 2999, 200 characters in a name and 1,000 in a note; 1,000 workouts of 50 lines each.";
    NUMBER_OUT_OF_RANGE = Error "S17" "number-out-of-range"
        "The number is too small or too large here: a priority is 1, 2 or 3.";
    CHANGE_MAKES_NO_SENSE = Error "S18" "change-makes-no-sense"
        "A piece of news does not fit what was known: it became known after the meet was over, or before the meet or the athlete was known; the one day that changes is not a day of the meet; days open that are not closed; or a season ends on a day that is over.";
    ENTRY_WITHOUT_RACE = Warning "S19" "entry-without-race"
        "An entry names an athlete whom the meet does not take, or who is away: that athlete is not planned to race there. Or it names an event that the meet's events leave out: the entry is followed.";
    WORD_ON_RACE_DAY = Warning "S20" "word-on-race-day"
        "An entry of [[days]] falls on a day on which an athlete races. The entry is followed, and the race does not show on that day. To take someone out of a meet, name them in the meet's `without`.";
    TWO_WORDS = Warning "S21" "two-words"
        "Two entries under [[days]] set the same day for the same athlete. The one that names the athlete overrides the one that names the group, which overrides the one for everyone; of two alike the later one in the file is followed.";
    GOALS_OUT_OF_STEP = Warning "S22" "goals-out-of-step"
        "The goal for the shorter event is a slower pace than the goal for the longer one. Usually two goals are swapped.";
    NO_GOAL = Warning "S23" "no-goal"
        "The athlete has no goal time and no best, so no splits can be computed. The athlete's columns show a dash.";
    EMPTY_GROUP = Warning "S24" "empty-group"
        "A meet, a day, a phase or an entry of [[groups]] names a group that no athlete is in. Usually the name is misspelled.";
    NO_ATHLETES = Warning "S25" "no-athletes"
        "The file lists no athletes, so there is nothing to plan. Add an entry under [[athletes]].";
    WEEK_AGAINST_OFF = Warning "S26" "week-against-off"
        "[week] plans something for a weekday that `off` lists as without practice. The day stays off.";
    GROUP_WITHOUT_MEET = Warning "S27" "group-without-meet"
        "No meet names this group, but one names a group that reads much like it. Usually it is misspelled, or differs in capital letters; as it stands, its athletes go only to meets that take everyone.";
    EVENT_WITHOUT_DAY = Warning "S28" "event-without-day"
        "A meet lasts several days, and event-days does not say which of them an event is on. Whoever runs it is planned to race on every day of the meet.";
    MEET_WITHOUT_PRACTICE = Warning "S29" "meet-on-a-day-off"
        "A meet is on a closed day or on a weekday without practice. Meets may happen on such days, and this one is planned; but usually its date is a slip.";
    NOT_OF_THIS_SUBJECT = Error "S30" "not-of-this-subject"
        "A piece of news is of one subject: a meet, athletes, groups or the whole team. It names two, or says something that is a key of another one: a group is a key of athletes, so news of it says which athletes. An entry of [[days]], too, is for groups or for athletes.";
    NEWS_SAYS_NOTHING = Error "S31" "news-says-nothing"
        "A piece of news names what it is about and when it became known, but not what is new; or it names nobody, as with athletes = [].";
    BEFORE_IT_WAS_KNOWN = Error "S32" "before-it-was-known"
        "Something begins before the day on which it became known: a closure, an absence, an opening, a new day, a meet or a choice for a day. Days that are over stay as they were, so either it begins later, or it was known earlier.";
    NEWS_TWICE = Warning "S33" "news-twice"
        "Two pieces of news of one day say the same of the same meet, athlete, group or team. The later one in the file holds.";
    EVENT_NOT_RUN = Warning "S34" "event-not-run"
        "An athlete is entered in an event that the meet does not run. The entry holds. Add the event to the meet's events, or correct the entry.";
    SAID_IN_NEWS = Error "S35" "said-in-news"
        "A meet that is moved or canceled is news: write it under [[news]], with the day on which it became known. So the days before it stay as they were.";
    WORKOUT_FOR_A_DAY = Error "S36" "workout-for-a-day"
        "An entry of [[days]] says in two ways what is run: with a workout of the library and with reps of its own, or with a session that does not fit the workout.";
    GROUP_TYPED_TWO_WAYS = Warning "S40" "group-typed-two-ways"
        "A group is named twice, and the two differ only in capital letters, blanks or apostrophes. They are taken as one group, so that nobody stays at home. Write it the same everywhere.";
    NAMES_LOOK_ALIKE = Warning "S41" "names-look-alike"
        "Two athletes have names that look the same on paper and are not: one has an accent that the other lacks, or a letter of another alphabet, such as a Cyrillic A. Usually it is one athlete, typed in two ways.";
    LONG_BREAK = Warning "S42" "long-break"
        "Closed days or an absence last longer than three weeks, or end after the season. Usually a month or a year is wrong. Nobody has practice on those days, so the plan would have a hole without a word.";
    GOAL_FAR_OFF = Warning "S43" "goal-far-off"
        "A goal is faster than any high-school athlete has run, slower than the athlete's best or more than 4 % faster, or far from what other goals say. Often a digit is wrong, 1:42 for 2:42; or the best has passed the goal, and it is time for a new one.";
    NOT_ENTERED = Warning "S44" "not-entered"
        "A meet has exact entries, and athletes of its groups are in none of them: they stay at home and have practice. Where that is meant, write accept = [\"S44\"] under the meet.";
    NO_EFFECT = Warning "S45" "no-effect"
        "What this says changes nothing as it stands: somebody is back who is not away on that day, or a day is set as a race, and nobody it is for has a meet then. Usually the day is wrong.";
    REP_NOTATION = Error "L01" "rep-notation"
        "A line of a workout cannot be read. Reps are written as a coach does: 3x400 @ goal, rest 3:00 or 300 = 100 @ goal + 100 @ 800 + 100 @ fastest or 6x2:00 @ strong, easy 2:00 or 40-50 min easy.";
    WORKOUT_INCOMPLETE = Error "L02" "workout-incomplete"
        "A workout cannot be used as it stands: a 48-hour, 72-hour or ordinary workout needs an event and something to run, an ordinary one its kind, and an id may be in a file only once.";
    TEMPLATE = Error "T01" "template"
        "A template of your own cannot be read, or asks for something that sheets do not have. Nothing is written until it is corrected or removed; without it the built-in one is used.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_every_name_is_there_once() {
        for (index, problem) in PROBLEMS.iter().enumerate() {
            for other in &PROBLEMS[index + 1..] {
                assert_ne!(problem.code, other.code);
                assert_ne!(problem.name, other.name);
            }
        }
    }
}
