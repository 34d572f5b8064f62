//! What came of one athlete's calendar, as a rule that warns sees it.

use crate::domain::calendar::{Race, RuleContext};
use crate::domain::day::Day;
use crate::domain::lead::Lead;
use crate::domain::reason::Reason;
use crate::domain::season::Season;

/// A calendar, and what was decided for each of its races.
pub struct Outcome<'a> {
    /// The season, for what is not a matter of days: names above all.
    pub season: &'a Season,
    /// What the decisions were made from.
    pub cx: RuleContext<'a>,
    /// The races in their order.
    pub races: Vec<RaceOutcome<'a>>,
}

/// A race, and what was decided for it.
pub struct RaceOutcome<'a> {
    /// The race.
    pub race: &'a Race,
    /// The lead that was chosen.
    pub lead: Option<Lead>,
    /// Why that one, or none.
    pub why: Reason,
    /// For each lead that a rule forbids, the first reason.
    pub forbidden: Vec<(Lead, Reason)>,
}

impl RaceOutcome<'_> {
    /// The day of the lead.
    pub fn lead_day(&self) -> Option<Day> {
        self.lead.map(|lead| lead.day(self.race.first))
    }

    /// The first reason for which a lead is forbidden.
    pub fn reason_against(&self, lead: Lead) -> Option<Reason> {
        self.forbidden.iter().find(|(forbidden, _)| *forbidden == lead).map(|&(_, reason)| reason)
    }
}
