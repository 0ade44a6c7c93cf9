ALTER TABLE tokens DROP COLUMN search_text;
DROP INDEX roles_template;
ALTER TABLE roles DROP COLUMN template;
