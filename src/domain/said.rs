//! What an entry or a piece of news says replaces what was known; what it does not say stays.

/// Sets what is said, and leaves what is not.
pub(super) fn set<T: Clone>(value: &mut T, said: Option<&T>) {
    if let Some(said) = said {
        value.clone_from(said);
    }
}

/// The same for what may be missing.
pub(super) fn set_some<T: Clone>(value: &mut Option<T>, said: Option<&T>) {
    if said.is_some() {
        *value = said.cloned();
    }
}
