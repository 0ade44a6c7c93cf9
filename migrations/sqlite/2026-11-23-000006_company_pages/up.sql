-- How many clients companies and services have, without counting them, and the text in which companies are searched.
ALTER TABLE companies ADD COLUMN clients INTEGER NOT NULL DEFAULT 0;
ALTER TABLE companies ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
UPDATE companies SET search_text = name_key, clients = (SELECT count(*) FROM company_clients c
  WHERE c.tenant_id = companies.tenant_id AND c.company_id = companies.id);
CREATE TRIGGER company_clients_count_insert AFTER INSERT ON company_clients BEGIN
  UPDATE companies SET clients = clients + 1 WHERE tenant_id = new.tenant_id AND id = new.company_id;
END;
CREATE TRIGGER company_clients_count_delete AFTER DELETE ON company_clients BEGIN
  UPDATE companies SET clients = clients - 1 WHERE tenant_id = old.tenant_id AND id = old.company_id;
END;

ALTER TABLE services ADD COLUMN clients INTEGER NOT NULL DEFAULT 0;
UPDATE services SET clients = (SELECT count(*) FROM service_clients c
  WHERE c.tenant_id = services.tenant_id AND c.service_id = services.id);
CREATE TRIGGER service_clients_count_insert AFTER INSERT ON service_clients BEGIN
  UPDATE services SET clients = clients + 1 WHERE tenant_id = new.tenant_id AND id = new.service_id;
END;
CREATE TRIGGER service_clients_count_delete AFTER DELETE ON service_clients BEGIN
  UPDATE services SET clients = clients - 1 WHERE tenant_id = old.tenant_id AND id = old.service_id;
END;
