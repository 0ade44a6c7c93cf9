DROP TABLE import_edits;
ALTER TABLE imports DROP COLUMN waiting;
