//! From the bytes of a file to its text.
//!
//! Office programs save text in other forms than plain UTF-8. Where the text is
//! plain all the same, it is read; where it is not, the remedy says how to save it.

/// Why bytes are no text, and the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The text as far as it can be made out.
    pub text: String,
    /// Where in it the problem is, in bytes.
    pub at: usize,
    /// What is wrong.
    pub message: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

const SAVE_AS_TEXT: &str =
    "save it as plain text: in TextEdit, Format > Make Plain Text; in Word, Save As > Plain Text (.txt), UTF-8";

/// The text of a file.
///
/// # Errors
///
/// What the file is instead.
pub fn text_of(bytes: Vec<u8>) -> Result<String, Unreadable> {
    let of_another_kind = |message| Unreadable { text: String::new(), at: 0, message, remedy: SAVE_AS_TEXT };
    if bytes.starts_with(b"{\\rtf") {
        return Err(of_another_kind("this is a file of a word processor (rich text), not plain text"));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(of_another_kind(
            "this is a file of an office program (.docx, .xlsx, .pages) or a .zip, not plain text",
        ));
    }
    if bytes.starts_with(b"%PDF") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(of_another_kind("this is a document, not plain text"));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let text = String::new();
        let (message, remedy) = ("the file is saved as UTF-16 (\"Unicode\")", "save it again as UTF-8");
        return Err(Unreadable { text, at: 0, message, remedy });
    }
    String::from_utf8(bytes).map_err(|error| Unreadable {
        at: error.utf8_error().valid_up_to(),
        text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        message: "the file is not saved as UTF-8 text",
        remedy: "save it again as UTF-8",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_plain_text_is_told_by_how_it_begins() {
        for (bytes, says) in [
            (&b"{\\rtf1\\ansi [season]"[..], "rich text"),
            (b"PK\x03\x04\x14", ".docx"),
            (b"%PDF-1.7", "document"),
            (b"\xff\xfe[\0s\0", "UTF-16"),
            (b"name = \"Mar\xeda\"", "UTF-8"),
        ] {
            let found = text_of(bytes.to_vec()).unwrap_err();
            assert!(found.message.contains(says), "{found:?}");
        }
        assert_eq!(text_of(b"[season]".to_vec()).unwrap(), "[season]");
    }
}
