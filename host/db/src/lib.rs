//! host/db
