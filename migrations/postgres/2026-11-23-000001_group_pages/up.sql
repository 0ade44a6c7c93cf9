-- Members of a group by name, page by page, and how many there are without counting them.
ALTER TABLE group_members ADD COLUMN sort_key text COLLATE "C" NOT NULL DEFAULT '';
UPDATE group_members m SET sort_key = u.sort_key FROM users u WHERE u.tenant_id = m.tenant_id AND u.id = m.user_id;
CREATE INDEX group_members_page ON group_members (tenant_id, group_id, sort_key, user_id);

ALTER TABLE groups ADD COLUMN members bigint NOT NULL DEFAULT 0;
UPDATE groups g SET members = (SELECT count(*) FROM group_members m
  WHERE m.tenant_id = g.tenant_id AND m.group_id = g.id);
-- The numbers change once for each statement, in the order of the groups: two batches wait and do not deadlock.
CREATE FUNCTION group_members_apply_counts(tenant uuid[], grp uuid[], changes bigint[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM groups g WHERE (g.tenant_id, g.id) IN (SELECT * FROM unnest(tenant, grp))
    ORDER BY g.tenant_id, g.id FOR NO KEY UPDATE;
  UPDATE groups g SET members = g.members + d.n
    FROM unnest(tenant, grp, changes) AS d (t, g, n) WHERE (g.tenant_id, g.id) = (d.t, d.g);
END $$;
CREATE FUNCTION group_members_count_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM group_members_apply_counts(array_agg(t), array_agg(g), array_agg(n))
    FROM (SELECT tenant_id, group_id, count(*) FROM added GROUP BY 1, 2) AS d (t, g, n);
  RETURN NULL;
END $$;
CREATE FUNCTION group_members_count_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM group_members_apply_counts(array_agg(t), array_agg(g), array_agg(n))
    FROM (SELECT tenant_id, group_id, -count(*) FROM removed GROUP BY 1, 2) AS d (t, g, n);
  RETURN NULL;
END $$;
CREATE TRIGGER group_members_count_insert AFTER INSERT ON group_members
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION group_members_count_insert();
CREATE TRIGGER group_members_count_delete AFTER DELETE ON group_members
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION group_members_count_delete();
