DROP INDEX bulk_changes_swept;
DROP INDEX deleted_users_age;
ALTER TABLE bulk_changes DROP COLUMN outcome;
