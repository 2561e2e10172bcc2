-- Where the text of each page begins, read at a location: JSON, [[0, "iv"], [2840, "1"]]; empty where it is not known.
ALTER TABLE locations ADD COLUMN pages TEXT NOT NULL DEFAULT '';
