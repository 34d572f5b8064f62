//! What names the parts of a season: numbers, which are their places in the file.

/// Names one meet: its place in the season's meets, which is file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetId(pub(crate) u32);

/// Names one athlete: their place in the season's athletes, which is file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AthleteId(pub(crate) u32);

/// Names one training group, in order of first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub(crate) u32);

/// Names one `[[phases]]` entry: its place in the season's phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhaseId(pub(crate) u32);

/// Names one `[[days]]` entry: its place in the season's choices for days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OverrideId(pub(crate) u32);

/// Names one `[[closed]]` entry: its place in the season's closed days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClosedId(pub(crate) u32);
