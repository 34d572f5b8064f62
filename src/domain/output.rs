//! What a build makes: the words that `[output]` and `--formats` know.

word_enum! {
    /// A kind of file.
    pub enum Format {
        /// Plain text sheets.
        Text = "text",
        /// Markdown sheets.
        Markdown = "markdown",
        /// HTML sheets.
        Html = "html",
        /// PDF sheets; only a program with the feature `pdf` makes them.
        Pdf = "pdf",
        /// `plan.json`.
        Json = "json",
        /// `plan.csv`.
        Csv = "csv",
        /// Calendars for phones.
        Calendars = "ics",
    }
}

word_enum! {
    /// A kind of sheet.
    pub enum SheetKind {
        /// The team's, one for each week.
        Weeks = "weeks",
        /// Each athlete's, one for each week.
        Athletes = "athletes",
        /// Each athlete's week on a card, several to a page.
        Cards = "cards",
        /// One for each hard session with target times, to write in.
        Clipboard = "clipboard",
        /// The whole season on one page.
        Overview = "overview",
    }
}

word_enum! {
    /// The paper that sheets are printed on.
    pub enum Paper {
        /// 8.5 by 11 inches.
        Letter = "letter",
        /// 210 by 297 mm.
        A4 = "a4",
    }
}

impl Format {
    /// True when this program can make it.
    pub const fn is_supported(self) -> bool {
        cfg!(feature = "pdf") || !matches!(self, Format::Pdf)
    }

    /// How the names of its files end, after the point.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            format => format.as_str(),
        }
    }
}

/// What a season's build makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Which kinds of file.
    pub formats: Vec<Format>,
    /// Which kinds of sheet.
    pub sheets: Vec<SheetKind>,
    /// For which paper; `None` leaves that to the printer.
    pub paper: Option<Paper>,
}

impl Default for Output {
    /// Everything that this program can make, on any paper.
    fn default() -> Output {
        let formats = Format::ALL.into_iter().filter(|format| format.is_supported());
        Output { formats: formats.collect(), sheets: SheetKind::ALL.to_vec(), paper: None }
    }
}
