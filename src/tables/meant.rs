//! What was meant: dates, race times and distances as people write them.
//!
//! A remedy is a line that can be typed, so it has the date or the time that
//! was meant, in the form that is read; what is not plain is not guessed.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// The years in which dates are looked for.
const YEARS: RangeInclusive<i32> = 1900..=2999;
/// The first date of a file is looked for in so many bytes.
const HEAD: usize = 64 * 1024;

/// What to say of text where a date belongs, and the remedy. `key` is what it
/// is the value of, none in a list; `file` has the dates by which a year is
/// found when the text has none.
pub(super) fn date_problem(key: Option<&str>, typed: &str, file: &str) -> Option<(String, String)> {
    let shown = super::short(typed.trim());
    if let Some(date) = date(typed, file) {
        let help = match key {
            Some(key) => format!("write {key} = {date}"),
            None => format!("write {date}, without quotes"),
        };
        return Some((format!("{shown} is not written as a date"), help));
    }
    let (first, last) = two_dates(typed, file)?;
    let help = match key {
        Some(key) => format!("write {key} = {first} and through = {last}"),
        None => format!("write {first}, {last}, without quotes"),
    };
    Some((format!("{shown} is two dates"), help))
}

/// The date that was meant: `March 25`, `25-Mar`, `3/25/2026`, `2026–3–25`. Without a year it is the first one on or
/// after the first date of the file.
pub fn date(typed: &str, file: &str) -> Option<NaiveDate> {
    let typed = typed.trim_matches(|c: char| c.is_whitespace() || is_quote(c));
    let is_more = typed.contains([':', '=', '{', '}', '[', ']']);
    if !typed.contains(|c: char| c.is_ascii_digit()) || is_more || 40 < typed.chars().count() {
        return None;
    }
    let mut numbers: Vec<&str> = Vec::new();
    let mut month = None;
    for part in parts(typed) {
        if part.starts_with(|c: char| c.is_ascii_digit()) {
            numbers.push(part);
        } else if let Some(number) = month_of(part) {
            if month.replace(number).is_some() {
                return None;
            }
        } else if !is_weekday(part) && !matches!(part, "st" | "nd" | "rd" | "th" | "of" | "the") {
            return None;
        }
    }
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 4);
    let is_year = |text: &str| text.len() == 4;
    let (year, month, day) = match (month, numbers.as_slice()) {
        (Some(month), [day]) => (None, month, number(day)?),
        (Some(month), [year, day]) if is_year(year) => (Some(*year), month, number(day)?),
        (Some(month), [day, year]) => (Some(*year), month, number(day)?),
        (None, [one]) if one.len() == 8 => (Some(&one[..4]), number(&one[4..6])?, number(&one[6..])?),
        (None, [year, month, day]) if is_year(year) => {
            let (month, day) = month_first(number(month)?, number(day)?);
            (Some(*year), month, day)
        }
        // Points are between day and month, other signs between month and day.
        (None, [day, month, year]) if typed.contains('.') => (Some(*year), number(month)?, number(day)?),
        (None, [month, day, year]) => {
            let (month, day) = month_first(number(month)?, number(day)?);
            (Some(*year), month, day)
        }
        (None, [month, day]) if !typed.contains('.') => {
            let (month, day) = month_first(number(month)?, number(day)?);
            (None, month, day)
        }
        _ => return None,
    };
    let year = match year {
        Some(year) if year.len() == 2 => Some(2000 + number(year)? as i32),
        Some(year) if is_year(year) => Some(number(year)? as i32),
        Some(_) => return None,
        None => None,
    };
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day).filter(|date| YEARS.contains(&date.year())),
        None => {
            // In the season: on or after the first date of the file.
            let start = first_date(file)?;
            let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
            [start.year(), start.year() + 1].into_iter().filter_map(in_year).find(|date| start <= *date)
        }
    }
}

/// Two dates with a dash, `to` or `through` between them.
fn two_dates(typed: &str, file: &str) -> Option<(NaiveDate, NaiveDate)> {
    [" through ", " thru ", " to ", " - ", "–", "—"].into_iter().find_map(|between| {
        let (first, last) = typed.split_once(between)?;
        Some((date(first, file)?, date(last, file)?)).filter(|(first, last)| first <= last)
    })
}

/// Month and day; the other way round where only that is on the calendar.
const fn month_first(month: u32, day: u32) -> (u32, u32) {
    if 12 < month && day <= 12 { (day, month) } else { (month, day) }
}

/// Runs of digits and of letters.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let ends = |c: char| !c.is_alphanumeric() || c.is_ascii_digit() != digits;
        let (part, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// True for a word or its beginning, of at least three letters.
fn begins(part: &str, word: &str) -> bool {
    3 <= part.len() && part.len() <= word.len() && word[..part.len()].eq_ignore_ascii_case(part)
}

fn month_of(part: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| begins(part, month)).or_else(|| (part == "Sept").then_some(8))?;
    Some(at as u32 + 1)
}

fn is_weekday(part: &str) -> bool {
    WEEKDAYS.iter().any(|weekday| begins(part, weekday))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’')
}

/// The first date that a file has in the right form: the season's first day, as a rule.
fn first_date(file: &str) -> Option<NaiveDate> {
    let head = file.as_bytes();
    let head = &head[..head.len().min(HEAD)];
    let form = |bytes: &[u8]| {
        bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    let found = head.windows(10).filter(|bytes| form(bytes));
    found.filter_map(|bytes| std::str::from_utf8(bytes).ok()?.parse().ok()).next()
}

/// No race takes less than so many seconds: what does is minutes and seconds with a point between them.
const SHORTEST: u32 = 40;

/// The race time that was meant over the distance of `key`, in the form that is read: `5.20`, `5'20`,
/// `05:20:00` and `0:05:20` are 5:20. So is 520; where nobody runs that fast, it is a number of seconds.
pub(super) fn race_time(key: &str, typed: &str) -> Option<String> {
    let typed = typed.trim_matches(|c: char| c.is_whitespace() || is_quote(c));
    // `5m20s`
    let typed = typed.strip_suffix('s').unwrap_or(typed);
    let (clock, fraction) = match typed.split_once('.') {
        Some((whole, digits)) if !whole.contains([':', '\'']) && is_number(whole, 2) && is_number(digits, 2) => {
            if whole.parse::<u32>().is_ok_and(|seconds| SHORTEST <= seconds) {
                return Some(typed.to_owned());
            }
            // A spreadsheet drops the last zero of 5.20.
            let seconds = if digits.len() == 1 { format!("{digits}0") } else { digits.to_owned() };
            return (seconds.as_str() < "60").then(|| format!("{}:{seconds}", bare(whole)));
        }
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (typed, None),
    };
    let fraction = match fraction {
        Some(digits) if is_number(digits, 2) => format!(".{digits}"),
        Some(_) => return None,
        None => String::new(),
    };
    let fields: Vec<&str> = clock.split([':', '\'', '’', '′', ';', 'm', ' ']).collect();
    let below_60 = |text: &str| text.len() == 2 && is_number(text, 2) && text < "60";
    match fields.as_slice() {
        [digits] if is_number(digits, 4) => {
            let number: u32 = digits.parse().ok()?;
            let seconds = match number {
                100.. if number % 100 < 60 && is_run(key, number / 100 * 60 + number % 100) => {
                    number / 100 * 60 + number % 100
                }
                60..=6000 => number,
                _ => return None,
            };
            Some(format!("{}:{:02}{fraction}", seconds / 60, seconds % 60))
        }
        [minutes, seconds] if is_number(minutes, 2) && below_60(seconds) => {
            Some(format!("{}:{seconds}{fraction}", bare(minutes)))
        }
        // A spreadsheet takes 5:20 for hours and minutes.
        [minutes, seconds, "00"] if is_number(minutes, 2) && bare(minutes) != "0" && below_60(seconds) => {
            Some(format!("{}:{seconds}", bare(minutes)))
        }
        [hours, minutes, seconds]
            if is_number(hours, 2) && bare(hours) == "0" && below_60(minutes) && below_60(seconds) =>
        {
            Some(format!("{}:{seconds}{fraction}", bare(minutes)))
        }
        _ => None,
    }
}

/// True for text without a colon that can only be seconds: over that distance nobody runs as fast
/// as the same digits would say with a colon.
pub(super) fn is_seconds(key: &str, typed: &str) -> bool {
    let Some((whole, _)) = typed.split_once('.').or(Some((typed, ""))).filter(|(whole, _)| is_number(whole, 4)) else {
        return false;
    };
    let number: u32 = whole.parse().unwrap_or_default();
    let with_colon = number / 100 * 60 + number % 100;
    SHORTEST <= number && !(100 <= number && number % 100 < 60 && is_run(key, with_colon))
}

/// True when the distance of a key can be run in so many seconds; true without a distance.
fn is_run(key: &str, seconds: u32) -> bool {
    let digits: String = key.chars().filter(char::is_ascii_digit).collect();
    let meters = match key {
        "mile" => Some(1609),
        "2mile" => Some(3219),
        _ => digits.parse::<u32>().ok().filter(|_| !key.contains('x')),
    };
    // Faster than any record.
    meters.is_none_or(|meters| meters * if meters < 1000 { 12 } else { 13 } <= seconds * 100)
}

/// The distance of `1600m` or `1600 meters`.
pub(super) fn meters(typed: &str) -> Option<&str> {
    let digits = typed.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = typed[digits.len()..].trim();
    (is_number(digits, 5) && matches!(unit, "m" | "M" | "meter" | "meters")).then_some(digits)
}

fn is_number(text: &str, most: usize) -> bool {
    !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Without the zero in front.
fn bare(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0" } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_however_people_write_it() {
        let file = "[season]\nstart = 2025-12-01\n";
        for (typed, date) in [
            ("March 25", "2026-03-25"),
            ("Mar 25", "2026-03-25"),
            ("25-Mar", "2026-03-25"),
            ("25-Mar-26", "2026-03-25"),
            ("25 March 2026", "2026-03-25"),
            ("March 25th, 2026", "2026-03-25"),
            ("Wed, March 25", "2026-03-25"),
            ("Sept 5", "2026-09-05"),
            ("December 5", "2025-12-05"),
            ("3/25/2026", "2026-03-25"),
            ("3/25/26", "2026-03-25"),
            ("3/25", "2026-03-25"),
            ("3-25-2026", "2026-03-25"),
            ("25/3/2026", "2026-03-25"),
            ("25.3.2026", "2026-03-25"),
            ("04.11.2026", "2026-11-04"),
            ("2026/3/25", "2026-03-25"),
            ("2026-3-25", "2026-03-25"),
            ("2026-25-03", "2026-03-25"),
            ("2026–03–25", "2026-03-25"),
            ("20260325", "2026-03-25"),
            ("“2026-03-25”", "2026-03-25"),
        ] {
            assert_eq!(super::date(typed, file).map(|date| date.to_string()).as_deref(), Some(date), "{typed}");
        }
        for typed in ["2026-02-30", "soon", "5:20", "5.20", "March", "25", "16:15", "13/13/2026", "3/25/20261", "4x800"]
        {
            assert_eq!(super::date(typed, file), None, "{typed}");
        }
        assert_eq!(super::date("March 25", "no date here"), None);
        let both = two_dates("2026-04-11 – 2026-04-14", file).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(both.as_deref(), Some("2026-04-11 2026-04-14"));
    }

    #[test]
    fn a_race_time_is_found_however_people_and_spreadsheets_write_it() {
        for (typed, time) in [
            ("5:20", "5:20"),
            ("5.20", "5:20"),
            ("5.2", "5:20"),
            ("5'20", "5:20"),
            ("5'20\"", "5:20"),
            ("5 20", "5:20"),
            ("5m20s", "5:20"),
            ("05:20:00", "5:20"),
            ("5:20:00", "5:20"),
            ("0:05:20", "5:20"),
            ("00:05:20.5", "5:20.5"),
            ("11:40.25", "11:40.25"),
            ("320", "5:20"),
            ("520", "5:20"),
            ("515.5", "5:15.5"),
            ("59.8", "59.8"),
            ("58.25", "58.25"),
        ] {
            assert_eq!(race_time("1600", typed).as_deref(), Some(time), "{typed}");
        }
        for typed in ["", "fast", "5:75", "5.75", "1:02:30", "5:2", "5:20.123", "20", "2026-04-11", "4:15 pm"] {
            assert_eq!(race_time("1600", typed), None, "{typed}");
        }
        for (key, typed, time) in [("800", "158", "1:58"), ("800", "205", "2:05"), ("3200", "1108", "11:08")] {
            assert_eq!(race_time(key, typed).as_deref(), Some(time), "{typed}");
            assert!(!is_seconds(key, typed), "{typed}");
        }
        for (key, typed) in [("800", "119.5"), ("1600", "320"), ("400", "58.25"), ("800", "80")] {
            assert!(is_seconds(key, typed), "{typed}");
        }
    }

    #[test]
    fn a_distance_is_found_with_its_unit() {
        assert_eq!(["1600m", "1600 m", "800 meters"].map(meters), [Some("1600"), Some("1600"), Some("800")]);
        assert_eq!(["1600", "m", "16:00m", "1600 miles"].map(meters), [None; 4]);
    }
}
