//! The links of a page.

/// Where a page's links lead: each path from the output folder, and the
/// fragment after it. Fails for a link that is not relative.
pub(crate) fn links(page: &str, html: &str) -> Vec<(String, Option<String>)> {
    let hrefs = html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let resolved = hrefs.map(|href| {
        let (path, fragment) = href.split_once('#').map_or((href, None), |(path, id)| (path, Some(id.to_owned())));
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.');
        assert!(path.chars().all(plain) && !path.starts_with('/'), "{page}: {href} is no plain relative link");
        let mut names: Vec<&str> = page.split('/').collect();
        names.pop();
        for name in path.split('/') {
            if name == ".." {
                names.pop().unwrap_or_else(|| panic!("{page}: {href} leads out of the folder"));
            } else {
                names.push(name);
            }
        }
        (names.join("/"), fragment)
    });
    resolved.collect()
}
