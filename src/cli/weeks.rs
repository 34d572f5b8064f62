//! Which weeks are meant: a date, a number, `this` or `all`.

use chrono::NaiveDate;

use super::{CommandError, dates};
use crate::domain::day::spoken;
use crate::domain::season::Week;
use crate::sheet::SheetBuilder;

/// The week that `today` falls in, else the first.
pub(super) fn current(builder: &SheetBuilder, today: NaiveDate) -> Vec<Week> {
    let week = builder.plan.calendar.week_of(builder.season.day(today));
    week.or_else(|| builder.weeks().first().copied()).into_iter().collect()
}

/// The weeks that `asked` means on `today`.
pub(super) fn weeks(builder: &SheetBuilder, asked: &str, today: NaiveDate) -> Result<Vec<Week>, CommandError> {
    let failure = |what: String| Err(CommandError::Failure(what));
    if asked.eq_ignore_ascii_case("all") {
        return Ok(builder.weeks().to_vec());
    }
    if let Ok(number) = asked.parse::<usize>() {
        return match number.checked_sub(1).and_then(|index| builder.weeks().get(index)) {
            Some(week) => Ok(vec![*week]),
            None => failure(format!("there is no week {number}: the season has {} weeks", builder.weeks().len())),
        };
    }
    let date = match dates::date(asked, today) {
        Some(date) => date,
        None if asked.eq_ignore_ascii_case("this") => today,
        None => {
            return failure(format!(
                "\"{}\" is not a week; write a date as 2026-04-11, a number, \"this\" or \"all\"",
                crate::tables::short(asked)
            ));
        }
    };
    let season = builder.season;
    match builder.plan.calendar.week_of(season.day(date)) {
        Some(week) => Ok(vec![week]),
        None => failure(format!(
            "{} {} is outside the season, which goes from {} through {}",
            spoken(date),
            date.format("%Y"),
            season.start,
            season.end
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Findings, Sources};
    use crate::library::Library;
    use crate::{plan, season};

    #[test]
    fn this_week_is_the_one_of_today() {
        let mut sources = Sources::default();
        let file = sources.add("season.toml", "[season]\nstart = 2026-03-04\nend = 2026-04-19\n");
        let references = season::References::default();
        let checked = season::check(&sources, file, &references, &mut Findings::default()).unwrap();
        let library = Library::built_in();
        let plan = plan::plan(&checked.history, &library);
        let builder = SheetBuilder::new(&checked.history, &plan, &[]);
        let this = |today: &str| weeks(&builder, "this", today.parse().unwrap());
        let numbers = |weeks: Result<Vec<Week>, CommandError>| weeks.ok().map(|weeks| weeks[0].number);
        assert_eq!(numbers(this("2026-03-08")), Some(1));
        assert_eq!(numbers(this("2026-03-09")), Some(2));
        assert_eq!(numbers(this("2026-04-19")), Some(7));
        assert_eq!(numbers(this("2026-04-20")), None);
    }
}
