//! R22: weeks in which nobody sees where an athlete stands.

use chrono::{Datelike, Days, Weekday};

use crate::domain::calendar::RuleContext;
use crate::domain::day::Day;
use crate::rules::{Part, Rule};

/// Notes long stretches without a race.
pub static RULE: Rule = Rule {
    code: "R22",
    name: "long-gap",
    brief: "notes in the read-back where an athlete has no race for 21 days or more, and a Saturday for a time trial",
    docs: "\
From the 15th day of an athlete's season to their last race, no more than three weeks should go by without a race or \
a time trial: splits are only as good as what is known of the athlete. Where there are 21 days or more, `check` \
notes it, with the Saturday nearest to the middle on which there is practice and nothing else is set. It is no \
warning: nothing is wrong with such a calendar.",
    parts: &[Part::Holds("cli: the read-back of check asks for these notes")],
};

/// So many days of their season nobody is missed at a race: it counts from the 15th.
const FIRST: i16 = 14;
/// So many days without a race are long.
const LONG: i16 = 21;

/// A long stretch without a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LongGap {
    /// The race day before it, or the day from which races count.
    pub from: Day,
    /// The race day after it.
    pub to: Day,
    /// The day on which a time trial would show where they stand.
    pub time_trial: Option<Day>,
}

/// The long stretches of an athlete that end on the day `today` or later.
pub fn gaps(cx: &RuleContext, today: Day) -> Vec<LongGap> {
    let athlete = cx.athlete;
    let Some(last) = athlete.last_race_day else { return Vec::new() };
    let first = athlete.from.max(Day::at(0)).plus(FIRST);
    let races: Vec<Day> = athlete.race_days.iter().filter(|&day| first < day && day <= last).collect();
    let starts = std::iter::once(first).chain(races.iter().copied());
    let long = starts.zip(&races).filter(|&(from, &to)| LONG <= to.since(from) && today <= to);
    long.map(|(from, &to)| LongGap { from, to, time_trial: free_saturday(cx, from.max(today.before()), from, to) })
        .collect()
}

/// The Saturday after `after` that is nearest to the middle of a stretch, the earlier of two, and free.
fn free_saturday(cx: &RuleContext, after: Day, from: Day, to: Day) -> Option<Day> {
    let days = (after.next().index()?..to.index()?).map(Day::at);
    let free = |&day: &Day| is_saturday(cx, day) && cx.practice(day) && cx.athlete.day_override(day).is_none();
    days.filter(free).min_by_key(|day| day.since(from).abs_diff(to.since(*day)))
}

fn is_saturday(cx: &RuleContext, day: Day) -> bool {
    let date = day.index().and_then(|index| cx.season.start.checked_add_days(Days::new(index as u64)));
    date.is_some_and(|date| date.weekday() == Weekday::Sat)
}
