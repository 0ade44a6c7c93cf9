//! Pages of plugins.
mod canary;
mod consent;
mod detail;
mod figures;
mod list;
mod log;
mod publishers;
pub mod settings;
mod versions;
pub mod words;

pub use canary::CanaryView;
pub use consent::ConsentView;
pub use detail::{DetailView, Tab, none_chosen};
pub use figures::FiguresView;
pub use list::{ListView, upload_dialog};
pub use log::{LogView, TryView, functions};
pub use publishers::PublishersView;
