-- What the fourth version adds: the script (ISO 15924) of an article in which no capital tells a name, or nothing.
ALTER TABLE article ADD COLUMN script TEXT NOT NULL DEFAULT '';
