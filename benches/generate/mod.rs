//! Makes season files of any size, the same ones every time.
//!
//! A season has three groups and three events, goals of which some have to be
//! estimated, a closed week, meets on one day and on several, a championship
//! with entries, a meet that was moved, words of the coach, and absences: one
//! athlete in eight is away at some time, so that most share a calendar and
//! the rest do not.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

/// Numbers that look random and are the same every time (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const GROUPS: [&str; 3] = ["varsity", "jv", "novice"];
const EVENTS: [u64; 3] = [800, 1600, 3200];
const FIRST: [&str; 20] = [
    "Ana", "Ben", "Caleb", "Dara", "Elif", "Finn", "Grace", "Hugo", "Iris", "Jonas", "Kira", "Lena", "Maya", "Noah",
    "Omar", "Priya", "Quinn", "Rosa", "Sam", "Theo",
];
const START: [&str; 20] = [
    "Al", "Bren", "Cas", "Dor", "El", "Far", "Gar", "Hol", "Ing", "Jen", "Kel", "Lar", "Mor", "Nor", "Ols", "Pen",
    "Quil", "Ros", "San", "Tor",
];
const MIDDLE: [&str; 10] = ["a", "be", "di", "e", "go", "i", "la", "mo", "ni", "o"];
const END: [&str; 10] = ["berg", "dale", "field", "ford", "ley", "man", "ro", "son", "ton", "wood"];

/// News and entries with `known` of every kind, one on each of `count` days.
pub(crate) fn news(athletes: usize, meets: usize, weeks: usize, count: usize) -> String {
    let start: NaiveDate = "2026-03-02".parse().expect("a date");
    let date = |day: usize| start + Days::new(day as u64);
    let mut file = String::new();
    for index in 0..count {
        let known = 1 + index * (weeks * 7 - 10) / count.max(1);
        let (who, later) = (name(index * 7 % athletes.max(1)), date(known + 3));
        // A meet that is still to come.
        let meet = (1 + (known + 7) * meets / (weeks * 7)).min(meets.saturating_sub(1)).max(1);
        let meet = format!("meet = \"Meet {meet} & Friends\"");
        let piece = match index % 8 {
            0 => format!("athletes = [\"{who}\"]\ngoals = {{ 1600 = \"5:01.{}\" }}", index % 10),
            1 => format!("athletes = [\"{who}\"]\naway = [{{ from = {later} }}]"),
            2 => format!("{meet}\nwithout = [\"{who}\"]"),
            3 => format!("athletes = [\"{who}\"]\ngroup = \"novice\""),
            4 => format!("{meet}\nplace = \"the other track\""),
            5 => format!("athletes = [\"{who}\"]\naway = [{{ from = {later}, through = \"back\" }}]"),
            6 => format!("{meet}\nalso = {{ 800 = [\"{who}\"] }}"),
            _ => format!("groups = \"novice\"\naway = [{{ from = {later} }}]"),
        };
        let _ = writeln!(file, "\n[[news]]\nknown = {}\n{piece}", date(known));
    }
    file
}

/// A season file. There are names for 40,000 athletes; more of them get a number.
pub(crate) fn season(athletes: usize, meets: usize, weeks: usize) -> String {
    let start: NaiveDate = "2026-03-02".parse().expect("a date");
    let date = |day: usize| start + Days::new(day as u64);
    let days = weeks * 7;
    let mut dice = Dice(20_260_302);
    let mut file = format!(
        "[season]\nname = \"Season of {athletes}\"\nstart = {}\nend = {}\nchampionship-from = {}\n\n\
         [[closed]]\nfrom = {}\nthrough = {}\nwhy = \"spring break\"\n\n",
        date(0),
        date(days - 1),
        date(days * 2 / 3),
        date(21),
        date(25)
    );
    for index in 0..meets {
        write_meet(&mut file, index, meets, weeks, athletes, &date);
    }
    for index in 0..athletes {
        write_athlete(&mut file, index, days, &mut dice, &date);
    }
    let _ = writeln!(file, "[[days]]\ndate = {}\nnote = \"team photo at 15:30\"\n", date(2));
    let _ = writeln!(file, "[[days]]\ndate = {}\ngroups = [\"novice\"]\nsession = \"easy\"", date(8));
    file
}

fn name(index: usize) -> String {
    let (first, rest) = (index % FIRST.len(), index / FIRST.len());
    let (start, rest) = (rest % START.len(), rest / START.len());
    let (middle, rest) = (rest % MIDDLE.len(), rest / MIDDLE.len());
    let (end, more) = (rest % END.len(), rest / END.len());
    let number = if more == 0 { String::new() } else { format!(" {more}") };
    format!("{} {}{}{}{number}", FIRST[first], START[start], MIDDLE[middle], END[end])
}

/// Athletes take turns in the groups, and within a group in the events.
fn group(index: usize) -> usize {
    index % GROUPS.len()
}

fn event(index: usize) -> usize {
    index / GROUPS.len() % EVENTS.len()
}

fn write_meet(
    file: &mut String,
    index: usize,
    meets: usize,
    weeks: usize,
    athletes: usize,
    date: &impl Fn(usize) -> NaiveDate,
) {
    // From the second week on; Saturdays, and Thursdays once there is more than one a week.
    let day = 7 + (index + 1) * (weeks - 1) * 7 / meets.max(1) - 7;
    let day = day / 7 * 7 + if index % 3 == 1 { 3 } else { 5 };
    let _ = writeln!(file, "[[meets]]\nname = \"Meet {} & Friends\"\ndate = {}", index + 1, date(day));
    if index + 1 == meets {
        // The championship: the varsity's events, the 800 with prelim and final.
        let _ = writeln!(
            file,
            "through = {}\nkind = \"championship\"\npriority = 3\ngroups = [\"varsity\"]",
            date(day + 1)
        );
        let _ = writeln!(file, "event-days = {{ 800 = [{0}, {1}], 1600 = {1}, 3200 = {0} }}", date(day), date(day + 1));
        let entered: Vec<String> = (0..EVENTS.len())
            .map(|of| {
                let names = (0..athletes).filter(|&athlete| group(athlete) == 0 && event(athlete) == of);
                let names: Vec<String> = names.map(|athlete| format!("\"{}\"", name(athlete))).collect();
                format!("{} = [{}]", EVENTS[of], names.join(", "))
            })
            .collect();
        let _ = writeln!(file, "entries = {{ {} }}", entered.join(", "));
    } else {
        let more = match index % 5 {
            0 => "kind = \"dual\"\ntime = 16:15\n".to_owned(),
            1 => "groups = [\"varsity\", \"jv\"]\nplace = \"St. Mary's <track>\"\n".to_owned(),
            2 => "kind = \"indoor\"\n".to_owned(),
            3 => "kind = \"relays\"\nlead = \"72-hour\"\n".to_owned(),
            _ => "kind = \"invitational\"\npriority = 2\n".to_owned(),
        };
        file.push_str(&more);
    }
    file.push('\n');
}

fn write_athlete(file: &mut String, index: usize, days: usize, dice: &mut Dice, date: &impl Fn(usize) -> NaiveDate) {
    let (group, event) = (group(index), event(index));
    // Tenths of a second over the 800; the longer goals follow from it.
    let goal_800 = 1_200 + dice.below(400);
    let goal = |event: usize| {
        let tenths = goal_800 * [1_000, 2_200, 4_700][event] / 1_000;
        format!("{} = \"{}:{:02}.{}\"", EVENTS[event], tenths / 600, tenths / 10 % 60, tenths % 10)
    };
    let _ = writeln!(
        file,
        "[[athletes]]\nname = \"{}\"\nevent = {}\ngroup = \"{}\"",
        name(index),
        EVENTS[event],
        GROUPS[group]
    );
    match index % 4 {
        // One in four has no neighboring goal: it is estimated.
        0 => drop(writeln!(file, "goals = {{ {} }}", goal(event))),
        _ => {
            let goals: Vec<String> = (0..EVENTS.len()).filter(|other| other.abs_diff(event) < 2).map(goal).collect();
            let _ = writeln!(file, "goals = {{ {} }}", goals.join(", "));
        }
    }
    if index % 8 == 5 {
        let from = dice.below(days as u64 - 9) as usize;
        let through = from + dice.below(8) as usize;
        let _ = writeln!(file, "away = [{{ from = {}, through = {} }}]", date(from), date(through));
    }
    if index % 29 == 11 {
        file.push_str("volume = \"lower\"\n");
    }
    file.push('\n');
}
