-- Which record this is, so that a server can tell whose graph it holds.
INSERT INTO state VALUES ('identity', lower(hex(randomblob(8))));
