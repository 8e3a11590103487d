-- What the second version adds: decisions that later places follow, writings beside the articles, faster lists.
ALTER TABLE finding ADD COLUMN ready INTEGER GENERATED ALWAYS AS (proposed IS NOT NULL) VIRTUAL;
ALTER TABLE finding ADD COLUMN after_writing TEXT; -- its fingerprint once the article is written as decided
DROP INDEX finding_cluster;
CREATE INDEX finding_counted ON finding (cluster, gone, ready, article, check_id, language, quotation);
CREATE INDEX cluster_listed ON cluster (open, band, places) WHERE kind != 'caption';
CREATE INDEX cluster_twice ON cluster (open DESC, id, places) WHERE kind = 'caption';
CREATE INDEX article_desk ON article (desk);
CREATE INDEX article_day ON article (day);
CREATE INDEX article_state ON article (state);
-- What a decision on a whole name says of a spelling: places that are found later follow it. Derived from event and
-- effect; held says that the decision has not been taken back.
CREATE TABLE standing (cluster INTEGER NOT NULL, form TEXT NOT NULL, proposed TEXT, safety INTEGER NOT NULL,
  seq INTEGER NOT NULL, verdict TEXT NOT NULL, value TEXT, held INTEGER NOT NULL DEFAULT 1);
CREATE INDEX standing_form ON standing (cluster, form);
CREATE INDEX standing_seq ON standing (seq);
CREATE INDEX event_arrived ON event (scope) WHERE act = 'arrive';
ALTER TABLE writing ADD COLUMN path TEXT; -- an article of 0 is a file beside the articles
UPDATE writing SET path = (SELECT path FROM article WHERE article.id = writing.article);
ALTER TABLE draft ADD COLUMN written INTEGER; -- the event that wrote the rule
