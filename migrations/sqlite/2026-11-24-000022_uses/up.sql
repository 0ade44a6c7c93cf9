-- Whether a company of a service is a supplier stands beside it: how many there are of each is counted in the index.
ALTER TABLE company_services ADD COLUMN kind TEXT NOT NULL DEFAULT 'company';
UPDATE company_services SET kind = (SELECT c.kind FROM companies c
  WHERE c.tenant_id = company_services.tenant_id AND c.id = company_services.company_id);
CREATE TRIGGER company_services_kind AFTER INSERT ON company_services BEGIN
  UPDATE company_services SET kind = (SELECT c.kind FROM companies c
    WHERE c.tenant_id = new.tenant_id AND c.id = new.company_id)
    WHERE tenant_id = new.tenant_id AND company_id = new.company_id AND service_id = new.service_id;
END;
DROP INDEX company_services_service;
CREATE INDEX company_services_service ON company_services (tenant_id, service_id, kind);
-- The last shifts by a calendar, without reading all of them.
DROP INDEX shifts_calendar;
CREATE INDEX shifts_calendar ON shifts (tenant_id, calendar_id, until, id);
