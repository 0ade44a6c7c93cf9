-- E-mails to people: what waits to be sent and what became of it, links with which one chooses a password, and what
-- people want to be told.

-- One row for each e-mail. The link's secret is sealed and forgotten as soon as the e-mail is sent or given up.
CREATE TABLE mails (
  tenant_id BLOB NOT NULL,
  id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('invitation', 'new_password', 'password_changed', 'import', 'export')),
  address TEXT NOT NULL,
  letter TEXT NOT NULL CHECK (json_valid(letter)),
  secret BLOB,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts INTEGER NOT NULL,
  reason TEXT,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX mails_person ON mails (tenant_id, user_id, created_at);
CREATE INDEX mails_age ON mails (tenant_id, created_at);

-- Links that were sent; what they carry is kept as a keyed hash. A link is for the address that it was sent to.
CREATE TABLE password_links (
  tenant_id BLOB NOT NULL,
  secret_hash BLOB NOT NULL,
  user_id BLOB NOT NULL,
  address TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX password_links_person ON password_links (tenant_id, user_id);

-- Whether somebody wants to be told by e-mail that imports and exports are over.
CREATE TABLE mail_wishes (
  tenant_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  finished TEXT NOT NULL CHECK (finished IN ('never', 'long', 'always')),
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT;
