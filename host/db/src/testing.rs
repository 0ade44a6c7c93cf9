//! A private database for each test, on every engine.
