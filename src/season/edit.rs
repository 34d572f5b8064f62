//! Writes into a season file what became known: one entry more at its end.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::event::TimedDistance;
use crate::domain::pace::RaceTime;
use crate::tables::edit::{AnotherForm, added_entry, quoted};

/// What became known, in the words of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// A meet, or one day of it, is not held.
    Canceled {
        /// The meet.
        meet: String,
        /// The one day.
        day: Option<NaiveDate>,
        /// Why.
        why: Option<String>,
    },
    /// A meet, or one day of it, is on another day or at another hour.
    Moved {
        /// The meet.
        meet: String,
        /// The one day.
        day: Option<NaiveDate>,
        /// The new first day.
        to: Option<NaiveDate>,
        /// The new starting time.
        time: Option<NaiveTime>,
        /// Why.
        why: Option<String>,
    },
    /// An athlete is away.
    Away {
        /// The athlete.
        athlete: String,
        /// The first day.
        from: NaiveDate,
        /// Until when, if it is more than that day.
        through: Option<Through>,
    },
    /// An athlete is back.
    Back {
        /// The athlete.
        athlete: String,
    },
    /// An athlete has a new goal.
    Goal {
        /// The athlete.
        athlete: String,
        /// Over which distance.
        over: TimedDistance,
        /// The goal.
        time: RaceTime,
    },
    /// Days are closed.
    Closed {
        /// The first day.
        from: NaiveDate,
        /// The last day, if it is more than that one.
        through: Option<NaiveDate>,
        /// Why.
        why: Option<String>,
    },
}

/// Until when somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Through {
    /// Through a day.
    Day(NaiveDate),
    /// Until they are back.
    Back,
}

impl Addition {
    /// The heading of its entry.
    pub const fn heading(&self) -> &'static str {
        match self {
            Addition::Closed { .. } => "closed",
            _ => "news",
        }
    }

    /// The days that it names, in no order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let days = match *self {
            Addition::Canceled { day, .. } => [day, None],
            Addition::Moved { day, to, .. } => [day, to],
            Addition::Away { from, .. } | Addition::Closed { from, .. } => [Some(from), None],
            Addition::Back { .. } | Addition::Goal { .. } => [None, None],
        };
        days.into_iter().flatten()
    }

    /// The same without what it says of days before `day`; `None` when nothing is left.
    pub fn from_day_on(&self, day: NaiveDate) -> Option<Addition> {
        let mut later = self.clone();
        match &mut later {
            Addition::Away { from, through, .. } => {
                let last = match through {
                    Some(Through::Back) => None,
                    Some(Through::Day(last)) => Some(*last),
                    None => Some(*from),
                };
                if last.is_some_and(|last| last < day) {
                    return None;
                }
                *from = day.max(*from);
            }
            Addition::Closed { from, through, .. } => {
                if through.unwrap_or(*from) < day {
                    return None;
                }
                *from = day.max(*from);
            }
            _ => {}
        }
        Some(later)
    }

    /// The text to put behind a season file; `known` is the first day that is planned with it.
    ///
    /// # Errors
    ///
    /// When the file has the entries of its heading in another form.
    pub fn text(&self, file: &str, known: NaiveDate) -> Result<String, AnotherForm> {
        let mut lines = vec![format!("known = {known}")];
        let mut line = |key: &str, value: Option<String>| lines.extend(value.map(|value| format!("{key} = {value}")));
        let date = |date: &NaiveDate| date.to_string();
        match self {
            Addition::Canceled { meet, day, why } => {
                line("meet", Some(quoted(meet)));
                line("day", day.as_ref().map(date));
                line("canceled", Some("true".to_owned()));
                line("why", why.as_deref().map(quoted));
            }
            Addition::Moved { meet, day, to, time, why } => {
                line("meet", Some(quoted(meet)));
                line("day", day.as_ref().map(date));
                line("date", to.as_ref().map(date));
                // In quotes, which every reader of TOML takes.
                line("time", time.map(|time| quoted(&time.format("%H:%M").to_string())));
                line("why", why.as_deref().map(quoted));
            }
            Addition::Away { athlete, from, through } => {
                line("athletes", Some(format!("[{}]", quoted(athlete))));
                let through = match through {
                    None => String::new(),
                    Some(Through::Day(last)) => format!(", through = {last}"),
                    Some(Through::Back) => ", through = \"back\"".to_owned(),
                };
                line("away", Some(format!("{{ from = {from}{through} }}")));
            }
            Addition::Back { athlete } => {
                line("athletes", Some(format!("[{}]", quoted(athlete))));
                line("back", Some("true".to_owned()));
            }
            Addition::Goal { athlete, over, time } => {
                line("athletes", Some(format!("[{}]", quoted(athlete))));
                line("goals", Some(format!("{{ {over} = {} }}", quoted(&time.to_string()))));
            }
            Addition::Closed { from, through, why } => {
                line("from", Some(date(from)));
                line("through", through.as_ref().map(date));
                line("why", why.as_deref().map(quoted));
            }
        }
        added_entry(file, self.heading(), &lines)
    }
}
