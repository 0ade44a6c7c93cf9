CREATE INDEX users_location ON users (tenant_id, location_id) WHERE location_id IS NOT NULL;
DROP INDEX users_location_page;
