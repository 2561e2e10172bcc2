-- Words are found in all their English forms: the index is built again, with stems.
DROP TRIGGER sentence_added;
DROP TRIGGER sentence_removed;
DROP TABLE sentence_index;

CREATE VIRTUAL TABLE sentence_index USING fts5 (
  text,
  content = 'sentences',
  content_rowid = 'key',
  tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER sentence_added AFTER INSERT ON sentences BEGIN
  INSERT INTO sentence_index (rowid, text) VALUES (new.key, new.text);
END;

CREATE TRIGGER sentence_removed AFTER DELETE ON sentences BEGIN
  INSERT INTO sentence_index (sentence_index, rowid, text) VALUES ('delete', old.key, old.text);
END;

INSERT INTO sentence_index (sentence_index) VALUES ('rebuild');
