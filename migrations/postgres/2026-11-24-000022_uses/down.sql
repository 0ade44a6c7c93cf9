DROP INDEX shifts_calendar;
CREATE INDEX shifts_calendar ON shifts (tenant_id, calendar_id);
DROP INDEX company_services_service;
DROP TRIGGER company_services_kind ON company_services;
DROP FUNCTION company_services_kind();
ALTER TABLE company_services DROP COLUMN kind;
CREATE INDEX company_services_service ON company_services (tenant_id, service_id);
