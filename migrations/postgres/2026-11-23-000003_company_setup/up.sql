-- What people are tied to (companies, services, calendars, shifts, roles, comments), and how lists of people are kept and
-- changed.

-- Companies that clients belong to, and suppliers of services.
CREATE TABLE companies (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('company', 'supplier')),
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  tax_id text NOT NULL,
  external_id text,
  email text NOT NULL,
  phone text NOT NULL,
  website text NOT NULL,
  description text NOT NULL,
  active boolean NOT NULL,
  address jsonb NOT NULL,
  latitude double precision,
  longitude double precision,
  fields jsonb NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX companies_name ON companies (tenant_id, kind, name_key);
CREATE UNIQUE INDEX companies_external_id ON companies (tenant_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX companies_page ON companies (tenant_id, kind, active, name_key, id);

-- Which clients belong to which companies; sort_key is the folded name of the client.
CREATE TABLE company_clients (
  tenant_id uuid NOT NULL,
  company_id uuid NOT NULL,
  user_id uuid NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, company_id, user_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX company_clients_page ON company_clients (tenant_id, company_id, sort_key, user_id);
CREATE INDEX company_clients_user ON company_clients (tenant_id, user_id);

-- When people work: a week, holidays and a time zone.
CREATE TABLE calendars (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  description text NOT NULL,
  time_zone text NOT NULL,
  week jsonb NOT NULL,
  holidays jsonb NOT NULL,
  active boolean NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX calendars_name ON calendars (tenant_id, name_key);

-- What clients are served with.
CREATE TABLE services (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  description text NOT NULL,
  calendar_id uuid,
  active boolean NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id)
);
CREATE UNIQUE INDEX services_name ON services (tenant_id, name_key);
CREATE INDEX services_calendar ON services (tenant_id, calendar_id);

-- Which clients have which services.
CREATE TABLE service_clients (
  tenant_id uuid NOT NULL,
  service_id uuid NOT NULL,
  user_id uuid NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, service_id, user_id),
  FOREIGN KEY (tenant_id, service_id) REFERENCES services (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX service_clients_page ON service_clients (tenant_id, service_id, sort_key, user_id);
CREATE INDEX service_clients_user ON service_clients (tenant_id, user_id);

-- Which services a company receives, or a supplier renders.
CREATE TABLE company_services (
  tenant_id uuid NOT NULL,
  company_id uuid NOT NULL,
  service_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, company_id, service_id),
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, service_id) REFERENCES services (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX company_services_service ON company_services (tenant_id, service_id);

-- From which day to which a specialist works by which calendar, both days included.
CREATE TABLE shifts (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  since date NOT NULL,
  until date NOT NULL,
  calendar_id uuid NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id)
);
CREATE INDEX shifts_user ON shifts (tenant_id, user_id, since);
CREATE INDEX shifts_calendar ON shifts (tenant_id, calendar_id);

-- Roles that all members of a group have.
CREATE TABLE group_roles (
  tenant_id uuid NOT NULL,
  group_id uuid NOT NULL,
  role_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, group_id, role_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES groups (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX group_roles_role ON group_roles (tenant_id, role_id);

-- Comments on a person or on a company. The name of the author stays when the author is gone.
CREATE TABLE feedback (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid,
  company_id uuid,
  author_id uuid,
  author_name text NOT NULL,
  body text NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, company_id) REFERENCES companies (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX feedback_user ON feedback (tenant_id, user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX feedback_company ON feedback (tenant_id, company_id, id) WHERE company_id IS NOT NULL;

-- Filters, order and columns of a list that somebody keeps, alone or for everybody.
CREATE TABLE saved_views (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  page text NOT NULL,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  state jsonb NOT NULL,
  shared boolean NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX saved_views_name ON saved_views (tenant_id, user_id, page, name_key);
CREATE INDEX saved_views_page ON saved_views (tenant_id, page, shared);

-- Which columns somebody wants to see in a list.
CREATE TABLE list_preferences (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  page text NOT NULL,
  columns_shown jsonb NOT NULL,
  PRIMARY KEY (tenant_id, user_id, page),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);

-- One change to many people: what was asked, how far it is, whether it was taken back.
CREATE TABLE bulk_changes (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  action text NOT NULL,
  parameters jsonb NOT NULL,
  selection jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'running', 'completed', 'failed', 'cancelled', 'undoing', 'undone')),
  done bigint NOT NULL,
  changed bigint NOT NULL,
  total bigint,
  created_by uuid,
  job_id uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX bulk_changes_age ON bulk_changes (tenant_id, created_at);

-- Whom a change to many touched, and what stood there before. The person may be gone meanwhile.
CREATE TABLE bulk_change_people (
  tenant_id uuid NOT NULL,
  bulk_change_id uuid NOT NULL,
  user_id uuid NOT NULL,
  before jsonb NOT NULL,
  PRIMARY KEY (tenant_id, bulk_change_id, user_id),
  FOREIGN KEY (tenant_id, bulk_change_id) REFERENCES bulk_changes (tenant_id, id) ON DELETE CASCADE
);

-- People that were deleted, with all that hung on them, until they are restored or swept. `document` never holds a password, `password_hash` is that of the person.
CREATE TABLE deleted_users (
  tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('client', 'specialist')),
  username text NOT NULL,
  name text NOT NULL,
  sort_key text COLLATE "C" NOT NULL,
  document jsonb NOT NULL,
  password_hash text,
  password_basis text,
  bulk_change_id uuid,
  deleted_by uuid,
  deleted_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX deleted_users_page ON deleted_users (tenant_id, kind, deleted_at);
CREATE INDEX deleted_users_change ON deleted_users (tenant_id, bulk_change_id) WHERE bulk_change_id IS NOT NULL;

-- Roles are described, locked against doubles like everything else, and list whoever has them by name.
ALTER TABLE roles ADD COLUMN description text NOT NULL DEFAULT '';
ALTER TABLE roles ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE user_roles ADD COLUMN sort_key text COLLATE "C" NOT NULL DEFAULT '';
UPDATE user_roles SET sort_key = (SELECT u.sort_key FROM users u
  WHERE u.tenant_id = user_roles.tenant_id AND u.id = user_roles.user_id);
CREATE INDEX user_roles_page ON user_roles (tenant_id, role_id, sort_key, user_id);

-- What a token may do: all that its person may, or only these permissions. And who made it.
ALTER TABLE tokens ADD COLUMN scopes jsonb;
ALTER TABLE tokens ADD COLUMN created_by uuid;
