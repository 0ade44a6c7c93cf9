//! Proving who somebody is and what they may do. Knows no domain.
pub mod csrf;
pub mod password;
pub mod permission;
pub mod seal;
pub mod session_cookie;
