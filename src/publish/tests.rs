//! One test for each promise, named by it.

mod hostile;
mod interrupted;
#[cfg(unix)]
mod links;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{PublishError, PublishReport, Publisher};

type Sheets<'a> = &'a [(&'a str, &'a str)];

const EARLIER: Sheets<'static> = &[("week-01.txt", "easy"), ("week-02.txt", "race"), ("cards/ana-r.html", "<p>4:59")];

fn folder() -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let root = dir.path().join("out");
    (dir, root)
}

/// A folder that holds what a build of [`EARLIER`] leaves.
fn built() -> (TempDir, PathBuf) {
    let (dir, root) = folder();
    build(&root, EARLIER).unwrap();
    (dir, root)
}

fn put(publisher: &mut Publisher, path: &str, content: &str) -> Result<(), PublishError> {
    publisher.put(path, &mut |to| to.write_all(content.as_bytes()))
}

fn stage(root: &Path, sheets: Sheets, force: bool) -> Result<Publisher, PublishError> {
    let mut publisher = Publisher::open(root, force)?;
    sheets.iter().try_for_each(|(path, content)| put(&mut publisher, path, content))?;
    Ok(publisher)
}

fn build(root: &Path, sheets: Sheets) -> Result<PublishReport, PublishError> {
    stage(root, sheets, false)?.commit()
}

fn build_by_force(root: &Path, sheets: Sheets) -> Result<PublishReport, PublishError> {
    stage(root, sheets, true)?.commit()
}

fn report(written: usize, unchanged: usize, removed: usize, conflicts: &[&str]) -> PublishReport {
    PublishReport { written, unchanged, removed, conflicts: conflicts.iter().map(|path| (*path).to_owned()).collect() }
}

fn refusal<T>(result: Result<T, PublishError>) -> String {
    result.err().expect("it is refused").to_string()
}

/// Every file in the folder with its content, and every folder, but the manifest.
fn disk(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                found.insert(name + "/", String::new());
                folders.push(path);
            } else if name != "manifest.json" {
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

/// What [`disk`] finds when the folder holds `sheets` and nothing else.
fn only(sheets: Sheets) -> BTreeMap<String, String> {
    let folders = sheets.iter().filter_map(|(path, _)| path.split_once('/'));
    let folders = folders.map(|(folder, _)| (format!("{folder}/"), String::new()));
    folders.chain(sheets.iter().map(|(path, content)| ((*path).to_owned(), (*content).to_owned()))).collect()
}

fn manifest(root: &Path) -> String {
    fs::read_to_string(root.join("manifest.json")).unwrap()
}

#[test]
fn files_are_written_and_listed_with_their_hash_in_the_order_of_their_paths() {
    let (_dir, root) = folder();
    assert_eq!(build(&root, &[("b.txt", "two"), ("a.txt", "")]), Ok(report(2, 0, 0, &[])));
    assert_eq!(disk(&root), only(&[("a.txt", ""), ("b.txt", "two")]));
    crate::snapshot::assert_snapshot!(manifest(&root), @r#"
    {
      "version": 1,
      "files": [
        {
          "path": "a.txt",
          "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        },
        {
          "path": "b.txt",
          "sha256": "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"
        }
      ]
    }
    "#);
}

#[test]
fn the_same_files_in_another_order_leave_the_same_manifest() {
    let (_dir, root) = built();
    let (_other_dir, other) = folder();
    build(&other, &[EARLIER[2], EARLIER[1], EARLIER[0]]).unwrap();
    assert_eq!(manifest(&root), manifest(&other));
}

#[test]
fn folders_above_the_output_folder_are_made_too() {
    let (_dir, root) = folder();
    let deep = root.join("spring").join("sheets");
    build(&deep, EARLIER).unwrap();
    assert_eq!(disk(&deep), only(EARLIER));
}

#[cfg(unix)]
#[test]
fn what_did_not_change_is_not_touched_not_even_the_manifest() {
    use std::os::unix::fs::MetadataExt;
    let (_dir, root) = folder();
    let large = "400 in 75\n".repeat(100_000);
    let sheets: Sheets = &[("week-01.txt", "easy"), ("plan.json", &large)];
    build(&root, sheets).unwrap();
    let stamps = || {
        let stamp = |name| fs::metadata(root.join(name)).map(|data| (data.ino(), data.mtime_nsec(), data.ctime_nsec()));
        ["week-01.txt", "plan.json", "manifest.json"].map(|name| stamp(name).unwrap())
    };
    let before = stamps();
    assert_eq!(build(&root, sheets), Ok(report(0, 2, 0, &[])));
    assert_eq!(stamps(), before);
    assert_eq!(disk(&root), only(sheets));

    build(&root, &[("week-01.txt", "easy"), ("plan.json", "short")]).unwrap();
    assert_eq!(stamps()[0], before[0]);
    assert_ne!(stamps()[1], before[1]);
}

#[cfg(unix)]
#[test]
fn a_file_has_the_permissions_of_any_new_file() {
    use std::os::unix::fs::MetadataExt;
    let (dir, root) = built();
    let ordinary = dir.path().join("ordinary");
    fs::write(&ordinary, "").unwrap();
    assert_eq!(fs::metadata(root.join("week-01.txt")).unwrap().mode(), fs::metadata(ordinary).unwrap().mode());
}

#[test]
fn content_beyond_what_memory_holds_arrives_whole() {
    let (_dir, root) = folder();
    let room = 256 << 10;
    for len in [room - 1, room, room + 1, 2 * room, 2 * room + 1, 3 * room + 7] {
        let content: String = ('a'..='z').cycle().take(len).collect();
        build(&root, &[("plan.json", &content)]).unwrap();
        assert!(disk(&root) == only(&[("plan.json", &content)]), "{len} bytes");
        assert_eq!(build(&root, &[("plan.json", &content)]), Ok(report(0, 1, 0, &[])), "{len} bytes");
    }
}

#[test]
fn sheets_that_are_no_longer_made_are_removed_with_their_empty_folder() {
    let (_dir, root) = built();
    assert_eq!(build(&root, &EARLIER[..1]), Ok(report(0, 1, 2, &[])));
    assert_eq!(disk(&root), only(&EARLIER[..1]));
}

#[test]
fn a_folder_that_holds_something_else_stays_when_its_sheets_go() {
    let (_dir, root) = built();
    fs::write(root.join("cards/notes.txt"), "mine").unwrap();
    assert_eq!(build(&root, &EARLIER[..2]), Ok(report(0, 2, 1, &[])));
    assert_eq!(disk(&root), only(&[EARLIER[0], EARLIER[1], ("cards/notes.txt", "mine")]));
}

#[test]
fn a_sheet_edited_by_hand_is_kept_and_named_each_time_until_it_is_forced() {
    let (_dir, root) = built();
    fs::write(root.join("week-01.txt"), "by hand").unwrap();
    let changed: Sheets = &[("week-01.txt", "long run"), EARLIER[1], EARLIER[2]];
    for _ in 0..2 {
        assert_eq!(build(&root, changed), Ok(report(0, 2, 0, &["week-01.txt"])));
        assert_eq!(disk(&root)["week-01.txt"], "by hand");
    }
    assert_eq!(build_by_force(&root, changed), Ok(report(1, 2, 0, &[])));
    assert_eq!(disk(&root), only(changed));
}

#[test]
fn an_edited_sheet_that_the_coach_puts_back_is_ours_again() {
    let (_dir, root) = built();
    fs::write(root.join("week-01.txt"), "by hand").unwrap();
    build(&root, &[("week-01.txt", "long run")]).unwrap();
    fs::write(root.join("week-01.txt"), "easy").unwrap();
    assert_eq!(build(&root, &[("week-01.txt", "long run")]), Ok(report(1, 0, 0, &[])));
}

#[test]
fn an_edited_sheet_that_is_no_longer_made_is_removed_only_by_force() {
    let (_dir, root) = built();
    fs::write(root.join("week-02.txt"), "by hand").unwrap();
    for _ in 0..2 {
        assert_eq!(build(&root, &EARLIER[..1]).unwrap().conflicts, ["week-02.txt"]);
        assert_eq!(disk(&root)["week-02.txt"], "by hand");
    }
    assert_eq!(build_by_force(&root, &EARLIER[..1]), Ok(report(0, 1, 1, &[])));
    assert_eq!(disk(&root), only(&EARLIER[..1]));
}

#[test]
fn a_sheet_that_the_coach_deleted_is_written_again() {
    let (_dir, root) = built();
    fs::remove_file(root.join("week-01.txt")).unwrap();
    assert_eq!(build(&root, EARLIER), Ok(report(1, 2, 0, &[])));
}

#[test]
fn a_foreign_file_is_kept_and_named_until_it_is_forced() {
    let (_dir, root) = folder();
    fs::create_dir(&root).unwrap();
    fs::write(root.join("week-01.txt"), "not a sheet").unwrap();
    fs::write(root.join("unrelated.txt"), "mine").unwrap();
    for _ in 0..2 {
        assert_eq!(build(&root, &EARLIER[..2]).unwrap().conflicts, ["week-01.txt"]);
        assert_eq!(disk(&root)["week-01.txt"], "not a sheet");
    }
    assert_eq!(build_by_force(&root, &EARLIER[..2]), Ok(report(1, 1, 0, &[])));
    assert_eq!(disk(&root), only(&[EARLIER[0], EARLIER[1], ("unrelated.txt", "mine")]));
}

#[test]
fn a_foreign_file_that_holds_just_what_would_be_written_is_adopted() {
    let (_dir, root) = folder();
    fs::create_dir(&root).unwrap();
    fs::write(root.join("week-01.txt"), "easy").unwrap();
    assert_eq!(build(&root, &EARLIER[..1]), Ok(report(0, 1, 0, &[])));
    assert_eq!(build(&root, &[("week-01.txt", "long run")]), Ok(report(1, 0, 0, &[])));
}

#[test]
fn a_note_is_there_for_the_next_run_until_another_is_left() {
    let (_dir, root) = built();
    let note = |root: &Path| Publisher::open(root, false).unwrap().note().cloned();
    assert_eq!(note(&root), None);
    let mut publisher = stage(&root, EARLIER, false).unwrap();
    publisher.leave_note("first".into());
    publisher.commit().unwrap();
    let mut dropped = stage(&root, EARLIER, false).unwrap();
    dropped.leave_note("second".into());
    drop(dropped);
    assert_eq!(note(&root), Some("first".into()));
    build(&root, EARLIER).unwrap();
    assert_eq!(note(&root), None, "the manifest is that of the last run");
}
