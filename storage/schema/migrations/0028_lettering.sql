-- Lettering, bank statements and what they were matched with. None of it changes a
-- posting; lines are named by journal, number and place, which never change.

CREATE TABLE lettering (
    project   BYTEA   NOT NULL REFERENCES project (id),
    account   TEXT    NOT NULL,
    serial    BIGINT  NOT NULL CHECK (serial > 0),
    party     TEXT    NOT NULL,
    proposed  BOOLEAN NOT NULL CHECK (proposed IN (FALSE, TRUE)),
    day       TEXT    NOT NULL CHECK (length(day) = 10),
    recorded  BIGINT  NOT NULL,
    author    BYTEA   CHECK (length(author) = 16),
    undone    BIGINT, -- has no lines since then
    undone_by BYTEA   CHECK (length(undone_by) = 16),
    PRIMARY KEY (project, account, serial)
) WITHOUT ROWID;

-- A line has one letter at most.
CREATE TABLE lettering_line (
    journal BYTEA  NOT NULL CHECK (length(journal) = 16),
    number  BIGINT NOT NULL CHECK (number > 0),
    place   BIGINT NOT NULL CHECK (place >= 0),
    project BYTEA  NOT NULL,
    account TEXT   NOT NULL,
    serial  BIGINT NOT NULL,
    PRIMARY KEY (journal, number, place),
    FOREIGN KEY (project, account, serial) REFERENCES lettering (project, account, serial)
) WITHOUT ROWID;
CREATE INDEX lettering_line_letter ON lettering_line (project, account, serial);

CREATE TABLE bank_statement (
    project       BYTEA  NOT NULL REFERENCES project (id),
    account       TEXT   NOT NULL, -- of the chart
    serial        BIGINT NOT NULL CHECK (serial > 0),
    format        TEXT   NOT NULL CHECK (format IN ('camt', 'ofx', 'qif', 'csv')),
    number        TEXT   NOT NULL, -- the bank's own
    bank_account  TEXT   NOT NULL,
    from_day      TEXT   CHECK (length(from_day) = 10),
    until_day     TEXT   CHECK (length(until_day) = 10),
    opening_day   TEXT   CHECK (length(opening_day) = 10),
    opening_minor BIGINT,
    closing_day   TEXT   CHECK (length(closing_day) = 10),
    closing_minor BIGINT,
    lines         BIGINT NOT NULL CHECK (lines >= 0),
    known         BIGINT NOT NULL CHECK (known >= 0),
    file          TEXT   NOT NULL,
    digest        BYTEA  NOT NULL CHECK (length(digest) = 32),
    imported      BIGINT NOT NULL,
    author        BYTEA  CHECK (length(author) = 16),
    PRIMARY KEY (project, account, serial)
) WITHOUT ROWID;

CREATE TABLE bank_line (
    project        BYTEA  NOT NULL,
    account        TEXT   NOT NULL,
    statement      BIGINT NOT NULL,
    place          BIGINT NOT NULL CHECK (place >= 0), -- 0 for the balance before the first statement
    file_line      BIGINT NOT NULL,
    element        TEXT   NOT NULL,
    day            TEXT   NOT NULL CHECK (length(day) = 10),
    value_day      TEXT   CHECK (length(value_day) = 10),
    amount_minor   BIGINT NOT NULL CHECK (amount_minor <> 0),
    text           TEXT   NOT NULL,
    party          TEXT   NOT NULL,
    reference      TEXT   NOT NULL,
    bank_reference TEXT   NOT NULL,
    batch          TEXT   NOT NULL,
    PRIMARY KEY (project, account, statement, place),
    FOREIGN KEY (project, account, statement) REFERENCES bank_statement (project, account, serial)
) WITHOUT ROWID;
CREATE INDEX bank_line_day ON bank_line (project, account, day);

CREATE TABLE bank_match (
    project  BYTEA   NOT NULL REFERENCES project (id),
    account  TEXT    NOT NULL,
    serial   BIGINT  NOT NULL CHECK (serial > 0),
    proposed BOOLEAN NOT NULL CHECK (proposed IN (FALSE, TRUE)),
    recorded BIGINT  NOT NULL,
    author   BYTEA   CHECK (length(author) = 16),
    PRIMARY KEY (project, account, serial)
) WITHOUT ROWID;

-- Nothing is matched twice: neither a line of a statement nor one of the books.
CREATE TABLE bank_match_bank (
    project   BYTEA  NOT NULL,
    account   TEXT   NOT NULL,
    statement BIGINT NOT NULL,
    place     BIGINT NOT NULL,
    serial    BIGINT NOT NULL,
    PRIMARY KEY (project, account, statement, place),
    FOREIGN KEY (project, account, statement, place) REFERENCES bank_line (project, account, statement, place),
    FOREIGN KEY (project, account, serial) REFERENCES bank_match (project, account, serial)
) WITHOUT ROWID;
CREATE INDEX bank_match_bank_serial ON bank_match_bank (project, account, serial);

CREATE TABLE bank_match_book (
    journal BYTEA  NOT NULL CHECK (length(journal) = 16),
    number  BIGINT NOT NULL CHECK (number > 0),
    place   BIGINT NOT NULL CHECK (place >= 0),
    project BYTEA  NOT NULL,
    account TEXT   NOT NULL,
    serial  BIGINT NOT NULL,
    PRIMARY KEY (journal, number, place),
    FOREIGN KEY (project, account, serial) REFERENCES bank_match (project, account, serial)
) WITHOUT ROWID;
CREATE INDEX bank_match_book_serial ON bank_match_book (project, account, serial);

-- Numbers that statements and matches have used, so that none is used again.
CREATE TABLE bank_head (
    project   BYTEA  NOT NULL REFERENCES project (id),
    account   TEXT   NOT NULL,
    statement BIGINT NOT NULL,
    match     BIGINT NOT NULL,
    PRIMARY KEY (project, account)
) WITHOUT ROWID;
