//! What is true of a season: athletes, meets, days, paces and workouts.
//!
//! Nothing here knows where it was typed (that is `season`), what is decided
//! from it (`plan`) or how it looks (`sheet`).

/// An enum whose variants are words: of the season file, of a command, of
/// `plan.json`. It has each variant's word as `as_str` and prints as it, and
/// `ALL` variants in their order.
macro_rules! word_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$of:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$of])* $variant,)*
        }

        impl $name {
            /// Every variant, in order.
            pub const ALL: [$name; [$($word),*].len()] = [$($name::$variant),*];

            /// The word for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub mod athlete;
pub mod calendar;
pub mod day;
pub mod event;
pub mod group;
pub mod history;
pub mod ids;
pub mod lead;
pub mod load;
pub mod meet;
pub mod name;
pub mod news;
pub mod output;
pub mod overrides;
pub mod pace;
pub mod reason;
mod said;
pub mod season;
pub mod session;
pub mod volume;
pub mod warning;
pub mod workout;
