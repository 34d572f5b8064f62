//! The kinds of value that a key can take. Each says how it is read and, right
//! beside that, what its schema promises: the two cannot come apart.

mod date;
mod number;
mod subtable;
mod text;
mod word;

pub use date::{Date, DateOr, Dates, TimeOfDay, is_half_a_day, time_of_day};
pub use number::{Boolean, Integer, Integers, Pair};
pub use subtable::{ByName, Entries, Subtable, Subtables};
pub use text::{Name, OneOrMore, RaceTime, Text, Texts, meant_time};
pub use word::{AnyOf, OneOf, Words, words_of};
