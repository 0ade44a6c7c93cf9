DROP TABLE mail_wishes;
DROP TABLE password_links;
DROP TABLE mails;
