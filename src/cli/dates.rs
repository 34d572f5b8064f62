//! Dates as they are typed: `2026-05-01`, or words that depend on today.

use chrono::{Datelike, Days, Local, NaiveDate, NaiveTime, Weekday};

use super::CommandError;
use crate::tables::{self, short};

/// A date without a year is so many days ago at most.
const HALF_A_YEAR: u64 = 182;

/// Today.
pub(super) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// The date that `asked` means on `today`, if it is one: a weekday is the next
/// day of that name, today included.
pub(super) fn date(asked: &str, today: NaiveDate) -> Option<NaiveDate> {
    let asked = asked.trim();
    let days = |days| today.checked_add_days(Days::new(days));
    match asked.to_lowercase().as_str() {
        "today" => Some(today),
        "tomorrow" => days(1),
        "yesterday" => today.pred_opt(),
        word => match word.parse::<Weekday>() {
            Ok(weekday) => days(u64::from(weekday.days_since(today.weekday()))),
            Err(_) => asked.parse().ok(),
        },
    }
}

/// The date that `asked` means.
pub(super) fn required(asked: &str, today: NaiveDate) -> Result<NaiveDate, CommandError> {
    date(asked, today).ok_or_else(|| {
        let meant = tables::meant_date(asked, &(today - Days::new(HALF_A_YEAR)).to_string());
        let form = meant.map_or_else(|| "2026-05-01".to_owned(), |date| date.to_string());
        let what = format!("\"{}\" is not a date; write {form}, today, tomorrow or a weekday", short(asked));
        CommandError::Failure(what)
    })
}

/// A time of day: `16:15`, `4:15 pm`.
pub(super) fn time_of_day(asked: &str) -> Result<NaiveTime, CommandError> {
    tables::time_of_day(asked).filter(|_| !tables::is_half_a_day(asked)).ok_or_else(|| {
        let what = format!("\"{}\" is not a time of day; write \"16:15\" or \"4:15 pm\"", short(asked));
        CommandError::Failure(what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_date_is_answered_with_the_date_that_was_meant() {
        let today: NaiveDate = "2026-04-16".parse().unwrap();
        for (asked, form) in
            [("4/20", "2026-04-20"), ("March 2", "2026-03-02"), ("1/2", "2026-01-02"), ("soon", "2026-05-01")]
        {
            let CommandError::Failure(said) = required(asked, today).unwrap_err() else { panic!("{asked}") };
            assert_eq!(said, format!("\"{asked}\" is not a date; write {form}, today, tomorrow or a weekday"));
        }
    }

    #[test]
    fn words_are_days_from_today_on() {
        // A Thursday.
        let today: NaiveDate = "2026-04-16".parse().unwrap();
        for (asked, expected) in [
            ("today", "2026-04-16"),
            ("Tomorrow", "2026-04-17"),
            ("yesterday", "2026-04-15"),
            ("thursday", "2026-04-16"),
            ("sat", "2026-04-18"),
            (" Wednesday ", "2026-04-22"),
            ("2026-4-23", "2026-04-23"),
        ] {
            assert_eq!(date(asked, today), Some(expected.parse().unwrap()), "{asked}");
        }
        assert_eq!(date("last friday", today), None);
        assert_eq!(date("", today), None);
    }

    #[test]
    fn a_time_of_day_is_read_as_a_coach_says_it() {
        for (asked, expected) in [("16:15", "16:15"), ("4:15 pm", "16:15"), ("9 AM", "9:00"), ("12:00 p.m.", "12:00")] {
            let read = time_of_day(asked).ok().map(|time| time.format("%-H:%M").to_string());
            assert_eq!(read.as_deref(), Some(expected), "{asked}");
        }
        for wrong in ["25:00", "noon", "4", "", "pm"] {
            assert!(time_of_day(wrong).is_err(), "{wrong}");
        }
    }
}
