-- Imports that wait for somebody to look at their problems: what the job needs to go on, the import's key among it.
ALTER TABLE imports ADD COLUMN waiting jsonb;

-- What a reviewer typed over cells of a row, sealed with the import's key, or that the row is to be left out.
CREATE TABLE import_edits (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  line bigint NOT NULL,
  sheet integer NOT NULL,
  "row" bigint NOT NULL,
  cells bytea,
  left_out boolean NOT NULL,
  PRIMARY KEY (tenant_id, import_id, line),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id) ON DELETE CASCADE
);
