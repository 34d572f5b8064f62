//! `racepace rules`: the documentation of a rule or a problem.

use super::wrap::wrap;
use super::{CommandError, Streams};
use crate::diag::codes::PROBLEMS;
use crate::rules::{self, RULES};
use crate::tables::{did_you_mean, short};

/// Explain the rules and the problems, or one of them
#[derive(clap::Args)]
pub(super) struct Args {
    /// A code or a name: R06, rest-after-race, S04
    code: Option<String>,
}

/// Lines are broken at so many columns.
const WIDTH: usize = 78;

pub(super) fn run(args: &Args, streams: &mut Streams) -> Result<(), CommandError> {
    match &args.code {
        None => list(streams),
        Some(code) => one(code, streams),
    }
}

fn list(streams: &mut Streams) -> Result<(), CommandError> {
    writeln!(streams.out, "Rules\n")?;
    for rule in RULES {
        writeln!(streams.out, "  {}  {:<22} {}", rule.code, rule.name, rule.brief)?;
    }
    writeln!(streams.out, "\nProblems of a season file, the workouts or a template\n")?;
    for problem in PROBLEMS {
        writeln!(streams.out, "  {}  {:<22} {}", problem.code, problem.name, problem.severity.as_str())?;
    }
    writeln!(streams.out, "\nracepace rules CODE explains one of them.")?;
    Ok(())
}

fn one(asked: &str, streams: &mut Streams) -> Result<(), CommandError> {
    let of_rules = rules::find(asked).map(|rule| (rule.code, rule.name, rule.docs));
    let of_problems = PROBLEMS
        .iter()
        .filter(|problem| problem.code.eq_ignore_ascii_case(asked) || problem.name.eq_ignore_ascii_case(asked))
        .map(|problem| (problem.code, problem.name, problem.docs));
    let found: Vec<_> = of_rules.chain(of_problems).collect();
    if found.is_empty() {
        let known = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
        let known = known.chain(PROBLEMS.iter().flat_map(|problem| [problem.code, problem.name]));
        let meant = did_you_mean(asked, known).map(|meant| format!("; did you mean {meant}?"));
        let what = format!("there is no rule or problem \"{}\"{}", short(asked), meant.unwrap_or_default());
        return Err(CommandError::Failure(format!("{what}\nracepace rules lists them all")));
    }
    for (number, (code, name, docs)) in found.into_iter().enumerate() {
        let gap = if number == 0 { "" } else { "\n" };
        write!(streams.out, "{gap}{code} {name}\n\n{}", wrap("", docs, WIDTH))?;
    }
    Ok(())
}
