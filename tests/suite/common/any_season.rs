//! Random season files.

use proptest::prelude::*;
use racepace::domain::day::Day;
use racepace::domain::history::History;

/// A random season file with every feature: groups, entries, event days,
/// absences, closed days, words of the coach, changes of the calendar.
pub(crate) fn any_season() -> impl Strategy<Value = String> {
    (
        prop_oneof![3 => prop::collection::vec(any_meet(), 0..9), 2 => any_meets_of_a_league()],
        prop::collection::vec(any_athlete(), 1..6),
        prop::collection::vec(any_word(), 0..4),
        prop::collection::vec((0u32..60, 0u32..8), 0..3),
        any_head(),
    )
        .prop_map(|(meets, athletes, words, closed, head)| {
            let mut file = head;
            for (from, days) in closed {
                file += &format!("[[closed]]\nfrom = {}\nthrough = {}\n\n", date(from), date(from + days));
            }
            for (index, meet) in meets.iter().enumerate() {
                file += &format!("[[meets]]\nname = \"Meet {index}\"\n{meet}\n");
            }
            for (index, athlete) in athletes.iter().enumerate() {
                file += &format!("[[athletes]]\nname = \"Runner {index}\"\n{athlete}\n");
            }
            words.iter().for_each(|word| file += &format!("[[days]]\n{word}\n"));
            file
        })
}

/// A day of a season, as a season file writes it.
pub(crate) fn date_in(history: &History, day: Day) -> String {
    history.latest().date(day).to_string()
}

/// A day of a random season, as its file writes it.
pub(crate) fn date(day: u32) -> String {
    let start: chrono::NaiveDate = "2026-03-02".parse().unwrap();
    (start + chrono::Days::new(u64::from(day))).to_string()
}

fn any_head() -> impl Strategy<Value = String> {
    let week = prop::sample::select(vec![
        "",
        "[week]\nmonday = \"workout\"\ntuesday = \"workout\"\nfriday = \"workout\"\nsaturday = \"workout\"\n\n",
        "[week]\ntuesday = \"workout\"\nthursday = \"easy\"\nsaturday = \"easy\"\n\n",
        "[week]\ntuesday = \"easy\"\nthursday = \"speed-development\"\nsunday = \"long-run\"\n\n",
        "[week]\nwednesday = \"long-run\"\nsunday = \"easy\"\n\n",
        "[week]\nmonday = \"off\"\nfriday = \"workout\"\nsunday = \"easy\"\n\n",
    ]);
    let off = prop::sample::select(vec!["[\"sunday\"]", "[]", "[\"saturday\", \"sunday\"]"]);
    let starts = prop::sample::select(vec!["monday", "sunday", "wednesday"]);
    let freed = prop::sample::select(vec!["workout", "time-trial", "easy", "off"]);
    let championship = prop::bool::ANY;
    let policy = (
        prop::option::weighted(0.3, 1u8..6),
        prop::option::weighted(0.3, prop::sample::select(vec![5u8, 7, 14])),
        prop::option::weighted(0.3, prop::sample::select(vec!["any", "never"])),
    );
    (week, off, starts, freed, championship, policy).prop_map(|(week, off, starts, freed, championship, policy)| {
        let from = if championship { format!("championship-from = {}\n", date(40)) } else { String::new() };
        let (hard_days, every, after_race) = policy;
        let key = |key: &str, value: Option<String>| value.map_or(String::new(), |value| format!("{key} = {value}\n"));
        let policy = key("hard-days", hard_days.map(|days| days.to_string()))
            + &key("long-run-every", every.map(|days| days.to_string()))
            + &key("long-run-after-race", after_race.map(|after| format!("\"{after}\"")));
        format!(
            "[season]\nname = \"Random\"\nstart = {}\nend = {}\noff = {off}\nweek-starts = \"{starts}\"\n\
             {from}\n[policy]\ncanceled-race = \"{freed}\"\n{policy}\n{week}",
            date(0),
            date(69),
        )
    })
}

/// The meets of a league: on the same weekdays for some weeks, and a championship after them.
fn any_meets_of_a_league() -> impl Strategy<Value = Vec<String>> {
    let weekdays = prop::sample::select(vec![&[5u32][..], &[1, 4], &[2, 5], &[0, 3, 5], &[3], &[1]]);
    let kind = prop::sample::select(vec!["dual", "invitational"]);
    (weekdays, 1u32..5, 1u32..6, kind, prop::option::weighted(0.6, 0u32..7)).prop_map(
        |(weekdays, first, weeks, kind, championship)| {
            let days = (first..(first + weeks).min(8)).flat_map(|week| weekdays.iter().map(move |day| 7 * week + day));
            let last = 7 * (first + weeks);
            let meets = days.map(|day| format!("date = {}\nkind = \"{kind}\"\n", date(day)));
            let championship = championship
                .map(|day| format!("date = {}\nkind = \"championship\"\npriority = 3\n", date((last + day).min(68))));
            meets.chain(championship).collect()
        },
    )
}

fn any_meet() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["dual", "invitational", "time-trial", "championship", "relays"]);
    let groups =
        prop::option::weighted(0.5, prop::sample::select(vec!["[\"varsity\"]", "[\"jv\"]", "[\"varsity\", \"jv\"]"]));
    let events = prop::option::weighted(0.2, prop::sample::select(vec!["[800]", "[1600, 3200]"]));
    let lead = prop::option::weighted(0.2, prop::sample::select(vec!["48-hour", "72-hour", "none"]));
    let entries = prop::option::weighted(
        0.2,
        prop::sample::select(vec![
            "{ 800 = [\"Runner 0\"], 1600 = [\"Runner 0\"] }",
            "{ 1600 = [\"Runner 0\"], 3200 = [\"Runner 0\"] }",
        ]),
    );
    let train_through = prop::option::weighted(0.2, prop::bool::ANY);
    let priority = prop_oneof![2 => Just(1u8), 1 => 2u8..4];
    (0u32..58, 0u32..3, kind, groups, events, lead, entries, (priority, train_through)).prop_map(
        |(day, more, kind, groups, events, lead, entries, (priority, train_through))| {
            let mut meet = format!(
                "date = {}\nthrough = {}\nkind = \"{kind}\"\npriority = {priority}\n",
                date(day),
                date(day + more)
            );
            let mut add = |key: &str, value: Option<String>| {
                if let Some(value) = value {
                    meet += &format!("{key} = {value}\n");
                }
            };
            add("train-through", train_through.map(|through| through.to_string()));
            add("groups", groups.map(str::to_owned));
            add("events", events.map(str::to_owned));
            add("lead", lead.map(|lead| format!("\"{lead}\"")));
            add("entries", entries.map(str::to_owned));
            if more == 2 {
                add(
                    "event-days",
                    Some(format!("{{ 1600 = [{}, {}], 3200 = {} }}", date(day), date(day + 2), date(day + 1))),
                );
            }
            meet
        },
    )
}

/// A random season file that has no error, with random news.
pub(crate) fn any_lived_season() -> impl Strategy<Value = String> {
    let entries = (any_group(), prop::collection::vec(any_phase(), 0..4));
    (any_season(), entries, prop::collection::vec(any_news(), 0..8)).prop_map(|(mut file, (group, phases), news)| {
        for piece in group.into_iter().chain(phases).chain(news) {
            let with_news = format!("{file}{piece}\n");
            // What the checker refuses is another test's business.
            if super::checked(&with_news).0.is_some() {
                file = with_news;
            }
        }
        file
    })
}

/// One piece of news, or one entry with `known`, of any kind.
fn any_news() -> impl Strategy<Value = String> {
    (0u32..66, 0usize..9, 0u32..8, 0usize..5, 0usize..27).prop_map(|(known, meet, later, runner, kind)| {
        let (known, day) = (date(known), date((known + later).min(69)));
        let news = |subject: &str, says: &str| format!("[[news]]\nknown = {known}\n{subject}{says}\n");
        let meet = format!("meet = \"Meet {meet}\"\n");
        let who = format!("athletes = [\"Runner {runner}\"]\n");
        match kind {
            0..4 => news(&meet, &format!("date = {day}")),
            4 => news(&meet, "canceled = true"),
            5 => news(&meet, "canceled = false"),
            6 => news(&meet, &format!("date = {day}\nday = {day}")),
            7 => news(&meet, "groups = [\"jv\"]"),
            8 => news(&meet, &format!("without = [\"Runner {runner}\"]")),
            9 => news(&meet, &format!("also = {{ 800 = [\"Runner {runner}\"], \"4x800\" = [\"Runner {runner}\"] }}")),
            10 => news(&meet, "lead = \"none\"\nkind = \"championship\"\npriority = 3"),
            11 => news(&who, "group = \"varsity\""),
            12 => news(&who, &format!("away = [{{ from = {day}, through = \"back\" }}]")),
            13 => news(&who, &format!("away = [{{ from = {day} }}]")),
            14 => news(&who, "back = true"),
            15 => news(&who, &format!("until = {day}")),
            16 => news(&who, "goals = { 800 = \"2:18\", 1600 = \"5:10\" }\nevent = 1600"),
            17 => news("groups = \"jv\"\n", &format!("away = [{{ from = {day} }}]")),
            18 => news("", "week = { monday = \"workout\", tuesday = \"easy\" }"),
            19 => format!("[[closed]]\nknown = {known}\nfrom = {day}\n\n"),
            20 => format!("[[days]]\nknown = {known}\ndate = {day}\nsession = \"workout\"\n\n"),
            21 => news("groups = \"jv\"\n", "minutes = 70\nreps = 60\nhard-days = 2"),
            22 => news("groups = \"jv\"\n", "week = { wednesday = \"workout\", saturday = \"easy\" }"),
            23 => news("groups = [\"jv\", \"varsity\"]\n", &format!("until = {day}")),
            24 => format!(
                "[[phases]]\nname = \"Late\"\nknown = {known}\nfrom = {day}\nworkouts = \"race-pace\"\nreps = 80\n\n"
            ),
            _ => format!("[[meets]]\nknown = {known}\nname = \"Late {runner}\"\ndate = {day}\n\n"),
        }
    })
}

/// Perhaps something of the group `jv`.
fn any_group() -> impl Strategy<Value = Option<String>> {
    let says = prop::sample::select(vec![
        "minutes = 70\nreps = 60\nhard-days = 2\n",
        "long-run-every = 21\nhard-days = 1\n",
        "week = { monday = \"workout\", thursday = \"easy\", saturday = \"off\" }\n",
        "until = 2026-04-17\n",
    ]);
    prop::option::of(says.prop_map(|says| format!("[[groups]]\nname = \"jv\"\n{says}\n")))
}

/// A phase of everyone or of a group.
fn any_phase() -> impl Strategy<Value = String> {
    let says = prop::sample::select(vec![
        "workouts = \"aerobic\"\n",
        "minutes = 120\nreps = 80\n",
        "week = { wednesday = \"workout\", thursday = \"easy\" }\n",
        "week = { tuesday = \"off\", sunday = \"long-run\" }\nworkouts = \"both\"\n",
    ]);
    let groups = prop::sample::select(vec!["", "groups = [\"jv\"]\n", "groups = [\"varsity\"]\n"]);
    (0u32..68, prop::option::of(0u32..20), groups, says).prop_map(|(from, days, groups, says)| {
        let through = days.map(|days| format!("through = {}\n", date((from + days).min(69)))).unwrap_or_default();
        format!("[[phases]]\nname = \"From {from}\"\nfrom = {}\n{through}{groups}{says}\n", date(from))
    })
}

fn any_athlete() -> impl Strategy<Value = String> {
    let event = prop::sample::select(vec![800, 1600, 3200]);
    let group = prop::sample::select(vec!["varsity", "jv"]);
    let away = prop::option::weighted(0.3, (0u32..60, 0u32..6));
    let until = prop::option::weighted(0.1, 30u32..69);
    (event, group, away, until).prop_map(|(event, group, away, until)| {
        let mut athlete = format!("event = {event}\ngroup = \"{group}\"\ngoals = {{ {event} = \"11:00\" }}\n")
            .replace("{ 800 = \"11:00\"", "{ 800 = \"2:20\"")
            .replace("{ 1600 = \"11:00\"", "{ 1600 = \"5:20\"");
        if let Some((from, days)) = away {
            athlete += &format!("away = [{{ from = {}, through = {} }}]\n", date(from), date(from + days));
        }
        if let Some(until) = until {
            athlete += &format!("until = {}\n", date(until));
        }
        athlete
    })
}

fn any_word() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["", "groups = [\"jv\"]\n", "athletes = [\"Runner 0\"]\n"]);
    let session = prop::sample::select(vec!["easy", "off", "workout", "48-hour", "72-hour", "time-trial", "long-run"]);
    let known = prop::option::weighted(0.3, 0u32..5);
    (0u32..69, who, session, known).prop_map(|(day, who, session, known)| {
        let known = known.map(|before| format!("known = {}\n", date(day.saturating_sub(before)))).unwrap_or_default();
        format!("date = {}\n{who}session = \"{session}\"\nnote = \"as told\"\n{known}", date(day))
    })
}
