//! racepace turns one season file into the weekly sheets that a track coach
//! pins to the wall: for every athlete and every race the 48-hour workout, the
//! 72-hour workout or none, the rest of every week around that, and each
//! athlete's own splits.
//!
//! # The way the data goes
//!
//! ```text
//! season.toml ──season::check──▶ Checked { Season, Spans }    every problem at once, or a season
//! Season × Library ──plan──▶ Plan { decisions, days, changes }      cannot fail; "none" is a decision
//! Plan ──sheet──▶ TeamWeek, AthleteWeek, CardSheet, Index, DayCalendar and more  every string final
//! view models ──render──▶ one file after the other: (path, bytes)
//! files ──cli──▶ written whole, printed
//! ```
//!
//! | module | what it is | what it may name |
//! | --- | --- | --- |
//! | [`domain`] | what is true of a season: dates, events, paces, athletes, meets, workouts | nothing of ours |
//! | [`diag`] | problems and warnings as values, their codes, and the forms they are printed in | nothing of ours |
//! | [`tables`] | TOML read key by key, every problem located and none fatal; the only place that knows `toml` | `diag` |
//! | [`zone`] | time zones: their names, and when their clocks change; the only place that knows `jiff` | nothing of ours |
//! | [`season`] | from the text of a season file to a checked season | `domain`, `diag`, `tables`, `zone` |
//! | [`library`] | the workouts, and the notation that reps are written in | `domain`, `diag`, `tables` |
//! | [`rules`] | one file a rule: code, name, documentation, and all that it does | `domain` |
//! | [`plan`] | leads, exactly; the days; what changed; what to look at | `domain`, `rules`, `library` |
//! | [`audit`] | checks a finished plan again from the season alone; shares no code with the rules | `domain`, and of `plan` its types |
//! | [`sheet`] | view models: all that a template or a calendar may say, dates and splits put into words | `domain`, `plan`, `rules`, `library`, `zone` |
//! | [`render`] | view models into Tera templates and calendars, `plan.json`, `plan.csv` and, where the feature `pdf` is built in, PDF; the only place that knows `tera` and `typst` | `domain`, `plan`, `sheet`, `zone`, `diag` |
//! | [`cli`] | the commands; the only place with disk, terminal and today's date | all |
//!
//! The last column is a promise: `tests/tidy.rs` reads this table and names the
//! line that breaks it.
//!
//! # Where this differs from the first drawing
//!
//! - There is no layer of raw structs between the file and the season. A
//!   [`tables::Table`] hands out each key's value with its place and reports
//!   what is wrong with it, so a file with ten slips is read to its end and
//!   all ten are told. Structs filled by a deserializer stop at the first.
//! - The board of days is among the rules: a week rule is a pass over it, and
//!   the order of the passes is the order in which the rules win.
//! - A reason is a sentence of the rule with room for its dated evidence. It
//!   is made where the decision is made, and costs a few words of memory; it
//!   is put into text only when a sheet asks.
//! - Athletes of a group whose calendars are equal share a course. It is planned
//!   once, and what their pages share is made once: an athlete adds his name,
//!   goals and times.
//! - The planner replays the season: it plans with what was known on the first
//!   day, then anew from each day on which something became known. All courses
//!   go through the days together, so that a group can stay together, and none
//!   looks at what came later.
//! - An edit of the season file is a piece of text and its place, not a tree
//!   written anew: what it does not touch is the same to the byte.
//!
//! # Where to change what
//!
//! | to change | go to |
//! | --- | --- |
//! | when a workout is placed | the rule that the sheet's reason names |
//! | a rule, its warning too | its file, its row in `rules::RULES`, its place in `rules::passes` when it fills days; a case in `tests/cases/rules` |
//! | what a workout contains | `src/library/workouts.toml` |
//! | a key of the season file | `season::keys`, then `season::check`; its problem's file in `tests/problems` |
//! | a schema | the types or keys that it is made of; `UPDATE_EXPECTED=1 cargo test --test schema` writes it anew |
//! | the wording of a problem | the place that raises its code; its explanation in `diag::codes` |
//! | how a sheet looks | `templates/` |
//! | what a template can say | `sheet`; `UPDATE_EXPECTED=1 cargo test --test templates` writes the reference anew |
//! | which templates there are | `render::BUILT_IN` |
//! | what a phone's calendar says | `sheet::calendar`; how it is written, `render::calendar` |
//! | how a time reads | `domain::pace` |
//! | a command | its file in `cli` |
//!
//! # What is deliberately absent
//!
//! A clock, random numbers and hash order anywhere that reaches an output;
//! floating point wherever time is counted; a network; a global. A lead has no
//! weight to tune: its score is written down in the rule `R09`.

pub mod audit;
pub mod cli;
pub mod diag;
pub mod domain;
pub mod library;
pub mod plan;
pub mod render;
pub mod rules;
pub mod season;
pub mod sheet;
pub mod tables;
pub mod zone;
