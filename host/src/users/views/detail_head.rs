//! The head of a person: photo, name, what may be done.
use maud::{Markup, html};

use super::detail::DetailView;
use super::kind_words;
use crate::ui::{self, DetailHead, MenuItem, State, Tile};
use crate::users::model::User;

impl DetailView<'_> {
    pub(super) fn head(&self) -> DetailHead {
        let t = self.t;
        let words = kind_words(t, self.kind);
        let (tile, title, meta) = match self.user {
            None => (Tile::icon("user-plus"), words.new.clone(), html! { span { (t.t("users-new-text")) } }),
            Some(user) => {
                let name = user.full_name();
                let tile = match user.photo_id {
                    Some(photo) => Tile::photo(self.paths.photo(photo)),
                    None => Tile::initials(&name, ui::hue_of(user.id.as_uuid().as_bytes())),
                };
                (tile, name, self.meta(user))
            }
        };
        // A photo that came with a refused try is still there, like everything else that was typed.
        let tile = self.form.kept_photo().map_or(tile, |photo| Tile::photo(self.paths.photo(photo)));
        DetailHead {
            t,
            tile: tile.large(),
            photo_field: self.may_save.then_some("photo"),
            title,
            meta,
            actions: self.actions(),
            back: self.paths.users(self.kind),
        }
    }

    fn meta(&self, user: &User) -> Markup {
        let t = self.t;
        html! {
            @if user.active { (ui::status(State::Completed, &t.t("users-active"))) }
            @else { (ui::status(State::Quiet, &t.t("users-inactive"))) }
            @if let Some(external) = &user.external_id { span.mono { (external) } }
            span { (ui::icon_small("history")) (t.t("users-last-change")) " " (ui::time(t, user.updated_at.to_chrono())) }
            @if let Some(at) = user.last_sign_in_at {
                span { (ui::icon_small("login")) (t.t("users-last-sign-in")) " " (t.ago(at.to_chrono(), self.now)) }
            }
            (self.mail.note(t, user, self.now))
        }
    }

    fn actions(&self) -> Markup {
        let t = self.t;
        let Some(user) = self.user else { return html! {} };
        let delete_photo = MenuItem {
            label: t.t("users-delete-photo").into_owned(),
            href: self.paths.delete_user_photo(self.kind, user.id),
            icon: Some("photo"),
            post: Some(self.csrf.to_owned()),
            ..MenuItem::default()
        };
        let delete = MenuItem {
            label: t.t("users-delete").into_owned(),
            href: self.paths.delete_user(self.kind, user.id),
            icon: Some("trash"),
            post: Some(self.csrf.to_owned()),
            danger: true,
            confirm: Some(t.ta("users-delete-confirm", &[("name", user.full_name().as_str().into())])),
            ..MenuItem::default()
        };
        let photo = (self.may_save && user.photo_id.is_some()).then_some(delete_photo);
        let invite = self.mail.invite(t, self.paths, user, self.csrf).filter(|_| self.may_save);
        let items: Vec<MenuItem> =
            invite.into_iter().chain(photo).chain(self.may_delete.then_some(delete)).collect();
        if items.is_empty() {
            html! {}
        } else {
            ui::action_menu(&t.t("users-more"), &items)
        }
    }
}
