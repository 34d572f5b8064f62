//! The rules, one file each: code, name, documentation, and all that it does.
//!
//! The planner, the sheets, `racepace rules` and the documentation read one
//! list, [`RULES`]; a test reads the folders and names a file that is not in it.
//!
//! A rule does one thing or several, each a [`Part`]. Lead rules (`leads`)
//! forbid a [`Candidate`] and say why, or prefer a choice. Week rules (`weeks`)
//! fill a [`board::Board`] of days, in the order of [`passes::PASSES`], and say
//! why a day does not hold another session. What a rule warns of, it warns of itself.

pub mod board;
pub mod leads;
pub mod outcome;
pub mod passes;
pub mod weeks;

use crate::domain::calendar::{Candidate, Race, RuleContext};
use crate::domain::day::Day;
use crate::domain::meet::Choice;
use crate::domain::reason::Reason;
use crate::domain::session::Session;
use crate::domain::warning::{SeasonPart, Warning};
use crate::rules::board::{Board, PlannedDay};
use crate::rules::outcome::Outcome;

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
    /// All that it does.
    pub parts: &'static [Part],
}

/// One thing that a rule does.
pub enum Part {
    /// Forbids a candidate, with the reason.
    Forbids(fn(&Candidate, &RuleContext) -> Option<Reason>),
    /// Says which choice it prefers for a race, with the reason; its place among the preferences says which wins.
    Prefers(fn(&Race, &RuleContext) -> Option<(Choice, Reason)>),
    /// Keeps an ordinary session off a day of a filled board, with the reason.
    Limits(fn(&Board, Day, Session) -> Option<Reason>),
    /// Fills days of the board; its place among [`passes::PASSES`] says before what.
    Fills(&'static Pass),
    /// Warns of what came of a calendar.
    Warns(fn(&Outcome) -> Vec<Warning>),
    /// Holds by construction: in which module, and how.
    Holds(&'static str),
}

/// What a rule does to a board: it fills the days that are left for it.
pub struct Pass(fn(&mut Board));

impl Rule {
    /// A reason of this rule.
    pub const fn because(&self, sentence: &'static str) -> Reason {
        Reason::new(self.code, sentence)
    }

    /// A warning of this rule.
    pub const fn warning(&self, part: SeasonPart, sentence: &'static str) -> Warning {
        Warning::new(self.code, part, sentence)
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
    &weeks::r16_freed_day::RULE,
    &leads::r17_past_is_done::RULE,
    &leads::r18_overlapping_meets::RULE,
    &leads::r19_first_day_back::RULE,
    &leads::r20_train_through::RULE,
    &leads::r21_crowded_week::RULE,
    &leads::r22_long_gap::RULE,
    &leads::r23_state_limits::RULE,
    &weeks::w01_pre_race_day::RULE,
    &weeks::w02_easy_after_race::RULE,
    &weeks::w03_hard_easy::RULE,
    &weeks::w04_coachs_week::RULE,
    &weeks::w05_displaced_workout::RULE,
    &weeks::w06_hard_days::RULE,
    &weeks::w07_long_run::RULE,
    &weeks::w08_speed_development::RULE,
    &weeks::w09_off_day::RULE,
    &weeks::w10_first_day_back::RULE,
    &weeks::w11_season_over::RULE,
    &weeks::w12_progression::RULE,
    &weeks::w13_two_kinds::RULE,
    &weeks::w14_taper::RULE,
    &weeks::w15_load::RULE,
];

/// Every part of every rule, in the order of the rules.
fn parts() -> impl Iterator<Item = &'static Part> {
    RULES.iter().flat_map(|rule| rule.parts)
}

/// The rules of a code or a name: what is one thing to the coach may be two rules, for leads and for the week.
pub fn find(code_or_name: &str) -> impl Iterator<Item = &'static Rule> {
    let is_it = move |name: &str| name.eq_ignore_ascii_case(code_or_name);
    // `R6` is R06, too.
    let is_code = move |code: &str| is_it(code) || &code[1..2] == "0" && is_it(&[&code[..1], &code[2..]].concat());
    RULES.iter().copied().filter(move |rule| is_code(rule.code) || is_it(rule.name))
}

/// The codes of the rules that warn.
pub fn warning_codes() -> Vec<&'static str> {
    let warns = |rule: &&&Rule| rule.parts.iter().any(|part| matches!(part, Part::Warns(_)));
    RULES.iter().filter(warns).map(|rule| rule.code).collect()
}

/// Every reason for which the calendar and what is done forbid a candidate,
/// in the order of the rules.
pub fn forbidden(candidate: &Candidate, cx: &RuleContext) -> Vec<Reason> {
    let reasons = parts().filter_map(|part| match part {
        Part::Forbids(forbid) => forbid(candidate, cx),
        _ => None,
    });
    reasons.collect()
}

/// Every reason for which a planned day does not hold another ordinary
/// session, in the order of the rules; empty when only the coach's week is
/// against it.
pub fn limits(cx: RuleContext, days: &[PlannedDay], day: Day, session: Session) -> Vec<Reason> {
    let board = Board::new(cx, days, &[]);
    let reasons = parts().filter_map(|part| match part {
        Part::Limits(limit) => limit(&board, day, session),
        _ => None,
    });
    reasons.collect()
}

/// The rules that prefer a choice for a race, strongest first.
static PREFERENCES: &[&Rule] = &[
    &leads::r08_coach_choice::RULE,
    &leads::r20_train_through::RULE,
    &leads::r10_short_turnaround::RULE,
    &leads::r11_usual_lead::RULE,
];

/// What is preferred for a race, and why.
pub fn preferred(race: &Race, cx: &RuleContext) -> (Choice, Reason) {
    PREFERENCES
        .iter()
        .flat_map(|rule| rule.parts)
        .find_map(|part| match part {
            Part::Prefers(prefer) => prefer(race, cx),
            _ => None,
        })
        .expect("the usual lead is preferred where no other rule prefers anything")
}

/// What the rules warn of, in their order.
pub fn warnings(outcome: &Outcome) -> Vec<Warning> {
    let warnings = parts().filter_map(|part| match part {
        Part::Warns(warn) => Some(warn(outcome)),
        _ => None,
    });
    warnings.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::passes::PASSES;

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
    fn every_rule_is_explained_and_takes_part_in_something() {
        for rule in RULES {
            assert!(40 < rule.docs.len(), "{} has no documentation", rule.code);
            assert!(!rule.brief.is_empty() && !rule.brief.ends_with('.'), "{}", rule.code);
            assert!(!rule.parts.is_empty(), "{} does nothing", rule.code);
        }
    }

    #[test]
    fn what_holds_by_construction_holds_in_a_module_that_exists() {
        for rule in RULES {
            for part in rule.parts {
                let Part::Holds(held) = part else { continue };
                let (module, what) = held.split_once(": ").unwrap();
                assert!(!what.is_empty() && !what.ends_with('.'), "{}: {held}", rule.code);
                let file = format!("src/{}.rs", module.replace("::", "/"));
                assert!(std::path::Path::new(&file).is_file(), "{}: {file}", rule.code);
            }
        }
    }

    #[test]
    fn every_rule_that_prefers_something_has_its_place_among_the_preferences() {
        for rule in RULES {
            let prefers = rule.parts.iter().any(|part| matches!(part, Part::Prefers(_)));
            let listed = PREFERENCES.iter().any(|other| std::ptr::eq(*other, *rule));
            assert_eq!(prefers, listed, "{}", rule.code);
        }
    }

    #[test]
    fn every_pass_of_a_rule_has_one_place_among_the_passes() {
        let passes = RULES.iter().flat_map(|rule| rule.parts).filter_map(|part| match part {
            Part::Fills(pass) => Some(*pass),
            _ => None,
        });
        let passes: Vec<&Pass> = passes.collect();
        for pass in &passes {
            assert_eq!(PASSES.iter().filter(|other| std::ptr::eq(**other, *pass)).count(), 1);
        }
        assert_eq!(passes.len(), PASSES.len());
    }
}
