-- A record as the first version of the schema had it: two documents, one of them in two places.
CREATE TABLE state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO state VALUES ('revision', '0');

-- `facts` is the facts format, deflated. `revision` is the one at which what the stores see of it last changed.
CREATE TABLE documents (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT,
  date TEXT,
  source TEXT,
  genre TEXT,
  language TEXT NOT NULL,
  characters INTEGER NOT NULL,
  text TEXT NOT NULL,
  facts BLOB NOT NULL,
  extractor TEXT NOT NULL,
  revision INTEGER NOT NULL
);

CREATE INDEX documents_by_revision ON documents (revision, key);

-- The same text in two places is one document with two locations. `digest` stands for what is read of it beside the
-- content that the document's id stands for.
CREATE TABLE locations (
  uri TEXT PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (key),
  name TEXT NOT NULL,
  encoding TEXT,
  metadata TEXT NOT NULL,
  digest TEXT NOT NULL
);

CREATE INDEX locations_by_document ON locations (document, uri);
CREATE INDEX locations_by_name ON locations (name);

CREATE TABLE removals (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX removals_by_revision ON removals (revision);

CREATE TABLE sentences (
  key INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (key),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL
);

CREATE INDEX sentences_by_document ON sentences (document);

CREATE VIRTUAL TABLE sentence_index USING fts5 (
  text,
  content = 'sentences',
  content_rowid = 'key',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER sentence_added AFTER INSERT ON sentences BEGIN
  INSERT INTO sentence_index (rowid, text) VALUES (new.key, new.text);
END;

CREATE TRIGGER sentence_removed AFTER DELETE ON sentences BEGIN
  INSERT INTO sentence_index (sentence_index, rowid, text) VALUES ('delete', old.key, old.text);
END;

INSERT INTO documents VALUES (
  1, 'da846fb8c1e67575', 'Envoys meet', '2018-08-24', 'Quay Post', NULL, 'en', 61,
  'envoys. Liu He met the envoys of Norway. Talks began in Oslo.',
  X'789c8d90cf4ec3300c875f05f95c609771c8950b07541e609a90d7ba23529a54894b2955df1dbbff3640489c9ad8b1bfefd701c8b3654b09cc00cfb6bd79223d79ace5bb1632e0bed17b4331052f777416930e1d8e1914a1f51c7be93fe6d23be32731134530be752e835a19c1ebeb0112636430bb4cc8259807d94d1f7ccd8a840a31b3c4781c33f0e14a2a0fb1c3fe22251b99fe76ca5fbe3bcdefefa7f2ffcc36e02f33518bc1ad4cac2a2b0e978d35d5a709b9650b954e0739d1bb2dc917d3df5e385d886592d60f91bd405aa7496b2ce9b66d40e3f96a9ddfddedc751f08eb05c4c3c9d038b09a5d7cef2db5c9c726be2e55113925d5d751c4fe4d624c5d618bf0085e9b259',
  '1.0', 1
);

INSERT INTO documents VALUES (
  2, '65e8d6473235061e', NULL, NULL, NULL, NULL, 'en', 39,
  'bulletin. Liu said the talks went well.',
  X'789c5d505d6ac3300cbecaf073360aa30c7c86dd6094a2c64a6b70ac60cbedb290bb4f4ae28cf52996f4e5fb9b0c46f6ec311b3b994f5ff413a1476397a9313c0e3a0c983245992178c80aff3a35a6a512398dc6c6124263aef083cc88a92e7a65a7a8e8c96486c4c61e1ad174c6be0b377ef32e941054c1aef2f3699e6547a14a41d77991ae74b209086e7b46bc12cb11f3f9e1f9b62e458f511d6ca081b2ff7373a3e0d4e8a62ee0d86a50873d883d11bc505177f0c2a9c849d280844bdad053940fb10ace25cc1971cf4e4ebae25129649f1895b5a5e816171596a9a416ff4f9be1844318cf4cf5e8244f7dfb9c4bc5e1dd3b5cdc4fb5d20725e9a679367a14d21234660f0e5fcbb03aeaeaff87b7e33c6bb570c1508b6ff7cee75fa208bb70',
  '1.0', 2
);

INSERT INTO locations VALUES
  ('file:///envoys.txt', 1, 'envoys', 'utf-8', '{}', 'f3b54297e7cbed0f'),
  ('file:///z-copy.txt', 1, 'z-copy', 'cp1252', '{"feed": "x"}', 'c2f4d81e5c391a1a'),
  ('file:///bulletin.txt', 2, 'bulletin', NULL, '{}', '4b1d6765287147e0');

INSERT INTO sentences VALUES
  (1, 1, 0, 7, 'envoys.'),
  (2, 1, 8, 40, 'Liu He met the envoys of Norway.'),
  (3, 1, 41, 61, 'Talks began in Oslo.'),
  (4, 2, 0, 9, 'bulletin.'),
  (5, 2, 10, 39, 'Liu said the talks went well.');

INSERT INTO removals VALUES ('00000000deadbeef', 3);
UPDATE state SET value = '3' WHERE name = 'revision';
PRAGMA application_id = 1801940581;
PRAGMA user_version = 1;
