//! Dates and times of day.

use chrono::{NaiveDate, NaiveTime, Timelike};
use serde_json::{Value, json};
use toml::de::DeValue;

use crate::diag::codes::{NOT_A_DATE, WRONG_TYPE};
use crate::tables::key::Kind;
use crate::tables::schema::list;
use crate::tables::{At, Node, Table, did_you_mean, meant, short};

/// A date without a time of day.
#[derive(Clone, Copy, Debug)]
pub struct Date;

impl Kind for Date {
    type Value<'r, 'a: 'r> = NaiveDate;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<NaiveDate> {
        date(table, key, table.node(key)?, false)
    }

    fn schema(&self) -> Value {
        json!({ "type": "string", "format": "date" })
    }

    fn example(&self) -> String {
        "2026-04-11".to_owned()
    }
}

/// A date or a list of dates.
#[derive(Clone, Copy, Debug)]
pub struct Dates;

impl Kind for Dates {
    type Value<'r, 'a: 'r> = Vec<At<NaiveDate>>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Vec<At<NaiveDate>>> {
        let node = table.node(key)?;
        let at = |node: &'r Node<'a>, in_list| {
            Some(At { value: date(table, key, node, in_list)?, place: table.at(node.span()) })
        };
        let in_list = |node| at(node, true);
        Some(match node.get_ref() {
            DeValue::Array(array) => array.iter().filter(|node| !table.is_broken(node)).filter_map(in_list).collect(),
            _ => at(node, false).into_iter().collect(),
        })
    }

    fn schema(&self) -> Value {
        json!({ "anyOf": [Date.schema(), list(Date.schema())] })
    }

    fn example(&self) -> String {
        Date.example()
    }
}

/// A date, or a word that stands for one that is not known yet: `None`.
#[derive(Clone, Copy, Debug)]
pub struct DateOr(pub &'static str);

impl Kind for DateOr {
    type Value<'r, 'a: 'r> = Option<NaiveDate>;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<Option<NaiveDate>> {
        let node = table.node(key)?;
        match node.get_ref() {
            DeValue::String(text) if text.trim() == self.0 => Some(None),
            DeValue::String(text) if did_you_mean(text.trim(), [self.0]).is_some() => {
                let message = format!("\"{key}\" is a date or the word \"{}\"", self.0);
                let problem = NOT_A_DATE.at(table.at(node.span()), message);
                table.push(problem.help(format!("did you mean \"{}\"?", self.0)));
                Some(None)
            }
            _ => date(table, key, node, false).map(Some),
        }
    }

    fn schema(&self) -> Value {
        json!({ "anyOf": [Date.schema(), { "const": self.0 }] })
    }

    fn example(&self) -> String {
        Date.example()
    }
}

fn date(table: &Table, key: &str, node: &Node, in_list: bool) -> Option<NaiveDate> {
    let place = table.at(node.span());
    let named = (!in_list).then_some(key);
    match node.get_ref() {
        DeValue::Datetime(datetime) => {
            let Some(date) = datetime.date else {
                table.wrong(node, key, "a date", &format!("{key} = {}", Date.example()));
                return None;
            };
            let date = NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))?;
            if datetime.time.is_some() {
                let message = format!("\"{key}\" is a date, without a time of day");
                let help = named.map_or_else(|| format!("write {date}"), |key| format!("write {key} = {date}"));
                table.push(NOT_A_DATE.at(place, message).help(help));
            }
            Some(date)
        }
        DeValue::String(text) => {
            let quoted = || NOT_A_DATE.at(place.clone(), format!("the value of \"{key}\" is in quotes"));
            // What was meant is plain, so the rest of the checks go on with it.
            let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
            table.push(match (date, named, meant::date_problem(named, text, &table.reader.text.text)) {
                (Some(date), Some(key), _) => quoted().help(format!("remove the quotes: {key} = {date}")),
                (Some(date), None, _) => quoted().help(format!("write {date}, without quotes")),
                (None, _, Some((message, help))) => NOT_A_DATE.at(place.clone(), message).help(help),
                (None, ..) => quoted().help("write year-month-day without quotes, as 2026-04-11"),
            });
            date
        }
        // 20260411 is a number for TOML, and a date for everyone else.
        DeValue::Integer(number)
            if let Some((message, help)) = meant::date_problem(named, number.as_str(), &table.reader.text.text) =>
        {
            table.push(NOT_A_DATE.at(place, message).help(help));
            None
        }
        _ => {
            table.wrong(node, key, "a date", &format!("{key} = {}", Date.example()));
            None
        }
    }
}

/// A time of day: `"4:15 pm"`, `"16:15"` or `16:15` without quotes.
#[derive(Clone, Copy, Debug)]
pub struct TimeOfDay;

/// The forms of a time of day, after blanks and points are gone.
const TIMES_OF_DAY: [&str; 4] = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I:%M:%S%p"];

impl Kind for TimeOfDay {
    type Value<'r, 'a: 'r> = NaiveTime;

    fn read<'r, 'a>(&self, table: &Table<'r, 'a>, key: &'static str) -> Option<NaiveTime> {
        let node = table.node(key)?;
        let time = match node.get_ref() {
            DeValue::Datetime(datetime) if datetime.date.is_none() => {
                datetime.time.and_then(|time| NaiveTime::from_hms_opt(u32::from(time.hour), u32::from(time.minute), 0))
            }
            DeValue::String(text) => time_of_day(text),
            _ => None,
        };
        if let (DeValue::String(text), Some(_)) = (node.get_ref(), time)
            && is_half_a_day(text)
        {
            let message = format!("\"{}\" can be in the night or in the afternoon", short(text));
            let help = format!("write {key} = \"{} pm\", or \"0{0}\" for the night", text.trim());
            table.push(WRONG_TYPE.at(table.at(node.span()), message).help(help));
            return None;
        }
        if time.is_none() {
            table.wrong(node, key, "a time of day", &format!("{key} = {}, or \"16:15\"", self.example()));
        }
        time
    }

    fn schema(&self) -> Value {
        let bare = r"^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-9.]+)?$";
        let clock = r"([06-9]|0[0-9]|1[0-9]|2[0-3])(:[0-5][0-9]){0,2}|[1-5](:[0-5][0-9]){2}";
        let with_half = r"([01]?[0-9]|2[0-3])(:[0-5][0-9]){0,2}\s*[aApP]\.?\s*[mM]\.?";
        let text = format!(r"^\s*({clock}|{with_half})\s*$");
        let bare = json!({ "type": "string", "format": "time-local", "pattern": bare });
        json!({ "anyOf": [bare, { "type": "string", "pattern": text }] })
    }

    fn example(&self) -> String {
        "\"4:15 pm\"".to_owned()
    }
}

/// True for `4:15`, with which nobody means the night: `04:15` says that.
pub fn is_half_a_day(typed: &str) -> bool {
    matches!(typed.trim().split_once(':'), Some(("1" | "2" | "3" | "4" | "5", minutes)) if minutes.len() == 2)
}

/// Reads `4:15 pm`, `4 p.m.` and `16:15`, whatever the blanks; seconds are left out.
pub fn time_of_day(typed: &str) -> Option<NaiveTime> {
    let plain: String = typed.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let hour = plain.strip_suffix(['m']).and_then(|text| text.strip_suffix(['a', 'p']));
    let plain = match hour {
        Some(hour) if hour.bytes().all(|byte| byte.is_ascii_digit()) => format!("{hour}:00{}", &plain[hour.len()..]),
        _ => plain,
    };
    let time = TIMES_OF_DAY.iter().find_map(|form| NaiveTime::parse_from_str(&plain, form).ok())?;
    time.with_second(0)
}

#[cfg(test)]
mod tests {
    use super::time_of_day;

    #[test]
    fn a_time_of_day_is_read_as_coaches_write_it() {
        for (typed, time) in [
            ("4:15 pm", "16:15"),
            ("4:15PM", "16:15"),
            ("4:15 p.m.", "16:15"),
            ("4 pm", "16:00"),
            ("12:05 am", "00:05"),
            ("12 pm", "12:00"),
            ("9:00 am", "09:00"),
            ("16:15", "16:15"),
            (" 16:15:30 ", "16:15"),
            ("08:30", "08:30"),
        ] {
            let read = time_of_day(typed).map(|time| time.format("%H:%M").to_string());
            assert_eq!(read.as_deref(), Some(time), "{typed}");
        }
        for typed in ["16:15 pm", "25:00", "4", "noon", "pm", "", "4:75 pm", "13 pm"] {
            assert_eq!(time_of_day(typed), None, "{typed}");
        }
    }
}
