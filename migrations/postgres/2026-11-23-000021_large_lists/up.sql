-- Lists of a hundred thousand companies: how many there are without counting them, and a search that does not read all.
CREATE TABLE company_counts (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  kind text NOT NULL,
  active boolean NOT NULL,
  total bigint NOT NULL,
  PRIMARY KEY (tenant_id, kind, active)
);
INSERT INTO company_counts (tenant_id, kind, active, total)
  SELECT tenant_id, kind, active, count(*) FROM companies GROUP BY tenant_id, kind, active;
-- The counts change once for each statement. Existing rows are locked in the order of their key first: two statements
-- then wait and do not deadlock. A row that is gone was removed together with its tenant.
CREATE FUNCTION companies_apply_counts(tenant uuid[], kinds text[], actives boolean[], changes bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM company_counts c WHERE (c.tenant_id, c.kind, c.active) IN (SELECT * FROM unnest(tenant, kinds, actives))
    ORDER BY c.tenant_id, c.kind, c.active FOR UPDATE;
  INSERT INTO company_counts AS c (tenant_id, kind, active, total)
    SELECT d.t, d.k, d.a, d.n FROM unnest(tenant, kinds, actives, changes) AS d (t, k, a, n)
    WHERE d.n > 0 ORDER BY d.t, d.k, d.a
    ON CONFLICT (tenant_id, kind, active) DO UPDATE SET total = c.total + excluded.total;
  UPDATE company_counts c SET total = c.total + d.n FROM unnest(tenant, kinds, actives, changes) AS d (t, k, a, n)
    WHERE d.n < 0 AND (c.tenant_id, c.kind, c.active) = (d.t, d.k, d.a);
END $$;
CREATE FUNCTION companies_count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM companies_apply_counts(array_agg(t), array_agg(k), array_agg(a), array_agg(n))
    FROM (SELECT tenant_id, kind, active, count(*) FROM added GROUP BY 1, 2, 3) AS d (t, k, a, n);
  RETURN NULL;
END $$;
CREATE FUNCTION companies_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM companies_apply_counts(array_agg(t), array_agg(k), array_agg(a), array_agg(n))
    FROM (SELECT tenant_id, kind, active, -count(*) FROM removed GROUP BY 1, 2, 3) AS d (t, k, a, n);
  RETURN NULL;
END $$;
CREATE FUNCTION companies_count_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM companies_apply_counts(array_agg(t), array_agg(k), array_agg(a), array_agg(n))
    FROM (SELECT tenant_id, kind, active, sum(one)::bigint
      FROM (SELECT tenant_id, kind, active, 1 AS one FROM added
        UNION ALL SELECT tenant_id, kind, active, -1 FROM removed) AS both_sides
      GROUP BY 1, 2, 3 HAVING sum(one) <> 0) AS d (t, k, a, n);
  RETURN NULL;
END $$;
CREATE TRIGGER companies_count_insert AFTER INSERT ON companies
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION companies_count_insert();
CREATE TRIGGER companies_count_delete AFTER DELETE ON companies
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION companies_count_delete();
CREATE TRIGGER companies_count_update AFTER UPDATE ON companies
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION companies_count_update();

CREATE INDEX companies_search ON companies USING gin (search_text gin_trgm_ops);
-- Companies and suppliers together by name.
CREATE INDEX companies_by_name ON companies (tenant_id, name_key, id);
-- Whoever was deleted in one change was deleted at the same instant: the rest of the order is in the index, too.
DROP INDEX deleted_users_page;
CREATE INDEX deleted_users_page ON deleted_users (tenant_id, kind, deleted_at, id);
