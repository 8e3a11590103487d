-- What the third version adds: how many known names of an article could not be judged, as nobody tells its language.
ALTER TABLE article ADD COLUMN unjudged INTEGER NOT NULL DEFAULT 0;
