//! The athlete pages written by hand: what a program without templates would
//! do, from the same view models and to the same bytes. The benchmark compares
//! with it, and stops when a byte differs.

use racepace::sheet::{AthleteWeek, SharedDay, SplitRow, TEXT_WIDTH};
use unicode_width::UnicodeWidthStr;

const STYLE: &str = include_str!("../../templates/html/style.css");
/// Where the stylesheet asks for the season's paper.
const PAPER: &str = "{% if paper %}size: {{ paper }}; {% endif %}";

/// Where what a day holds stands in a text page.
const DAY_INDENT: usize = 14;

/// The page as HTML.
pub(crate) fn html(page: &AthleteWeek, out: &mut String) {
    let week = page.shared;
    out.push_str(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>",
    );
    escape(page.name, out);
    out.push_str(", week ");
    number(week.number, out);
    out.push_str(": ");
    escape(&week.season, out);
    out.push_str("</title>\n<style>\n");
    let (before, after) = STYLE.split_once(PAPER).expect("the stylesheet asks for the paper");
    out.push_str(before);
    if let Some(paper) = week.paper {
        element("size: ", paper, "; ", out);
    }
    out.push_str(after);
    out.push_str("\n@page { @bottom-right { content: \"Week ");
    number(week.number, out);
    element(", ", &week.dates, ", page \" counter(page) \" of \" counter(pages); ", out);
    out.push_str("font: 8pt Helvetica, Arial, sans-serif; } }");
    out.push_str("\n</style>\n</head>\n<body>\n<main>\n<header>\n<h1>");
    escape(page.name, out);
    out.push_str("</h1>\n<p class=\"dates\">Week ");
    number(week.number, out);
    out.push_str(", ");
    escape(&week.dates, out);
    out.push_str("</p>\n<p class=\"season\">");
    escape(&week.season, out);
    out.push_str("</p>\n</header>\n<p>");
    escape(&week.event, out);
    out.push_str(" m");
    if !page.goals.is_empty() {
        out.push_str(". Goals: ");
        escape(page.goals, out);
    }
    out.push_str("</p>");
    if !page.changes.is_empty() {
        out.push_str("\n<section class=\"box\">\n<h2>What changed</h2>\n<ul>");
        for change in &page.changes {
            element("\n<li><strong>", &change.news, "</strong>", out);
            for days in &change.days {
                element("<br>", &days.what, "", out);
            }
            out.push_str("</li>");
        }
        out.push_str("\n</ul>\n</section>");
    }
    for (day, times) in week.days.iter().zip(&page.times) {
        html_day(day, times.as_ref(), out);
    }
    if !week.whys.is_empty() {
        out.push_str("\n<section>\n<h2>Why this workout before the race</h2>\n<ul class=\"whys\">");
        for why in &week.whys {
            element("\n<li>", why, "</li>", out);
        }
        out.push_str("\n</ul>\n</section>");
    }
    out.push_str("\n<p class=\"legend\">● hard day");
    if week.marked {
        out.push_str(" · ◆ changed");
    }
    if page.estimated {
        out.push_str(" · ~ estimated from another goal, or a best");
    }
    out.push_str("</p>\n</main>\n</body>\n</html>\n");
}

fn html_day(day: &SharedDay, times: Option<&SplitRow>, out: &mut String) {
    element("\n<section class=\"day-block\">\n<h2>", &day.date, "</h2>\n<div class=\"", out);
    let day = &day.training;
    escape(day.kind, out);
    out.push_str("-day\">\n<p class=\"title\">");
    if day.hard {
        out.push_str("● ");
    }
    escape(day.title, out);
    if day.changed {
        out.push_str(" ◆");
    }
    out.push_str("</p>");
    for line in &day.lines {
        element("\n<p>", line, "</p>", out);
    }
    for note in &day.notes {
        element("\n<p class=\"note\">", note, "</p>", out);
    }
    if let Some(times) = times {
        out.push_str("\n<table class=\"times\">\n<thead><tr><th scope=\"col\">Your times</th>");
        for column in &day.columns {
            element("<th scope=\"col\"><strong>", &column.distance, "</strong> ", out);
            element("", &column.pace, "</th>", out);
        }
        element("</tr></thead>\n<tbody><tr><th scope=\"row\">goal ", &times.goal, "</th>", out);
        for time in &times.times {
            element("<td>", time, "</td>", out);
        }
        out.push_str("</tr></tbody>\n</table>");
    }
    if day.warm_up.is_some() || day.strides.is_some() || day.strength.is_some() {
        out.push_str("\n<dl>");
        let routine =
            [("Warm-up", &day.warm_up), ("Strides", &day.strides), ("Strength", &day.strength), ("For", &day.purpose)];
        for (what, text) in routine {
            if let Some(text) = text {
                out.push_str("<dt>");
                out.push_str(what);
                element("</dt><dd>", text, "</dd>", out);
            }
        }
        out.push_str("\n</dl>");
    }
    out.push_str("\n</div>\n</section>");
}

/// The page as text.
pub(crate) fn text(page: &AthleteWeek, out: &mut String) {
    let week = page.shared;
    out.push_str(&page.name.to_uppercase());
    out.push_str("  WEEK ");
    number(week.number, out);
    out.push_str("  ");
    out.push_str(&week.dates);
    end_line(out);
    out.push_str(&week.season);
    end_line(out);
    out.push_str(&week.event);
    out.push_str(" m");
    if !page.goals.is_empty() {
        out.push_str(". Goals: ");
        out.push_str(page.goals);
    }
    end_line(out);
    out.push_str("==============================================================================");
    if !page.changes.is_empty() {
        out.push_str("\n\nWHAT CHANGED");
        for change in &page.changes {
            out.push_str("\n  ");
            wrap(&change.news, 2, 4, out);
            for days in &change.days {
                out.push_str("\n    ");
                wrap(&days.what, 4, 6, out);
            }
        }
    }
    for (day, times) in week.days.iter().zip(&page.times) {
        text_day(day, times.as_ref(), out);
    }
    if !week.whys.is_empty() {
        out.push_str("\n\nWHY THIS WORKOUT BEFORE THE RACE");
        for why in &week.whys {
            out.push_str("\n  ");
            wrap(why, 2, 4, out);
        }
    }
    let mut legend = "* hard day".to_owned();
    if week.marked {
        legend.push_str("   # changed");
    }
    if page.estimated {
        legend.push_str("   ~ estimated from another goal, or a best");
    }
    out.push_str("\n\n");
    wrap(&legend, 0, "* hard day   ".len(), out);
    out.push('\n');
}

fn text_day(day: &SharedDay, times: Option<&SplitRow>, out: &mut String) {
    out.push_str("\n\n");
    out.push_str(&day.short.replace('\u{2007}', " "));
    let day = &day.training;
    out.push_str(if day.hard { "  * " } else { "    " });
    out.push_str(day.title);
    if day.changed {
        out.push_str(" #");
    }
    for line in day.lines.iter().chain(&day.notes) {
        begin(DAY_INDENT, out);
        wrap(line, DAY_INDENT, DAY_INDENT + 2, out);
    }
    if let Some(times) = times {
        let mut said = format!("for {}: ", times.goal);
        for (index, (column, time)) in day.columns.iter().zip(&times.times).enumerate() {
            said.push_str(if index == 0 { "" } else { ", " });
            said.push_str(&column.label);
            said.push_str(" in ");
            said.push_str(time);
        }
        routine("times     ", &said, out);
    }
    for (what, text) in [("warm-up   ", &day.warm_up), ("strides   ", &day.strides), ("strength  ", &day.strength)] {
        if let Some(text) = text {
            routine(what, text, out);
        }
    }
}

fn routine(what: &str, text: &str, out: &mut String) {
    begin(DAY_INDENT, out);
    out.push_str(what);
    wrap(text, DAY_INDENT + what.len(), DAY_INDENT + what.len(), out);
}

fn begin(indent: usize, out: &mut String) {
    out.push('\n');
    spaces(indent, out);
}

fn element(before: &str, text: &str, after: &str, out: &mut String) {
    out.push_str(before);
    escape(text, out);
    out.push_str(after);
}

fn escape(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

fn number(number: usize, out: &mut String) {
    out.push_str(&number.to_string());
}

/// Ends a line without the spaces that columns leave.
fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

fn spaces(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// Writes the text from `column` on, broken between words, the lines after the first indented.
fn wrap(text: &str, mut column: usize, indent: usize, out: &mut String) {
    for (index, word) in text.split(' ').enumerate() {
        let wide = word.width();
        if 0 < index && TEXT_WIDTH < column + 1 + wide {
            begin(indent, out);
            column = indent;
        } else if 0 < index {
            out.push(' ');
            column += 1;
        }
        let mut pieces = word.split('\u{a0}');
        out.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            out.push(' ');
            out.push_str(piece);
        }
        column += wide;
    }
}
