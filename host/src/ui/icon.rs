//! Icons from the sprite, and the mark of the product.
use maud::{Markup, html};

use crate::assets;

fn with_class(name: &str, class: &str) -> Markup {
    debug_assert!(
        include_str!("../../assets/icons.txt").lines().any(|known| known == name),
        "add the icon `{name}` to host/assets/icons.txt"
    );
    html! { svg class=(class) aria-hidden="true" { use href={ (assets::url("icons.svg")) "#" (name) } {} } }
}

/// An icon of 18 px beside words; it says nothing to a screen reader. Its name is one of `assets/icons.txt`.
pub fn icon(name: &str) -> Markup {
    with_class(name, "i")
}

/// An icon of 15 px, for small text.
pub fn icon_small(name: &str) -> Markup {
    with_class(name, "i i-s")
}

/// An icon of 22 px, for bars and large tiles.
pub fn icon_large(name: &str) -> Markup {
    with_class(name, "i i-l")
}

/// The product's mark: three lines of a roster, the middle one called.
pub fn brand_mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 24 24" aria-hidden="true" {
            g.m1 {
                circle cx="4" cy="5" r="2.4" {}
                rect x="9" y="3.4" width="11" height="3.2" rx="1.6" {}
                circle cx="4" cy="19" r="2.4" {}
                rect x="9" y="17.4" width="9" height="3.2" rx="1.6" {}
            }
            g.m2 {
                circle cx="5" cy="12" r="3.2" {}
                rect x="11" y="9.8" width="13" height="4.4" rx="2.2" {}
            }
        }
    }
}
