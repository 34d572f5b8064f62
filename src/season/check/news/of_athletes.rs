//! What a piece of news says of athletes or groups.

use super::{Reader, Subject};
use crate::diag::Place;
use crate::diag::codes::CHANGE_MAKES_NO_SENSE;
use crate::domain::athlete::AthleteChange;
use crate::domain::event::TimedDistance;
use crate::domain::ids::AthleteId;
use crate::season::check::{athletes, full};
use crate::season::keys;

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
        let until = athletes::until(table, bounds, &shown);
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
