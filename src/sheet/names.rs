//! How the athletes' names are shown.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::char::is_combining_mark;

use crate::domain::day::Day;
use crate::domain::name::Name;
use crate::domain::season::{Names, Season};

/// The athletes' names as sheets show them, in file order. With
/// `first-initial`, first name and last initial, longer only where two
/// athletes would read alike.
///
/// Names are given in the order in which the athletes became known, those who
/// became known on one day together: a newcomer changes nobody's name, so this
/// is the same for every version of a season.
pub(super) fn display_names(season: &Season) -> Vec<String> {
    let names: Vec<&Name> = season.athletes.iter().map(|athlete| &athlete.name).collect();
    if season.policy.names == Names::Full {
        return names.into_iter().map(|name| name.as_str().to_owned()).collect();
    }
    let mut forms = vec![ShownForm::default(); names.len()];
    let mut shown: Vec<String> = names.iter().zip(&forms).map(|(name, form)| form.of(name)).collect();
    // Who has a name for good.
    let mut given: HashMap<String, usize> = HashMap::with_capacity(names.len());
    for newcomers in by_first_known_day(season) {
        loop {
            let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for &index in &newcomers {
                alike.entry(read_aloud(&shown[index])).or_default().push(index);
            }
            let mut grown = false;
            for (text, members) in alike {
                let earlier = given.get(&text).copied();
                if members.len() == 1 && earlier.is_none() {
                    continue;
                }
                let all: Vec<&Name> = members.iter().copied().chain(earlier).map(|index| names[index]).collect();
                for index in tell_apart(&members, &all, &names, &mut forms) {
                    shown[index] = forms[index].of(names[index]);
                    grown = true;
                }
            }
            if !grown {
                break;
            }
        }
        for index in newcomers {
            let text = shown[index].clone();
            let mut number = 1;
            while given.contains_key(&read_aloud(&shown[index])) {
                number += 1;
                shown[index] = format!("{text} ({number})");
            }
            given.insert(read_aloud(&shown[index]), index);
        }
    }
    shown
}

/// What is equal for shown names that read alike: `Ana Li` and `Ana Li.` do.
fn read_aloud(shown: &str) -> String {
    shown.to_lowercase().replace('.', "")
}

/// The places of the athletes in the file, of each day on which some became
/// known. The first day of the season has everyone who was known before.
pub(super) fn by_first_known_day(season: &Season) -> Vec<Vec<usize>> {
    let mut by_day: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    for (index, athlete) in season.athletes.iter().enumerate() {
        by_day.entry(athlete.known.max(Day::at(0))).or_default().push(index);
    }
    by_day.into_values().collect()
}

/// Shows more of a name; false when there is no more.
type Growth = fn(&mut ShownForm, &Name) -> bool;

/// Makes the names of some who read alike longer by what tells them apart: the
/// last name, the names between, then what follows the name. Gives whose name grew.
fn tell_apart(members: &[usize], all: &[&Name], names: &[&Name], forms: &mut [ShownForm]) -> Vec<usize> {
    let differ = |part: fn(&Name) -> String| all.iter().any(|name| part(name) != part(all[0]));
    let families = differ(|name| name.family().unwrap_or_default().to_lowercase());
    let givens = differ(|name| name.given().to_lowercase());
    let marks = differ(|name| name.mark().unwrap_or_default().to_lowercase());
    let ways: [(bool, Growth); 4] = [
        (families, ShownForm::add_letter),
        (givens, ShownForm::add_middle),
        (marks, ShownForm::add_mark),
        (true, ShownForm::add_everything),
    ];
    for (_, grow) in ways.into_iter().filter(|(useful, _)| *useful) {
        let grown: Vec<usize> =
            members.iter().copied().filter(|&index| grow(&mut forms[index], names[index])).collect();
        if !grown.is_empty() {
            return grown;
        }
    }
    Vec::new()
}

/// With more letters than this of the last name, all of it is shown.
const MAX_LETTERS: usize = 6;

/// How much of a name is shown beside the first name.
#[derive(Clone, Copy)]
struct ShownForm {
    /// So many letters of the last name; more than [`MAX_LETTERS`] are all of it.
    letters: usize,
    /// What is between the first name and the last.
    middle: bool,
    /// `Jr.`, a grade, a star.
    mark: bool,
}

impl Default for ShownForm {
    fn default() -> ShownForm {
        ShownForm { letters: 1, middle: false, mark: false }
    }
}

impl ShownForm {
    fn add_letter(&mut self, name: &Name) -> bool {
        let more = name.family().is_some() && self.letters <= MAX_LETTERS;
        self.letters += usize::from(more);
        more
    }

    fn add_middle(&mut self, name: &Name) -> bool {
        name.given() != name.first() && !std::mem::replace(&mut self.middle, true)
    }

    fn add_mark(&mut self, name: &Name) -> bool {
        name.mark().is_some() && !std::mem::replace(&mut self.mark, true)
    }

    fn add_everything(&mut self, name: &Name) -> bool {
        let all = ShownForm { letters: MAX_LETTERS + 1, middle: true, mark: true };
        let more = self.of(name) != all.of(name);
        *self = all;
        more
    }

    fn of(self, name: &Name) -> String {
        let letters = || name.given().chars().chain(name.family().unwrap_or_default().chars());
        // Timing systems shout, and some people never capitalize.
        let plain = !letters().any(char::is_lowercase) || !letters().any(char::is_uppercase);
        let case = |part: &str| if plain { capitalized(part) } else { part.to_owned() };
        let mut shown = case(if self.middle { name.given() } else { name.first() });
        if let Some(family) = name.family() {
            shown.push(' ');
            shown += &shortened(&case(family), self.letters);
        }
        if let Some(mark) = name.mark().filter(|_| self.mark) {
            shown.push(' ');
            shown += mark;
        }
        shown
    }
}

/// Each word with a capital first letter, also after a hyphen and an apostrophe. `AJ` stays.
fn capitalized(part: &str) -> String {
    let word = |word: &str| {
        let initials =
            word.chars().count() == 2 && (word.ends_with('J') || !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']));
        if initials && word.chars().all(char::is_uppercase) {
            return word.to_owned();
        }
        let mut begins = true;
        let mut capitalized = String::with_capacity(word.len());
        for c in word.chars() {
            if begins {
                capitalized.extend(c.to_uppercase());
            } else {
                capitalized.extend(c.to_lowercase());
            }
            begins = matches!(c, '-' | '\'');
        }
        capitalized
    };
    part.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// So many letters of a last name, and a point; all of it when it has no more.
fn shortened(family: &str, letters: usize) -> String {
    // A letter keeps the accents that follow it.
    let mut begins = family.char_indices().filter(|(_, c)| c.is_alphanumeric() && !is_combining_mark(*c));
    match begins.nth(letters) {
        Some((end, _)) if letters <= MAX_LETTERS => {
            let initial = family[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
            let mut chars = initial.chars();
            let first = chars.next().into_iter().flat_map(char::to_uppercase);
            format!("{}{}.", first.collect::<String>(), chars.as_str())
        }
        _ => family.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Arc;

    use chrono::{NaiveDate, Weekday};
    use proptest::prelude::*;

    use super::super::slugs::athlete_slugs;
    use super::*;
    use crate::domain::athlete::Athlete;
    use crate::domain::day::DaySet;
    use crate::domain::event::{Event, Times};
    use crate::domain::output::Output;
    use crate::domain::season::Policy;
    use crate::domain::session::Session;

    /// A season of athletes, each with the day on which they became known.
    fn season(athletes: &[(&str, usize)]) -> Season {
        let athlete = |&(name, known): &(&str, usize)| {
            Arc::new(Athlete {
                name: Name::new(name),
                known: Day::at(known),
                event: Event::M1600,
                group: None,
                goals: Times::default(),
                bests: Times::default(),
                volume: None,
                load: crate::domain::volume::Percent::ALL,
                absences: Vec::new(),
                from: Day::at(0),
                until: None,
            })
        };
        let start = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        Season {
            name: "Track".to_owned(),
            start,
            end: start + chrono::TimeDelta::days(90),
            off: DaySet::default(),
            week_starts: Weekday::Mon,
            championship_from: None,
            timezone: None,
            policy: Policy::default(),
            output: Output::default(),
            week: [Session::Easy; 7],
            as_of: Day::at(0),
            closed: Arc::default(),
            closures: Arc::default(),
            meets: Arc::default(),
            groups: Arc::default(),
            phases: Arc::default(),
            athletes: Arc::new(athletes.iter().map(athlete).collect()),
            overrides: Arc::default(),
        }
    }

    fn shown_of(names: &[&str]) -> Vec<String> {
        display_names(&season(&names.iter().map(|&name| (name, 0)).collect::<Vec<_>>()))
    }

    #[test]
    fn first_name_and_last_initial_are_shown_whatever_stands_around_them() {
        for (typed, expected) in [
            ("Ana Ruiz", "Ana R."),
            ("Ruiz, Ana", "Ana R."),
            ("RUIZ, ANA", "Ana R."),
            ("ana ruiz", "Ana R."),
            ("María José De la Cruz", "María D."),
            ("Jan van der Berg", "Jan V."),
            ("John Smith Jr.", "John S."),
            ("Smith III, John", "John S."),
            ("John Smith (11)", "John S."),
            ("Ana Ruiz*", "Ana R."),
            ("O’BRIEN, CLAIRE", "Claire O."),
            ("AJ Brown", "AJ B."),
            ("AJ BROWN", "AJ B."),
            ("MARY-KATE OLSEN", "Mary-Kate O."),
            ("Ana R.", "Ana R."),
            ("Ana", "Ana"),
            ("Ana E\u{301}dith", "Ana É."),
            ("Li Xu", "Li X."),
        ] {
            assert_eq!(shown_of(&[typed]), [expected], "{typed}");
        }
    }

    #[test]
    fn names_that_would_read_alike_are_longer_by_what_tells_them_apart() {
        for (typed, expected) in [
            (vec!["Ana Ruiz", "Ana Rolfe"], vec!["Ana Ru.", "Ana Ro."]),
            (vec!["Ana Ruiz", "ROLFE, ANA", "Ben Ruiz"], vec!["Ana Ru.", "Ana Ro.", "Ben R."]),
            (vec!["Ana Ruiz", "Ana Maria Ruiz"], vec!["Ana R.", "Ana Maria R."]),
            (vec!["Ana Ruiz", "Ana Maria Ruiz", "Ana Rolfe"], vec!["Ana Ru.", "Ana Maria Ru.", "Ana Ro."]),
            (vec!["John Smith", "John Smith Jr."], vec!["John S.", "John S. Jr."]),
            (vec!["John Smith (9)", "John Smith (11)"], vec!["John S. (9)", "John S. (11)"]),
            (vec!["Ana Ruiz", "Ana Ruiz *"], vec!["Ana R.", "Ana R. *"]),
            (vec!["Ana Ruiz", "Ana R."], vec!["Ana Ru.", "Ana R."]),
            (vec!["Ana Li", "Ana Lin"], vec!["Ana Li", "Ana Lin"]),
            (vec!["Ana Montgomery", "Ana Montgomerie"], vec!["Ana Montgomery", "Ana Montgomerie"]),
            (vec!["Ana De la Cruz", "Ana De Leon"], vec!["Ana De la.", "Ana De Le."]),
        ] {
            assert_eq!(shown_of(&typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn a_newcomer_changes_nobodys_name() {
        let before = season(&[("Ana Ruiz", 0), ("Ben Cole", 0)]);
        let after = season(&[("Ana Rolfe", 20), ("Ana R.", 30), ("Ana Ruiz", 0), ("Ben Cole", 0)]);
        let (names, after_names) = (display_names(&before), display_names(&after));
        assert_eq!(after_names, ["Ana Ro.", "Ana R. (2)", "Ana R.", "Ben C."]);
        assert_eq!(athlete_slugs(&after, &after_names)[2..], athlete_slugs(&before, &names));
    }

    fn any_name() -> impl Strategy<Value = String> {
        let first = prop::sample::select(vec!["Ana", "ANA", "Ben", "María José", "Ana Maria", "X"]);
        let last = prop::sample::select(vec!["Ruiz", "RUIZ", "Rolfe", "R.", "De la Cruz", "O’Brien", "", "Ru"]);
        let mark = prop::sample::select(vec!["", "Jr.", "III", "(11)", "*"]);
        (first, last, mark, any::<bool>()).prop_map(|(first, last, mark, turned)| {
            if turned && !last.is_empty() {
                format!("{last}, {first} {mark}")
            } else {
                format!("{first} {last} {mark}")
            }
        })
    }

    proptest! {
        #[test]
        fn shown_names_and_file_names_are_each_of_one_athlete_and_stay(
            typed in prop::collection::vec((any_name(), 0usize..4), 1..14),
        ) {
            let mut keys = HashSet::new();
            let athletes: Vec<(&str, usize)> = typed
                .iter()
                .filter(|(name, _)| keys.insert(Name::new(name.as_str()).key()))
                .map(|(name, known)| (name.as_str(), *known))
                .collect();
            let all = season(&athletes);
            let names = display_names(&all);
            let slugs = athlete_slugs(&all, &names);
            for list in [&names, &slugs] {
                let unique: HashSet<String> = list.iter().map(|name| read_aloud(name)).collect();
                prop_assert_eq!(unique.len(), list.len(), "{:?}", list);
            }
            for day in 0..4 {
                let known = |athlete: &&(&str, usize)| athlete.1 <= day;
                let by_then = season(&athletes.iter().filter(known).copied().collect::<Vec<_>>());
                let still = |list: &[String]| -> Vec<String> {
                    list.iter().zip(&athletes).filter(|(_, (_, known))| *known <= day).map(|(name, _)| name.clone()).collect()
                };
                let names_then = display_names(&by_then);
                prop_assert_eq!(&names_then, &still(&names));
                prop_assert_eq!(athlete_slugs(&by_then, &names_then), still(&slugs));
            }
        }
    }
}
