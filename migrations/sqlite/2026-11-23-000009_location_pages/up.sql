-- People of a location by name, page by page; the foreign key is looked up by it, too.
CREATE INDEX users_location_page ON users (tenant_id, location_id, sort_key, id) WHERE location_id IS NOT NULL;
DROP INDEX users_location;
