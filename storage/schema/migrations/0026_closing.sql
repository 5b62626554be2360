-- Closings of journals, and what head office decides about them.

-- Each closing, on the poste that made it and at head office. What stands before
-- state is written once.
CREATE TABLE closing (
    journal        BYTEA   NOT NULL REFERENCES journal (id),
    number         BIGINT  NOT NULL CHECK (number > 0),
    epoch          BIGINT  NOT NULL CHECK (epoch > 0),
    kind           TEXT    NOT NULL CHECK (kind IN ('day', 'month', 'provisional')),
    until          TEXT    NOT NULL CHECK (length(until) = 10),
    closed         BIGINT  NOT NULL,
    head_seq       BIGINT  NOT NULL CHECK (head_seq >= 0),
    head_number    BIGINT  NOT NULL CHECK (head_number >= 0),
    head_hash      BYTEA   CHECK (length(head_hash) = 32),
    postings       BIGINT  NOT NULL CHECK (postings >= 0),
    debit_minor    BIGINT  NOT NULL CHECK (debit_minor >= 0),
    author         BYTEA   NOT NULL CHECK (length(author) = 16),
    poste          BYTEA   NOT NULL CHECK (length(poste) = 16),
    prev           BYTEA   CHECK (length(prev) = 32),
    hash           BYTEA   NOT NULL CHECK (length(hash) = 32),
    state          TEXT    NOT NULL CHECK (state IN ('stands', 'sent', 'released', 'rejected', 'void')),
    digest         BYTEA   UNIQUE CHECK (length(digest) = 32), -- of the message of its last file
    parts          BIGINT  NOT NULL CHECK (parts >= 0),
    after_seq      BIGINT  NOT NULL CHECK (after_seq >= 0),
    after_number   BIGINT  NOT NULL CHECK (after_number >= 0),
    after_hash     BYTEA   CHECK (length(after_hash) = 32),
    received       BIGINT, -- at head office
    decided        BIGINT,
    decided_by     BYTEA   CHECK (length(decided_by) = 16),
    decider        TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    document_hash  BYTEA   CHECK (length(document_hash) = 32),
    document_size  BIGINT  NOT NULL CHECK (document_size >= 0),
    document_media TEXT    NOT NULL,
    document_name  TEXT    NOT NULL,
    by_code        BOOLEAN NOT NULL CHECK (by_code IN (FALSE, TRUE)),
    PRIMARY KEY (journal, number)
) WITHOUT ROWID;
CREATE INDEX closing_state ON closing (state, closed);

-- The files that closings were sent in, so that the same bytes can be written
-- again; at head office only what they were.
CREATE TABLE closing_file (
    journal BYTEA  NOT NULL REFERENCES journal (id),
    closing BIGINT NOT NULL CHECK (closing > 0),
    part    BIGINT NOT NULL CHECK (part > 0),
    digest  BYTEA  NOT NULL CHECK (length(digest) = 32),
    name    TEXT   NOT NULL,
    data    BYTEA, -- of the file, up to the scans
    blobs   BYTEA, -- what the scans are stored under
    PRIMARY KEY (journal, closing, part)
);

-- « contrôlé »: what head office has looked at.
CREATE TABLE posting_check (
    journal BYTEA  NOT NULL REFERENCES journal (id),
    seq     BIGINT NOT NULL CHECK (seq > 0),
    number  BIGINT NOT NULL CHECK (number > 0),
    person  BYTEA  NOT NULL CHECK (length(person) = 16),
    name    TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    remark  TEXT   NOT NULL,
    PRIMARY KEY (journal, seq)
) WITHOUT ROWID;
