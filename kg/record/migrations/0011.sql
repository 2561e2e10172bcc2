-- The item of Wikidata of a person who is a head of state or government or a foreign minister: made anew with the links.
ALTER TABLE actors ADD COLUMN wikidata TEXT;

UPDATE state SET value = '' WHERE name = 'resolution';
