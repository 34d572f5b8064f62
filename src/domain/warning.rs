//! What a plan makes a rule warn of.

use crate::domain::ids::{AthleteId, MeetId, OverrideId};
use crate::domain::lead::Lead;
use crate::domain::reason::Reason;

/// A part of the season file that a warning points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeasonPart {
    /// The name of a meet.
    MeetName(MeetId),
    /// The `lead` of a meet.
    MeetLead(MeetId),
    /// Where a meet enters the athletes.
    MeetEntries(MeetId),
    /// An entry of `[[days]]`.
    DayOverride(OverrideId),
}

/// Something for the coach to look at: the rule, a sentence, and the evidence
/// that fills the sentence. It is put into words only when somebody asks.
///
/// The sentence may hold `{meet}`, `{other}`, `{lead}`, `{why}`, `{rule}` (of
/// the why) and `{who}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The code of the rule, or of the problem that it is in the season file.
    pub code: &'static str,
    /// The sentence, lower case and without a full stop.
    pub sentence: &'static str,
    /// What to do about it, in the imperative.
    pub remedy: &'static str,
    /// What it points at.
    pub part: SeasonPart,
    /// The meet of the evidence.
    pub meet: Option<MeetId>,
    /// Another meet.
    pub other: Option<MeetId>,
    /// The lead.
    pub lead: Option<Lead>,
    /// The reason, for the first of the athletes.
    pub why: Option<Reason>,
    /// Whom it concerns, in file order.
    pub athletes: Vec<AthleteId>,
}

impl Warning {
    /// A warning without evidence.
    pub const fn new(code: &'static str, part: SeasonPart, sentence: &'static str) -> Warning {
        Warning {
            code,
            sentence,
            remedy: "",
            part,
            meet: None,
            other: None,
            lead: None,
            why: None,
            athletes: Vec::new(),
        }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn remedy(self, remedy: &'static str) -> Warning {
        Warning { remedy, ..self }
    }

    /// Adds the meet.
    #[must_use]
    pub fn at(self, meet: MeetId) -> Warning {
        Warning { meet: Some(meet), ..self }
    }

    /// Adds another meet.
    #[must_use]
    pub fn and(self, other: MeetId) -> Warning {
        Warning { other: Some(other), ..self }
    }

    /// Adds the lead.
    #[must_use]
    pub fn with(self, lead: Lead) -> Warning {
        Warning { lead: Some(lead), ..self }
    }

    /// Adds the reason.
    #[must_use]
    pub fn because(self, why: Reason) -> Warning {
        Warning { why: Some(why), ..self }
    }
}
