-- Imports that wait for somebody to look at their problems: what the job needs to go on, the import's key among it.
ALTER TABLE imports ADD COLUMN waiting TEXT CHECK (json_valid(waiting));

-- What a reviewer typed over cells of a row, sealed with the import's key, or that the row is to be left out.
CREATE TABLE import_edits (
  tenant_id BLOB NOT NULL,
  import_id BLOB NOT NULL,
  line INTEGER NOT NULL,
  sheet INTEGER NOT NULL,
  "row" INTEGER NOT NULL,
  cells BLOB,
  left_out INTEGER NOT NULL CHECK (left_out IN (0, 1)),
  PRIMARY KEY (tenant_id, import_id, line),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
