-- The genre and language that were read at each location; a document shows those of the first.
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

-- The language of a place that was read first may be that of no document any more: the few that are left try all codes.
WITH RECURSIVE letters (code) AS (SELECT 97 UNION ALL SELECT code + 1 FROM letters WHERE code < 122),
unknown AS MATERIALIZED (
  SELECT uri, name, metadata, digest FROM locations
  WHERE digest <> header_digest(CAST(name AS BLOB), genre, language, CAST(metadata AS BLOB))
),
tried AS MATERIALIZED (
  SELECT genres.column1 AS genre, char(one.code, other.code) AS language
  FROM (VALUES (NULL), ('news'), ('bulletin'), ('communique')) AS genres, letters AS one, letters AS other
)
UPDATE locations SET genre = found.genre, language = found.language
FROM (
  SELECT uri, genre, language FROM unknown CROSS JOIN tried
  WHERE digest = header_digest(CAST(name AS BLOB), genre, language, CAST(metadata AS BLOB))
) AS found
WHERE locations.uri = found.uri;

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

-- What could not be read of a file is told under FILE#PART, by which a file that is mended is found.
UPDATE OR REPLACE refusals SET uri = replace(uri, '%2C%20' || part.column1, '#' || part.column1)
FROM (VALUES
  ('line%20', '*%2C%20line%'),
  ('entry%20', '*%2C%20entry%'),
  ('record%20', '*%2C%20record%'),
  ('record%20', '*%2C%20record%20[0-9]*%2C%20element%'),
  ('record%20', '*%2C%20record%20at%20byte%'),
  ('http', '*.warc*%2C%20http*')
) AS part
-- Of these words, a name of a file does not end in one and a number.
WHERE code GLOB 'KG-L*' AND rtrim(uri, '0123456789') GLOB part.column2;
