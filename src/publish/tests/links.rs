//! No link is ever followed.

use std::os::unix::fs::symlink;

use super::*;

/// A folder outside, with what must never change.
fn outside(dir: &TempDir) -> PathBuf {
    let outside = dir.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("ana-r.html"), "outside").unwrap();
    outside
}

fn is_untouched(outside: &Path) {
    assert_eq!(disk(outside), only(&[("ana-r.html", "outside")]));
}

#[test]
fn the_output_folder_itself_must_not_be_one() {
    let (dir, root) = folder();
    let outside = outside(&dir);
    symlink(&outside, &root).unwrap();
    for way in ["", ".", "./."] {
        let refused = refusal(Publisher::open(&root.join(way), true));
        assert_eq!(refused, format!("{}: is a link; give the folder itself", root.display()), "{way:?}");
    }
    is_untouched(&outside);
}

#[test]
fn one_to_nowhere_in_place_of_the_output_folder_is_refused() {
    let (dir, root) = folder();
    symlink(dir.path().join("nowhere"), &root).unwrap();
    assert!(refusal(Publisher::open(&root, true)).contains("is a link"));
}

#[test]
fn a_folder_that_is_one_is_refused() {
    let (dir, root) = folder();
    let outside = outside(&dir);
    fs::create_dir(&root).unwrap();
    symlink(&outside, root.join("cards")).unwrap();
    let expected =
        format!("{}: is a link, and links are not followed; put a folder there", root.join("cards").display());
    assert_eq!(refusal(build_by_force(&root, &EARLIER[2..])), expected);
    is_untouched(&outside);
}

#[test]
fn a_folder_of_an_earlier_build_that_became_one_is_refused() {
    let (dir, root) = built();
    let outside = outside(&dir);
    fs::rename(root.join("cards"), dir.path().join("moved")).unwrap();
    symlink(&outside, root.join("cards")).unwrap();
    fs::write(outside.join(".a.racepace-new"), "").unwrap();
    assert!(refusal(Publisher::open(&root, true)).contains("cards: is a link"));
    fs::remove_file(outside.join(".a.racepace-new")).unwrap();
    is_untouched(&outside);
}

#[test]
fn a_file_a_manifest_or_a_temporary_file_that_is_one_is_refused() {
    for name in ["week-01.txt", "manifest.json", ".week-01.txt.racepace-new", ".manifest.json.racepace-new"] {
        let (dir, root) = folder();
        let outside = outside(&dir);
        fs::create_dir(&root).unwrap();
        for target in ["ana-r.html", "nowhere"] {
            symlink(outside.join(target), root.join(name)).unwrap();
            let refused = refusal(build_by_force(&root, EARLIER));
            assert!(refused.contains(&format!("{name}: is a link")), "{refused}");
            assert!(root.join(name).is_symlink());
            fs::remove_file(root.join(name)).unwrap();
            is_untouched(&outside);
        }
    }
}

#[test]
fn one_that_appears_between_staging_and_commit_is_refused() {
    let (dir, root) = built();
    let outside = outside(&dir);
    let staged = stage(&root, &[("week-01.txt", "new"), ("cards/ana-r.html", "new")], true).unwrap();
    fs::rename(root.join("cards"), dir.path().join("moved")).unwrap();
    symlink(&outside, root.join("cards")).unwrap();
    assert!(refusal(staged.commit()).contains("cards: is a link"));
    assert_eq!(disk(&root)["week-01.txt"], "easy");
    is_untouched(&outside);
}

#[test]
fn a_sheet_with_two_names_is_replaced_under_ours_alone() {
    let (dir, root) = built();
    let other = dir.path().join("other.txt");
    fs::hard_link(root.join("week-01.txt"), &other).unwrap();
    build(&root, &[("week-01.txt", "new")]).unwrap();
    assert_eq!(fs::read_to_string(other).unwrap(), "easy");
}
