//! The rules, one file each: code, name, documentation, judgment, tests.
//!
//! The planner, the sheets, `racepace rules` and the README read one list,
//! [`RULES`]; a test reads the folders and names a file that is not in it.
//!
//! Lead rules (`leads`) judge one [`Candidate`] at a time and say why not.
//! Week rules (`weeks`) each make one pass over a [`board::Board`] of days, in the
//! order of [`board::fill`], which is the order in which they win.

pub mod board;
pub mod leads;
pub mod weeks;

use crate::domain::calendar::{Candidate, Race, Reason, RuleContext};
use crate::domain::day::Day;
use crate::domain::season::Choice;
use crate::domain::session::Session;
use crate::rules::board::{Board, PlannedDay};

/// A rule.
pub struct Rule {
    /// Permanent, as in `R06`.
    pub code: &'static str,
    /// Readable, as in `rest-after-race`.
    pub name: &'static str,
    /// One line, for tables: what it forbids, prefers or does.
    pub brief: &'static str,
    /// For `racepace rules CODE`.
    pub docs: &'static str,
    /// How it takes part in a decision.
    pub part: Part,
}

/// How a rule takes part in a decision.
pub enum Part {
    /// Forbids a candidate, with the reason.
    Forbids(fn(&Candidate, &RuleContext) -> Option<Reason>),
    /// Says which choice it prefers for a race, with the reason; the first rule that has a say wins.
    Prefers(fn(&Race, &RuleContext) -> Option<(Choice, Reason)>),
    /// Keeps an ordinary session off a day of a filled board, with the reason.
    Limits(fn(&Board, Day, Session) -> Option<Reason>),
    /// Takes part elsewhere: in the score, in the workout, in a warning, in the week.
    Elsewhere,
}

impl Rule {
    /// A reason of this rule.
    pub const fn because(&self, sentence: &'static str) -> Reason {
        Reason::new(self.code, sentence)
    }
}

/// Every rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &leads::r01_one_or_the_other::RULE,
    &leads::r02_inside_the_season::RULE,
    &leads::r03_practice_day::RULE,
    &leads::r04_race_day_is_taken::RULE,
    &leads::r05_pre_race_day_is_taken::RULE,
    &leads::r06_rest_after_race::RULE,
    &leads::r07_never_back_to_back::RULE,
    &leads::r08_coach_choice::RULE,
    &leads::r09_cover_the_race::RULE,
    &leads::r10_short_turnaround::RULE,
    &leads::r11_usual_lead::RULE,
    &leads::r12_own_event::RULE,
    &leads::r13_volume_by_season::RULE,
    &leads::r14_no_doubling::RULE,
    &leads::r15_event_limit::RULE,
    &leads::r16_freed_day::RULE,
    &leads::r17_past_is_done::RULE,
    &leads::r18_overlapping_meets::RULE,
    &leads::r19_first_day_back::RULE,
    &weeks::w01_pre_race_day::RULE,
    &weeks::w02_easy_after_race::RULE,
    &weeks::w03_hard_easy::RULE,
    &weeks::w04_coachs_week::RULE,
    &weeks::w05_displaced_workout::RULE,
    &weeks::w06_three_hard_days::RULE,
    &weeks::w07_long_run::RULE,
    &weeks::w08_speed_development::RULE,
    &weeks::w09_off_day::RULE,
];

/// The rule of a code or a name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// Every reason for which the calendar alone forbids a candidate, in the
/// order of the rules.
pub fn forbidden(candidate: &Candidate, cx: &RuleContext) -> Vec<Reason> {
    let judges = RULES.iter().filter_map(|rule| match rule.part {
        Part::Forbids(judge) => Some(judge),
        _ => None,
    });
    judges.filter_map(|judge| judge(candidate, cx)).collect()
}

/// Every reason for which a planned day does not hold another ordinary
/// session, in the order of the rules; empty when only the coach's week is
/// against it.
pub fn limits(cx: RuleContext, days: &[PlannedDay], day: Day, session: Session) -> Vec<Reason> {
    let board = Board::filled(cx, days);
    let limits = RULES.iter().filter_map(|rule| match rule.part {
        Part::Limits(limit) => Some(limit),
        _ => None,
    });
    limits.filter_map(|limit| limit(&board, day, session)).collect()
}

/// What is preferred for a race, and why.
pub fn preferred(race: &Race, cx: &RuleContext) -> (Choice, Reason) {
    RULES
        .iter()
        .find_map(|rule| match rule.part {
            Part::Prefers(judge) => judge(race, cx),
            _ => None,
        })
        .expect("the usual lead is preferred where no other rule has a say")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every rule is a file, and every file is a rule of the list.
    #[test]
    fn every_file_of_the_folders_is_in_the_list() {
        let mut files = Vec::new();
        for folder in ["src/rules/leads", "src/rules/weeks"] {
            for entry in std::fs::read_dir(folder).unwrap() {
                files.push(entry.unwrap().file_name().into_string().unwrap());
            }
        }
        files.sort();
        let listed: Vec<String> = RULES
            .iter()
            .map(|rule| format!("{}_{}.rs", rule.code.to_lowercase(), rule.name.replace('-', "_").replace('\'', "")))
            .collect();
        assert_eq!(files, listed);
    }

    #[test]
    fn every_rule_is_explained() {
        for rule in RULES {
            assert!(40 < rule.docs.len(), "{} has no documentation", rule.code);
            assert!(!rule.brief.is_empty() && !rule.brief.ends_with('.'), "{}", rule.code);
        }
    }
}
