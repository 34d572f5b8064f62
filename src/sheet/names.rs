//! How names are shown, what some athletes are called together, and the file
//! names made from names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{SheetBuilder, phrases, terminal};
use crate::domain::event::Event;
use crate::domain::ids::{AthleteId, GroupId};
use crate::domain::season::{Names, Season};

/// The athletes of a group, or of none, who have the same event.
pub(super) type Squad = (Option<GroupId>, Event);

/// How many of some athletes are in each squad.
pub(super) fn squads(season: &Season, athletes: impl IntoIterator<Item = AthleteId>) -> BTreeMap<Squad, usize> {
    let mut squads = BTreeMap::new();
    for athlete in athletes.into_iter().map(|id| season.athlete(id)) {
        *squads.entry((athlete.group, athlete.event)).or_default() += 1;
    }
    squads
}

/// Up to so many athletes are listed by name even when they are a whole squad.
const MAX_LISTED: usize = 3;

impl SheetBuilder<'_> {
    /// Who some athletes are: `everyone`, whole groups by their names, whole
    /// squads of more than a few as `800 varsity`, else names.
    pub fn who(&self, athletes: &[AthleteId]) -> String {
        if 1 < athletes.len() && athletes.len() == self.athletes().len() {
            return "everyone".to_owned();
        }
        let squads = squads(self.season, athletes.iter().copied());
        let whole = squads.iter().all(|(squad, count)| self.team.squads[squad] == *count);
        let groups: BTreeMap<Option<GroupId>, usize> =
            squads.iter().fold(BTreeMap::new(), |mut groups, ((group, _), count)| {
                *groups.entry(*group).or_default() += count;
                groups
            });
        let is_whole = |(group, count): (&Option<GroupId>, &usize)| {
            let squads = self.team.squads.iter().filter(|((of, _), _)| of == group);
            group.is_some() && 1 < *count && squads.map(|(_, size)| size).sum::<usize>() == *count
        };
        if !groups.is_empty() && groups.iter().all(is_whole) {
            return phrases::and(&groups.keys().flatten().map(|&group| self.season.group(group)).collect::<Vec<_>>());
        }
        if whole && MAX_LISTED < athletes.len() {
            let squads = squads.keys().map(|(group, event)| {
                let group = group.map_or("runners", |group| self.season.group(group));
                format!("{event} {group}")
            });
            return phrases::and(&squads.collect::<Vec<_>>());
        }
        phrases::and(&athletes.iter().map(|&id| self.name(id)).collect::<Vec<_>>())
    }

    /// What athletes share: events and groups.
    pub(super) fn head(&self, athletes: &[AthleteId]) -> String {
        let (events, groups) = (self.events_of(athletes), self.groups_of(athletes));
        if groups.is_empty() { events } else { format!("{events}, {groups}") }
    }

    /// The events of athletes: `800 and 1600`.
    pub(super) fn events_of(&self, athletes: &[AthleteId]) -> String {
        phrases::events(athletes.iter().map(|&id| self.season.athlete(id).event).collect())
    }

    /// The groups of athletes; empty when they are in none.
    pub(super) fn groups_of(&self, athletes: &[AthleteId]) -> String {
        let groups: BTreeSet<_> = athletes.iter().filter_map(|&id| self.season.athlete(id).group).collect();
        phrases::and(&groups.into_iter().map(|group| self.season.group(group)).collect::<Vec<_>>())
    }
}

/// The athletes' names as sheets show them, in file order. With
/// `first-initial`, first name and last initial, longer only where two
/// athletes would read alike.
pub(super) fn display_names(season: &Season) -> Vec<String> {
    let full: Vec<&str> = season.athletes.iter().map(|athlete| athlete.name.as_str()).collect();
    if season.policy.names == Names::Full {
        return full.into_iter().map(str::to_owned).collect();
    }
    let mut letters = vec![1usize; full.len()];
    loop {
        let names: Vec<String> = full.iter().zip(&letters).map(|(name, letters)| shorten(name, *letters)).collect();
        let mut seen: HashMap<String, Vec<usize>> = HashMap::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            seen.entry(name.to_lowercase()).or_default().push(index);
        }
        let ambiguous = (0..names.len()).filter(|&index| 1 < seen[&names[index].to_lowercase()].len());
        let mut longer = false;
        for index in ambiguous.collect::<Vec<_>>() {
            if names[index] != full[index] {
                letters[index] += 1;
                longer = true;
            }
        }
        if !longer {
            return names;
        }
    }
}

/// With more letters than this of the last name, the whole name is shown.
const MAX_LETTERS: usize = 6;

/// First name and so many letters of the last one; the whole name when it has no more.
fn shorten(name: &str, letters: usize) -> String {
    let mut words = name.split_whitespace();
    let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return name.to_owned() };
    if MAX_LETTERS < letters {
        return name.to_owned();
    }
    let starts: Vec<usize> =
        last.char_indices().filter(|(_, c)| 0 < terminal::columns_of_char(*c)).map(|(at, _)| at).collect();
    match starts.get(letters) {
        // A letter keeps the accents that follow it.
        Some(&end) if !last[end..].trim_end_matches('.').is_empty() => format!("{first} {}.", &last[..end]),
        // The last name is whole by now; what stands between the two names tells them apart.
        _ if letters <= starts.len() => format!("{first} {last}"),
        _ => name.to_owned(),
    }
}

/// The most characters of a file name made from a name.
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

    #[test]
    fn a_name_grows_letter_by_letter() {
        assert_eq!(shorten("Ana Ruiz", 1), "Ana R.");
        assert_eq!(shorten("Ana Ruiz", 2), "Ana Ru.");
        assert_eq!(shorten("Ana Ruiz", 4), "Ana Ruiz");
        assert_eq!(shorten("Ana Maria Ruiz", 5), "Ana Maria Ruiz");
        assert_eq!(shorten("Ana Montgomery", 6), "Ana Montgo.");
        assert_eq!(shorten("Ana Montgomery", 7), "Ana Montgomery");
        assert_eq!(shorten("Ana R.", 1), "Ana R.");
        assert_eq!(shorten("Ana", 1), "Ana");
        assert_eq!(shorten("Ana E\u{301}dith", 1), "Ana E\u{301}.");
    }
}
