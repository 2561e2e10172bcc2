-- Documents, where they lie, and their sentences.

CREATE TABLE state (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

INSERT INTO state VALUES ('revision', '0');

-- `facts` is the facts format, deflated. `revision` is that of the last change that concerns the stores.
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
