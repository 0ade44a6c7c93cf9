//! Addresses of the pages of kept views and changes to many people.
