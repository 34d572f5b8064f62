//! PDF sheets as a coach makes them; and a program that was built without them.

#[cfg(feature = "pdf")]
mod with_it {
    use std::fs;

    use crate::common::binary::{SMALL, files, folder_with, racepace, stderr, stdout};

    #[test]
    fn a_team_for_which_it_takes_too_much_memory_is_told_so_and_has_its_other_sheets() {
        let more: String =
            (0..150).map(|number| format!("[[athletes]]\nname = \"Runner {number}\"\nevent = 800\n")).collect();
        let folder = folder_with(&format!("{SMALL}{more}"));
        let output = racepace(folder.path(), &["build", "--quiet"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("at most 150 athletes"), "{}", stderr(&output));
        assert!(files(folder.path()).iter().all(|(name, _)| name == "season.toml"), "nothing is written");
        let output = racepace(folder.path(), &["build", "--quiet", "--formats", "csv"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }

    #[test]
    fn every_team_sheet_is_made_beside_its_page_and_is_the_same_bytes_every_time() {
        let folder = folder_with(SMALL);
        let build = |out: &str| {
            let output = racepace(folder.path(), &["build", "--quiet", "--formats", "pdf", "--out", out]);
            assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
            files(&folder.path().join(out))
        };
        let (one, other) = (build("one"), build("other"));
        let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "cards/week-01.pdf",
                "cards/week-02.pdf",
                "cards/week-03.pdf",
                "clipboard/2026-04-09-48-hour-1600.pdf",
                "manifest.json",
                "overview.pdf",
                "weeks/week-01.pdf",
                "weeks/week-02.pdf",
                "weeks/week-03.pdf",
            ]
        );
        assert!(one == other);
        for (name, bytes) in one.iter().filter(|(name, _)| name.ends_with(".pdf")) {
            assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        }
    }

    #[test]
    fn they_are_made_unless_something_else_is_asked_for() {
        let folder = folder_with(SMALL);
        racepace(folder.path(), &["build", "--quiet"]);
        assert!(folder.path().join("season/weeks/week-02.pdf").is_file());
        fs::write(folder.path().join("season.toml"), format!("{SMALL}[output]\nformats = [\"html\"]\n")).unwrap();
        racepace(folder.path(), &["build", "--quiet"]);
        assert!(!folder.path().join("season/weeks/week-02.pdf").exists());
    }

    #[test]
    fn a_change_of_paper_changes_every_sheet_and_the_size_of_letter_is_what_is_meant_without_one() {
        let folder = folder_with(SMALL);
        let build = |paper: &str| {
            fs::write(folder.path().join("season.toml"), format!("{SMALL}[output]\n{paper}\n")).unwrap();
            racepace(folder.path(), &["build", "--quiet", "--formats", "pdf"]);
            let sheets = files(&folder.path().join("season")).into_iter();
            sheets.filter(|(name, _)| name.ends_with(".pdf")).collect::<Vec<_>>()
        };
        let (unsaid, letter, a4) = (build(""), build("paper = \"letter\""), build("paper = \"a4\""));
        assert!(unsaid == letter);
        assert!(letter.iter().zip(&a4).all(|(letter, a4)| letter.1 != a4.1));
    }

    /// What is reported about a coach's own template, and the exit code.
    fn report(template: &str, text: &str, command: &str) -> (String, Option<i32>) {
        let folder = folder_with(SMALL);
        fs::write(folder.path().join(template), text).unwrap();
        let output = racepace(folder.path(), &[command]);
        assert!(!folder.path().join("season").exists(), "nothing is written");
        (stdout(&output) + &stderr(&output), output.status.code())
    }

    #[test]
    fn a_slip_in_a_coachs_own_template_is_shown_where_it_stands() {
        let week = fs::read_to_string("templates/typst/week.typ").unwrap();
        let broken = week.replace("#week.dates][", "#week.date][");
        crate::snapshot::assert_snapshot!(report("week.typ", &broken, "build").0, @r#"
        error[T01]: the template cannot be filled: dictionary does not contain key "date"
          --> week.typ:75:33
           |
        75 |   head[Week #week.number][#week.date][#week.season#if week.phase != "" [, #week.phase], week #week.number of #week.of]
           |                                 ^^^^
           |
           = help: compare with the built-in template of the same name, or remove your own to use that one
        "#);
        let style = fs::read_to_string("templates/typst/style.typ").unwrap();
        let broken = style.replace("lang: \"en\",", "lang: english,");
        crate::snapshot::assert_snapshot!(report("style.typ", &broken, "build").0, @r#"
        error[T01]: the template cannot be filled: unknown variable: english
          --> style.typ:19:45
           |
        19 |   set text(font: "Inter", size: 10pt, lang: english, hyphenate: false, number-width: "tabular")
           |                                             ^^^^^^^
           |
           = help: compare with the built-in template of the same name, or remove your own to use that one
        "#);
        // What is not Typst at all is found before a plan is made.
        let broken = week.replace("#let body(across) = {", "#let body(across = {");
        let (text, exit) = report("week.typ", &broken, "check");
        crate::snapshot::assert_snapshot!(text, @"
        error[T01]: the template cannot be filled: unclosed delimiter
          --> week.typ:74:10
           |
        74 | #let body(across = {
           |          ^
           |
           = help: compare with the built-in template of the same name, or remove your own to use that one

        season.toml: 1 error
        ");
        assert_eq!(exit, Some(1));
    }

    #[test]
    fn lines_that_tera_fills_in_do_not_move_the_place_of_a_slip() {
        let text = "{% if paper %}\n#set document(title: \"Mine\")\n{% endif %}\n{% for n in [1, 2, 3] %}line {{ n }}\n{% endfor %}\n#nothing\n";
        crate::snapshot::assert_snapshot!(report("week.typ", text, "build").0, @"
        error[T01]: the template cannot be filled: unknown variable: nothing
         --> week.typ:6:2
          |
        6 | #nothing
          |  ^^^^^^^
          |
          = help: compare with the built-in template of the same name, or remove your own to use that one
        ");
        crate::snapshot::assert_snapshot!(report("week.typ", "{{ season }}", "check").0, @"
        error[T01]: the template cannot be filled: variable `season` is not defined. Available variables: paper
         --> week.typ:1:4
          |
        1 | {{ season }}
          |    ^^^^^^
          |
          = help: compare with the built-in template of the same name, or remove your own to use that one

        season.toml: 1 error
        ");
    }

    #[test]
    fn a_coachs_own_template_is_used() {
        let folder = folder_with(SMALL);
        let build = |out: &str| {
            racepace(folder.path(), &["build", "--quiet", "--formats", "pdf", "--out", out]);
            files(&folder.path().join(out))
        };
        let before = build("before");
        let mine = "#set document(title: \"Mine\")\n#set page(paper: \"{{ paper }}\")\n#json(\"data.json\").season";
        fs::write(folder.path().join("week.typ"), mine).unwrap();
        for ((name, before), (_, after)) in before.iter().zip(&build("after")) {
            assert_eq!(before != after, name.starts_with("weeks/") || name == "manifest.json", "{name}");
        }
    }
}

#[cfg(not(feature = "pdf"))]
mod without_it {
    use std::fs;

    use crate::common::binary::{SMALL, files, folder_with, racepace, stderr};

    #[test]
    fn a_program_without_pdf_says_how_to_get_one_and_writes_nothing() {
        let asked_in_the_file = format!("{SMALL}[output]\nformats = [\"html\", \"pdf\"]\n");
        let ways: [(&str, &[&str]); 2] =
            [(SMALL, &["build", "--formats", "html,pdf"]), (&asked_in_the_file, &["build"])];
        for (season, arguments) in ways {
            let folder = folder_with(season);
            let output = racepace(folder.path(), arguments);
            assert_eq!(output.status.code(), Some(2));
            let said = stderr(&output);
            assert!(said.starts_with("racepace: this racepace was built without PDF"), "{said}");
            assert!(said.contains("cargo install --path . --features pdf"), "{said}");
            assert_eq!(files(folder.path()).len(), 1, "nothing is written");
            for command in ["check", "show"] {
                assert_eq!(racepace(folder.path(), &[command]).status.code(), Some(0), "{command}");
            }
        }
    }

    #[test]
    fn without_pdf_all_else_is_made_when_nothing_is_said() {
        let folder = folder_with(SMALL);
        fs::write(folder.path().join("week.typ"), "#nothing").unwrap();
        let output = racepace(folder.path(), &["build", "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let sheets = files(&folder.path().join("season"));
        assert!(sheets.iter().any(|(name, _)| name.ends_with(".html")));
        assert!(!sheets.iter().any(|(name, _)| name.ends_with(".pdf")));
    }
}
