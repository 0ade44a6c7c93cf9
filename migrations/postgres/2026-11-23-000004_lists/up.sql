-- Lists of people by other things than their name, and by what they are filtered: each order has an index of its own
-- beside the membership, so that a page of a project never walks over people of another one.

ALTER TABLE memberships
  ADD COLUMN last_key text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN username_key text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN email_key text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN user_created_at timestamptz NOT NULL DEFAULT 'epoch',
  ADD COLUMN user_updated_at timestamptz NOT NULL DEFAULT 'epoch',
  -- The beginning of 1970 stands for never, so that whoever never signed in has a place in the order.
  ADD COLUMN user_signed_in_at timestamptz NOT NULL DEFAULT 'epoch';
-- `last_key` is folded by the program, which SQL cannot do; this is as near as SQL comes, and exact after the next save.
UPDATE memberships m SET last_key = trim(translate(lower(u.last_names || ' ' || u.first_names), 'áàâãäéèêëíìîïóòôõöúùûüñçÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ', 'aaaaaeeeeiiiiooooouuuuncaaaaaeeeeiiiiooooouuuunc')),
  username_key = u.username_key, email_key = u.email_key, user_created_at = u.created_at,
  user_updated_at = u.updated_at, user_signed_in_at = coalesce(u.last_sign_in_at, 'epoch')
  FROM users u WHERE u.tenant_id = m.tenant_id AND u.id = m.user_id;
DROP INDEX memberships_page;
CREATE INDEX memberships_page ON memberships (tenant_id, project_id, kind, active, sort_key, user_id);
CREATE INDEX memberships_last_name ON memberships (tenant_id, project_id, kind, active, last_key, user_id);
CREATE INDEX memberships_username ON memberships (tenant_id, project_id, kind, active, username_key, user_id);
CREATE INDEX memberships_email ON memberships (tenant_id, project_id, kind, active, email_key, user_id);
CREATE INDEX memberships_created ON memberships (tenant_id, project_id, kind, active, user_created_at, user_id);
CREATE INDEX memberships_updated ON memberships (tenant_id, project_id, kind, active, user_updated_at, user_id);
CREATE INDEX memberships_signed_in ON memberships (tenant_id, project_id, kind, active, user_signed_in_at, user_id);

-- The copies follow the person whoever changes one, except `last_key`, which the program keeps.
CREATE FUNCTION users_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE memberships SET sort_key = NEW.sort_key, active = NEW.active, username_key = NEW.username_key,
    email_key = NEW.email_key, user_created_at = NEW.created_at, user_updated_at = NEW.updated_at,
    user_signed_in_at = coalesce(NEW.last_sign_in_at, 'epoch')
    WHERE tenant_id = NEW.tenant_id AND user_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER users_copies
  AFTER UPDATE OF sort_key, active, username_key, email_key, created_at, updated_at, last_sign_in_at ON users
  FOR EACH ROW
  WHEN ((OLD.sort_key, OLD.active, OLD.username_key, OLD.email_key, OLD.created_at, OLD.updated_at, OLD.last_sign_in_at)
    IS DISTINCT FROM
    (NEW.sort_key, NEW.active, NEW.username_key, NEW.email_key, NEW.created_at, NEW.updated_at, NEW.last_sign_in_at))
  EXECUTE FUNCTION users_copies();
CREATE FUNCTION memberships_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT u.username_key, u.email_key, u.created_at, u.updated_at, coalesce(u.last_sign_in_at, 'epoch')
    INTO NEW.username_key, NEW.email_key, NEW.user_created_at, NEW.user_updated_at, NEW.user_signed_in_at
    FROM users u WHERE u.tenant_id = NEW.tenant_id AND u.id = NEW.user_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'memberships_tenant_id_user_id_fkey',
      TABLE = 'memberships', MESSAGE = 'nobody of this id is there to be a member';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER memberships_copies BEFORE INSERT ON memberships
  FOR EACH ROW WHEN (NEW.user_created_at = 'epoch') EXECUTE FUNCTION memberships_copies();

-- The position is searched too, and found by the same index.
UPDATE users SET search_text = search_text || ' ' || translate(lower(position), 'áàâãäéèêëíìîïóòôõöúùûüñçÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ', 'aaaaaeeeeiiiiooooouuuuncaaaaaeeeeiiiiooooouuuunc') WHERE position <> '';

-- What few people have is found without walking over all: culture, passwords, validity.
CREATE INDEX users_culture ON users (tenant_id, kind, culture, id);
CREATE INDEX users_must_change ON users (tenant_id, kind, must_change_password, id);
CREATE INDEX users_with_password ON users (tenant_id, kind, id) WHERE password_hash IS NOT NULL;
CREATE INDEX users_without_password ON users (tenant_id, kind, id) WHERE password_hash IS NULL;
CREATE INDEX users_valid_since ON users (tenant_id, kind, valid_since, id) WHERE valid_since IS NOT NULL;
CREATE INDEX users_valid_until ON users (tenant_id, kind, valid_until, id) WHERE valid_until IS NOT NULL;

-- Which kept view a list begins with. No foreign key: a view that is gone is no beginning any more.
ALTER TABLE list_preferences ADD COLUMN default_view_id uuid;
