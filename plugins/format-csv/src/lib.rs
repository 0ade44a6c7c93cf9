//! format-csv
