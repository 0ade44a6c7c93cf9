//! Where a person belongs, and where one is.
use maud::{Markup, html};

use super::FilledNote;
use super::detail::DetailView;
use crate::ui::{self, Choice, Field, MapField, Width};

impl DetailView<'_> {
    /// The location, which fills the address.
    pub(super) fn place(&self) -> Markup {
        let t = self.t;
        let choices =
            self.locations.iter().map(|(id, name)| Choice::new(id.as_str(), name.as_str())).collect();
        ui::section(
            &t.t("users-place"),
            &t.t("users-place-text"),
            html! {
                (Field::select(t, "location", t.t("column-location"), choices, Some(t.t("users-no-location").into_owned()))
                    .value(self.form.get("location")).problem(self.problem("location"))
                    .fills(self.paths.fill_address(self.kind)).searched(self.paths.location_choices()).width(Width::Full))
                div.f.f-12 { (FilledNote::empty(t).render(false)) }
            },
        )
    }

    /// Where the person is on the map; there is somebody to place only after the first save.
    pub(super) fn geolocation(&self) -> Markup {
        let t = self.t;
        let text = t.t("users-geolocation-text");
        if self.user.is_none() {
            let later = html! { p.hint.f.f-12 { (ui::icon_small("lock")) span { (t.t("users-geolocation-later")) } } };
            return ui::section(&t.t("users-geolocation"), &text, later);
        }
        let map = MapField {
            t,
            source: self.map.clone(),
            latitude: self.form.get("latitude").to_owned(),
            longitude: self.form.get("longitude").to_owned(),
            latitude_problem: self.problem("latitude"),
            longitude_problem: self.problem("longitude"),
            near: self.near.clone(),
            offer: self.offer.clone(),
            lock: (!self.may_save).then(|| t.t("users-not-allowed").into_owned()),
        };
        ui::section(&t.t("users-geolocation"), &text, html! { (map) })
    }
}
