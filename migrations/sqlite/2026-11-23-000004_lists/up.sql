-- Lists of people by other things than their name, and by what they are filtered: each order has an index of its own
-- beside the membership, so that a page of a project never walks over people of another one.

ALTER TABLE memberships ADD COLUMN last_key TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN username_key TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN email_key TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN user_created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE memberships ADD COLUMN user_updated_at INTEGER NOT NULL DEFAULT 0;
-- The beginning of 1970 stands for never, so that whoever never signed in has a place in the order.
ALTER TABLE memberships ADD COLUMN user_signed_in_at INTEGER NOT NULL DEFAULT 0;
-- `last_key` is folded by the program, which SQL cannot do; this is as near as SQL comes, and exact after the next save.
UPDATE memberships SET (last_key, username_key, email_key, user_created_at, user_updated_at, user_signed_in_at) =
  (SELECT trim(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(u.last_names || ' ' || u.first_names), 'á', 'a'), 'Á', 'a'), 'à', 'a'), 'À', 'a'), 'â', 'a'), 'Â', 'a'), 'ã', 'a'), 'Ã', 'a'), 'ä', 'a'), 'Ä', 'a'), 'é', 'e'), 'É', 'e'), 'è', 'e'), 'È', 'e'), 'ê', 'e'), 'Ê', 'e'), 'ë', 'e'), 'Ë', 'e'), 'í', 'i'), 'Í', 'i'), 'ì', 'i'), 'Ì', 'i'), 'î', 'i'), 'Î', 'i'), 'ï', 'i'), 'Ï', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ò', 'o'), 'Ò', 'o'), 'ô', 'o'), 'Ô', 'o'), 'õ', 'o'), 'Õ', 'o'), 'ö', 'o'), 'Ö', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ù', 'u'), 'Ù', 'u'), 'û', 'u'), 'Û', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), 'ç', 'c'), 'Ç', 'c')), u.username_key, u.email_key, u.created_at, u.updated_at, coalesce(u.last_sign_in_at, 0)
   FROM users u WHERE u.tenant_id = memberships.tenant_id AND u.id = memberships.user_id);
DROP INDEX memberships_page;
CREATE INDEX memberships_page ON memberships (tenant_id, project_id, kind, active, sort_key, user_id);
CREATE INDEX memberships_last_name ON memberships (tenant_id, project_id, kind, active, last_key, user_id);
CREATE INDEX memberships_username ON memberships (tenant_id, project_id, kind, active, username_key, user_id);
CREATE INDEX memberships_email ON memberships (tenant_id, project_id, kind, active, email_key, user_id);
CREATE INDEX memberships_created ON memberships (tenant_id, project_id, kind, active, user_created_at, user_id);
CREATE INDEX memberships_updated ON memberships (tenant_id, project_id, kind, active, user_updated_at, user_id);
CREATE INDEX memberships_signed_in ON memberships (tenant_id, project_id, kind, active, user_signed_in_at, user_id);

-- The copies follow the person whoever changes one, except `last_key`, which the program keeps.
CREATE TRIGGER users_copies AFTER UPDATE OF sort_key, active, username_key, email_key, created_at, updated_at, last_sign_in_at
ON users
WHEN (old.sort_key, old.active, old.username_key, old.email_key, old.created_at, old.updated_at, old.last_sign_in_at)
  IS NOT (new.sort_key, new.active, new.username_key, new.email_key, new.created_at, new.updated_at, new.last_sign_in_at)
BEGIN
  UPDATE memberships SET sort_key = new.sort_key, active = new.active, username_key = new.username_key,
    email_key = new.email_key, user_created_at = new.created_at, user_updated_at = new.updated_at,
    user_signed_in_at = coalesce(new.last_sign_in_at, 0)
    WHERE tenant_id = new.tenant_id AND user_id = new.id;
END;
CREATE TRIGGER memberships_copies AFTER INSERT ON memberships WHEN new.user_created_at = 0 BEGIN
  UPDATE memberships SET (username_key, email_key, user_created_at, user_updated_at, user_signed_in_at) =
    (SELECT u.username_key, u.email_key, u.created_at, u.updated_at, coalesce(u.last_sign_in_at, 0)
     FROM users u WHERE u.tenant_id = new.tenant_id AND u.id = new.user_id)
    WHERE tenant_id = new.tenant_id AND project_id = new.project_id AND user_id = new.user_id;
END;

-- The position is searched too, and found by the same index.
UPDATE users SET search_text = search_text || ' ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(position), 'á', 'a'), 'Á', 'a'), 'à', 'a'), 'À', 'a'), 'â', 'a'), 'Â', 'a'), 'ã', 'a'), 'Ã', 'a'), 'ä', 'a'), 'Ä', 'a'), 'é', 'e'), 'É', 'e'), 'è', 'e'), 'È', 'e'), 'ê', 'e'), 'Ê', 'e'), 'ë', 'e'), 'Ë', 'e'), 'í', 'i'), 'Í', 'i'), 'ì', 'i'), 'Ì', 'i'), 'î', 'i'), 'Î', 'i'), 'ï', 'i'), 'Ï', 'i'), 'ó', 'o'), 'Ó', 'o'), 'ò', 'o'), 'Ò', 'o'), 'ô', 'o'), 'Ô', 'o'), 'õ', 'o'), 'Õ', 'o'), 'ö', 'o'), 'Ö', 'o'), 'ú', 'u'), 'Ú', 'u'), 'ù', 'u'), 'Ù', 'u'), 'û', 'u'), 'Û', 'u'), 'ü', 'u'), 'Ü', 'u'), 'ñ', 'n'), 'Ñ', 'n'), 'ç', 'c'), 'Ç', 'c') WHERE position <> '';

-- What few people have is found without walking over all: culture, passwords, validity.
CREATE INDEX users_culture ON users (tenant_id, kind, culture, id);
CREATE INDEX users_must_change ON users (tenant_id, kind, must_change_password, id);
CREATE INDEX users_with_password ON users (tenant_id, kind, id) WHERE password_hash IS NOT NULL;
CREATE INDEX users_without_password ON users (tenant_id, kind, id) WHERE password_hash IS NULL;
CREATE INDEX users_valid_since ON users (tenant_id, kind, valid_since, id) WHERE valid_since IS NOT NULL;
CREATE INDEX users_valid_until ON users (tenant_id, kind, valid_until, id) WHERE valid_until IS NOT NULL;

-- Which kept view a list begins with. No foreign key: a view that is gone is no beginning any more.
ALTER TABLE list_preferences ADD COLUMN default_view_id BLOB;
