//! How long a season takes, step by step, beside athlete pages written by hand.
//!
//! ```text
//! cargo bench --bench season                 # 40, 400 and 4,000 athletes
//! cargo bench --bench season -- 40000        # that many, too
//! cargo bench --bench season -- --short      # each step once, to see that all of it works
//! cargo bench --bench season -- --write 40 > season.toml
//! ```

mod floor;
mod generate;

use std::convert::Infallible;
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use racepace::diag::{Findings, Sources};
use racepace::library::Library;
use racepace::plan;
use racepace::plan::warnings::warnings;
use racepace::render::{self, Format, PlanFile, Sink, Templates};
use racepace::season::{self, Checked};
use racepace::sheet::SheetBuilder;

/// What the promise on speed is made for.
const ATHLETES: usize = 40;
const MEETS: usize = 16;
const WEEKS: usize = 14;
/// News on so many days.
const NEWS: usize = 40;

/// A step is measured so often, or for so long.
const MAX_RUNS: usize = 101;
const LONG_ENOUGH: Duration = Duration::from_secs(2);

/// What is measured, and where it is printed.
struct Bench<'o> {
    out: &'o mut dyn Write,
    most_runs: usize,
    athletes: usize,
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let mut numbers = arguments.iter().filter_map(|word| word.parse::<usize>().ok());
    let mut out = io::stdout().lock();
    if arguments.iter().any(|word| word == "--write") {
        let athletes = numbers.next().unwrap_or(ATHLETES);
        return out.write_all(generate::season(athletes, MEETS, WEEKS).as_bytes());
    }
    let short = arguments.iter().any(|word| word == "--short");
    let mut sizes = if short { vec![ATHLETES] } else { vec![ATHLETES, 400, 4_000] };
    sizes.extend(numbers);
    for athletes in sizes {
        let most_runs = if short { 1 } else { MAX_RUNS };
        Bench { out: &mut out, most_runs, athletes }.season()?;
    }
    Ok(())
}

impl Bench<'_> {
    /// One size, every step.
    fn season(&mut self) -> io::Result<()> {
        writeln!(self.out, "\n{} athletes, {MEETS} meets, {WEEKS} weeks", self.athletes)?;
        let text = generate::season(self.athletes, MEETS, WEEKS);
        let checked = read(&text);
        self.step("read and check the season file", || (read(&text), text.len()).1)?;

        let library = Library::built_in();
        let plan = plan::plan(&checked.history, &library);
        self.step("plan", || (plan::plan(&checked.history, &library), 0).1)?;
        let news = generate::news(self.athletes, MEETS, WEEKS, NEWS);
        let lived = read(&format!("{text}{news}"));
        let days = lived.history.versions().len() - 1;
        self.step(&format!("plan, with news on {days} days"), || (plan::plan(&lived.history, &library), 0).1)?;
        let warnings = warnings(checked.history.latest(), &plan);
        let builder = SheetBuilder::new(&checked.history, &plan, &warnings);
        let templates = Templates::load(Vec::new(), &Sources::default()).expect("the built-in templates load");

        let by_hand = self.step("athlete pages, written by hand", || pages_by_hand(&builder, &mut |_| ()))?;
        let pages = self.step("athlete pages, templates", || {
            counted(|put| render::athlete_sheets(&builder, &templates, &[Format::Text, Format::Html], put))
        })?;
        let sheets = [Format::Text, Format::Markdown, Format::Html];
        self.step("team sheets", || counted(|put| render::team_sheets(&builder, &templates, &sheets, put)))?;
        let html = [Format::Html];
        self.step("cards", || counted(|put| render::cards(&builder, &templates, &html, put)))?;
        self.step("clipboard sheets", || counted(|put| render::clipboard_sheets(&builder, &templates, &html, put)))?;
        self.step("overview", || counted(|put| render::overview(&builder, &templates, &html, put)))?;
        let sources = Sources::default();
        let file = PlanFile { builder: &builder, sources: &sources, diagnostics: &[] };
        self.step("plan.json", || {
            counted(|put| render::files(&builder, &templates, &file, &[Format::Json], &|_| false, put))
        })?;
        let calendars = [Format::Calendars];
        self.step("calendars", || {
            counted(|put| render::files(&builder, &templates, &file, &calendars, &|_| false, put))
        })?;

        let ratio = pages.as_secs_f64() / by_hand.as_secs_f64();
        writeln!(self.out, "  {:<32} {ratio:>9.2} times by hand", "athlete pages")?;
        writeln!(self.out, "  {:<32} {:>9} plans", "", plan.shared_plans())?;
        if let Some(bytes) = peak_memory() {
            let each = bytes as f64 / 1e3 / self.athletes as f64;
            writeln!(
                self.out,
                "  {:<32} {:>9.1} MB, {each:.1} kB an athlete",
                "peak memory so far",
                bytes as f64 / 1e6
            )?;
        }
        same_bytes(&builder, &templates);
        Ok(())
    }

    /// Measures one step, which returns how many bytes it made or read, and
    /// prints the median of its times.
    fn step(&mut self, name: &str, mut run: impl FnMut() -> usize) -> io::Result<Duration> {
        let began = Instant::now();
        let mut times = Vec::new();
        let mut bytes = 0;
        while times.is_empty() || (times.len() < self.most_runs && began.elapsed() < LONG_ENOUGH) {
            let start = Instant::now();
            bytes = black_box(run());
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let median = times[times.len() / 2];
        let each = median.as_secs_f64() * 1e6 / self.athletes as f64;
        let milliseconds = median.as_secs_f64() * 1e3;
        let kilobytes = bytes as f64 / 1e3;
        writeln!(self.out, "  {name:<32} {milliseconds:>9.3} ms {each:>9.2} µs an athlete {kilobytes:>10.1} kB")?;
        self.out.flush()?;
        Ok(median)
    }
}

fn read(text: &str) -> Checked {
    let mut sources = Sources::default();
    let file = sources.add("season.toml", text);
    let mut findings = Findings::default();
    let checked = season::check(&sources, file, &Default::default(), &mut findings);
    checked.unwrap_or_else(|| panic!("the generated season has errors: {:#?}", findings.into_sorted()))
}

/// Makes every athlete page by hand, in the order of the templates' pages.
fn pages_by_hand(builder: &SheetBuilder, put: &mut dyn FnMut(&str)) -> usize {
    let mut page = String::new();
    let mut bytes = 0;
    for (shared, athletes) in builder.athletes_by_plan().into_iter().enumerate() {
        let shared = builder.plan.shared_at(shared);
        let weeks: Vec<_> = builder.weeks().iter().map(|&week| builder.shared_week(shared, week)).collect();
        for id in athletes {
            for (week, calendar) in weeks.iter().zip(builder.weeks()) {
                let goals = builder.goals(id, calendar.last);
                let model = builder.athlete_week(id, &goals, week);
                for write in [floor::text, floor::html] {
                    page.clear();
                    write(&model, &mut page);
                    bytes += page.len();
                    put(&page);
                }
            }
        }
    }
    bytes
}

/// The bytes of all files that `make` puts.
fn counted<E: std::fmt::Debug>(make: impl FnOnce(&mut Sink<Infallible>) -> Result<(), E>) -> usize {
    let mut bytes = Count(0);
    make(&mut |_, write| {
        write(&mut bytes).expect("counting never fails");
        Ok(())
    })
    .expect("the built-in templates fit their models");
    bytes.0
}

struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += black_box(bytes).len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Stops when a page by hand is not the page of the templates: then the two
/// do not do the same work.
fn same_bytes(builder: &SheetBuilder, templates: &Templates) {
    let mut by_hand = Vec::new();
    pages_by_hand(builder, &mut |page| by_hand.push(hash(page.as_bytes())));
    let mut made = Vec::new();
    let formats = [Format::Text, Format::Html];
    let put: &mut Sink<Infallible> = &mut |path, write| {
        let mut page = Vec::new();
        write(&mut page).expect("a vector takes everything");
        made.push((path.to_owned(), hash(&page)));
        Ok(())
    };
    assert!(render::athlete_sheets(builder, templates, &formats, put).is_ok(), "the built-in templates fit");
    for (by_hand, (path, made)) in by_hand.iter().zip(&made) {
        assert_eq!(by_hand, made, "benches/floor writes {path} otherwise than the templates");
    }
    assert_eq!(by_hand.len(), made.len());
}

fn hash(page: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    hasher.finish()
}

/// The most memory that this process had, where the system tells (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}
