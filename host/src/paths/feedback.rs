//! Addresses of the pages of comments.
