//! Paths, folders and manifests that want to lead elsewhere.

use super::*;

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
