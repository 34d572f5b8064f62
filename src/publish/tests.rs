//! One test for each promise, named by it.

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

/// Copies the folder as it is now: what would be left if the run were killed.
fn killed_now(root: &Path, copy: &Path) {
    fs::create_dir_all(copy).unwrap();
    for entry in fs::read_dir(root).unwrap() {
        let from = entry.unwrap().path();
        let to = copy.join(from.file_name().unwrap());
        if from.is_dir() {
            killed_now(&from, &to);
        } else {
            fs::copy(from, to).unwrap();
        }
    }
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
fn a_run_that_is_dropped_leaves_everything_as_it_was() {
    let (_dir, root) = built();
    let before = (disk(&root), manifest(&root));
    let large = "x".repeat(1 << 20);
    let staged = stage(&root, &[("week-01.txt", "new"), ("clipboard/a.html", "new"), ("plan.json", &large)], false);
    assert_eq!(disk(&root)[".week-01.txt.racepace-new"], "new");
    drop(staged.unwrap());
    assert_eq!((disk(&root), manifest(&root)), before);
}

#[test]
fn a_first_run_that_is_dropped_leaves_no_folder() {
    let (dir, root) = folder();
    drop(stage(&root.join("sheets"), EARLIER, false).unwrap());
    assert_eq!(disk(dir.path()), BTreeMap::new());
}

#[test]
fn a_write_that_fails_midway_leaves_earlier_sheets_and_no_litter() {
    for written in [10, 300 << 10] {
        let (_dir, root) = built();
        let before = (disk(&root), manifest(&root));
        let mut publisher = stage(&root, &[("week-02.txt", "new")], false).unwrap();
        let failed = publisher.put("week-01.txt", &mut |to| {
            to.write_all(&vec![b'x'; written])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        let expected = format!("{}: cannot be written: the disk is full", root.join("week-01.txt").display());
        assert_eq!(refusal(failed), expected);
        assert!(!disk(&root).contains_key(".week-01.txt.racepace-new"));
        let expected = format!("{}: nothing was replaced, because a file could not be made", root.display());
        assert_eq!(refusal(publisher.commit()), expected);
        assert_eq!((disk(&root), manifest(&root)), before);
    }
}

#[test]
fn an_error_of_the_disk_that_the_content_swallows_is_still_an_error() {
    let (_dir, root) = built();
    let mut publisher = Publisher::open(&root, false).unwrap();
    let failed = publisher.put("week-01.txt", &mut |to| {
        fs::write(root.join(".week-01.txt.racepace-new"), "somebody else's").unwrap();
        let mut buffered = BufWriter::with_capacity(300 << 10, to);
        buffered.write_all(&vec![b'x'; 290 << 10])
    });
    assert!(refusal(failed).contains("week-01.txt: cannot be written: "));
    assert_eq!(disk(&root)["week-01.txt"], "easy");
}

#[test]
fn a_panic_while_a_file_is_made_leaves_everything_as_it_was() {
    let (_dir, root) = built();
    let before = (disk(&root), manifest(&root));
    let panicked = std::panic::catch_unwind(|| {
        let mut publisher = Publisher::open(&root, false).unwrap();
        publisher.put("week-01.txt", &mut |to| {
            to.write_all(&vec![b'x'; 300 << 10])?;
            panic!("in the middle of a file")
        })
    });
    assert!(panicked.is_err());
    assert_eq!((disk(&root), manifest(&root)), before);
}

#[test]
fn litter_of_a_killed_run_is_cleared_where_we_write_and_nowhere_else() {
    let (_dir, root) = built();
    let litter = [".week-01.txt.racepace-new", ".manifest.json.racepace-new", "cards/.ana-r.html.racepace-new"];
    let mine =
        [("racepace-new", ""), ("a.racepace-new", ""), (".a.racepace-new.txt", ""), ("photos/.a.racepace-new", "")];
    fs::create_dir(root.join("photos")).unwrap();
    for path in litter.iter().chain(mine.iter().map(|(path, _)| path)) {
        fs::write(root.join(path), "").unwrap();
    }
    drop(Publisher::open(&root, false).unwrap());
    assert_eq!(disk(&root), only(&[EARLIER, &mine[..]].concat()));
}

#[test]
fn a_file_is_staged_where_the_next_run_looks_for_litter() {
    let (_dir, root) = built();
    fs::create_dir(root.join("photos")).unwrap();
    let new = [("cards/bo-t.html", ""), ("photos/a.txt", ""), ("new/deep/a.txt", "")];
    let staged = stage(&root, &new, false).unwrap();
    let litter = [
        ("cards/.cards~bo-t.html.racepace-new", ""),
        (".photos~a.txt.racepace-new", ""),
        (".new~deep~a.txt.racepace-new", ""),
        (".racepace-lock", ""),
        ("photos/", ""),
    ];
    assert_eq!(disk(&root), only(&[EARLIER, &litter[..]].concat()));
    assert_eq!(staged.commit().unwrap().written, 3);
    assert_eq!(disk(&root)["new/deep/a.txt"], "");
}

#[test]
fn a_kill_at_any_moment_leaves_each_file_old_or_new_and_the_next_run_knows_its_own() {
    let later: Sheets = &[("week-01.txt", "long run"), ("week-02.txt", "race"), ("b/new.txt", "new"), ("c.txt", "new")];
    let third: Sheets = &[("week-01.txt", "off"), ("c.txt", "other")];
    let (dir, root) = built();
    let mut copies = Vec::new();
    let mut kill = |root: &Path| {
        for what_is_next in ["as before", "the same", "another"] {
            let copy = dir.path().join(format!("{} {what_is_next}", copies.len() / 3));
            killed_now(root, &copy);
            copies.push(copy);
        }
    };
    let mut publisher = Publisher::open(&root, false).unwrap();
    for (path, content) in later {
        put(&mut publisher, path, content).unwrap();
        kill(&root);
    }
    publisher.commit_with(&mut || kill(&root)).unwrap();
    assert_eq!(disk(&root), only(later));

    assert_eq!(copies.len() / 3, 11, "4 staged, 2 manifests, 3 renames, 1 removal, and the end");
    for (copy, next) in copies.iter().zip([EARLIER, later, third].iter().cycle()) {
        for (path, content) in disk(copy) {
            let whole = [EARLIER, later].concat().contains(&(&path, &content));
            let ours = [".racepace-new", ".racepace-lock", "/"].iter().any(|end| path.ends_with(end));
            assert!(whole || ours, "{path} in {}", copy.display());
        }
        assert_eq!(build(copy, next).unwrap().conflicts, [""; 0], "{}", copy.display());
        assert_eq!(disk(copy), only(next), "{}", copy.display());
    }
}

#[test]
fn a_kill_during_a_forced_run_does_not_make_an_edited_sheet_ours() {
    let (dir, root) = built();
    fs::write(root.join("week-01.txt"), "by hand").unwrap();
    let copy = dir.path().join("copy");
    let mut steps = 0;
    let staged = stage(&root, &[("week-01.txt", "long run")], true).unwrap();
    let commit = staged.commit_with(&mut || {
        steps += 1;
        if steps == 2 {
            killed_now(&root, &copy);
        }
    });
    commit.unwrap();
    assert_eq!(build(&copy, &[("week-01.txt", "long run")]).unwrap().conflicts, ["week-01.txt"]);
    assert_eq!(disk(&copy)["week-01.txt"], "by hand");
}

#[test]
fn a_second_run_at_the_same_time_is_told_so() {
    let (_dir, root) = folder();
    let first = stage(&root, EARLIER, false).unwrap();
    let expected = format!("{}: another racepace is writing there; try again when it is done", root.display());
    assert_eq!(refusal(Publisher::open(&root, false)), expected);
    first.commit().unwrap();
    assert_eq!(build(&root, EARLIER), Ok(report(0, 3, 0, &[])));
    assert_eq!(disk(&root), only(EARLIER));
}

#[test]
fn a_path_that_is_not_plain_is_refused() {
    let (dir, root) = folder();
    let long = "a".repeat(300);
    let refused = [
        "",
        "/",
        "/etc/x",
        "..",
        "../x",
        "a/../x",
        "a/..",
        ".",
        "./a",
        "a//b",
        "a/",
        "a\\b",
        "a\0b",
        "c:x",
        "a/b.",
        "a ",
        ".a",
        "a\u{1b}[31m",
        ".week-01.txt.racepace-new",
        "manifest.json",
        "Manifest.JSON",
        &long,
    ];
    for path in refused {
        let mut publisher = Publisher::open(&root, false).unwrap();
        assert!(refusal(put(&mut publisher, path, "")).ends_with("is not a plain path for a sheet"), "{path:?}");
    }
    assert_eq!(disk(dir.path()), BTreeMap::new());
}

#[test]
fn two_outputs_whose_paths_differ_only_by_case_are_refused() {
    let (_dir, root) = folder();
    let mut publisher = stage(&root, &[("cards/Ana.html", "")], false).unwrap();
    let expected =
        format!("{}: would be written twice, the other time as cards/Ana.html", root.join("cards/ana.html").display());
    assert_eq!(refusal(put(&mut publisher, "cards/ana.html", "")), expected);
}

#[test]
fn a_sheet_whose_name_changes_only_by_case_leaves_one_sheet() {
    let (_dir, root) = folder();
    build(&root, &[("Week-01.txt", "easy")]).unwrap();
    build(&root, &[("week-01.txt", "easy")]).unwrap();
    assert_eq!(disk(&root).len(), 1);
    assert_eq!(build(&root, &[("week-01.txt", "race")]), Ok(report(1, 0, 0, &[])));
}

#[test]
fn a_file_in_place_of_the_folder_and_a_folder_in_place_of_a_file_are_refused() {
    let (dir, root) = folder();
    fs::write(&root, "").unwrap();
    assert!(
        refusal(Publisher::open(&root, true))
            .ends_with("out: is not a folder; move it away or choose another output folder")
    );

    let root = dir.path().join("other");
    fs::create_dir_all(root.join("week-01.txt")).unwrap();
    fs::write(root.join("cards"), "").unwrap();
    assert!(refusal(build_by_force(&root, EARLIER)).contains("week-01.txt: is not a file; "));
    assert!(refusal(build_by_force(&root, &EARLIER[1..])).contains("cards: is not a folder; "));
    assert_eq!(disk(&root).into_keys().collect::<Vec<_>>(), ["cards", "week-01.txt/"]);
}

#[test]
fn a_hostile_manifest_leads_nowhere_outside() {
    let (dir, root) = built();
    let outside = dir.path().join("outside.txt");
    fs::write(&outside, "easy").unwrap();
    // The hash is that of "easy", so a path that was believed would be removed.
    let listed: serde_json::Value = serde_json::from_str(&manifest(&root)).unwrap();
    let is_first = |entry: &&serde_json::Value| entry["path"] == "week-01.txt";
    let sha = listed["files"].as_array().unwrap().iter().find(is_first).unwrap()["sha256"].clone();
    let absolute = outside.to_str().unwrap();
    let mut files = vec![serde_json::json!({ "path": "week-01.txt", "sha256": sha })];
    for path in
        [absolute, "../outside.txt", "cards/../../outside.txt", "..\\outside.txt", "", "/", ".", "manifest.json"]
    {
        files.push(serde_json::json!({ "path": path, "sha256": sha }));
    }
    files.extend([serde_json::json!({ "path": 5 }), serde_json::json!("week-02.txt"), serde_json::json!(null)]);
    fs::write(root.join("manifest.json"), serde_json::json!({ "version": 1, "files": files }).to_string()).unwrap();
    let expected = Ok(report(1, 0, 0, &["week-02.txt"]));
    assert_eq!(build(&root, &[("week-01.txt", "new"), ("week-02.txt", "new")]), expected);
    assert_eq!(fs::read_to_string(outside).unwrap(), "easy");
    assert_eq!(disk(&root)["cards/ana-r.html"], EARLIER[2].1);
}

#[test]
fn a_manifest_that_is_not_ours_lists_nothing_and_is_kept_and_named_until_it_is_forced() {
    let strange = ["", "{", "[]", "not JSON", r#"{"name":"a web page"}"#, r#"{"version":2,"files":[]}"#, "\u{0}"];
    for text in strange {
        let (_dir, root) = built();
        fs::write(root.join("manifest.json"), text).unwrap();
        let changed: Sheets = &[("week-01.txt", "new"), EARLIER[1], ("more.txt", "new")];
        assert_eq!(build(&root, changed), Ok(report(1, 1, 0, &["manifest.json", "week-01.txt"])), "{text:?}");
        assert_eq!(manifest(&root), text);
        assert_eq!(disk(&root)["week-01.txt"], "easy");
        assert_eq!(build_by_force(&root, changed), Ok(report(1, 2, 0, &[])), "{text:?}");
        assert_eq!(build(&root, changed), Ok(report(0, 3, 0, &[])), "{text:?}");
    }
}

#[test]
fn a_huge_manifest_is_not_read() {
    let (_dir, root) = built();
    fs::File::options().write(true).open(root.join("manifest.json")).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(build(&root, &[("week-01.txt", "new")]).unwrap().conflicts, ["manifest.json", "week-01.txt"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, root) = built();
    let before = disk(&root);
    fs::set_permissions(&root, fs::Permissions::from_mode(0o555)).unwrap();
    // Nothing is refused to the superuser.
    if fs::write(root.join("probe"), "").is_err() {
        assert_eq!(build(&root, EARLIER), Ok(report(0, 3, 0, &[])));
        let expected = format!("{}: cannot be written: permission is denied", root.join("week-01.txt").display());
        assert_eq!(refusal(build(&root, &[("week-01.txt", "new")])), expected);
        assert_eq!(disk(&root), before);
    }
    fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn no_code_deletes_a_folder_with_what_is_in_it() {
    let name = ["remove_dir", "all"].join("_");
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                assert!(!fs::read_to_string(&path).unwrap().contains(&name), "{}", path.display());
            }
        }
    }
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
