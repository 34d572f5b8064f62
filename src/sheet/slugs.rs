//! The file names made from names.

use std::collections::{HashMap, HashSet};

use super::names::by_first_known_day;
use crate::domain::season::Season;

/// A file name for each athlete, in file order, made of their shown names. They
/// are given in the order in which the athletes became known: a newcomer changes nobody's.
pub(super) fn athlete_slugs(season: &Season, shown: &[String]) -> Vec<String> {
    let order: Vec<usize> = by_first_known_day(season).concat();
    let names: Vec<String> = order.iter().map(|&index| shown[index].clone()).collect();
    let mut by_place: Vec<(usize, String)> = order.into_iter().zip(slugs(&names, "athlete")).collect();
    by_place.sort_unstable_by_key(|(index, _)| *index);
    by_place.into_iter().map(|(_, slug)| slug).collect()
}

/// Most characters of a file name made of a name.
const MAX_SLUG: usize = 40;

/// File names made from the names as shown, in the same order: ASCII letters,
/// digits and `-` only, unique also without regard to case, none of them
/// reserved. `kind` stands for what is left of a name without letters.
pub(super) fn slugs(names: &[String], kind: &str) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::with_capacity(names.len());
    let mut next: HashMap<String, usize> = HashMap::new();
    names
        .iter()
        .map(|name| {
            let slug = slug(name, kind);
            if taken.insert(slug.clone()) {
                return slug;
            }
            let number = next.entry(slug.clone()).or_insert(1);
            loop {
                *number += 1;
                let numbered = format!("{slug}-{number}");
                if taken.insert(numbered.clone()) {
                    return numbered;
                }
            }
        })
        .collect()
}

fn slug(name: &str, kind: &str) -> String {
    let mut slug = String::new();
    for c in deunicode::deunicode(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if MAX_SLUG <= slug.len() {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    let device = |name: &str| {
        matches!(slug, "con" | "prn" | "aux" | "nul")
            || (slug.len() == 4 && slug.starts_with(name) && slug.ends_with(|c: char| c.is_ascii_digit()))
    };
    match slug {
        "" => kind.to_owned(),
        // Names that Windows keeps for devices.
        slug if device("com") || device("lpt") => format!("{kind}-{slug}"),
        slug => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_safe_on_every_system() {
        for (name, expected) in [
            ("Ana R.", "ana-r"),
            ("Zoë Müller", "zoe-muller"),
            ("../../etc/passwd", "etc-passwd"),
            ("CON", "athlete-con"),
            ("lpt1", "athlete-lpt1"),
            ("…", "athlete"),
            ("李 小龙", "li-xiao-long"),
            ("-rf *", "rf"),
        ] {
            assert_eq!(slug(name, "athlete"), expected, "{name}");
        }
        assert!(slug(&"a".repeat(500), "athlete").len() <= MAX_SLUG);
    }
}
