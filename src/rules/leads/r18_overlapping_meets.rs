//! R18: an athlete races at two meets on one day.

use crate::domain::calendar::AthleteCalendar;
use crate::domain::season::MeetId;
use crate::rules::{Part, Rule};

/// Warns of two meets on one day.
pub static RULE: Rule = Rule {
    code: "R18",
    name: "overlapping-meets",
    brief: "warns when an athlete's race days at two meets overlap, or one meet stands twice",
    docs: "\
An athlete cannot race at two places on one day. Mostly one meet stands in the file twice, or a meet's groups are \
missing. Each row keeps its own decision, as it stands.",
    part: Part::Elsewhere,
};

/// For each race that shares a day with an earlier one, the two meets.
pub fn overlaps(athlete: &AthleteCalendar) -> Vec<(MeetId, MeetId)> {
    let mut pairs = Vec::new();
    for (index, race) in athlete.races.iter().enumerate() {
        let shares_a_day = |other: &&crate::domain::calendar::Race| !other.days.and(&race.days).is_empty();
        if let Some(other) = athlete.races[..index].iter().find(shares_a_day) {
            pairs.push((other.meet.min(race.meet), other.meet.max(race.meet)));
        }
    }
    pairs
}
