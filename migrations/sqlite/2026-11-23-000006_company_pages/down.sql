DROP TRIGGER service_clients_count_insert;
DROP TRIGGER service_clients_count_delete;
ALTER TABLE services DROP COLUMN clients;
DROP TRIGGER company_clients_count_insert;
DROP TRIGGER company_clients_count_delete;
ALTER TABLE companies DROP COLUMN search_text;
ALTER TABLE companies DROP COLUMN clients;
