//! Plugins: HTTP in and out.
mod canary;
mod lifecycle;
mod pages;
mod publishers;
pub mod settings;
mod trying;

pub use canary::{promote, start_trial, stop_trial, try_on_imports};
pub use lifecycle::{activate, create, delete, delete_version, roll_back, switch_off, switch_on};
pub use pages::{list, new, show, version};
pub use publishers::{publishers, remove_publisher, trust_publisher};
pub use trying::try_it;
