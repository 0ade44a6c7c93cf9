-- How many clients companies and services have, without counting them, and the text in which companies are searched.
ALTER TABLE companies ADD COLUMN clients bigint NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN search_text text NOT NULL DEFAULT '';
UPDATE companies t SET search_text = t.name_key, clients = (SELECT count(*) FROM company_clients c
  WHERE c.tenant_id = t.tenant_id AND c.company_id = t.id);
ALTER TABLE services ADD COLUMN clients bigint NOT NULL DEFAULT 0;
UPDATE services t SET clients = (SELECT count(*) FROM service_clients c
  WHERE c.tenant_id = t.tenant_id AND c.service_id = t.id);
-- The numbers change once for each statement, in the order of the things: two batches wait and do not deadlock.
CREATE FUNCTION company_clients_apply_counts(tenant uuid[], thing uuid[], changes bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM companies g WHERE (g.tenant_id, g.id) IN (SELECT * FROM unnest(tenant, thing))
    ORDER BY g.tenant_id, g.id FOR NO KEY UPDATE;
  UPDATE companies g SET clients = g.clients + d.n
    FROM unnest(tenant, thing, changes) AS d (t, g, n) WHERE (g.tenant_id, g.id) = (d.t, d.g);
END $$;
CREATE FUNCTION company_clients_count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM company_clients_apply_counts(array_agg(t), array_agg(g), array_agg(n))
    FROM (SELECT tenant_id, company_id, count(*) FROM added GROUP BY 1, 2) AS d (t, g, n);
  RETURN NULL;
END $$;
CREATE FUNCTION company_clients_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM company_clients_apply_counts(array_agg(t), array_agg(g), array_agg(n))
    FROM (SELECT tenant_id, company_id, -count(*) FROM removed GROUP BY 1, 2) AS d (t, g, n);
  RETURN NULL;
END $$;
CREATE TRIGGER company_clients_count_insert AFTER INSERT ON company_clients
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION company_clients_count_insert();
CREATE TRIGGER company_clients_count_delete AFTER DELETE ON company_clients
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION company_clients_count_delete();
CREATE FUNCTION service_clients_apply_counts(tenant uuid[], thing uuid[], changes bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM services g WHERE (g.tenant_id, g.id) IN (SELECT * FROM unnest(tenant, thing))
    ORDER BY g.tenant_id, g.id FOR NO KEY UPDATE;
  UPDATE services g SET clients = g.clients + d.n
    FROM unnest(tenant, thing, changes) AS d (t, g, n) WHERE (g.tenant_id, g.id) = (d.t, d.g);
END $$;
CREATE FUNCTION service_clients_count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM service_clients_apply_counts(array_agg(t), array_agg(g), array_agg(n))
    FROM (SELECT tenant_id, service_id, count(*) FROM added GROUP BY 1, 2) AS d (t, g, n);
  RETURN NULL;
END $$;
CREATE FUNCTION service_clients_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM service_clients_apply_counts(array_agg(t), array_agg(g), array_agg(n))
    FROM (SELECT tenant_id, service_id, -count(*) FROM removed GROUP BY 1, 2) AS d (t, g, n);
  RETURN NULL;
END $$;
CREATE TRIGGER service_clients_count_insert AFTER INSERT ON service_clients
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION service_clients_count_insert();
CREATE TRIGGER service_clients_count_delete AFTER DELETE ON service_clients
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION service_clients_count_delete();
