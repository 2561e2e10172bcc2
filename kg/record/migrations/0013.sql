-- Which history leads to a revision: a row for each change, with the first revision that is its own. A copy that goes on
-- by itself counts the same revisions, so that a shared store could not tell the two by their numbers.
CREATE TABLE histories (revision INTEGER PRIMARY KEY, digits TEXT NOT NULL);
