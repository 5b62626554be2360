-- Cash counts, « comptages de caisse ». Counts and signatures are written once.

CREATE TABLE cash_count (
    book          BYTEA  NOT NULL REFERENCES book (id),
    number        BIGINT NOT NULL CHECK (number > 0),
    epoch         BIGINT NOT NULL CHECK (epoch > 0),
    day           TEXT   NOT NULL CHECK (length(day) = 10),
    counted       BIGINT NOT NULL,
    head_seq      BIGINT NOT NULL CHECK (head_seq >= 0),
    head_number   BIGINT NOT NULL CHECK (head_number >= 0),
    head_hash     BYTEA  CHECK (length(head_hash) = 32),
    lines         BYTEA, -- notes and coins in the bytes that the hash covers; NULL for none
    counted_minor BIGINT NOT NULL CHECK (counted_minor >= 0),
    balance_minor BIGINT NOT NULL,
    remark        TEXT   NOT NULL,
    author        BYTEA  NOT NULL CHECK (length(author) = 16),
    poste         BYTEA  NOT NULL CHECK (length(poste) = 16),
    prev          BYTEA  CHECK (length(prev) = 32),
    hash          BYTEA  NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (book, number)
) WITHOUT ROWID;

-- The second person's word on a count, by its number.
CREATE TABLE count_signature (
    book        BYTEA  NOT NULL,
    number      BIGINT NOT NULL,
    count_hash  BYTEA  NOT NULL CHECK (length(count_hash) = 32),
    way         TEXT   NOT NULL CHECK (way IN ('sign-in', 'paper')),
    signatory   BYTEA  NOT NULL CHECK (length(signatory) = 16),
    recorder    BYTEA  NOT NULL CHECK (length(recorder) = 16),
    day         TEXT   NOT NULL CHECK (length(day) = 10),
    recorded    BIGINT NOT NULL,
    epoch       BIGINT NOT NULL CHECK (epoch > 0),
    poste       BYTEA  NOT NULL CHECK (length(poste) = 16),
    head_seq    BIGINT NOT NULL CHECK (head_seq >= 0),
    head_number BIGINT NOT NULL CHECK (head_number >= 0),
    head_hash   BYTEA  CHECK (length(head_hash) = 32),
    hash        BYTEA  NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (book, number),
    FOREIGN KEY (book, number) REFERENCES cash_count (book, number)
) WITHOUT ROWID;

-- How far the counts of the books that are kept here have been copied to head office.
CREATE TABLE count_copy (
    book       BYTEA  NOT NULL PRIMARY KEY REFERENCES book (id),
    counts     BIGINT NOT NULL CHECK (counts >= 0),
    signed     BIGINT NOT NULL CHECK (signed >= 0),
    ack_counts BIGINT NOT NULL CHECK (ack_counts >= 0),
    ack_signed BIGINT NOT NULL CHECK (ack_signed >= 0)
) WITHOUT ROWID;

-- A till is counted once in so many days, and on one more day of each month; 0 for no rule.
ALTER TABLE organisation ADD COLUMN count_days BIGINT NOT NULL DEFAULT 0 CHECK (count_days >= 0);
