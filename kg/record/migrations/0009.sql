-- What judgements have taught the filter, in JSON: `accepted` counts the steps, null for what waits to be accepted. The
-- last step is what documents are read with.
CREATE TABLE filters (
  accepted INTEGER UNIQUE,
  content TEXT NOT NULL
);
