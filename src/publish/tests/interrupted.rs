//! What an interrupted or killed run leaves, and what the next one makes of it.

use super::*;

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
