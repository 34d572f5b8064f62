//! Writes into a season file what became known about a meet.

use chrono::NaiveDate;

use crate::domain::season::MeetId;
use crate::tables::edit::{Edit, Unusual, add_key, add_to_list};

/// The edit that cancels a meet, which became known on `on`.
///
/// # Errors
///
/// When the meet is written in a way that has to be changed by hand.
pub fn cancel(text: &str, meet: MeetId, on: NaiveDate) -> Result<Edit, Unusual> {
    add_key(text, "meets", meet.0 as usize, &["moved", "through", "date"], "canceled", &on.to_string())
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
    let day = day.map(|day| format!("day = {day}, ")).unwrap_or_default();
    let moved = format!("{{ {day}to = {to}, on = {on} }}");
    match add_to_list(text, "meets", meet.0 as usize, "moved", &moved)? {
        Some(edit) => Ok(edit),
        None => add_key(text, "meets", meet.0 as usize, &["through", "date"], "moved", &moved),
    }
}
