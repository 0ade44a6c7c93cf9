DROP TRIGGER group_members_count_insert;
DROP TRIGGER group_members_count_delete;
ALTER TABLE groups DROP COLUMN members;
DROP INDEX group_members_page;
ALTER TABLE group_members DROP COLUMN sort_key;
