-- The options that a person gave when ingesting the document, in JSON (see `kg.record.Given`); null without any.
ALTER TABLE locations ADD COLUMN given TEXT;
