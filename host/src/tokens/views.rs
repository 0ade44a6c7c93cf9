//! Pages about tokens.
mod list;
mod making;
mod panel;
mod row;

pub use list::{ListView, list};
pub use making::{NewTokenView, made_dialog, new_dialog};
pub use panel::{PanelView, panel};
