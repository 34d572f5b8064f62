//! Writes into a season file what became known about a meet.

use chrono::NaiveDate;

use super::keys::{MEET_CANCELED, MEET_DATE, MEET_MOVED, MEET_THROUGH, MEETS, MOVED_DAY, MOVED_ON, MOVED_TO};
use crate::domain::ids::MeetId;
use crate::tables::edit::{Edit, Unusual, add_key, add_to_list};

/// The edit that cancels a meet, which became known on `on`.
///
/// # Errors
///
/// When the meet is written in a way that has to be changed by hand.
pub fn cancel(text: &str, meet: MeetId, on: NaiveDate) -> Result<Edit, Unusual> {
    let after = [MEET_MOVED.name, MEET_THROUGH.name, MEET_DATE.name];
    add_key(text, MEETS.name, meet.0 as usize, &after, MEET_CANCELED.name, &on.to_string())
}

/// The edit that moves a meet, or `day` of it alone, to `to`, which became known on `on`.
///
/// # Errors
///
/// When the meet is written in a way that has to be changed by hand.
pub fn move_to(
    text: &str,
    meet: MeetId,
    day: Option<NaiveDate>,
    to: NaiveDate,
    on: NaiveDate,
) -> Result<Edit, Unusual> {
    let day = day.map(|day| format!("{} = {day}, ", MOVED_DAY.name)).unwrap_or_default();
    let moved = format!("{{ {day}{} = {to}, {} = {on} }}", MOVED_TO.name, MOVED_ON.name);
    match add_to_list(text, MEETS.name, meet.0 as usize, MEET_MOVED.name, &moved)? {
        Some(edit) => Ok(edit),
        None => {
            let after = [MEET_THROUGH.name, MEET_DATE.name];
            add_key(text, MEETS.name, meet.0 as usize, &after, MEET_MOVED.name, &moved)
        }
    }
}
