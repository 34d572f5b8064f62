//! Which workout before each race: worked decisions, and all seasons against brute force.

use crate::common;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;
use racepace::domain::day::Day;
use racepace::domain::lead::Lead;
use racepace::domain::meet::Choice;
use racepace::domain::season::Season;
use racepace::domain::session::Session;
use racepace::plan::Plan;
use serde_json::Value;

/// The season file of a worked case.
fn case_season(problem: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut file = format!(
        "[season]\nname = \"Case\"\nstart = {}\nend = {}\n\n",
        text(&problem["season"]["start"]),
        text(&problem["season"]["end"])
    );
    for blocked in problem["blocked"].as_array().into_iter().flatten() {
        let range = text(blocked);
        let (from, through) = range.split_once('/').unwrap_or((&range, &range));
        file += &format!("[[closed]]\nfrom = {from}\nthrough = {through}\n\n");
    }
    let mut canceled = String::new();
    for (index, race) in problem["races"].as_array().unwrap().iter().enumerate() {
        let date: NaiveDate = text(&race["date"]).parse().unwrap();
        file += &format!("[[meets]]\nname = \"Meet {index}\"\ndate = {date}\n");
        if let Some(days) = race["days"].as_u64() {
            file += &format!("through = {}\n", date + Days::new(days - 1));
        }
        match &race["prefer"] {
            Value::Number(hours) => file += &format!("lead = \"{hours}-hour\"\n"),
            Value::String(none) => file += &format!("lead = \"{none}\"\n"),
            _ => {}
        }
        if race["status"].as_str().is_some_and(|status| status.starts_with("cancel")) {
            // With work done for it, it was canceled on its day; else it was known all along.
            let known = if problem["done"].is_array() { date } else { "2026-03-01".parse().unwrap() };
            canceled += &format!("[[news]]\nknown = {known}\nmeet = \"Meet {index}\"\ncanceled = true\n");
        }
        file += "\n";
    }
    file + "[[athletes]]\nname = \"Ana R.\"\nevent = 1600\ngoals = { 1600 = \"5:20\" }\n" + &canceled
}

#[test]
fn every_worked_case_is_decided_as_written() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../cases/lead_cases.json")).unwrap();
    assert_eq!(cases.len(), 19);
    for case in &cases {
        let expected: Vec<String> = case["expected_first"]
            .as_array()
            .unwrap()
            .iter()
            .map(|lead| lead.as_str().map_or_else(|| lead.to_string(), str::to_owned))
            .collect();
        assert_eq!(common::leads(&case_season(&case["problem"])), expected, "{}: {}", case["name"], case["why"]);
    }
}

/// A random season of one athlete, as plain dates.
#[derive(Clone, Debug)]
struct Spec {
    length: u64,
    off: Vec<Weekday>,
    closed: Vec<(u64, u64)>,
    overrides: Vec<(u64, &'static str)>,
    meets: Vec<MeetSpec>,
    short: Vec<i64>,
    hard_days: usize,
}

#[derive(Clone, Debug)]
struct MeetSpec {
    day: u64,
    length: u64,
    kind: &'static str,
    train_through: Option<bool>,
    lead: Option<&'static str>,
    priority: u8,
}

const START: (i32, u32, u32) = (2026, 3, 2);

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(START.0, START.1, START.2).unwrap()
}

fn any_spec() -> impl Strategy<Value = Spec> {
    let length = prop_oneof![6 => Just(1u64), 2 => Just(2), 1 => Just(3), 1 => Just(4)];
    let kind = prop_oneof![4 => Just("invitational"), 3 => Just("dual"), 1 => Just("time-trial")];
    let train_through = prop::option::weighted(0.15, prop::bool::ANY);
    let priority = prop_oneof![2 => Just(1u8), 1 => 2u8..4];
    let meet = (0u64..33, length, kind, train_through, prop::option::weighted(0.25, 0usize..3), priority).prop_map(
        |(day, length, kind, train_through, lead, priority)| MeetSpec {
            day,
            length,
            kind,
            train_through,
            lead: lead.map(|lead| ["48-hour", "72-hour", "none"][lead]),
            priority,
        },
    );
    let off = prop_oneof![
        3 => Just(vec![Weekday::Sun]),
        1 => Just(vec![]),
        1 => Just(vec![Weekday::Sat, Weekday::Sun]),
        1 => Just(vec![Weekday::Wed]),
    ];
    let day_override = (
        0u64..36,
        prop::sample::select(vec!["easy", "off", "workout", "time-trial", "long-run", "48-hour", "72-hour"]),
    );
    (
        off,
        prop::collection::vec((0u64..36, 0u64..5), 0..3),
        prop::collection::vec(day_override, 0..3),
        prop::collection::vec(meet, 0..7),
        prop_oneof![Just(vec![5, 6]), Just(vec![4]), Just(vec![])],
        prop_oneof![3 => Just(3usize), 1 => Just(1), 1 => Just(2), 1 => Just(4)],
    )
        .prop_map(|(off, closed, overrides, meets, short, hard_days)| Spec {
            length: 36,
            off,
            closed,
            overrides,
            meets,
            short,
            hard_days,
        })
}

impl Spec {
    fn date(&self, day: u64) -> NaiveDate {
        start() + Days::new(day)
    }

    fn file(&self) -> String {
        let off: Vec<String> =
            self.off.iter().map(|weekday| format!("\"{}\"", racepace::domain::day::weekday_word(*weekday))).collect();
        let mut file = format!(
            "[season]\nname = \"Random\"\nstart = {}\nend = {}\noff = [{}]\n\n[policy]\nshort-turnaround = {:?}\nhard-days = {}\n\n",
            start(),
            self.date(self.length - 1),
            off.join(", "),
            self.short,
            self.hard_days
        );
        if !self.off.contains(&Weekday::Sun) {
            file += "[week]\nsunday = \"easy\"\n\n";
        }
        for (from, days) in &self.closed {
            file += &format!("[[closed]]\nfrom = {}\nthrough = {}\n\n", self.date(*from), self.date(from + days));
        }
        for (day, session) in &self.overrides {
            file += &format!("[[days]]\ndate = {}\nsession = \"{session}\"\n\n", self.date(*day));
        }
        for (index, meet) in self.meets.iter().enumerate() {
            file += &format!(
                "[[meets]]\nname = \"Meet {index}\"\ndate = {}\nthrough = {}\npriority = {}\n",
                self.date(meet.day),
                self.date(meet.day + meet.length - 1),
                meet.priority
            );
            file += &format!("kind = \"{}\"\n", meet.kind);
            if let Some(train_through) = meet.train_through {
                file += &format!("train-through = {train_through}\n");
            }
            if let Some(lead) = meet.lead {
                file += &format!("lead = \"{lead}\"\n");
            }
            file += "\n";
        }
        file + "[[athletes]]\nname = \"Ana R.\"\nevent = 1600\ngoals = { 1600 = \"5:20\" }\n"
    }

    /// The best leads by trying every combination, in date order, 48-hour
    /// before 72-hour before none; the first best one is kept.
    fn brute_force(&self) -> (u64, Vec<String>) {
        let mut races: Vec<&MeetSpec> = self.meets.iter().collect();
        races.sort_by_key(|race| race.day);
        let race_dates: Vec<NaiveDate> =
            races.iter().flat_map(|race| (0..race.length).map(|day| self.date(race.day + day))).collect();
        let one = Days::new(1);
        // Of several entries of [[days]] for everyone the last one is obeyed.
        // On a race day nothing but a race or a time trial is.
        let set_session = |date: NaiveDate| {
            let mut set =
                self.overrides.iter().rev().filter(|(day, _)| self.date(*day) == date).map(|(_, session)| *session);
            set.find(|session| *session == "time-trial" || !race_dates.contains(&date))
        };
        // A lead that the coach set on its day is that of the first race of its day, whatever the rules say.
        let set_lead = |race: &MeetSpec| {
            let first = races.iter().find(|other| other.day == race.day)?;
            let is_set = |lead: &usize| {
                let date = self.date(race.day) - Days::new(2 + *lead as u64);
                set_session(date) == Some(["48-hour", "72-hour"][*lead])
            };
            [0, 1].into_iter().find(is_set).filter(|_| std::ptr::eq(*first, race))
        };
        let set_hard =
            |date: NaiveDate| matches!(set_session(date), Some("workout" | "time-trial" | "48-hour" | "72-hour"));
        let allowed = |date: NaiveDate| {
            start() <= date
                && date <= self.date(self.length - 1)
                && match set_session(date) {
                    // A lead that the coach set is that of one race, which is seen to elsewhere.
                    Some(_) => false,
                    None => {
                        let closed =
                            |(from, days): &(u64, u64)| self.date(*from) <= date && date <= self.date(from + days);
                        !self.off.contains(&date.weekday()) && !self.closed.iter().any(closed)
                    }
                }
                && !race_dates.contains(&date)
                && !race_dates.contains(&(date + one))
                && !race_dates.contains(&(date - one))
                && !set_hard(date + one)
                && !set_hard(date - one)
        };
        let days = |race: &MeetSpec| race.day..race.day + race.length;
        let trained_through = |race: &MeetSpec| {
            let is_near = |other: &&MeetSpec| {
                let gaps = days(race).flat_map(|day| days(other).map(move |other| day.abs_diff(other)));
                !std::ptr::eq(*other, race) && other.kind != "time-trial" && gaps.min().is_some_and(|gap| gap <= 4)
            };
            race.train_through.unwrap_or_else(|| {
                race.kind == "dual" && race.priority == 1 && race.lead.is_none() && races.iter().any(is_near)
            })
        };
        let in_earnest = |date: &&NaiveDate| {
            let mut held = races.iter().filter(|race| days(race).any(|day| self.date(day) == **date));
            held.any(|race| !trained_through(race))
        };
        let preferred = |race: &MeetSpec| match race.lead {
            Some("48-hour") => 0,
            Some("72-hour") => 1,
            Some(_) => 2,
            None if race.kind == "time-trial" || trained_through(race) => 2,
            None => {
                let first = self.date(race.day);
                let last = race_dates.iter().filter(|date| **date < first).filter(in_earnest).max();
                usize::from(last.is_some_and(|last| self.short.contains(&(first - *last).num_days())))
            }
        };
        let mut best: Option<(u64, Vec<usize>)> = None;
        for number in 0..3usize.pow(races.len() as u32) {
            let choice: Vec<usize> =
                (0..races.len()).map(|race| number / 3usize.pow((races.len() - 1 - race) as u32) % 3).collect();
            let mut leads: Vec<NaiveDate> = Vec::new();
            let mut total = 0u64;
            let legal = races.iter().zip(&choice).all(|(race, lead)| {
                let priority = u64::from(race.priority);
                let is_preferred = *lead == preferred(race);
                if let Some(set) = set_lead(race) {
                    return *lead == set;
                }
                if *lead == 2 {
                    total += if is_preferred { priority * 1010 } else { 0 };
                    return true;
                }
                let date = self.date(race.day) - Days::new(2 + *lead as u64);
                let free = allowed(date) && leads.iter().all(|other| 1 < (*other - date).num_days().abs());
                leads.push(date);
                total += priority * if is_preferred { 1010 } else { 1000 };
                free
            });
            let legal = legal
                && leads.iter().all(|lead| {
                    let week = (0..7).map(|day| {
                        *lead - Days::new(u64::from(lead.weekday().num_days_from_monday())) + Days::new(day)
                    });
                    let is_contest =
                        |date: &NaiveDate| race_dates.contains(date) || set_session(*date) == Some("time-trial");
                    let is_lead = |date: &NaiveDate| {
                        leads.contains(date) || matches!(set_session(*date), Some("48-hour" | "72-hour"))
                    };
                    // Sets made for different weeks: a race day is never a lead day.
                    let contests = week.clone().filter(is_contest).count();
                    let of_week = week.filter(|date| is_lead(date) && !race_dates.contains(date)).count();
                    of_week <= 1 || of_week + contests <= self.hard_days
                });
            if legal && best.as_ref().is_none_or(|(before, _)| *before < total) {
                best = Some((total, choice));
            }
        }
        let (total, choice) = best.unwrap();
        (total, choice.into_iter().map(|lead| ["48", "72", "none"][lead].to_owned()).collect())
    }
}

/// The decisions of a season's last change, found by trying every combination
/// from what was done before it: the days of `before`, the plan as it was
/// known until then. Each choice stands for one race in date order.
fn brute_force_after(season: &Season, before: &Plan, now: &Plan, known: Day) -> Vec<Option<Lead>> {
    let id = season.athlete_ids().next().unwrap();
    let (shared, done) = (now.shared(id), before.shared(id));
    let races = &shared.calendar.races;
    let race_days: Vec<Day> = races.iter().flat_map(|race| race.days.iter()).collect();
    let is_done_hard = |day: Day| {
        day < known
            && day.index().is_some_and(|day| done.days.get(day).is_some_and(|planned| planned.session.is_hard()))
    };
    let set_session =
        |day: Day| shared.calendar.overrides.iter().find(|(of, ..)| *of == day).map(|(_, _, session)| *session);
    let may_hold = |day: Day| {
        let around = [day.before(), day, day.next()];
        let set_hard = |day: Day| set_session(day).is_some_and(Session::is_hard);
        let practice = match set_session(day) {
            Some(_) => false,
            None => {
                let closed = season.closed.iter().any(|closed| closed.from <= day && day <= closed.through);
                let weekday = season.date(day).weekday();
                !closed && !season.off.contains(day) && season.week_says(weekday) != Session::Off
            }
        };
        known <= day
            && day <= season.day(season.end)
            && practice
            && !around.into_iter().any(|day| race_days.contains(&day) || is_done_hard(day))
            && !set_hard(day.before())
            && !set_hard(day.next())
    };
    // The races of which nothing is open: their leads are hard days that the coach set, or that are done.
    let settled = std::cell::RefCell::new(std::collections::BTreeSet::new());
    let options: Vec<Vec<(Option<Lead>, u32)>> = races
        .iter()
        .map(|race| {
            let earlier = done.decisions.iter().find(|decision| decision.meet == race.meet);
            let runs = (0..known.index().unwrap()).map(Day::at).filter(|day| {
                let planned = &done.days[day.index().unwrap()];
                planned.session.is_lead() && planned.meet == Some(race.meet)
            });
            let run = runs.max();
            let over = Lead::ALL.into_iter().all(|lead| lead.day(race.first) < known);
            if let Some(earlier) = earlier.filter(|earlier| earlier.race_day == race.first)
                && (over || earlier.lead.is_some_and(|lead| lead.day(race.first) < known))
            {
                settled.borrow_mut().insert(race.meet);
                return vec![(earlier.lead, 0)];
            }
            let first = races.iter().find(|other| other.first == race.first).unwrap();
            let is_set = |lead: &Lead| set_session(lead.day(race.first)) == Some((*lead).into());
            let set = Lead::ALL.into_iter().find(is_set).filter(|_| first.meet == race.meet);
            // A lead that was run on the right day is the race's, though the meet was gone meanwhile.
            let ran = Lead::ALL.into_iter().find(|lead| {
                let day = lead.day(race.first);
                Some(day) == run && done.days[day.index().unwrap()].session == (*lead).into()
            });
            if let Some(lead) = set.or(ran) {
                settled.borrow_mut().insert(race.meet);
                return vec![(Some(lead), 0)];
            }
            let priority = u32::from(race.priority);
            let in_earnest =
                |day: &&Day| races.iter().any(|of| of.days.contains(**day) && of.trained_through.is_none());
            let last = race_days.iter().filter(|day| **day < race.first).filter(in_earnest).max();
            let short = last.is_some_and(|last| season.policy.short_turnaround.contains(&race.first.since(*last)));
            let preferred = match race.choice {
                Some(Choice::Lead(lead)) => Some(lead),
                Some(Choice::None) => None,
                None if race.time_trial || race.trained_through.is_some() => None,
                None if short => Some(Lead::Hours72),
                None => Some(Lead::Hours48),
            };
            let again = run.is_none_or(|run| 5 <= race.first.since(run));
            let free = Lead::ALL.into_iter().filter(|lead| again && may_hold(lead.day(race.first)));
            let mut options: Vec<(Option<Lead>, u32)> =
                free.map(|lead| (Some(lead), priority * if preferred == Some(lead) { 1010 } else { 1000 })).collect();
            options.push((None, if preferred.is_none() { priority * 1010 } else { 0 }));
            options
        })
        .collect();
    let mut best: Option<(u32, Vec<Option<Lead>>)> = None;
    let mut choose = vec![0; races.len()];
    loop {
        let chosen: Vec<(Option<Lead>, u32)> = options.iter().zip(&choose).map(|(options, at)| options[*at]).collect();
        let by_rules = races.iter().zip(&chosen).filter(|(race, _)| !settled.borrow().contains(&race.meet));
        let days: Vec<Day> = by_rules.filter_map(|(race, (lead, _))| Some((*lead)?.day(race.first))).collect();
        let apart = days.iter().enumerate().all(|(at, day)| days[..at].iter().all(|other| 1 < day.since(*other).abs()));
        let has_room = |day: &Day| {
            let week = season.weeks().into_iter().find(|week| week.contains(*day)).unwrap();
            let session_done = |day: Day| done.days[day.index().unwrap()].session;
            let is = |day: Day, kind: fn(Session) -> bool| {
                day < known && kind(session_done(day)) || known <= day && set_session(day).is_some_and(kind)
            };
            let contests = week.days().filter(|&day| race_days.contains(&day) || is(day, Session::is_contest)).count();
            let leads = week.days().filter(|day| days.contains(day) || is(*day, Session::is_lead)).count();
            leads <= 1 || leads + contests <= season.policy.hard_days
        };
        let apart = apart && days.iter().all(has_room);
        let total = chosen.iter().map(|(_, score)| score).sum();
        if apart && best.as_ref().is_none_or(|(before, _)| *before < total) {
            best = Some((total, chosen.into_iter().map(|(lead, _)| lead).collect()));
        }
        // The next combination: the last race turns fastest.
        let Some(at) = (0..choose.len()).rev().find(|at| choose[*at] + 1 < options[*at].len()) else { break };
        choose[at] += 1;
        choose[at + 1..].fill(0);
    }
    best.unwrap().1
}

/// A random sequence of changes for the meets of a season, as lines of its file.
fn with_changes(spec: &Spec, changes: &[(usize, u64, u64, bool)]) -> String {
    let mut file = spec.file();
    for (index, meet) in spec.meets.iter().enumerate() {
        let mut first = meet.day;
        let mut news = Vec::new();
        let (mut known, mut canceled) = (0, false);
        for &(_, before, later, cancel) in changes.iter().filter(|(of, ..)| of % spec.meets.len() == index) {
            let on = (first + meet.length - 1).saturating_sub(before).max(known);
            let to = (on + later).min(spec.length - meet.length);
            // The days that are over stay; only meets that have not begun are moved here.
            if canceled || first < on || to < on || to == first {
                continue;
            }
            known = on + 1;
            let says = if cancel { "canceled = true".to_owned() } else { format!("date = {}", spec.date(to)) };
            news.push(format!("[[news]]\nknown = {}\nmeet = \"Meet {index}\"\n{says}\n", spec.date(on)));
            (canceled, first) = (cancel, to);
        }
        file += &news.concat();
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn after_any_sequence_of_changes_no_combination_of_what_is_still_open_is_better(
        spec in any_spec(),
        changes in prop::collection::vec((0usize..7, 0u64..9, 0u64..12, prop::bool::weighted(0.25)), 1..6),
    ) {
        let file = if spec.meets.is_empty() { spec.file() } else { with_changes(&spec, &changes) };
        let (checked, now) = common::planned(&file);
        let season = checked.history.latest();
        let known = season.as_of;
        if known == Day::at(0) {
            return Ok(());
        }
        let before = common::plan_of(&checked.history.until(known.before()));
        let id = season.athlete_ids().next().unwrap();
        let decided: Vec<_> = now.shared(id).decisions.iter().map(|decision| decision.lead).collect();
        prop_assert_eq!(decided, brute_force_after(season, &before, &now, known), "{}", file);
    }

    #[test]
    fn no_combination_of_leads_is_better_than_the_plan_or_earlier_among_equals(spec in any_spec()) {
        let (_, expected) = spec.brute_force();
        prop_assert_eq!(common::leads(&spec.file()), expected, "{}", spec.file());
    }
}
