-- What people decide about actors.

-- The mentions by which the actors of a judgement are recognized: `side` is the index of the actor in it (0 or 1).
CREATE TABLE mentions (
  text_key TEXT NOT NULL,
  judgement TEXT NOT NULL,
  side INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (text_key, judgement, side, start, "end")
) WITHOUT ROWID;

-- The actors of documents that have these mentions now.
CREATE TABLE anchors (
  document INTEGER NOT NULL REFERENCES documents (key),
  judgement TEXT NOT NULL,
  side INTEGER NOT NULL,
  local TEXT NOT NULL,
  PRIMARY KEY (document, judgement, side, local)
) WITHOUT ROWID;

CREATE INDEX anchors_by_judgement ON anchors (judgement, side);

-- What judgements make of the actors that resolution gives: another id for all documents, or for one actor of one
-- document; and names and aliases given and taken (`kind` is name, given or taken).
CREATE TABLE identities (
  actor TEXT PRIMARY KEY,
  becomes TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE placements (
  document INTEGER NOT NULL REFERENCES documents (key),
  local TEXT NOT NULL,
  becomes TEXT NOT NULL,
  PRIMARY KEY (document, local)
) WITHOUT ROWID;

CREATE TABLE appearances (
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (actor, kind, text)
) WITHOUT ROWID;

-- The actor that resolution gives, before judgements.
ALTER TABLE links ADD COLUMN base TEXT NOT NULL DEFAULT '';

UPDATE links SET base = actor;

CREATE INDEX judgements_by_verdict ON judgements (verdict);
CREATE INDEX links_by_base ON links (base, document);

-- What could not be read, its URI, and why; deleted when something is read from there.
CREATE TABLE refusals (
  uri TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  why TEXT NOT NULL
) WITHOUT ROWID;
