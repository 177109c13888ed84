"""The record's tables, and the migrations between their versions.

``PRAGMA application_id`` says that a file is a record, ``PRAGMA user_version`` which of :data:`MIGRATIONS` it has seen.
"""

from __future__ import annotations

#: ``KHBR``: what ``PRAGMA application_id`` of a record says.
APPLICATION = 0x4B484252

_FIRST = """
-- What the record itself rests on: the folding of its indexes.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row for one text, however often it was seen; meta is all of the page but its text (JSON), text is compressed.
CREATE TABLE pages (
  page INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  meta BLOB NOT NULL,
  text BLOB NOT NULL,
  size INTEGER NOT NULL,          -- of the text, in bytes of UTF-8
  current INTEGER NOT NULL,       -- 0 if at every address it was seen at a newer text stands
  added TEXT NOT NULL
);

-- Where and when a text was seen. The texts seen at one url, in the order of seen, are the versions of that page.
CREATE TABLE sightings (
  sighting INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES pages,
  url TEXT,
  name TEXT NOT NULL,
  seen TEXT NOT NULL,
  digest BLOB NOT NULL,           -- of all that was known of it: the same sighting twice is one
  meta BLOB,                      -- all that was known of it; NULL if that is the meta of the page
  UNIQUE (page, digest)
);
CREATE INDEX sightings_by_url ON sightings (url, seen, sighting) WHERE url IS NOT NULL;

-- What the reader read: heads and facts, and beside them (large, seldom asked for) names, references and times.
CREATE TABLE readings (
  page INTEGER PRIMARY KEY REFERENCES pages,
  reader TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  read TEXT NOT NULL,
  facts BLOB NOT NULL,
  names BLOB NOT NULL
);

-- key is the first eight bytes of the BLAKE2b hash of an id.
CREATE TABLE articles (
  article INTEGER PRIMARY KEY,
  page INTEGER NOT NULL REFERENCES pages,
  place INTEGER NOT NULL,         -- which article of the page, from 0
  key INTEGER NOT NULL,
  outlet TEXT,
  published TEXT,
  title TEXT
);
CREATE INDEX articles_by_page ON articles (page);
CREATE INDEX articles_by_key ON articles (key);

CREATE TABLE facts (
  fact INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles,
  kind INTEGER NOT NULL,          -- 1 statement, 2 event, 3 position
  place INTEGER NOT NULL,         -- which of its kind in the article, from 0
  key INTEGER NOT NULL,
  indexed INTEGER NOT NULL        -- 0 for what a search does not find: positions, what was rejected
);
CREATE INDEX facts_by_article ON facts (article);
CREATE INDEX positions ON facts (article) WHERE kind = 3;
CREATE INDEX facts_by_key ON facts (key);

-- Ids that were in the record once and that the reader no longer finds, with what stands there now.
CREATE TABLE retired (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  page INTEGER NOT NULL REFERENCES pages,
  successor TEXT,
  reader TEXT NOT NULL,
  at TEXT NOT NULL
);

CREATE TABLE actors (actor INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE names (
  name INTEGER PRIMARY KEY,
  actor INTEGER NOT NULL REFERENCES actors,
  text TEXT NOT NULL,
  UNIQUE (actor, text)
);
CREATE TABLE named (
  page INTEGER NOT NULL REFERENCES pages,
  name INTEGER NOT NULL REFERENCES names,
  times INTEGER NOT NULL,
  PRIMARY KEY (page, name)
) WITHOUT ROWID;
-- By what an actor can be asked for: the stems of a name with a blank between them, a person by the last of them too.
CREATE TABLE asked (stems TEXT NOT NULL, actor INTEGER NOT NULL REFERENCES actors, PRIMARY KEY (stems, actor))
  WITHOUT ROWID;

-- What went wrong: with a page, or with a file that never became one.
CREATE TABLE problems (
  problem INTEGER PRIMARY KEY,
  page INTEGER REFERENCES pages,
  place TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  at_character INTEGER,
  fatal INTEGER NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX problems_by_page ON problems (page);
CREATE UNIQUE INDEX problems_without_page ON problems (place, code, message) WHERE page IS NULL;

-- Append-only: nothing is ever changed or deleted here; undo is a row of its own.
CREATE TABLE judgements (
  judgement INTEGER PRIMARY KEY AUTOINCREMENT,
  verdict TEXT NOT NULL,
  target TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  data BLOB NOT NULL
);
CREATE TABLE judged (
  page INTEGER NOT NULL REFERENCES pages,
  judgement INTEGER NOT NULL REFERENCES judgements,
  PRIMARY KEY (page, judgement)
) WITHOUT ROWID;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;
CREATE TRIGGER judgements_last BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END;

-- The searched columns exist only in the indexes; terms_of() makes them from the page and its reading (terms.py).
CREATE VIEW article_terms AS
  SELECT article AS id, terms_of(page, place, 0, 0, 0) AS title, terms_of(page, place, 0, 0, 1) AS body,
         terms_of(page, place, 0, 0, 2) AS marks
  FROM articles JOIN pages USING (page) WHERE current;
CREATE VIEW fact_terms AS
  SELECT fact AS id, terms_of(page, a.place, kind, f.place, 0) AS words,
         terms_of(page, a.place, kind, f.place, 1) AS speaker, terms_of(page, a.place, kind, f.place, 2) AS marks
  FROM facts f JOIN articles a USING (article) JOIN pages USING (page) WHERE current AND indexed;
CREATE VIRTUAL TABLE article_index USING fts5(title, body, marks, content='article_terms', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 tokenchars './:-_'");
CREATE VIRTUAL TABLE fact_index USING fts5(words, speaker, marks, content='fact_terms', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 tokenchars './:-_'");
INSERT INTO article_index (article_index, rank) VALUES ('rank', 'bm25(3.0, 1.0, 0.0)');
INSERT INTO fact_index (fact_index, rank) VALUES ('rank', 'bm25(1.0, 0.5, 0.0)');
"""

#: What brings a record from version *n* to *n* + 1.
MIGRATIONS: tuple[str, ...] = (_FIRST,)
VERSION = len(MIGRATIONS)
