use super::*;
use crate::locale::{Culture, Texts};
use maud::{Markup, Render, html};
use proptest::prelude::*;

fn t() -> Texts {
    Texts::of(Culture::En)
}

fn text(markup: impl Render) -> String {
    markup.render().into_string()
}

fn nothing() -> Markup {
    html! {}
}

fn form(is_new: bool) -> Form {
    Form {
        t: t(),
        action: "/save".to_owned(),
        csrf: "tok".to_owned(),
        hidden: vec![("version", "3".to_owned())],
        is_new,
        new_label: "New client, not saved".to_owned(),
        save_label: "Save client".to_owned(),
        discard: "/list".to_owned(),
        refused: None,
        read_only: None,
    }
}

#[test]
fn what_a_stranger_typed_stays_text() {
    let evil = "\"><script>alert(1)</script>";
    let row = Row {
        id: "1".to_owned(),
        href: evil.to_owned(),
        tile: Tile::initials(evil, 1),
        name: evil.to_owned(),
        note: evil.to_owned(),
        place: Some(evil.to_owned()),
        marks: Vec::new(),
        current: true,
    };
    let pane = ListPane {
        t: t(),
        title: evil.to_owned(),
        count: None,
        actions: nothing(),
        search: None,
        chips: Vec::new(),
        rows: vec![row],
        selectable: true,
        empty: nothing(),
        pager: Pager::default(),
    };
    let fields = [
        Field::text(t(), "a", evil).value(evil).help(evil).placeholder(evil),
        Field::long_text(t(), "b", "B").value(evil).problem(Some(evil.to_owned())),
        Field::select(t(), "c", "C", vec![Choice::new(evil, evil)], None).value(evil),
        Field::several(t(), "d", "D", vec![Choice::new(evil, evil)]).values(vec![evil.to_owned()]),
        Field::text(t(), "e", "E").source(Some(Source::Changed { suggested: Some(evil.to_owned()) })),
    ];
    let page = html! { (pane.render()) @for field in fields { (field) } }.into_string();
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&lt;script&gt;"));
}

#[test]
fn nothing_in_the_markup_needs_a_laxer_policy() {
    let page = html! {
        (form(true).render(html! { (Field::password(t(), "password", "Password", "/rules")) }))
        (progress(State::Pending, 63, "63 %"))
        (skeleton_rows(2))
        (Tile::initials("Ana Paz", 3))
    }
    .into_string();
    for forbidden in [" style=", " onclick", " onsubmit", "<style", "javascript:", "hx-on"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn a_field_with_a_problem_says_so_to_everybody() {
    let field =
        text(Field::email(t(), "email", "E-mail").value("x@").problem(Some("Write the rest.".to_owned())));
    assert!(field.contains("class=\"in in-bad\""));
    assert!(field.contains("aria-invalid=\"true\""));
    assert!(field.contains("aria-describedby=\"f-email-note\"") && field.contains("id=\"f-email-note\""));
    assert!(field.contains("value=\"x@\""), "what was typed is kept");
}

#[test]
fn a_typed_password_is_never_in_the_markup() {
    let field = text(Field::password(t(), "password", "Password", "/rules").value("Secreto-2026"));
    assert!(!field.contains("Secreto-2026"));
}

#[test]
fn a_locked_choice_is_still_sent() {
    let choices = vec![Choice::new("1", "One"), Choice::new("2", "Two")];
    let field =
        text(Field::select(t(), "c", "C", choices, None).value("2").locked(Some("Closed.".to_owned())));
    assert!(field.contains("disabled") && field.contains("Closed."));
    assert!(field.contains("<input type=\"hidden\" name=\"c\" value=\"2\">"));
}

#[test]
fn only_typed_passwords_block_saving() {
    let rules = [
        RuleLine { label: "Twelve".to_owned(), state: RuleState::Met },
        RuleLine { label: "Digit".to_owned(), state: RuleState::Waiting },
    ];
    assert!(
        text(password_rules(t(), &rules, None, true))
            .contains("data-block=\"Cannot save yet: 1 password rule")
    );
    assert!(!text(password_rules(t(), &rules, None, false)).contains("data-block"));
    assert!(!text(password_rules(t(), &rules[..1], None, true)).contains("data-block"));
}

#[test]
fn a_closed_tab_has_a_lock_and_no_address() {
    let tabs = Tabs {
        t: t(),
        label: "Client".to_owned(),
        tabs: vec![
            Tab { key: "details", label: "Details".to_owned(), href: "/d".to_owned(), ..Tab::default() },
            Tab {
                key: "groups",
                label: "Groups".to_owned(),
                href: "/g".to_owned(),
                lock: Some("After the first save".to_owned()),
                ..Tab::default()
            },
        ],
        current: "details",
        why: None,
    };
    let bar = text(tabs.bar());
    assert!(bar.contains("href=\"/d\"") && !bar.contains("href=\"/g\""));
    assert!(bar.contains("After the first save") && bar.contains("#lock"));
    assert!(text(tabs.panel("groups", nothing())).contains("hidden"));
    assert!(!text(tabs.panel("details", nothing())).contains("hidden"));
}

#[test]
fn the_switch_is_off_when_nothing_is_said() {
    assert!(!text(Field::switch(t(), "active", "Status", "Active")).contains("checked"));
    assert!(text(Field::switch(t(), "active", "Status", "Active").checked(true)).contains("checked"));
}

#[test]
fn initials_are_of_letters_and_hues_are_eight() {
    assert_eq!(initials("ángela  de la Cruz"), "ÁD");
    assert_eq!(initials("(Bruno) \"Zé\""), "BZ");
    assert_eq!(initials("  "), "?");
    let hues: std::collections::BTreeSet<u8> = (0..=255_u8).map(|last| hue_of(&[1, 2, last])).collect();
    assert_eq!(hues, (1..=8).collect());
}

proptest! {
    #[test]
    fn parts_of_a_bar_never_leave_it(parts in proptest::collection::vec(-10.0_f32..200.0, 0..8)) {
        let parts: Vec<_> = parts.into_iter().map(|width| (Fill::Second, width)).collect();
        let bar = text(progress_of_parts(&parts, ""));
        let figure = |attribute: &str| -> Vec<f32> {
            bar.split(&format!(" {attribute}=\"")).skip(1)
                .map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
        };
        for (x, width) in figure("x").into_iter().zip(figure("width")) {
            prop_assert!(x >= 0.0 && width >= 0.0 && x + width <= 100.05, "{}", bar);
        }
    }

    #[test]
    fn any_name_has_initials(name in ".{0,40}") {
        prop_assert!(!initials(&name).is_empty());
    }
}
