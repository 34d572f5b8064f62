//! A person's name, however it is typed.
//!
//! Rosters come from spreadsheets, office programs and timing systems: the same
//! child is `Ana O’Brien` here, `O'BRIEN, ANA` there and `Ana  O'Brien*` in a
//! third list. Two names are the same when their keys are, and only the last
//! initial of a name is shown, whatever stands around it.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as typed, and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    typed: String,
    given: String,
    family: Option<String>,
    mark: Option<String>,
}

/// Words that begin a last name of several: `De la Cruz`, `van der Berg`.
const PARTICLES: [&str; 30] = [
    "al", "ap", "bin", "bint", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "di", "dos",
    "du", "el", "ibn", "la", "le", "los", "mac", "san", "st.", "ter", "van", "von", "zu", "zur",
];

/// What may follow a name and is no part of it: a generation, or a school year.
const MARKS: [&str; 13] = ["jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "fr", "so", "9", "10", "11", "12"];

impl Name {
    /// Reads a name. Every text is one, and stays as it is typed.
    pub fn new(typed: impl Into<String>) -> Name {
        let typed = typed.into();
        let plain = plain(&typed);
        let (before, after) = match plain.split_once(',') {
            Some((before, after)) => (before.trim(), after.trim()),
            None => (plain.as_str(), ""),
        };
        let mut marks: Vec<String> = Vec::new();
        let mut after: Vec<&str> = after.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let mut before: Vec<&str> = before.split(' ').filter(|word| !word.is_empty()).collect();
        for words in [&mut before, &mut after] {
            take_marks(words, &mut marks);
        }
        // `Smith, Jr., John`
        if 1 < after.len() && is_mark(after[0]) {
            after.rotate_left(1);
        }
        take_marks(&mut after, &mut marks);
        let (given, family) = if after.is_empty() {
            // The first word is a first name, whatever it is.
            let particle = |word: &&str| PARTICLES.contains(&word.to_lowercase().as_str());
            let at = before.iter().skip(1).take(before.len().saturating_sub(2)).position(particle);
            let at = at.map_or(before.len().saturating_sub(1).max(1), |at| at + 1);
            let family = before.get(at..).unwrap_or_default().join(" ");
            (before[..at.min(before.len())].join(" "), family)
        } else {
            (after.join(" "), before.join(" "))
        };
        let mark = (!marks.is_empty()).then(|| marks.join(" "));
        Name { typed, given, family: (!family.is_empty()).then_some(family), mark }
    }

    /// The name as typed.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// The first name, and what is between it and the last: `María José`.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The first name alone: `María`.
    pub fn first(&self) -> &str {
        self.given.split(' ').next().unwrap_or_default()
    }

    /// The last name, with the words that begin it: `De la Cruz`.
    pub fn family(&self) -> Option<&str> {
        self.family.as_deref()
    }

    /// What follows the name: `Jr.`, `III`, a school year, a star.
    pub fn mark(&self) -> Option<&str> {
        self.mark.as_deref()
    }

    /// What is equal for names that are the same however they are typed:
    /// without regard to case, to the kind of blank and apostrophe, to how an
    /// accent is composed, and to whether the last name comes first.
    pub fn key(&self) -> String {
        let mark = self.mark.as_deref().map(|mark| mark.replace(['(', ')', '[', ']', ','], ""));
        let parts = [Some(self.given.as_str()), self.family.as_deref(), mark.as_deref()];
        let key = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        key.to_lowercase().replace('.', "")
    }

    /// What is equal also for names that look alike on paper: letters of other
    /// alphabets count as the ones that they look like, and accents not at all.
    pub fn look(&self) -> String {
        self.key().nfkd().filter(|&c| !is_combining_mark(c)).map(lookalike).collect()
    }

    /// True when this is short for another name: `Ana`, `Ruiz` or `Ana R.` for `Ana Ruiz`.
    pub fn is_short_for(&self, full: &Name) -> bool {
        let family = simple(full.family().unwrap_or_default());
        let Some(initial) = self.family.as_deref().map(simple) else {
            let name = simple(&self.given);
            return !name.is_empty() && (name == simple(full.first()) || name == family);
        };
        let last = family.rsplit(' ').next().unwrap_or_default();
        simple(self.first()) == simple(full.first()) && (family.starts_with(&initial) || last.starts_with(&initial))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

/// What is equal for texts that differ only in case, in the kind of blank and
/// apostrophe, and in how accents are composed: the key of a group's name.
pub fn text_key(text: &str) -> String {
    plain(text).to_lowercase()
}

/// A part of a name as it is compared.
fn simple(part: &str) -> String {
    part.to_lowercase().replace('.', "")
}

/// The Latin letter that a letter in lower case looks like, small or capital; itself when there is none.
const fn lookalike(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'đ' => 'd',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ł' => 'l',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' | 'ø' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        other => other,
    }
}

/// The text in Unicode's composed form, with plain apostrophes and single blanks.
fn plain(typed: &str) -> String {
    let apostrophe = |c| if matches!(c, '’' | '‘' | 'ʼ' | '´' | '`' | '＇') { '\'' } else { c };
    let text: String = typed.nfc().map(apostrophe).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for a word that is no part of a name.
fn is_mark(word: &str) -> bool {
    let bare = word.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '.' | ',')).to_lowercase();
    let is_star = word.chars().all(|c| matches!(c, '*' | '†' | '+' | '#' | '★'));
    let year = bare.strip_prefix('\'');
    is_star || MARKS.contains(&bare.as_str()) || year.is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Takes from the end of a name what is no part of it; one word always stays.
fn take_marks(words: &mut Vec<&str>, marks: &mut Vec<String>) {
    while let Some(&last) = words.last() {
        let star = last.strip_suffix(['*', '†', '★']).filter(|bare| !bare.is_empty());
        if 1 < words.len() && is_mark(last) {
            marks.insert(0, last.to_owned());
            words.pop();
        } else if let Some(bare) = star {
            marks.insert(0, "*".to_owned());
            let at = words.len() - 1;
            words[at] = bare;
        } else {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        for (one, other) in [
            ("Claire O'Brien", "Claire O’Brien"),
            ("Claire O'Brien", "O'BRIEN, CLAIRE"),
            ("Marcus Bell", "Marcus\u{a0}Bell"),
            ("Marcus Bell", " Marcus \t Bell "),
            ("Marcus Bell", "Bell,Marcus"),
            ("José Ruiz", "Jose\u{301} Ruiz"),
            ("John Smith Jr.", "Smith Jr., John"),
            ("John Smith Jr.", "Smith, John, Jr"),
            ("Ana Ruiz*", "Ana Ruiz *"),
            ("María De la Cruz", "De La Cruz, María"),
        ] {
            assert_eq!(Name::new(one).key(), Name::new(other).key(), "{one} / {other}");
        }
        for (one, other) in [("Ana Ruiz", "Ana Rui"), ("John Smith", "John Smith Jr."), ("Jose Ruiz", "José Ruiz")] {
            assert_ne!(Name::new(one).key(), Name::new(other).key(), "{one} / {other}");
        }
    }

    #[test]
    fn names_that_look_alike_in_other_letters_are_told() {
        for (one, other) in [
            ("Ana Ruiz", "Аna Ruiz"),
            ("KATE BROWN", "КАТЕ ВRОWN"),
            ("Jose Ruiz", "José Ruiz"),
            ("Ana Ruiz", "Ａna Ruiz"),
            ("Kostas Pappas", "Κοstas Pappas"),
        ] {
            assert_ne!(Name::new(one).key(), Name::new(other).key(), "{one} / {other}");
            assert_eq!(Name::new(one).look(), Name::new(other).look(), "{one} / {other}");
        }
        assert_ne!(Name::new("Ana Ruiz").look(), Name::new("Ana Rulz").look());
    }

    #[test]
    fn a_part_of_a_name_is_short_for_it() {
        let short = |short: &str, full: &str| Name::new(short).is_short_for(&Name::new(full));
        for (part, full) in [
            ("Ana R.", "Ana Ruiz"),
            ("ana", "Ana Ruiz"),
            ("Ruiz", "Ana Ruiz"),
            ("Ana Ru", "Ruiz, Ana María"),
            ("María D.", "María José De la Cruz"),
            ("María C.", "María José De la Cruz"),
            ("Ana R.", "Ana Ruiz III"),
            ("Claire O’B.", "Claire O'Brien"),
        ] {
            assert!(short(part, full), "{part} / {full}");
        }
        for (part, full) in
            [("Ana S.", "Ana Ruiz"), ("Anna R.", "Ana Ruiz"), ("R.", "Ana Ruiz"), ("Ana Ruizo", "Ana Ruiz")]
        {
            assert!(!short(part, full), "{part} / {full}");
        }
    }

    #[test]
    fn the_last_name_is_found_whatever_stands_around_it() {
        for (typed, first, family, mark) in [
            ("Ana Ruiz", "Ana", Some("Ruiz"), None),
            ("Ruiz, Ana", "Ana", Some("Ruiz"), None),
            ("Ana María Ruiz", "Ana", Some("Ruiz"), None),
            ("María José De la Cruz", "María", Some("De la Cruz"), None),
            ("De la Cruz, María José", "María", Some("De la Cruz"), None),
            ("Jan van der Berg", "Jan", Some("van der Berg"), None),
            ("Van Nguyen", "Van", Some("Nguyen"), None),
            ("Al Green", "Al", Some("Green"), None),
            ("John Smith Jr.", "John", Some("Smith"), Some("Jr.")),
            ("John Smith III", "John", Some("Smith"), Some("III")),
            ("John Smith (11)", "John", Some("Smith"), Some("(11)")),
            ("Smith, John 11", "John", Some("Smith"), Some("11")),
            ("Ana Ruiz*", "Ana", Some("Ruiz"), Some("*")),
            ("Ana Ruiz '27", "Ana", Some("Ruiz"), Some("'27")),
            ("Smith, Jr., John", "John", Some("Smith"), Some("Jr.")),
            ("Ana", "Ana", None, None),
            ("", "", None, None),
            (",", "", None, None),
            ("*", "*", None, None),
        ] {
            let name = Name::new(typed);
            assert_eq!((name.first(), name.family(), name.mark()), (first, family, mark), "{typed:?}");
            assert_eq!(name.as_str(), typed);
        }
    }
}
