//! What a piece of news says of athletes or groups.

use super::{Reader, Subject};
use crate::diag::Place;
use crate::diag::codes::{CHANGE_MAKES_NO_SENSE, DATES_OUT_OF_ORDER};
use crate::domain::athlete::AthleteChange;
use crate::domain::event::TimedDistance;
use crate::domain::ids::AthleteId;
use crate::season::check::{athletes, full};
use crate::season::keys;
use crate::tables::short;

impl Reader<'_, '_, '_, '_> {
    /// What is said of athletes or groups, and where their goals stand.
    pub(super) fn athlete_change(
        &mut self,
        subject: &Subject,
    ) -> (AthleteChange, Vec<(AthleteId, TimedDistance, Place)>) {
        let (table, bounds) = (self.table, self.cx.bounds);
        let shown = match subject {
            Subject::Athletes(ids) if ids.len() == 1 => self.before.athlete(ids[0]).name.as_str().to_owned(),
            Subject::Athletes(_) => "these athletes".to_owned(),
            _ => "this news".to_owned(),
        };
        let (event, away) = (&keys::NEWS_EVENT, &keys::NEWS_AWAY);
        let change = athletes::change(table, self.cx, self.roster, &shown, event, away, self.known);
        let back = table.value(&keys::NEWS_BACK).unwrap_or(false);
        let until = athletes::until(table, bounds, &shown, "correct the date, or remove the line");
        let last = bounds.day(bounds.end);
        let until = until.map(|until| if bounds.known { until.min(last) } else { until });
        if let (Some(until), Some(known)) = (until, self.known) {
            let earliest = known.value.pred_opt().unwrap_or(known.value);
            if until < bounds.day(earliest) {
                let until = full(self.date(until));
                let message = format!(
                    "{shown}: the last day is {until}, which was over when this became known on {}",
                    full(known.value)
                );
                let problem = CHANGE_MAKES_NO_SENSE.at(table.place_of(&keys::ATHLETE_UNTIL), message);
                table.push(problem.help(format!("write until = {earliest} or a later day: days that are over stay")));
            }
        }
        if let (Subject::Athletes(ids), Some(until)) = (subject, until)
            && let Some(athlete) = ids.iter().map(|&id| self.before.athlete(id)).find(|athlete| until < athlete.from)
            && self.known.is_some_and(|known| bounds.day(known.value) <= until.plus(1))
        {
            let (name, first) = (short(athlete.name.as_str()), full(self.date(athlete.from)));
            let message = format!("{name}: the last day is {}, before the first, {first}", full(self.date(until)));
            let problem = DATES_OUT_OF_ORDER.at(table.place_of(&keys::ATHLETE_UNTIL), message);
            table.push(problem.help("correct the date, or remove their entry if they do not come at all"));
        }
        let mut goals = Vec::new();
        let mut change = AthleteChange { back, until, ..change };
        if let Subject::Athletes(ids) = subject {
            let mut places = Vec::new();
            change.goals = athletes::times(table, &keys::NEWS_TIMES, &shown, &mut places);
            for (over, place) in places {
                goals.extend(ids.iter().map(|&id| (id, over, place.clone())));
            }
        }
        (change, goals)
    }
}
