-- Candidates as `Candidate.to_text` writes them, and the actors that are another one under another form of the name.
-- All of it is made anew with the links.
DROP TABLE candidates;

CREATE TABLE candidates (
  unit TEXT NOT NULL,
  key TEXT NOT NULL,
  actor TEXT NOT NULL,
  candidate TEXT NOT NULL
);

CREATE INDEX candidates_by_unit ON candidates (unit);
CREATE INDEX candidates_by_key ON candidates (key);
CREATE INDEX candidates_by_actor ON candidates (actor);

CREATE TABLE variants (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  becomes TEXT NOT NULL,
  PRIMARY KEY (actor, key)
) WITHOUT ROWID;

CREATE INDEX variants_by_key ON variants (key);
CREATE INDEX names_by_unit_actor ON names (unit_actor);

UPDATE state SET value = '' WHERE name = 'resolution';
