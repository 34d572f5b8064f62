//! Stands in for the typesetter in a program built without the feature `pdf`: there never is one.

use serde::Serialize;

use super::faults::Fault;

/// A typesetter that cannot exist.
pub(super) enum Typesetter {}

impl Typesetter {
    pub(super) fn new(_: Vec<(&'static str, String)>) -> Option<Typesetter> {
        None
    }

    pub(super) fn syntax_faults(&self) -> Vec<Fault> {
        match *self {}
    }

    pub(super) fn pdf(&self, _: &str, _: &impl Serialize) -> Result<Vec<u8>, Fault> {
        match *self {}
    }
}
