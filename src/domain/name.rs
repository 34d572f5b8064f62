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

/// Words that begin a last name of several: `De la Cruz`, `van der Berg`, `St. John`.
const PARTICLES: [&str; 33] = [
    "al", "ap", "bin", "bint", "da", "dal", "das", "de", "degli", "dei", "del", "della", "den", "der", "di", "dos",
    "du", "el", "ibn", "la", "le", "los", "mac", "san", "st", "st.", "ste", "ste.", "ter", "van", "von", "zu", "zur",
];

/// Generations: no part of a name, whatever stands before them.
const GENERATIONS: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// What may follow a whole name: a generation, a school year, a team. Alone behind a first name it may be the last
/// name, as in `Mei So`.
const AFTER_A_NAME: [&str; 9] = ["v", "fr", "so", "senior", "junior", "sophomore", "freshman", "jv", "varsity"];

/// What stands before the number of a grade.
const BEFORE_A_NUMBER: [&str; 4] = ["gr", "grade", "yr", "class"];

/// What stands behind the number of a grade.
const BEHIND_A_NUMBER: [&str; 5] = ["gr", "grade", "grader", "yr", "year"];

impl Name {
    /// Reads a name. Every text is one, and stays as it is typed.
    pub fn new(typed: impl Into<String>) -> Name {
        let typed = typed.into();
        let plain = plain(&typed);
        let mut brackets: Vec<String> = Vec::new();
        let bare = match without_brackets(&plain, &mut brackets) {
            bare if bare.chars().any(char::is_alphanumeric) => bare,
            _ => {
                brackets.clear();
                plain
            }
        };
        let (before, after) = bare.split_once(',').unwrap_or((&bare, ""));
        let mut marks: Vec<String> = Vec::new();
        let mut before: Vec<&str> = before.split(' ').filter(|word| !word.is_empty()).collect();
        let mut after: Vec<&str> = after.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        // `Smith, Jr., John`
        if 1 < after.len() && words_before_mark(after[0]) == Some(1) {
            after.rotate_left(1);
        }
        let mut behind = Vec::new();
        take_marks(&mut after, before.len(), usize::from(before.is_empty()), &mut behind);
        take_marks(&mut before, after.len(), 1, &mut marks);
        marks.extend(behind);
        marks.extend(brackets);
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

/// The text without what stands in brackets, which goes to `marks`.
fn without_brackets(text: &str, marks: &mut Vec<String>) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[', '{']) {
        bare.push_str(&rest[..open]);
        bare.push(' ');
        let end = rest[open..].find([')', ']', '}']).map_or(rest.len(), |close| open + close + 1);
        marks.push(rest[open..end].to_owned());
        rest = &rest[end..];
    }
    bare.push_str(rest);
    bare
}

/// A word without the points and signs around it, in lower case.
fn bare_word(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// True for a number, whatever stands around it: `11`, `9th`, `'27`, `#4`.
fn is_number(word: &str) -> bool {
    bare_word(word).starts_with(|c: char| c.is_ascii_digit())
}

/// After how many words of a name a word is no part of it; `None` for one that always is.
fn words_before_mark(word: &str) -> Option<usize> {
    let bare = bare_word(word);
    if bare.is_empty() || is_number(word) || GENERATIONS.contains(&bare.as_str()) {
        Some(1)
    } else if AFTER_A_NAME.contains(&bare.as_str()) || bare.contains(|c: char| c.is_ascii_digit()) {
        Some(2)
    } else {
        None
    }
}

/// Takes from a part of a name what is no part of it. `elsewhere` is how many words the other part has; at least
/// `keep` words stay.
fn take_marks(words: &mut Vec<&str>, elsewhere: usize, keep: usize, marks: &mut Vec<String>) {
    let is_dash = |word: &&str| matches!(*word, "-" | "–" | "—");
    let mut after_dash = Vec::new();
    if let Some(at) = words.iter().skip(1).position(is_dash) {
        after_dash = words.split_off(at + 1).into_iter().filter(|word| !is_dash(word)).map(str::to_owned).collect();
    }
    let mut taken: Vec<String> = Vec::new();
    while let Some(&last) = words.last() {
        let others = words.len() - 1;
        let is_bare = |word: &str, of: &[&str]| of.contains(&bare_word(word).as_str());
        let is_grade = 0 < others && is_bare(last, &BEHIND_A_NUMBER) && is_number(words[others - 1]);
        let star = last.strip_suffix(['*', '†', '★', '+', '#']).filter(|bare| !bare.is_empty());
        let is_mark = words_before_mark(last).is_some_and(|before| before <= others + elsewhere) || is_grade;
        if keep <= others && is_mark {
            taken.insert(0, last.to_owned());
            words.pop();
            if !is_number(last) {
                continue;
            }
            // `Gr. 11`, `Class of 2027`
            let of_class = words.last().is_some_and(|word| is_bare(word, &["of"]));
            let heads = if of_class { 2 } else { 1 };
            let head = words.len().checked_sub(heads).filter(|&at| keep <= at && 0 < at + elsewhere);
            if let Some(at) = head.filter(|&at| is_bare(words[at], &BEFORE_A_NUMBER)) {
                let head = words.split_off(at);
                taken.splice(0..0, head.into_iter().map(str::to_owned));
            }
        } else if let Some(bare) = star {
            taken.insert(0, "*".to_owned());
            words[others] = bare;
        } else {
            break;
        }
    }
    // The number of a list, or a star, before the name.
    while 1 < words.len() && (is_number(words[0]) || bare_word(words[0]).is_empty()) {
        taken.push(words.remove(0).to_owned());
    }
    if let Some(bare) =
        words.first().and_then(|first| first.strip_prefix(['*', '†', '★'])).filter(|bare| !bare.is_empty())
    {
        taken.push("*".to_owned());
        words[0] = bare;
    }
    marks.extend(taken);
    marks.extend(after_dash);
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
            ("John Smith, Jr.", "John", Some("Smith"), Some("Jr.")),
            ("Ana Ruiz 9th", "Ana", Some("Ruiz"), Some("9th")),
            ("Ana Ruiz 9th Grade", "Ana", Some("Ruiz"), Some("9th Grade")),
            ("Bea Cole (10th)", "Bea", Some("Cole"), Some("(10th)")),
            ("Bea (Bee) Cole", "Bea", Some("Cole"), Some("(Bee)")),
            ("Cole, Bea (C, 10th)", "Bea", Some("Cole"), Some("(C, 10th)")),
            ("Cole(10), Bea", "Bea", Some("Cole"), Some("(10)")),
            ("Pat Ray [JV]", "Pat", Some("Ray"), Some("[JV]")),
            ("Cy Dunn Gr. 11", "Cy", Some("Dunn"), Some("Gr. 11")),
            ("Cy Dunn Grade 11", "Cy", Some("Dunn"), Some("Grade 11")),
            ("Dunn, Cy Gr 11", "Cy", Some("Dunn"), Some("Gr 11")),
            ("Cy Dunn Gr11", "Cy", Some("Dunn"), Some("Gr11")),
            ("Cy Dunn Class of 2027", "Cy", Some("Dunn"), Some("Class of 2027")),
            ("Eli Gray SR", "Eli", Some("Gray"), Some("SR")),
            ("Flo Hart Senior", "Flo", Some("Hart"), Some("Senior")),
            ("Hart, Flo Junior", "Flo", Some("Hart"), Some("Junior")),
            ("Flo Hart Sophomore", "Flo", Some("Hart"), Some("Sophomore")),
            ("Flo Hart freshman", "Flo", Some("Hart"), Some("freshman")),
            ("Wes Xu So.", "Wes", Some("Xu"), Some("So.")),
            ("Mei So", "Mei", Some("So"), None),
            ("So, Mei", "Mei", Some("So"), None),
            ("Kai Lo V", "Kai", Some("Lo"), Some("V")),
            ("Kai V", "Kai", Some("V"), None),
            ("Moe Nash - 12", "Moe", Some("Nash"), Some("12")),
            ("Moe Nash – JV", "Moe", Some("Nash"), Some("JV")),
            ("Sam St John", "Sam", Some("St John"), None),
            ("Sam St. John", "Sam", Some("St. John"), None),
            ("Uma Vega 2027", "Uma", Some("Vega"), Some("2027")),
            ("Zoe Yin 08", "Zoe", Some("Yin"), Some("08")),
            ("12. Zoe Yin", "Zoe", Some("Yin"), Some("12.")),
            ("*Zoe Yin", "Zoe", Some("Yin"), Some("*")),
            ("Quinn, Jr., Rex", "Rex", Some("Quinn"), Some("Jr.")),
            ("LeBron van", "LeBron", Some("van"), None),
            ("Ann Marie Bell-Cox", "Ann", Some("Bell-Cox"), None),
            ("Runner 17", "Runner", None, Some("17")),
            ("Ana", "Ana", None, None),
            ("(Ana)", "(Ana)", None, None),
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
