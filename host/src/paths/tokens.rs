//! Addresses of the pages of integration tokens.
