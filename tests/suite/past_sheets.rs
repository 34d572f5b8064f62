//! What hangs on the wall stays true: sheets of weeks that are over are the same to the byte with and without what
//! became known later.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::common;
use crate::common::any_season::any_lived_season;
use proptest::prelude::*;
use racepace::domain::history::History;
use racepace::plan::Plan;
use racepace::render::{self, Format, Templates};
use racepace::sheet::SheetBuilder;

/// The sheets of the weeks that are over before a day, by path, and each athlete's shown name and file name.
fn sheets(history: &History, plan: &Plan, over: usize) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let builder = SheetBuilder::new(history, plan, &[]);
    let templates = Templates::load(Vec::new(), &Default::default()).unwrap();
    let mut sheets = BTreeMap::new();
    for &week in &builder.weeks()[..over] {
        let number = week.number;
        let text = render::team_week_text(&builder, &templates, week).unwrap();
        sheets.insert(format!("week {number}"), text);
        for &id in builder.in_week(week).athletes() {
            let text = render::athlete_week_text(&builder, &templates, id, week).unwrap();
            sheets.insert(format!("{}, week {number}", builder.name(id)), text);
        }
    }
    let result = render::cards::<Infallible>(&builder, &templates, &[Format::Html], &mut |path, write| {
        let mut bytes = Vec::new();
        write(&mut bytes).unwrap();
        sheets.insert(path.to_owned(), String::from_utf8(bytes).unwrap());
        Ok(())
    });
    assert!(result.is_ok());
    sheets.retain(|path, _| {
        let number = path.strip_prefix("cards/week-").map(|rest| rest[..2].parse::<usize>().unwrap());
        number.is_none_or(|number| number <= over)
    });
    // In the order of the file, those who are not known yet too.
    let season = history.latest();
    let slugs: BTreeMap<String, String> =
        season.athletes.iter().map(|athlete| athlete.name.to_string()).zip(builder.slugs()).collect();
    let athletes = season.athletes_with_ids().map(|(id, athlete)| (athlete.name.to_string(), builder.name(id)));
    let names = athletes.map(|(typed, shown)| {
        let file = &slugs[&typed];
        (typed, format!("{shown}, {file}"))
    });
    (sheets, names.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn sheets_of_weeks_that_are_over_are_the_same_with_and_without_later_news(
        file in any_lived_season(), at in 0usize..8,
    ) {
        let (checked, now) = common::planned(&file);
        let later = &checked.history.versions()[1..];
        prop_assume!(!later.is_empty());
        let known = later[at % later.len()].as_of;
        let past = checked.history.until(known.before());
        let before = common::plan_of(&past);
        let over = now.calendar.weeks.iter().filter(|week| week.last < known).count();
        let ((sheets_before, names_before), (sheets_now, names_now)) =
            (sheets(&past, &before, over), sheets(&checked.history, &now, over));
        prop_assert_eq!(sheets_before.keys().collect::<Vec<_>>(), sheets_now.keys().collect::<Vec<_>>(), "{}", &file);
        for (path, before) in &sheets_before {
            prop_assert_eq!(before, &sheets_now[path], "{}, known {}\n{}", path, past.latest().date(known), &file);
        }
        for (typed, before) in &names_before {
            prop_assert_eq!(before, &names_now[typed]);
        }
    }
}
