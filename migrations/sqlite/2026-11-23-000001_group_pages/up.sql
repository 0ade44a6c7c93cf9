-- Members of a group by name, page by page, and how many there are without counting them.
ALTER TABLE group_members ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
UPDATE group_members SET sort_key = (SELECT u.sort_key FROM users u
  WHERE u.tenant_id = group_members.tenant_id AND u.id = group_members.user_id);
CREATE INDEX group_members_page ON group_members (tenant_id, group_id, sort_key, user_id);

ALTER TABLE groups ADD COLUMN members INTEGER NOT NULL DEFAULT 0;
UPDATE groups SET members = (SELECT count(*) FROM group_members m
  WHERE m.tenant_id = groups.tenant_id AND m.group_id = groups.id);
CREATE TRIGGER group_members_count_insert AFTER INSERT ON group_members BEGIN
  UPDATE groups SET members = members + 1 WHERE tenant_id = new.tenant_id AND id = new.group_id;
END;
CREATE TRIGGER group_members_count_delete AFTER DELETE ON group_members BEGIN
  UPDATE groups SET members = members - 1 WHERE tenant_id = old.tenant_id AND id = old.group_id;
END;
