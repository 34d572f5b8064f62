//! Calendars as RFC 5545 and RFC 7986 ask, written so that every client reads
//! them: no METHOD, because they are files and not messages; for a time zone each
//! change of its clocks by itself, because clients differ about recurrence rules;
//! and a day ends on the day after.

use std::fmt::Display;
use std::io::{self, Write};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::sheet::{DayCalendar, DayEvent, When, Zone};
use crate::zone::Shift;

/// Octets of a line, its end not counted.
const MAX_OCTETS: usize = 75;

/// Writes a calendar.
///
/// # Errors
///
/// When `out` does.
pub(super) fn write(calendar: &DayCalendar, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines(String::new());
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//racepace//racepace//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("UID", &calendar.uid);
    lines.add("LAST-MODIFIED", midnight(calendar.revised));
    // The name as the RFC has it, and as clients had it before.
    lines.add("NAME", escape(&calendar.name));
    lines.add("X-WR-CALNAME", escape(&calendar.name));
    if let Some(zone) = calendar.zone {
        lines.zone(zone);
    }
    for event in &calendar.events {
        lines.event(event, calendar.zone);
    }
    lines.add("END", "VCALENDAR");
    out.write_all(lines.0.as_bytes())
}

/// The lines of a calendar, folded.
struct Lines(String);

impl Lines {
    /// Adds a property and its value, which is escaped already where it is text.
    fn add(&mut self, property: &str, value: impl Display) {
        fold(&format!("{property}:{value}"), &mut self.0);
    }

    fn zone(&mut self, zone: &Zone) {
        self.add("BEGIN", "VTIMEZONE");
        self.add("TZID", &zone.name);
        for Shift { at, before, after, name, summer } in &zone.shifts {
            let kind = if *summer { "DAYLIGHT" } else { "STANDARD" };
            self.add("BEGIN", kind);
            self.add("DTSTART", local(*at));
            self.add("TZOFFSETFROM", offset(*before));
            self.add("TZOFFSETTO", offset(*after));
            self.add("TZNAME", escape(name));
            self.add("END", kind);
        }
        self.add("END", "VTIMEZONE");
    }

    fn event(&mut self, event: &DayEvent, zone: Option<&Zone>) {
        self.add("BEGIN", "VEVENT");
        self.add("UID", &event.uid);
        self.add("DTSTAMP", midnight(event.revised));
        self.add("SEQUENCE", event.sequence);
        match event.when {
            When::Day(date) => {
                self.add("DTSTART;VALUE=DATE", date.format("%Y%m%d"));
                self.add("DTEND;VALUE=DATE", (date + TimeDelta::days(1)).format("%Y%m%d"));
            }
            When::Hours(from, to) => {
                let zone = zone.map(|zone| format!(";TZID={}", zone.name)).unwrap_or_default();
                self.add(&format!("DTSTART{zone}"), local(from));
                self.add(&format!("DTEND{zone}"), local(to));
            }
        }
        self.add("SUMMARY", escape(&event.title));
        if !event.lines.is_empty() {
            self.add("DESCRIPTION", escape(&event.lines.join("\n")));
        }
        if let Some(place) = &event.place {
            self.add("LOCATION", escape(place));
        }
        self.add("STATUS", if event.tentative { "TENTATIVE" } else { "CONFIRMED" });
        self.add("TRANSP", if event.busy { "OPAQUE" } else { "TRANSPARENT" });
        self.add("END", "VEVENT");
    }
}

/// A time without a zone: `20260404T090000`.
fn local(time: NaiveDateTime) -> impl Display {
    time.format("%Y%m%dT%H%M%S")
}

/// The first moment of a day in UTC. The minute at which a coach learned
/// something is neither known nor needed.
fn midnight(date: NaiveDate) -> impl Display {
    date.format("%Y%m%dT000000Z")
}

/// Seconds ahead of UTC: `-0700`, and `+004930` from before zones had whole minutes.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    let rest = if seconds == 0 { String::new() } else { format!("{seconds:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

/// Text as the value of a property: nothing in it ends the line or the value.
/// A control character, of which the RFC allows none, becomes a space.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a line to `out`, broken where it would have more than 75 octets, and
/// never inside of a character: what continues it begins with a space.
fn fold(line: &str, out: &mut String) {
    let mut room = MAX_OCTETS;
    for c in line.chars() {
        if room < c.len_utf8() {
            out.push_str("\r\n ");
            room = MAX_OCTETS - 1;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What a reader makes of an escaped text.
    fn read(escaped: &str) -> String {
        let mut text = String::new();
        let mut chars = escaped.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => text.push(match chars.next() {
                    Some('n') => '\n',
                    other => other.unwrap(),
                }),
                ';' | ',' => panic!("{c} ends the value: {escaped}"),
                c => text.push(c),
            }
        }
        text
    }

    #[test]
    fn no_text_ends_its_line_or_its_value() {
        for (text, expected) in [
            ("3 × 400; rest 3:00, jog", "3 × 400\\; rest 3:00\\, jog"),
            ("a\\n", "a\\\\n"),
            ("a\r\nb\rc\nd\n\re", "a\\nb\\nc\\nd\\n\\ne"),
            ("a\tb\0c\u{85}d\u{7f}", "a b c d "),
        ] {
            assert_eq!(escape(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_offset_has_its_sign_and_seconds_only_when_there_are_some() {
        for (seconds, expected) in
            [(0, "+0000"), (-25_200, "-0700"), (37_800, "+1030"), (-1_800, "-0030"), (-25_196, "-065956")]
        {
            assert_eq!(offset(seconds), expected);
        }
    }

    #[test]
    fn a_line_of_75_octets_is_whole_and_one_of_76_is_not() {
        for (length, expected) in [(0, "\r\n"), (75, "\r\n"), (76, "\r\n x\r\n"), (75 + 74 + 1, "\r\n x\r\n")] {
            let mut folded = String::new();
            fold(&"x".repeat(length), &mut folded);
            assert!(folded.ends_with(expected) && folded.split("\r\n").all(|line| line.len() <= 75), "{folded:?}");
        }
    }

    proptest! {
        #[test]
        fn a_folded_line_is_the_same_when_unfolded_and_none_is_longer_than_75_octets(line in "[ a-zé×李🏃]{0,300}") {
            let mut folded = String::new();
            fold(&line, &mut folded);
            prop_assert!(folded.split("\r\n").all(|line| line.len() <= 75));
            prop_assert_eq!(folded.strip_suffix("\r\n").unwrap().replace("\r\n ", ""), line);
        }

        #[test]
        fn a_text_is_read_as_it_was(text in "[a-z\\\\;,:\n🏃 ]{0,40}") {
            prop_assert_eq!(read(&escape(&text)), text);
        }

        #[test]
        fn any_text_at_all_stays_on_its_line(text in any::<String>()) {
            prop_assert!(!escape(&text).contains(char::is_control));
            read(&escape(&text));
        }
    }
}
