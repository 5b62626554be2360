-- Saved views of the user overview, and how a person read the columns of a
-- spreadsheet of users the last time. Both are a person's own and go with them.

CREATE TABLE user_view (
    person BYTEA NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name   TEXT  NOT NULL CHECK (name <> ''),
    view   TEXT  NOT NULL, -- JSON of roster.View
    PRIMARY KEY (person, name)
) WITHOUT ROWID;

CREATE TABLE user_mapping (
    person  BYTEA NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    titles  BYTEA NOT NULL CHECK (length(titles) = 32), -- digest of the titles of the columns
    mapping TEXT  NOT NULL,                             -- JSON: {"email":2,…}
    PRIMARY KEY (person, titles)
) WITHOUT ROWID;
