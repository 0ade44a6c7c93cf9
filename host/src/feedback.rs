//! Comments on people and companies.
