DROP TRIGGER group_members_count_insert ON group_members;
DROP TRIGGER group_members_count_delete ON group_members;
DROP FUNCTION group_members_count_insert();
DROP FUNCTION group_members_count_delete();
DROP FUNCTION group_members_apply_counts(uuid[], uuid[], bigint[]);
ALTER TABLE groups DROP COLUMN members;
DROP INDEX group_members_page;
ALTER TABLE group_members DROP COLUMN sort_key;
