//! What a piece of news says of the whole team.

use super::{Reader, Subject};
use crate::diag::Place;
use crate::diag::codes::{CHANGE_MAKES_NO_SENSE, NOT_OF_THIS_SUBJECT};
use crate::domain::athlete::Absence;
use crate::domain::day::{Day, weekday};
use crate::domain::event::{TimedDistance, Times};
use crate::domain::group::SaidWeek;
use crate::domain::ids::AthleteId;
use crate::domain::news::TeamChange;
use crate::domain::session::Session;
use crate::season::check::{Stretch, athletes, full, weekdays};
use crate::season::keys;

impl Reader<'_, '_, '_, '_> {
    /// What is said of the whole team.
    pub(super) fn team_change(
        &mut self,
        subject: &Subject,
        places: &mut Vec<(AthleteId, TimedDistance, Place)>,
    ) -> TeamChange {
        let table = self.table;
        let week = table.value(&keys::NEWS_WEEK);
        let week = week.map_or_else(SaidWeek::default, |week| weekdays(&week, self.cx.off, "this news"));
        let open = self.open(subject);
        let goals = self.goals_of_many(subject, places);
        TeamChange { open, week, goals }
    }

    /// Goals of many athletes at once.
    fn goals_of_many(
        &mut self,
        subject: &Subject,
        places: &mut Vec<(AthleteId, TimedDistance, Place)>,
    ) -> Vec<(AthleteId, Times)> {
        let table = self.table;
        let inner = table.keys_of(&keys::NEWS_GOALS);
        let is_distance = |name: &&str| TimedDistance::ALL.iter().any(|over| over.as_str() == *name);
        let are_times = inner.as_ref().is_some_and(|inner| inner.iter().any(is_distance));
        // News of something else has no goals, which is reported; only their form is looked at.
        if matches!(subject, Subject::Athletes(_)) || (inner.is_some() && !matches!(subject, Subject::Team)) {
            return Vec::new();
        }
        if are_times {
            let message = "\"goals\" gives times, but does not say whose";
            let remedy = format!("say which athletes, as in athletes = [\"{}\"]", self.example_name());
            table.push(NOT_OF_THIS_SUBJECT.at(table.place_of(&keys::NEWS_GOALS), message).help(remedy));
            return Vec::new();
        }
        let mut goals = Vec::new();
        for (name, times) in table.value(&keys::NEWS_GOALS).unwrap_or_default() {
            let id = self.roster.athlete(table, &name);
            let mut of_one = Vec::new();
            let times = athletes::times_of(&times, "goal", &name.value, &mut of_one);
            if let Some(id) = id {
                self.known_yet(id);
                places.extend(of_one.into_iter().map(|(over, place)| (id, over, place)));
                goals.push((id, times));
            }
        }
        goals
    }

    /// Closed days that are practice after all.
    fn open(&self, subject: &Subject) -> Option<Absence> {
        let table = self.table.value(&keys::NEWS_OPEN)?;
        let days = Stretch::read(&table, "the open days", [&keys::OPEN_FROM, &keys::OPEN_THROUGH])?;
        days.check_known(&table, "the open days begin", keys::OPEN_FROM.name, self.known);
        let bounds = self.cx.bounds;
        let (from, through) = (bounds.day(days.from.value), bounds.day(days.through.value));
        let open = Some(Absence { from, through });
        if self.known.is_none() || !matches!(subject, Subject::Team) {
            return open;
        }
        bounds.check(&table, "an open day", &days.from);
        bounds.check(&table, "an open day", &days.through);
        let (first, last) = (from.max(Day::at(0)), through.min(bounds.day(bounds.end)));
        let season = self.before;
        let today = self.known.map_or(Day::BEFORE_ALL, |known| bounds.day(known.value));
        let closes = |day: Day| {
            season.closed_by(day).is_some()
                || season
                    .closed
                    .iter()
                    .any(|closed| closed.known == today && closed.from <= day && day <= closed.through)
        };
        for day in (0..=last.since(first)).map(|days| first.plus(days)) {
            let is_off = season.off.contains(day) || season.week_says(weekday(season.start, day)) == Session::Off;
            let is_end = day == from || day == through;
            let date = full(self.date(day));
            let (message, remedy) = if is_off && is_end {
                let remedy = "correct the date; for practice on such a day write an entry of [[days]]";
                (format!("{date} is a weekday without practice, closed or not"), remedy)
            } else if !is_off && !closes(day) {
                (format!("{date} is not closed, so it cannot open"), "name closed days only, or remove the line")
            } else {
                continue;
            };
            let end = if day == through { &days.through } else { &days.from };
            table.push(CHANGE_MAKES_NO_SENSE.at(end.place.clone(), message).help(remedy));
            break;
        }
        open
    }
}
