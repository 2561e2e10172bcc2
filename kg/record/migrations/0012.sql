-- The genre and language that were read at each place; a document shows those of the first.
ALTER TABLE locations ADD COLUMN genre TEXT;
ALTER TABLE locations ADD COLUMN language TEXT NOT NULL DEFAULT 'en';

UPDATE locations SET (genre, language) = (
  SELECT CASE WHEN json_valid(as_read) THEN json_extract(as_read, '$.genre') END, language
  FROM documents WHERE key = locations.document
);

-- The genre that the facts were read in: a copy of another genre may come first.
ALTER TABLE documents ADD COLUMN facts_genre TEXT;
UPDATE documents SET facts_genre = CASE WHEN json_valid(as_read) THEN json_extract(as_read, '$.genre') END;

-- A document had those of the place that was read last: what was read at the others is told by their digests.
UPDATE locations SET genre = tried.genre, language = tried.language
FROM (
  SELECT genres.column1 AS genre, languages.language
  FROM (VALUES (NULL), ('news'), ('bulletin'), ('communique')) AS genres,
    (SELECT language FROM documents UNION SELECT 'en') AS languages
) AS tried
WHERE digest <> header_digest(CAST(name AS BLOB), locations.genre, locations.language, CAST(metadata AS BLOB))
  AND digest = header_digest(CAST(name AS BLOB), tried.genre, tried.language, CAST(metadata AS BLOB));

UPDATE documents SET language = first.language, as_read = json_set(as_read, '$.genre', first.genre),
  genre = CASE WHEN EXISTS (
    SELECT 1 FROM judgements
    WHERE judgements.text_key = documents.text_key AND verdict = 'set' AND undone = 0
      AND json_type(content, '$.values.genre') IS NOT NULL
  ) THEN documents.genre ELSE first.genre END
FROM locations AS first
WHERE first.document = documents.key
  AND first.uri = (SELECT min(uri) FROM locations WHERE document = documents.key)
  AND json_valid(as_read)
  AND (first.genre IS NOT json_extract(as_read, '$.genre') OR first.language <> documents.language);
