-- E-mails to people: what waits to be sent and what became of it, links with which one chooses a password, and what
-- people want to be told.

-- One row for each e-mail. The link's secret is sealed and forgotten as soon as the e-mail is sent or given up.
CREATE TABLE mails (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invitation', 'new_password', 'password_changed', 'import', 'export')),
  address text NOT NULL,
  letter jsonb NOT NULL,
  secret bytea,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts integer NOT NULL,
  reason text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX mails_person ON mails (tenant_id, user_id, created_at);
CREATE INDEX mails_age ON mails (tenant_id, created_at);

-- Links that were sent; what they carry is kept as a keyed hash. A link is for the address that it was sent to.
CREATE TABLE password_links (
  tenant_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  address text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX password_links_person ON password_links (tenant_id, user_id);

-- Whether somebody wants to be told by e-mail that imports and exports are over.
CREATE TABLE mail_wishes (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  finished text NOT NULL CHECK (finished IN ('never', 'long', 'always')),
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
