DROP TABLE import_problems;
DROP TABLE import_memory;
DROP TABLE import_mappings;
