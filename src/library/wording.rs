//! How a coach's typing is printed: `4 x 80 m` as `4 × 80 m`, `12-15 min` as
//! `12 to 15 min`, so that warm-ups and strides read like the reps between them.

/// The text with a `×` between two numbers for an `x`, and `to` for a hyphen
/// or the longer dash. Where more than two numbers hang together, as in a date, nothing is changed.
pub(super) fn printed(text: &str) -> String {
    let mut said = String::with_capacity(text.len() + 4);
    // What is left to read begins with a number, or is the beginning of the text.
    let mut rest = text;
    loop {
        let (before, number, after) = next_number(rest);
        said.push_str(before);
        said.push_str(number);
        rest = after;
        if number.is_empty() {
            return said;
        }
        let hangs_on = before.ends_with(JOINTS) || before.ends_with(char::is_alphabetic);
        if let Some((sign, next)) = between(after) {
            let (_, _, then) = next_number(next);
            let hangs_together =
                hangs_on || then.starts_with(JOINTS) && then[1..].starts_with(|c: char| c.is_ascii_digit());
            match sign {
                Sign::Times => {
                    said.push_str(" × ");
                    rest = next;
                }
                Sign::Dash if !hangs_together => {
                    said.push_str(" to ");
                    rest = next;
                }
                Sign::Dash => {}
            }
        }
    }
}

/// Signs that make a date, a fraction or a telephone number of numbers.
const JOINTS: [char; 4] = ['-', '/', '.', ':'];

/// What stands between two numbers.
enum Sign {
    Times,
    Dash,
}

/// What `text` has before its first number, that number, and what comes after.
fn next_number(text: &str) -> (&str, &str, &str) {
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (before, rest) = text.split_at(start);
    let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    (before, number, after)
}

/// The sign at the beginning of `text`, with blanks around it or not, and the number after it with all that follows.
fn between(text: &str) -> Option<(Sign, &str)> {
    let text = text.trim_start_matches(' ');
    let sign = match text.chars().next()? {
        'x' | 'X' | '×' => Sign::Times,
        '-' | '–' => Sign::Dash,
        _ => return None,
    };
    let next = text[text.chars().next()?.len_utf8()..].trim_start_matches(' ');
    next.starts_with(|c: char| c.is_ascii_digit()).then_some((sign, next))
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn a_times_sign_stands_between_numbers_and_to_between_the_ends_of_a_range() {
        for (typed, said) in [
            (
                "15 min easy, skips and leg swings, 4 x 80 m strides",
                "15 min easy, skips and leg swings, 4 × 80 m strides",
            ),
            ("12-15 min easy", "12 to 15 min easy"),
            ("12 – 15 min, 4x60 m, 3 X 100", "12 to 15 min, 4 × 60 m, 3 × 100"),
            ("6-8 x 80 m", "6 to 8 × 80 m"),
            ("4 × 80 m", "4 × 80 m"),
        ] {
            assert_eq!(printed(typed), said);
        }
    }

    #[test]
    fn what_is_no_count_and_no_range_stays_as_it_is() {
        for text in [
            "",
            "relaxed, 10 x relaxed",
            "after 2026-04-16 only",
            "call 303-555-0134",
            "A1-2",
            "3 - a few",
            "1/2-3/4 effort",
            "é 5 x",
            "cross 4-",
        ] {
            assert_eq!(printed(text), text);
        }
    }
}
