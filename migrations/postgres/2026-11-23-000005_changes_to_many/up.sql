-- What became of a change to many: who was left out and why, and what taking it back could not restore.
ALTER TABLE bulk_changes ADD COLUMN outcome jsonb NOT NULL DEFAULT '{}';

-- What is older than can be taken back is swept, of all tenants at once.
CREATE INDEX deleted_users_age ON deleted_users (deleted_at);
CREATE INDEX bulk_changes_swept ON bulk_changes (created_at);
