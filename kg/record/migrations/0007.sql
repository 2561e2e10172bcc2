-- What a person said of a document when it was put in, in JSON (see `kg.record.Given`); null where nothing was said.
ALTER TABLE locations ADD COLUMN given TEXT;
