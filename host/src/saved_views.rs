//! Views of a list that somebody keeps: filters, order, columns.
