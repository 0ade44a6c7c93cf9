DROP TABLE field_files;
