-- A review session. What is decided is in event and effect, which only grow; verdict is what they come to.
CREATE TABLE session (id TEXT PRIMARY KEY, created TEXT NOT NULL, onym TEXT NOT NULL, roots TEXT NOT NULL,
  checked INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE article (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, format TEXT, language TEXT, desk TEXT, day TEXT,
  title TEXT, sha256 TEXT, size INTEGER, mtime_ns INTEGER, text BLOB, state TEXT NOT NULL, error TEXT);
CREATE TABLE cluster (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT, title TEXT NOT NULL,
  native TEXT, recommended TEXT, reason TEXT, evidence TEXT NOT NULL, band TEXT NOT NULL,
  places INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0,
  ready INTEGER NOT NULL DEFAULT 0);
CREATE TABLE form (cluster INTEGER NOT NULL, spelling TEXT NOT NULL, places INTEGER NOT NULL, articles INTEGER NOT NULL,
  PRIMARY KEY (cluster, spelling)) WITHOUT ROWID;
CREATE TABLE right_form (article INTEGER NOT NULL, cluster INTEGER NOT NULL, spelling TEXT NOT NULL,
  places INTEGER NOT NULL, PRIMARY KEY (cluster, article, spelling)) WITHOUT ROWID;
CREATE TABLE finding (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, cluster INTEGER NOT NULL, fingerprint TEXT NOT NULL,
  check_id TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, line INTEGER NOT NULL, column INTEGER NOT NULL,
  region TEXT NOT NULL, quotation INTEGER NOT NULL, language TEXT, form TEXT NOT NULL, proposed TEXT, safety INTEGER NOT NULL,
  certainty REAL NOT NULL, message TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, related TEXT NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX finding_cluster ON finding (cluster, article, start);
CREATE INDEX finding_article ON finding (article, start);
CREATE INDEX finding_fingerprint ON finding (fingerprint);
CREATE TABLE event (seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, editor TEXT NOT NULL, client TEXT NOT NULL,
  request TEXT NOT NULL UNIQUE, act TEXT NOT NULL, scope TEXT, value TEXT, reason TEXT, undoes INTEGER, said TEXT NOT NULL,
  done INTEGER NOT NULL, kept INTEGER NOT NULL);
CREATE INDEX event_undoes ON event (undoes);
CREATE TABLE effect (seq INTEGER NOT NULL, finding INTEGER NOT NULL, old_verdict TEXT NOT NULL, old_value TEXT,
  new_verdict TEXT NOT NULL, new_value TEXT, PRIMARY KEY (seq, finding)) WITHOUT ROWID;
CREATE INDEX effect_finding ON effect (finding, seq);
CREATE TABLE verdict (finding INTEGER PRIMARY KEY, verdict TEXT NOT NULL, value TEXT, seq INTEGER NOT NULL);
CREATE INDEX verdict_seq ON verdict (seq);
CREATE INDEX verdict_verdict ON verdict (verdict);
CREATE TABLE tally (verdict TEXT PRIMARY KEY, places INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE draft (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, path TEXT NOT NULL, change TEXT NOT NULL);
CREATE TABLE writing (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, article INTEGER NOT NULL, sha_before TEXT NOT NULL,
  sha_after TEXT NOT NULL, original BLOB NOT NULL, changes INTEGER NOT NULL, result TEXT NOT NULL);
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER effect_stays BEFORE UPDATE ON effect BEGIN SELECT RAISE(ABORT, 'effects are never changed'); END;
CREATE TRIGGER effect_kept BEFORE DELETE ON effect BEGIN SELECT RAISE(ABORT, 'effects are never deleted'); END;
