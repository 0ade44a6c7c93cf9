-- Lists of a hundred thousand companies: how many there are without counting them, and a search that does not read all.
CREATE TABLE company_counts (
  tenant_id BLOB NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  active INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, active)
) STRICT, WITHOUT ROWID;
INSERT INTO company_counts (tenant_id, kind, active, total)
  SELECT tenant_id, kind, active, count(*) FROM companies GROUP BY tenant_id, kind, active;
-- Written without a conflict clause: inside a trigger SQLite would replace it by the outer statement's.
CREATE TRIGGER companies_count_insert AFTER INSERT ON companies BEGIN
  INSERT INTO company_counts (tenant_id, kind, active, total) SELECT new.tenant_id, new.kind, new.active, 0
    WHERE NOT EXISTS (SELECT 1 FROM company_counts
      WHERE tenant_id = new.tenant_id AND kind = new.kind AND active = new.active);
  UPDATE company_counts SET total = total + 1
    WHERE tenant_id = new.tenant_id AND kind = new.kind AND active = new.active;
END;
CREATE TRIGGER companies_count_delete AFTER DELETE ON companies BEGIN
  UPDATE company_counts SET total = total - 1
    WHERE tenant_id = old.tenant_id AND kind = old.kind AND active = old.active;
END;
CREATE TRIGGER companies_count_update AFTER UPDATE OF tenant_id, kind, active ON companies
WHEN (old.tenant_id, old.kind, old.active) <> (new.tenant_id, new.kind, new.active)
BEGIN
  UPDATE company_counts SET total = total - 1
    WHERE tenant_id = old.tenant_id AND kind = old.kind AND active = old.active;
  INSERT INTO company_counts (tenant_id, kind, active, total) SELECT new.tenant_id, new.kind, new.active, 0
    WHERE NOT EXISTS (SELECT 1 FROM company_counts
      WHERE tenant_id = new.tenant_id AND kind = new.kind AND active = new.active);
  UPDATE company_counts SET total = total + 1
    WHERE tenant_id = new.tenant_id AND kind = new.kind AND active = new.active;
END;

-- The number of a company for the full-text index. Its own row number would not do: VACUUM may give it another one.
-- No query outside this file and the search's own names either table.
CREATE TABLE company_texts (
  seq INTEGER PRIMARY KEY,
  tenant_id BLOB NOT NULL,
  company_id BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX company_texts_company ON company_texts (tenant_id, company_id);
CREATE VIRTUAL TABLE companies_fts USING fts5(search_text, content='', tokenize='trigram', columnsize=0);
INSERT INTO company_texts (tenant_id, company_id) SELECT tenant_id, id FROM companies;
INSERT INTO companies_fts (rowid, search_text) SELECT t.seq, c.search_text FROM company_texts t
  JOIN companies c ON c.tenant_id = t.tenant_id AND c.id = t.company_id;
CREATE TRIGGER companies_fts_insert AFTER INSERT ON companies BEGIN
  INSERT INTO company_texts (tenant_id, company_id) VALUES (new.tenant_id, new.id);
  INSERT INTO companies_fts (rowid, search_text) SELECT seq, new.search_text FROM company_texts
    WHERE tenant_id = new.tenant_id AND company_id = new.id;
END;
CREATE TRIGGER companies_fts_delete AFTER DELETE ON companies BEGIN
  INSERT INTO companies_fts (companies_fts, rowid, search_text) SELECT 'delete', seq, old.search_text FROM company_texts
    WHERE tenant_id = old.tenant_id AND company_id = old.id;
  DELETE FROM company_texts WHERE tenant_id = old.tenant_id AND company_id = old.id;
END;
CREATE TRIGGER companies_fts_update AFTER UPDATE OF search_text ON companies WHEN old.search_text <> new.search_text BEGIN
  INSERT INTO companies_fts (companies_fts, rowid, search_text) SELECT 'delete', seq, old.search_text FROM company_texts
    WHERE tenant_id = old.tenant_id AND company_id = old.id;
  INSERT INTO companies_fts (rowid, search_text) SELECT seq, new.search_text FROM company_texts
    WHERE tenant_id = new.tenant_id AND company_id = new.id;
END;

-- Companies and suppliers together by name.
CREATE INDEX companies_by_name ON companies (tenant_id, name_key, id);
-- Whoever was deleted in one change was deleted at the same instant: the rest of the order is in the index, too.
DROP INDEX deleted_users_page;
CREATE INDEX deleted_users_page ON deleted_users (tenant_id, kind, deleted_at, id);
