-- Adjustments of the filter learned from judgements, in JSON: `accepted` counts the steps, null for those that wait to
-- be accepted. Documents are read with the last step.
CREATE TABLE filters (
  accepted INTEGER UNIQUE,
  content TEXT NOT NULL
);
