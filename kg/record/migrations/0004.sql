-- What people have decided. `content` is a judgement as a line of a file of judgements has it; `text_key` is that of the
-- text that it is about, null where it is about actors. An undone one stays, for the log.
CREATE TABLE judgements (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  verdict TEXT NOT NULL,
  text_key TEXT,
  content TEXT NOT NULL,
  undone INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX judgements_by_text ON judgements (text_key) WHERE text_key IS NOT NULL;
CREATE INDEX judgements_by_time ON judgements (at, id);

-- A key for a document's text, whatever its title, date and source.
ALTER TABLE documents ADD COLUMN text_key TEXT NOT NULL DEFAULT '';

UPDATE documents SET text_key = text_key(text);

-- Title, date, source and genre as they were read, in JSON: the columns of these names hold what people have set.
ALTER TABLE documents ADD COLUMN as_read TEXT NOT NULL DEFAULT '{}';

UPDATE documents SET as_read = json_object('title', title, 'date', date, 'source', source, 'genre', genre);

CREATE INDEX documents_by_text ON documents (text_key);

-- The facts that people have confirmed, corrected or added, as the stores have them; `by` is a JSON list of names.
CREATE TABLE reviews (
  fact TEXT PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (key),
  review TEXT NOT NULL,
  by TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX reviews_by_document ON reviews (document);
