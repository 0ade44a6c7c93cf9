DROP INDEX users_password_basis;
ALTER TABLE users DROP COLUMN password_basis;
DROP TABLE password_bases;
