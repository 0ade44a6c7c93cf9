//! Short lists of things from sheets and to sheets, all of a file in one request: what the domains that take such a list
//! have in common. People come and go by the hundred thousand, as jobs: `imports` and `exports`.
pub mod handlers;
pub mod model;
pub mod service;
pub mod views;
