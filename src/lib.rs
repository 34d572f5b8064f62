//! racepace turns one season file into the weekly sheets that a track coach
//! pins to the wall: for every athlete and every race the 48-hour workout, the
//! 72-hour workout or none, the rest of every week around that, and each
//! athlete's own splits.
//!
//! # The way the data goes
//!
//! ```text
//! season.toml ──season::check──▶ Checked { History, Spans }       every problem at once, or a season and its news
//! History × Library ──plan──▶ Plan { decisions, days, workouts, changes }  cannot fail; "none" is a decision
//! Plan ──sheet──▶ TeamWeek, AthleteWeek, CardSheet, Index, DayCalendar and more  every string final
//! view models ──render──▶ one file after the other: (path, bytes)
//! files ──publish──▶ written whole        cli ──▶ printed
//! ```
//!
//! | module | what it is | what it may name |
//! | --- | --- | --- |
//! | [`domain`] | what is true of a season: dates, events, paces, names, athletes, meets, workouts, and what was known of them when | nothing of ours |
//! | [`diag`] | problems and warnings as values, their codes, and the forms they are printed in | nothing of ours |
//! | [`tables`] | TOML read key by key, every problem located and none fatal; the only place that knows `toml` | `diag` |
//! | [`zone`] | time zones: their names, and when their clocks change; the only place that knows `jiff` | nothing of ours |
//! | [`notation`] | the notation in which reps are written | `domain`, `diag`, `tables` |
//! | [`season`] | from the text of a season file to the checked season and its news | `domain`, `diag`, `tables`, `notation`, `zone` |
//! | [`library`] | the workouts, and which one a session gets | `domain`, `diag`, `tables`, `notation` |
//! | [`rules`] | one file a rule: code, name, documentation, and all that it does | `domain` |
//! | [`plan`] | leads, exactly; the days; what changed; what to look at | `domain`, `rules`, `library` |
//! | [`audit`] | checks a finished plan again from the season alone; shares no code with the rules | `domain`, and of `plan` its types |
//! | [`sheet`] | view models: all that a template or a calendar may say, dates and splits put into words | `domain`, `plan`, `rules`, `library`, `zone` |
//! | [`render`] | view models into Tera templates and calendars, `plan.json`, `plan.csv` and, where the feature `pdf` is built in, PDF; the only place that knows `tera` and `typst` | `domain`, `plan`, `sheet`, `zone`, `diag` |
//! | [`publish`] | files onto the disk, each whole or not at all, by one run at a time; nothing of anybody else's is touched | nothing of ours |
//! | [`cli`] | the commands; the only place with terminal and today's date, and beside `publish` the only one with disk | all |
//!
//! The last column is a promise: `tests/suite/tidy.rs` reads this table and names the
//! line that breaks it.
//!
//! # What is stable
//!
//! The season file's keys, the exit codes ([`cli::Exit`]), `plan.json` of version 1
//! and the names of the templates and of what they may say. Everything else is the
//! inside of a program: it is public so that tests and benchmarks reach it, and
//! changes without notice.
//!
//! # Decisions that a reader may question
//!
//! - There is no layer of raw structs between the file and the season. A
//!   [`tables::Table`] hands out each key's value with its place and reports
//!   what is wrong with it, so a file with ten slips is read to its end and
//!   all ten are reported. Structs filled by a deserializer stop at the first.
//! - A week rule is a pass over the board of days, and the order of the passes is
//!   the order in which the rules win.
//! - A reason is a sentence of the rule with room for its dated evidence. It
//!   is made where the decision is made, and costs a few words of memory; it
//!   is put into text only when a sheet asks.
//! - Athletes of a group whose calendars are equal share a plan. It is made
//!   once, and what their pages share is made once: each athlete adds a name,
//!   goals and times.
//! - Time is one mechanism: [`domain::history`] has the season as it was known on
//!   each day on which something became known, and each of these versions is a
//!   season like any other. The planner replays them: it plans with the first,
//!   then with each later one from its day on. The line of a group and event
//!   is planned first: a plan looks at its line and at nobody else, and none
//!   looks at what came later. No kind of news has code of its own in the
//!   planner or in a rule.
//! - A command that changes the season file puts one entry at its end and never
//!   writes a tree back: all else is the same to the byte.
//!
//! # Where to change what
//!
//! | to change | go to |
//! | --- | --- |
//! | what news may say and of whom | its keys in `season::keys::news`, its reading in `season::check::news`, what it does in `domain::history` |
//! | when a workout is placed | the rule that the sheet's reason names |
//! | a rule, its warning too | its file, its row in `rules::RULES`, its place in `rules::passes` when it fills days; a case in `tests/cases/rules` |
//! | what a workout contains | `src/library/workouts.toml` |
//! | a key of the season file | its typed key in `season::keys`, then its reading in `season::check`; its problem's case in `tests/cases/problems` |
//! | the wording of a problem | the place that raises its code; its explanation in `diag::codes` |
//! | how a sheet looks | `templates/` |
//! | what a template can say | `sheet` |
//! | which templates there are | `render::BUILT_IN` |
//! | which files a build makes, where, in which formats and what for | `render::OUTPUTS` |
//! | what one operating system does differently | `publish/platform` |
//! | what a phone's calendar says | `sheet::phone`; how it is written, `render::phone` |
//! | how a time reads | `domain::pace` |
//! | a command, its arguments and their help | its file in `cli` |
//! | a schema, a reference page, an expected output | what it is made of; `UPDATE_EXPECTED=1 cargo test` writes it |
//!
//! `CONTRIBUTING.md` goes through each step by step.
//!
//! # Where unit tests go
//!
//! Up to some 200 lines they are a module `tests` at the end of the file whose
//! promises they are; longer ones have a file `tests.rs` beside it. What is
//! promised of the program as a whole is in `tests/suite`, and what can be a
//! file with its expected text is a case in `tests/cases`.
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
pub mod notation;
pub mod plan;
pub mod publish;
pub mod render;
pub mod rules;
pub mod season;
pub mod sheet;
pub mod tables;
pub mod zone;

/// Shared with the suite, so that one command writes the expectations of both.
#[cfg(test)]
#[path = "../tests/suite/snapshot.rs"]
mod snapshot;
