-- Actors: who is who across documents.

-- A name as one or more documents give it, in one line. `unit_actor` is its outcome within its unit, `actor` its final
-- outcome; null where each document has its own actor of that name.
CREATE TABLE names (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  unit TEXT NOT NULL,
  short TEXT,
  uses INTEGER NOT NULL,
  unit_actor TEXT,
  unit_reason TEXT,
  actor TEXT,
  reason TEXT
);

CREATE INDEX names_by_unit ON names (unit);
CREATE INDEX names_by_short ON names (short) WHERE short IS NOT NULL;

-- The posts that documents give the persons of a full name, and how many of them do.
CREATE TABLE posts (
  name INTEGER NOT NULL REFERENCES names (key),
  post TEXT NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (name, post)
) WITHOUT ROWID;

-- The actors that a short name may mean.
CREATE TABLE candidates (
  unit TEXT NOT NULL,
  key TEXT NOT NULL,
  actor TEXT NOT NULL,
  words TEXT NOT NULL,
  country TEXT NOT NULL,
  posts TEXT NOT NULL,
  rare INTEGER NOT NULL
);

CREATE INDEX candidates_by_unit ON candidates (unit);
CREATE INDEX candidates_by_key ON candidates (key);

-- Which actor a document's actor is, and why. `called` holds the names that the document gives it.
CREATE TABLE links (
  document INTEGER NOT NULL REFERENCES documents (key),
  ordinal INTEGER NOT NULL,
  local TEXT NOT NULL,
  claim TEXT NOT NULL,
  name INTEGER REFERENCES names (key),
  called TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

CREATE INDEX links_by_name ON links (name) WHERE name IS NOT NULL;
CREATE INDEX links_by_actor ON links (actor, document);

-- What documents call an actor, and how many of them do: `kind` is name, alias or country.
CREATE TABLE calls (
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (actor, kind, text)
) WITHOUT ROWID;

CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  country TEXT,
  revision INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX actors_by_revision ON actors (revision);

-- Every name and alias of an actor, folded, to look it up by.
CREATE TABLE appellations (
  folded TEXT NOT NULL,
  actor TEXT NOT NULL REFERENCES actors (id),
  PRIMARY KEY (folded, actor)
) WITHOUT ROWID;

CREATE INDEX appellations_by_actor ON appellations (actor);
