-- Whether a company of a service is a supplier stands beside it: how many there are of each is counted in the index.
ALTER TABLE company_services ADD COLUMN kind text NOT NULL DEFAULT 'company';
UPDATE company_services s SET kind = c.kind FROM companies c
  WHERE c.tenant_id = s.tenant_id AND c.id = s.company_id;
CREATE FUNCTION company_services_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT c.kind INTO new.kind FROM companies c WHERE c.tenant_id = new.tenant_id AND c.id = new.company_id;
  -- A company that is not there is refused by the foreign key, with its own name.
  new.kind := coalesce(new.kind, 'company');
  RETURN new;
END $$;
CREATE TRIGGER company_services_kind BEFORE INSERT ON company_services
  FOR EACH ROW EXECUTE FUNCTION company_services_kind();
DROP INDEX company_services_service;
CREATE INDEX company_services_service ON company_services (tenant_id, service_id, kind);
-- The last shifts by a calendar, without reading all of them.
DROP INDEX shifts_calendar;
CREATE INDEX shifts_calendar ON shifts (tenant_id, calendar_id, until, id);
