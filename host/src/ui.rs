//! The building blocks of every page, and the only maud outside the domains' views. They know no domain: plain
//! structs go in, markup comes out. Their own words are in `ui.ftl` and `shell.ftl`; what depends on the page comes
//! in already translated.
//!
//! The scripts in `assets/js` find their places by `data-` attributes, which only these modules write.
mod associate;
mod chart;
mod choose;
mod detail;
mod dialog;
mod door;
mod feedback;
mod field;
mod form;
mod icon;
mod layout;
mod list;
mod list_page;
mod map;
mod menu;
mod month;
mod nav;
mod new_password;
mod notification;
mod password;
mod shortcuts;
mod sign_in;
mod status;
mod table;
mod tabs;
#[cfg(test)]
mod tests;
mod tile;
mod time;
mod upload;

pub use associate::{AssociateDialog, Associated, More};
pub use chart::{Chart, Shape, legend, round_up};
pub use choose::{Choose, ChooseRow};
pub use detail::{DetailHead, Pane, detail_pane, empty_detail, split};
pub use dialog::{Dialog, OptionCard, dialog, facts, option_cards};
pub use door::DoorPage;
pub use feedback::{Illustration, Notice, Toast, empty_state, notice, skeleton_rows, toast, toasts};
pub use field::{ByState, Choice, Field, KeptFile, ShownWhen, Source, TreeChoice, Width};
pub use form::{Form, form_page, section};
pub use icon::{brand_mark, icon, icon_large, icon_small};
pub use layout::{Account, Bell, GlobalSearch, ProjectChooser, Shell, Theme};
pub use list::{Chip, ListPane, Mark, Pager, Row, Search};
pub use list_page::{FilterChip, Lines, ListPage, TableHead, TableRow, dialog_link, keep_looking, list_link};
pub use map::{MapField, MapSource};
pub use menu::{ButtonStyle, MenuItem, action_menu, link_button, link_button_with_menu, post_button};
pub use month::{DayCell, DayTone, Month, bounds};
pub use nav::{NavGroup, NavItem};
pub use new_password::{NewPasswordPage, SignedIn};
pub use notification::{
    NotificationAction, NotificationItem, Progress, notification_item, notification_panel,
};
pub use password::{RuleLine, RuleState, password_rules};
pub use sign_in::SignInPage;
pub use status::{Fill, State, progress, progress_of_parts, status, status_with_icon};
pub use table::{Column, Table, key_figures};
pub use tabs::{Tab, Tabs};
pub use tile::{Tile, hue_of, initials};
pub use time::{day, time};
pub use upload::{FileDrop, file_drop};

/// `true` or `false`, for the ARIA attributes that want the word.
fn word(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
