//! Stands in for the press in a program without the feature `pdf`: there is never one.

use serde::Serialize;

use super::faults::Fault;

/// A press that cannot be.
pub(super) enum Press {}

impl Press {
    pub(super) fn new(_: Vec<(&'static str, String)>) -> Option<Press> {
        None
    }

    pub(super) fn slips(&self) -> Vec<Fault> {
        match *self {}
    }

    pub(super) fn pdf(&self, _: &str, _: &impl Serialize) -> Result<Vec<u8>, Fault> {
        match *self {}
    }
}
