-- Vouchers without a number yet, copies of books, and branches.

-- Vouchers that a workstation keeps before it is registered, in the order of entry.
CREATE TABLE provisional (
    book           BYTEA  NOT NULL REFERENCES book (id),
    place          BIGINT NOT NULL CHECK (place > 0),
    day            TEXT   NOT NULL CHECK (length(day) = 10),
    amount_minor   BIGINT NOT NULL CHECK (amount_minor <> 0),
    text           TEXT   NOT NULL,
    account        TEXT   NOT NULL,
    recipient      TEXT   NOT NULL,
    partner_number TEXT   NOT NULL,
    details        BYTEA,
    author         BYTEA  CHECK (length(author) = 16),
    entered        BIGINT,
    PRIMARY KEY (book, place)
) WITHOUT ROWID;

-- How far the cash books and journals that are kept here have been copied to head
-- office.
CREATE TABLE book_copy (
    book         BYTEA   NOT NULL PRIMARY KEY CHECK (length(book) = 16),
    epoch        BIGINT  NOT NULL CHECK (epoch > 0),
    seq          BIGINT  NOT NULL CHECK (seq >= 0),
    acknowledged BIGINT  NOT NULL CHECK (acknowledged >= 0),
    day          TEXT    CHECK (length(day) = 10),
    returned     BOOLEAN NOT NULL CHECK (returned IN (FALSE, TRUE))
) WITHOUT ROWID;

-- What a workstation entered after its book had been withdrawn. Like the
-- chain it is written once.
CREATE TABLE branch_entry (
    book           BYTEA  NOT NULL REFERENCES book (id),
    seq            BIGINT NOT NULL CHECK (seq > 0),
    number         BIGINT NOT NULL CHECK (number > 0),
    revision       BIGINT NOT NULL CHECK (revision >= 0),
    reverses       BIGINT CHECK (reverses > 0),
    epoch          BIGINT NOT NULL CHECK (epoch > 0),
    day            TEXT   NOT NULL CHECK (length(day) = 10),
    recorded       BIGINT NOT NULL,
    author         BYTEA  CHECK (length(author) = 16),
    poste          BYTEA  CHECK (length(poste) = 16),
    prev           BYTEA  CHECK (length(prev) = 32),
    hash           BYTEA  NOT NULL CHECK (length(hash) = 32),
    amount_minor   BIGINT NOT NULL CHECK (amount_minor <> 0),
    text           TEXT   NOT NULL,
    account        TEXT   NOT NULL,
    recipient      TEXT   NOT NULL,
    partner_number TEXT   NOT NULL,
    details        BYTEA,
    PRIMARY KEY (book, epoch, seq)
) WITHOUT ROWID;

-- Where the entries of a branch end, so that one that is gone is missed.
CREATE TABLE book_branch (
    book       BYTEA  NOT NULL REFERENCES book (id),
    epoch      BIGINT NOT NULL CHECK (epoch > 0),
    poste      BYTEA  NOT NULL CHECK (length(poste) = 16),
    end_seq    BIGINT NOT NULL CHECK (end_seq > 0),
    end_number BIGINT NOT NULL CHECK (end_number > 0),
    end_hash   BYTEA  NOT NULL CHECK (length(end_hash) = 32),
    received   BIGINT,
    PRIMARY KEY (book, epoch)
) WITHOUT ROWID;
