//! Checks a finished plan again, from the season alone.
//!
//! It shares no code with the rules, the calendars or the planner: it reads
//! the season with loops of its own, and asks of every decision and every day
//! whether the promises of the rules hold. Debug builds run it on every plan;
//! property tests run it on random seasons.
//!
//! Where the calendar changed after the season had started, the days before
//! the last change are done: they count, and [`audit`] does not judge them by
//! what is known now. [`past`] goes back instead: to the plan as it was known
//! the day before each change, which has to hold the same days up to it.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::lead::Lead;
use crate::domain::season::{Athlete, AthleteId, Choice, MeetKind, News, Season, Who};
use crate::domain::session::Session;
use crate::plan::{Decision, Plan};

/// One athlete's season as the audit reads it.
struct Reading {
    dates: Vec<NaiveDate>,
    /// For each date, the meets raced.
    racing: Vec<Vec<usize>>,
    /// For each date, whether the calendar gives practice.
    practice: Vec<bool>,
    /// For each date, the session the coach set.
    day_override: Vec<Option<Session>>,
    /// The dates that a meet left.
    freed: Vec<bool>,
    /// The first date that is judged.
    from: usize,
}

/// Everything in which a plan breaks a promise; empty when it keeps them all.
pub fn audit(season: &Season, plan: &Plan) -> Vec<String> {
    let mut broken = Vec::new();
    for (index, athlete) in season.athletes.iter().enumerate() {
        let id = AthleteId(index as u32);
        let reading = read(season, id, athlete);
        let mut say = |what: String| broken.push(format!("{}: {what}", athlete.name));
        decisions(season, plan, id, &reading, &mut say);
        days(season, plan, id, &reading, &mut say);
    }
    broken
}

/// Everything in which a plan rewrites what was done when the calendar
/// changed; empty when it rewrites nothing. `replan` plans a season anew.
pub fn past(season: &Season, plan: &Plan, replan: impl Fn(&Season) -> Plan) -> Vec<String> {
    let mut broken = Vec::new();
    for known in season.news_days() {
        let before = replan(&season.as_known_on(known.before()));
        let done = known.index().unwrap_or(0);
        for (index, athlete) in season.athletes.iter().enumerate() {
            let id = AthleteId(index as u32);
            let held = |plan: &Plan, day: usize| {
                let shared = plan.shared(id);
                shared.days.get(day).map(|planned| (planned.clone(), shared.workouts.get(day).copied().flatten()))
            };
            if let Some(day) = (0..done).find(|&day| held(plan, day) != held(&before, day)) {
                let date = |day| season.date(crate::domain::day::Day::at(day));
                broken.push(format!(
                    "{}: {} was done before {}, and is another now",
                    athlete.name,
                    date(day),
                    date(done)
                ));
            }
        }
    }
    broken
}

fn read(season: &Season, id: AthleteId, athlete: &Athlete) -> Reading {
    let dates: Vec<NaiveDate> = season.start.iter_days().take_while(|date| *date <= season.end).collect();
    let date_of = |day: crate::domain::day::Day| season.date(day);
    let until = date_of(athlete.until);
    let away = |date: NaiveDate| athlete.away.iter().any(|day| date_of(day) == date);
    let mut racing = vec![Vec::new(); dates.len()];
    let mut freed = vec![false; dates.len()];
    let mut last_known = season.start;
    for (number, meet) in season.meets.iter().enumerate() {
        let taken = meet.groups.as_ref().is_none_or(|groups| groups.iter().any(|group| Some(*group) == athlete.group))
            && meet.athletes.as_ref().is_none_or(|athletes| athletes.contains(&id));
        let events: Vec<_> = match &meet.entries {
            Some(entries) => {
                entries.iter().filter(|(entered, _)| *entered == id).flat_map(|(_, events)| events.iter()).collect()
            }
            None => meet.events.iter().filter(|event| *event == athlete.event).collect(),
        };
        if !taken || events.is_empty() {
            continue;
        }
        // For each announced day of the meet, whether he races on it, and when it is held.
        let mut held: Vec<(bool, Option<NaiveDate>)> = date_of(meet.first)
            .iter_days()
            .take_while(|announced| *announced <= date_of(meet.last))
            .map(|announced| {
                let his = events.iter().any(|event| match &meet.event_days[*event as usize] {
                    Some(days) => days.iter().any(|day| date_of(day) == announced),
                    None => true,
                });
                (his, Some(announced))
            })
            .collect();
        let mut before = held.clone();
        let races_on = |held: &[(bool, Option<NaiveDate>)], date: NaiveDate| {
            held.contains(&(true, Some(date))) && date <= until && !away(date)
        };
        for (number, change) in meet.changes.iter().enumerate() {
            let known = date_of(change.known);
            last_known = last_known.max(known);
            // The changes of one day are one: what was held before the first of them.
            if meet.changes[..number].last().is_none_or(|earlier| earlier.known != change.known) {
                before = held.clone();
            }
            // What was held by then was held.
            let left = held.iter_mut().map(|(_, date)| date);
            let left: Vec<&mut Option<NaiveDate>> =
                left.filter(|date| date.is_some_and(|date| known <= date)).collect();
            let first = left.iter().filter_map(|date| **date).min();
            for date in left {
                *date = match (change.news, *date, first) {
                    (News::Moved { to }, Some(date), Some(first)) => Some(date + (date_of(to) - first)),
                    (News::MovedDay { day, to }, Some(date), _) if date == date_of(day) => Some(date_of(to)),
                    (News::MovedDay { .. }, stays, _) => stays,
                    _ => None,
                };
            }
            let is_last = meet.changes.get(number + 1).is_none_or(|later| later.known != change.known);
            if season.start < known && is_last {
                for (freed, date) in freed.iter_mut().zip(&dates) {
                    *freed |= races_on(&before, *date) && !races_on(&held, *date);
                }
            }
        }
        for (meets, _) in racing.iter_mut().zip(&dates).filter(|(_, date)| races_on(&held, **date)) {
            meets.push(number);
        }
    }
    let mut day_override: Vec<Option<(u8, Session)>> = vec![None; dates.len()];
    for entry in &season.overrides {
        let narrow = match &entry.who {
            Who::Everyone => 0,
            Who::Groups(groups) if groups.iter().any(|group| Some(*group) == athlete.group) => 1,
            Who::Athletes(athletes) if athletes.contains(&id) => 2,
            Who::Groups(_) | Who::Athletes(_) => continue,
        };
        let date = date_of(entry.day);
        if let Some(known) = entry.known {
            last_known = last_known.max(date_of(known));
        }
        if narrow < 2 && (away(date) || until < date) {
            continue;
        }
        let Some(index) = dates.iter().position(|other| *other == date) else { continue };
        if let Some(session) = entry.session
            && day_override[index].is_none_or(|(before, _)| before <= narrow)
        {
            day_override[index] = Some((narrow, session));
        }
    }
    let practice = dates
        .iter()
        .map(|date| {
            let closed =
                season.closed.iter().any(|closed| date_of(closed.from) <= *date && *date <= date_of(closed.through));
            let off = season.off.iter().any(|day| date_of(day) == *date);
            !closed && !off && !away(*date) && *date <= until
        })
        .collect();
    let from = dates.iter().position(|date| last_known <= *date).unwrap_or(dates.len());
    for (index, racing) in racing.iter().enumerate() {
        freed[index] &= racing.is_empty();
    }
    Reading {
        dates,
        racing,
        practice,
        day_override: day_override.into_iter().map(|day_override| day_override.map(|(_, session)| session)).collect(),
        freed,
        from,
    }
}

impl Reading {
    fn races(&self, index: usize) -> bool {
        self.racing.get(index).is_some_and(|meets| !meets.is_empty())
    }

    fn next_to_race(&self, index: usize) -> bool {
        self.races(index + 1) || index.checked_sub(1).is_some_and(|before| self.races(before))
    }

    /// Whether the calendar alone allows a lead on a date.
    fn may_hold(&self, date: NaiveDate, lead: Lead) -> bool {
        let Some(index) = self.dates.iter().position(|other| *other == date) else { return false };
        let around = [index.checked_sub(1), Some(index + 1)];
        let beside_word = around
            .into_iter()
            .flatten()
            .any(|at| self.day_override.get(at).copied().flatten().is_some_and(Session::is_hard));
        let free = match self.day_override[index] {
            Some(session) => session == Session::from(lead),
            None => self.practice[index],
        };
        free && !self.races(index) && !self.next_to_race(index) && !beside_word
    }
}

fn lead_date(plan: &Plan, decision: &Decision, lead: Lead) -> NaiveDate {
    let days = match lead {
        Lead::Hours48 => 2,
        Lead::Hours72 => 3,
    };
    plan.calendar.start + chrono::TimeDelta::days(i64::from(decision.race_day.since(crate::domain::day::Day::at(0))))
        - Days::new(days)
}

fn decisions(season: &Season, plan: &Plan, id: AthleteId, reading: &Reading, say: &mut impl FnMut(String)) {
    let decisions = &plan.shared(id).decisions;
    let mut raced: Vec<(NaiveDate, usize)> = Vec::new();
    for meet in 0..season.meets.len() {
        if let Some(first) = reading.racing.iter().position(|meets| meets.contains(&meet)) {
            raced.push((reading.dates[first], meet));
        }
    }
    raced.sort();
    let decided: Vec<(NaiveDate, usize)> =
        decisions.iter().map(|decision| (season.date(decision.race_day), decision.meet.0 as usize)).collect();
    if raced != decided {
        say(format!("races {raced:?}, but decisions are {decided:?}"));
        return;
    }
    let leads: Vec<NaiveDate> =
        decisions.iter().filter_map(|decision| decision.lead.map(|lead| lead_date(plan, decision, lead))).collect();
    let judged = |date: NaiveDate| reading.dates.get(reading.from).is_some_and(|from| *from <= date);
    for (index, date) in leads.iter().enumerate() {
        if leads[..index].iter().any(|other| (*other - *date).num_days().abs() <= 1) {
            say(format!("the lead of {date} is next to another lead"));
        }
    }
    let sessions = &plan.shared(id).days;
    for decision in decisions {
        let meet = &season.meets[decision.meet.0 as usize];
        let free = |lead: Lead| {
            let date = lead_date(plan, decision, lead);
            let athlete = decision.lead.map(|lead| lead_date(plan, decision, lead));
            let crowded = leads.iter().any(|other| Some(*other) != athlete && (*other - date).num_days().abs() <= 1);
            judged(date) && reading.may_hold(date, lead) && !crowded
        };
        match decision.lead {
            Some(lead) => {
                let date = lead_date(plan, decision, lead);
                if judged(date) && !reading.may_hold(date, lead) {
                    say(format!("the lead of {date} for {} is on a day that cannot hold it", meet.name));
                }
                let held = reading.dates.iter().position(|other| *other == date).map(|index| sessions[index].session);
                if held != Some(lead.into()) {
                    say(format!("{date} should hold the {lead} workout, and holds {held:?}"));
                }
            }
            // Before a change, hard days that were run may be in the way.
            None if reading.from == 0 => {
                let wants_none =
                    meet.lead == Some(Choice::None) || (meet.lead.is_none() && meet.kind == MeetKind::TimeTrial);
                if let Some(lead) = Lead::ALL.into_iter().find(|lead| !wants_none && free(*lead)) {
                    say(format!("{} has no lead, and the {lead} day is free", meet.name));
                }
            }
            None => {}
        }
    }
}

fn days(season: &Season, plan: &Plan, id: AthleteId, reading: &Reading, say: &mut impl FnMut(String)) {
    let shared = plan.shared(id);
    let sessions: Vec<Session> = shared.days.iter().map(|planned| planned.session).collect();
    if sessions.len() != reading.dates.len() {
        say(format!("{} days are planned of {}", sessions.len(), reading.dates.len()));
        return;
    }
    let at = |index: Option<usize>| index.and_then(|index| sessions.get(index).copied());
    let hard = |index: Option<usize>| at(index).is_some_and(Session::is_hard);
    let sharp = |index: Option<usize>| {
        let race = index.is_some_and(|index| reading.races(index));
        race || at(index).is_some_and(|session| session.is_contest() || session.is_lead())
    };
    let leads: Vec<NaiveDate> = shared
        .decisions
        .iter()
        .filter_map(|decision| decision.lead.map(|lead| lead_date(plan, decision, lead)))
        .collect();
    let championship = season.meets.iter().enumerate().filter(|(_, meet)| meet.kind == MeetKind::Championship);
    let last_championship =
        championship.filter_map(|(meet, _)| reading.racing.iter().position(|meets| meets.contains(&meet))).max();

    // Whatever was known when: two hard days in a row are two of which one is
    // a race or the coach's word, and no race has its workout twice.
    let set = |index: usize| reading.races(index) || reading.day_override[index].is_some();
    for (index, pair) in sessions.windows(2).enumerate() {
        if pair.iter().all(|session| session.is_hard()) && !set(index) && !set(index + 1) {
            say(format!("{}, {}: the second of two hard days in a row", reading.dates[index + 1], pair[1]));
        }
    }
    for (index, planned) in shared.days.iter().enumerate() {
        let before = &shared.days[..index];
        if planned.moved_from.is_some() && before.iter().any(|other| other.moved_from == planned.moved_from) {
            say(format!("{}: a workout that was moved is run twice", reading.dates[index]));
        }
    }
    let mut run: Vec<(usize, usize)> = Vec::new();
    for (index, planned) in shared.days.iter().enumerate().filter(|(_, planned)| planned.session.is_lead()) {
        let Some(meet) = planned.meet.map(|meet| meet.0 as usize) else { continue };
        let race = index + if planned.session == Session::Hours48 { 2 } else { 3 };
        if run.iter().any(|(of, on)| *of == meet && race - on < 5) {
            say(format!("{}: the workout for {} is run twice", reading.dates[index], season.meets[meet].name));
        }
        run.push((meet, index));
    }
    for (index, session) in sessions.iter().copied().enumerate().skip(reading.from) {
        let date = reading.dates[index];
        let (before, after) = (index.checked_sub(1), Some(index + 1));
        let mut wrong = |what: &str| say(format!("{date}, {session}: {what}"));
        if let Some(day_override) = reading.day_override[index] {
            if session != day_override {
                wrong("the coach's word is not obeyed");
            }
            continue;
        }
        if reading.races(index) {
            let race = reading.racing[index].iter().any(|meet| season.meets[*meet].kind != MeetKind::TimeTrial);
            if session != if race { Session::Race } else { Session::TimeTrial } {
                wrong("a race day does not hold the race");
            }
            continue;
        }
        if session.is_contest() && !(session == Session::TimeTrial && reading.freed[index]) {
            wrong("there is no race");
        }
        if !reading.practice[index] {
            if session != Session::Off {
                wrong("there is no practice");
            }
            continue;
        }
        if session.is_lead() && !leads.contains(&date) {
            wrong("no race has this lead");
        }
        if leads.contains(&date) {
            continue;
        }
        if reading.races(index + 1) {
            if session != Session::PreRace {
                wrong("the day before a race is not pre-race");
            }
            continue;
        }
        if session == Session::PreRace {
            wrong("no race follows");
        }
        if before.is_some_and(|before| reading.races(before)) && session != Session::Easy {
            wrong("the day after a race is not easy");
        }
        if session.is_hard() && (hard(before) || hard(after)) {
            wrong("next to a hard day");
        }
        let race_in = |days: usize| (1..=days).any(|days| reading.races(index + days));
        let usual = season.week_says(date.weekday()) == Session::LongRun;
        if session == Session::LongRun && !usual && at(after) == Some(Session::LongRun) {
            wrong("another long run is on the next day");
        }
        if session == Session::LongRun && race_in(2) {
            wrong("less than three days before a race");
        }
        if session == Session::LongRun && last_championship.is_some_and(|last| index < last && last - index <= 21) {
            wrong("within three weeks of the last championship");
        }
        let in_week = season.week_says(date.weekday());
        if session == Session::SpeedDevelopment && in_week != session && (sharp(before) || sharp(after)) {
            wrong("next to a race or a lead");
        }
    }
    for week in weeks(season, reading) {
        let placed = |index: &usize| {
            let free = reading.day_override[*index].is_none() && !reading.races(*index);
            reading.from <= *index && free && matches!(sessions[*index], Session::Workout | Session::TimeTrial)
        };
        let hard_days = week.iter().filter(|index| sessions[**index].is_hard()).count();
        if 3 < hard_days && week.iter().any(placed) {
            say(format!("the week of {} has {hard_days} hard days", reading.dates[week[0]]));
        }
        let speed = |index: &&usize| {
            sessions[**index] == Session::SpeedDevelopment
                && season.week_says(reading.dates[**index].weekday()) != Session::SpeedDevelopment
                && reading.day_override[**index].is_none()
        };
        if 1 < week.iter().filter(speed).count() {
            say(format!("the week of {} has speed development twice", reading.dates[week[0]]));
        }
    }
}

/// The indexes of each week's days.
fn weeks(season: &Season, reading: &Reading) -> Vec<Vec<usize>> {
    let mut weeks: Vec<Vec<usize>> = Vec::new();
    for (index, date) in reading.dates.iter().enumerate() {
        match weeks.last_mut() {
            Some(week) if date.weekday() != season.week_starts => week.push(index),
            _ => weeks.push(vec![index]),
        }
    }
    weeks
}

/// A good plan, broken in one way each: the audit names it.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Findings, Sources};
    use crate::library::Library;
    use crate::plan::{SharedPlan, plan};

    /// Two races on Saturdays, a race on a Thursday, and an easy day of the coach.
    const SEASON: &str = r#"
        [season]
        start = 2026-03-30
        end = 2026-05-10
        [[meets]]
        name = "Relays"
        date = 2026-04-11
        [[meets]]
        name = "Dual"
        date = 2026-04-16
        [[meets]]
        name = "League"
        date = 2026-05-02
        kind = "championship"
        [[days]]
        date = 2026-04-22
        session = "easy"
        [[athletes]]
        name = "Ana"
        event = 1600
        goals = { 1600 = "5:20" }
    "#;

    /// A season and its plan, which is good.
    fn planned(text: &str) -> (Season, Plan) {
        let mut sources = Sources::default();
        let file = sources.add("season.toml", text);
        let season = crate::season::check(&sources, file, &mut Findings::default()).unwrap().season;
        let plan = plan(&season, &Library::built_in());
        assert_eq!(audit(&season, &plan), Vec::<String>::new());
        (season, plan)
    }

    /// What the audit says once the plan of Ana is broken.
    fn broken(break_it: impl FnOnce(&Season, &mut SharedPlan)) -> Vec<String> {
        let (season, mut plan) = planned(SEASON);
        break_it(&season, &mut plan.shared_plans[0]);
        audit(&season, &plan)
    }

    /// What it says once these days hold something else.
    fn with(days: &[(&str, Session)]) -> Vec<String> {
        broken(|season, shared| days.iter().for_each(|(date, session)| set(season, shared, date, *session)))
    }

    fn set(season: &Season, shared: &mut SharedPlan, date: &str, session: Session) {
        let index = season.day(date.parse().unwrap()).index().unwrap();
        assert_ne!(shared.days[index].session, session, "{date} is as it was");
        shared.days[index].session = session;
    }

    #[track_caller]
    fn says(found: &[String], what: &str) {
        assert!(found.iter().any(|told| told == what), "{found:#?}");
    }

    #[test]
    fn the_plan_that_is_broken_here_is_the_one_these_tests_think_of() {
        let mut overrides = Vec::new();
        broken(|_, shared| {
            overrides.extend(shared.days[7..21].iter().map(|planned| planned.session.as_str()));
        });
        let first = ["speed-development", "workout", "easy", "48-hour", "pre-race", "race", "off"];
        let second = ["72-hour", "easy", "pre-race", "race", "easy", "speed-development", "off"];
        assert_eq!(overrides, [first, second].concat());
    }

    #[test]
    fn a_lead_that_no_race_has() {
        let found = with(&[("2026-04-08", Session::Hours72)]);
        says(&found, "Ana: 2026-04-08, 72-hour: no race has this lead");
        says(&found, "Ana: 2026-04-08, 72-hour: next to a hard day");
    }

    #[test]
    fn a_lead_next_to_that_of_another_race() {
        let (season, mut plan) = planned(
            r#"
            [season]
            start = 2026-03-30
            end = 2026-05-10
            [[meets]]
            name = "Friday Dual"
            date = 2026-04-17
            [[meets]]
            name = "Relays"
            date = 2026-04-18
            [[athletes]]
            name = "Ana"
            event = 1600
            goals = { 1600 = "5:20" }
            "#,
        );
        plan.shared_plans[0].decisions[0].lead = Some(Lead::Hours72);
        plan.shared_plans[0].decisions[1].lead = Some(Lead::Hours72);
        set(&season, &mut plan.shared_plans[0], "2026-04-14", Session::Hours72);
        set(&season, &mut plan.shared_plans[0], "2026-04-15", Session::Hours72);
        says(&audit(&season, &plan), "Ana: the lead of 2026-04-15 is next to another lead");
    }

    #[test]
    fn a_lead_on_a_day_that_cannot_hold_it_and_one_that_the_days_do_not_have() {
        let found = broken(|season, shared| {
            shared.decisions[1].lead = Some(Lead::Hours48);
            set(season, shared, "2026-04-13", Session::Easy);
        });
        says(&found, "Ana: 2026-04-14 should hold the 48-hour workout, and holds Some(Easy)");
        let (mut season, plan) = planned(SEASON);
        season.off.insert(season.day("2026-04-09".parse().unwrap()));
        says(&audit(&season, &plan), "Ana: the lead of 2026-04-09 for Relays is on a day that cannot hold it");
    }

    #[test]
    fn a_race_left_without_a_lead_that_it_could_have() {
        let found = broken(|season, shared| {
            shared.decisions[0].lead = None;
            set(season, shared, "2026-04-09", Session::Easy);
        });
        says(&found, "Ana: Relays has no lead, and the 48-hour day is free");
    }

    #[test]
    fn a_decision_that_is_missing() {
        let found = broken(|_, shared| {
            shared.decisions.remove(1);
        });
        assert!(found[0].starts_with("Ana: races [(2026-04-11, 0), (2026-04-16, 1), (2026-05-02, 2)]"), "{found:#?}");
    }

    #[test]
    fn a_workout_next_to_a_race() {
        let found = with(&[("2026-04-17", Session::Workout)]);
        says(&found, "Ana: 2026-04-17, workout: the day after a race is not easy");
        says(&found, "Ana: 2026-04-17, workout: next to a hard day");
    }

    #[test]
    fn a_workout_next_to_a_lead() {
        says(&with(&[("2026-04-14", Session::Workout)]), "Ana: 2026-04-14, workout: next to a hard day");
    }

    #[test]
    fn a_pre_race_day_that_is_blank_and_one_without_a_race() {
        let found = with(&[("2026-04-10", Session::Off)]);
        says(&found, "Ana: 2026-04-10, off: the day before a race is not pre-race");
        says(&with(&[("2026-04-08", Session::PreRace)]), "Ana: 2026-04-08, pre-race: no race follows");
    }

    #[test]
    fn a_race_day_without_the_race_and_a_race_without_a_meet() {
        let found = with(&[("2026-04-11", Session::TimeTrial)]);
        says(&found, "Ana: 2026-04-11, time-trial: a race day does not hold the race");
        says(&with(&[("2026-04-25", Session::Race)]), "Ana: 2026-04-25, race: there is no race");
    }

    #[test]
    fn a_fourth_hard_day() {
        // Tuesday workout, Thursday workout, and these two.
        let found = with(&[("2026-03-30", Session::Workout), ("2026-04-04", Session::Workout)]);
        says(&found, "Ana: the week of 2026-03-30 has 4 hard days");
    }

    #[test]
    fn a_long_run_the_day_before_another() {
        let found = with(&[("2026-04-03", Session::LongRun)]);
        says(&found, "Ana: 2026-04-03, long-run: another long run is on the next day");
    }

    #[test]
    fn a_long_run_close_to_a_race_or_a_championship() {
        let found = with(&[("2026-04-14", Session::LongRun)]);
        says(&found, "Ana: 2026-04-14, long-run: less than three days before a race");
        let found = with(&[("2026-04-25", Session::LongRun)]);
        says(&found, "Ana: 2026-04-25, long-run: within three weeks of the last championship");
    }

    #[test]
    fn speed_development_next_to_a_lead_or_twice_a_week() {
        let found = with(&[("2026-04-08", Session::SpeedDevelopment)]);
        says(&found, "Ana: 2026-04-08, speed-development: next to a race or a lead");
        says(&found, "Ana: the week of 2026-04-06 has speed development twice");
    }

    #[test]
    fn a_session_on_an_off_day() {
        says(&with(&[("2026-04-19", Session::Easy)]), "Ana: 2026-04-19, easy: there is no practice");
    }

    #[test]
    fn a_word_of_the_coach_that_is_not_obeyed() {
        let found = with(&[("2026-04-22", Session::LongRun)]);
        says(&found, "Ana: 2026-04-22, long-run: the coach's word is not obeyed");
    }

    /// A dual and its make-up five days later, which gets a workout of its own.
    const CHANGED: &str = r#"
        [season]
        start = 2026-03-30
        end = 2026-05-10
        [[meets]]
        name = "Dual"
        date = 2026-04-11
        moved = { to = 2026-04-15, on = 2026-04-10 }
        [[athletes]]
        name = "Ana"
        event = 1600
        goals = { 1600 = "5:20" }
    "#;

    #[test]
    fn a_workout_that_is_run_twice_for_one_race() {
        let (season, mut plan) = planned(CHANGED);
        let shared = &mut plan.shared_plans[0];
        assert_eq!(shared.days[10].session, Session::Hours48, "run on 9 April");
        assert_eq!(shared.days[14].session, Session::Hours48, "and on 13 April, six days before the race");
        // As if the first one had been run on Saturday, four days before it.
        shared.days[12] = shared.days[10].clone();
        says(&audit(&season, &plan), "Ana: 2026-04-13: the workout for Dual is run twice");
    }

    #[test]
    fn a_moved_workout_that_is_run_twice() {
        let (season, mut plan) = planned(CHANGED);
        let moved_from = Some(season.day("2026-04-07".parse().unwrap()));
        for date in ["2026-04-06", "2026-04-08"] {
            let index = season.day(date.parse().unwrap()).index().unwrap();
            plan.shared_plans[0].days[index].moved_from = moved_from;
        }
        says(&audit(&season, &plan), "Ana: 2026-04-08: a workout that was moved is run twice");
    }

    #[test]
    fn two_hard_days_in_a_row_of_which_the_first_was_done() {
        let (season, mut plan) = planned(CHANGED);
        set(&season, &mut plan.shared_plans[0], "2026-04-08", Session::Workout);
        says(&audit(&season, &plan), "Ana: 2026-04-09, 48-hour: the second of two hard days in a row");
    }

    #[test]
    fn a_day_that_was_done_and_is_another_now() {
        let (season, mut plan) = planned(CHANGED);
        let replan = |season: &Season| super::super::plan(season, &Library::built_in());
        assert_eq!(past(&season, &plan, replan), Vec::<String>::new());
        set(&season, &mut plan.shared_plans[0], "2026-04-09", Session::Easy);
        says(&past(&season, &plan, replan), "Ana: 2026-04-09 was done before 2026-04-10, and is another now");
        let (season, mut plan) = planned(CHANGED);
        plan.shared_plans[0].workouts[10] = None;
        says(&past(&season, &plan, replan), "Ana: 2026-04-09 was done before 2026-04-10, and is another now");
    }

    #[test]
    fn a_day_too_many_or_too_few() {
        let found = broken(|_, shared| {
            shared.days.pop();
        });
        says(&found, "Ana: 41 days are planned of 42");
    }
}
