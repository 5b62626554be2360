-- Backups and restores of journals, and the branches that restores leave.

-- Backups that were made here, and at head office those of which postes have told.
CREATE TABLE journal_backup (
    journal BYTEA  NOT NULL REFERENCES journal (id),
    digest  BYTEA  NOT NULL CHECK (length(digest) = 32), -- of the manifest
    epoch   BIGINT NOT NULL CHECK (epoch >= 0),
    seq     BIGINT NOT NULL CHECK (seq >= 0),
    number  BIGINT NOT NULL CHECK (number >= 0),
    hash    BYTEA  CHECK (length(hash) = 32), -- of the last posting in it
    closing BYTEA  CHECK (length(closing) = 32), -- hash of the last closing in it
    made    BIGINT NOT NULL,
    reason  TEXT   NOT NULL CHECK (reason IN ('day', 'month', 'provisional', 'return', 'manual')),
    author  BYTEA  CHECK (length(author) = 16),
    poste   BYTEA  CHECK (length(poste) = 16),
    name    TEXT   NOT NULL,
    told    BIGINT, -- when head office heard of it
    PRIMARY KEY (journal, digest)
) WITHOUT ROWID;

-- What was put aside: postings that leave the chain after the cut.
CREATE TABLE journal_branch (
    journal    BYTEA  NOT NULL REFERENCES journal (id),
    branch     BIGINT NOT NULL CHECK (branch > 0),
    cause      TEXT   NOT NULL CHECK (cause IN ('restore', 'followed', 'withdrawn')),
    cut_seq    BIGINT NOT NULL CHECK (cut_seq >= 0),
    cut_number BIGINT NOT NULL CHECK (cut_number >= 0),
    cut_hash   BYTEA  CHECK (length(cut_hash) = 32),
    end_seq    BIGINT NOT NULL CHECK (end_seq > cut_seq),
    end_number BIGINT NOT NULL CHECK (end_number > cut_number),
    end_hash   BYTEA  NOT NULL CHECK (length(end_hash) = 32),
    backup     BYTEA  CHECK (length(backup) = 32), -- digest of the manifest that was restored
    code       TEXT   NOT NULL, -- by which head office permitted it; empty where nobody had to
    reason     TEXT   NOT NULL,
    put_aside  BIGINT NOT NULL,
    author     BYTEA  CHECK (length(author) = 16),
    poste      BYTEA  CHECK (length(poste) = 16),
    PRIMARY KEY (journal, branch)
) WITHOUT ROWID;

-- Their postings, as they were in the chain. Like the chain it is written once.
CREATE TABLE branch_posting (
    journal  BYTEA  NOT NULL,
    branch   BIGINT NOT NULL,
    seq      BIGINT NOT NULL CHECK (seq > 0),
    number   BIGINT NOT NULL CHECK (number > 0),
    reverses BIGINT CHECK (reverses > 0),
    epoch    BIGINT NOT NULL CHECK (epoch >= 0),
    day      TEXT   NOT NULL CHECK (length(day) = 10),
    recorded BIGINT NOT NULL,
    author   BYTEA  CHECK (length(author) = 16),
    poste    BYTEA  CHECK (length(poste) = 16),
    prev     BYTEA  CHECK (length(prev) = 32),
    hash     BYTEA  NOT NULL CHECK (length(hash) = 32),
    body     BYTEA  NOT NULL,
    PRIMARY KEY (journal, branch, seq),
    FOREIGN KEY (journal, branch) REFERENCES journal_branch (journal, branch)
) WITHOUT ROWID;

-- What postes have told head office of restores.
CREATE TABLE restore_told (
    journal    BYTEA  NOT NULL REFERENCES journal (id),
    poste      BYTEA  NOT NULL CHECK (length(poste) = 16),
    branch     BIGINT NOT NULL CHECK (branch > 0),
    cut_seq    BIGINT NOT NULL,
    cut_number BIGINT NOT NULL,
    cut_hash   BYTEA  CHECK (length(cut_hash) = 32),
    end_seq    BIGINT NOT NULL,
    end_number BIGINT NOT NULL,
    end_hash   BYTEA  CHECK (length(end_hash) = 32),
    backup     BYTEA  CHECK (length(backup) = 32),
    code       TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    put_aside  BIGINT NOT NULL,
    author     BYTEA  CHECK (length(author) = 16),
    PRIMARY KEY (journal, poste, branch)
) WITHOUT ROWID;
