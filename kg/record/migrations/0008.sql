-- A project's own lists: `content` is a list in JSON, and `listed_actors` what the lists say of actors, to look them up by.
CREATE TABLE lists (
  name TEXT PRIMARY KEY,
  content TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE listed_actors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  country TEXT,
  wikidata TEXT
) WITHOUT ROWID;
