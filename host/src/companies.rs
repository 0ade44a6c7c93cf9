//! Companies that clients belong to, and suppliers of services.
