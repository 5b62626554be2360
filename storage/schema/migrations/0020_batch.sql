-- Batches of vouchers, at both ends.

-- Batches that were written here. What they hold is locked.
CREATE TABLE batch (
    book         BYTEA  NOT NULL REFERENCES book (id),
    epoch        BIGINT NOT NULL CHECK (epoch > 0),
    number       BIGINT NOT NULL CHECK (number > 0),
    after_seq    BIGINT NOT NULL CHECK (after_seq >= 0),
    after_number BIGINT NOT NULL CHECK (after_number >= 0),
    after_hash   BYTEA  CHECK (length(after_hash) = 32),
    head_seq     BIGINT NOT NULL CHECK (head_seq >= after_seq),
    head_number  BIGINT NOT NULL CHECK (head_number >= after_number),
    head_hash    BYTEA  CHECK (length(head_hash) = 32),
    since        BIGINT NOT NULL CHECK (since BETWEEN 0 AND after_seq), -- last entry that the recipient was sent before
    last_day     TEXT   CHECK (length(last_day) = 10), -- the latest of a locked voucher
    recipient    BYTEA  CHECK (length(recipient) = 16), -- workstation, or NULL for head office
    vouchers     BIGINT NOT NULL CHECK (vouchers >= 0),
    in_minor     BIGINT NOT NULL CHECK (in_minor >= 0),
    out_minor    BIGINT NOT NULL CHECK (out_minor >= 0),
    documents    TEXT   NOT NULL, -- digests of the scans in the file, with spaces
    missing      BIGINT NOT NULL CHECK (missing >= 0), -- scans that were not there
    digest       BYTEA  CHECK (length(digest) = 32), -- NULL where head office handed it in to itself, without a file
    file         TEXT   NOT NULL,
    written      BIGINT NOT NULL,
    written_by   BYTEA  CHECK (length(written_by) = 16),
    acknowledged BIGINT,
    PRIMARY KEY (book, epoch, number)
) WITHOUT ROWID;

-- Batches that came from others.
CREATE TABLE received_batch (
    book        BYTEA  NOT NULL REFERENCES book (id),
    epoch       BIGINT NOT NULL CHECK (epoch > 0),
    number      BIGINT NOT NULL CHECK (number > 0),
    sender      BYTEA  NOT NULL CHECK (length(sender) = 16),
    author      BYTEA  CHECK (length(author) = 16),
    after_seq   BIGINT NOT NULL CHECK (after_seq >= 0),
    head_seq    BIGINT NOT NULL CHECK (head_seq >= after_seq),
    head_number BIGINT NOT NULL CHECK (head_number >= 0),
    head_hash   BYTEA  CHECK (length(head_hash) = 32),
    digest      BYTEA  CHECK (length(digest) = 32), -- NULL as above
    vouchers    BIGINT NOT NULL CHECK (vouchers >= 0),
    in_minor    BIGINT NOT NULL CHECK (in_minor >= 0),
    out_minor   BIGINT NOT NULL CHECK (out_minor >= 0),
    documents   BIGINT NOT NULL CHECK (documents >= 0),
    issued      BIGINT NOT NULL,
    received    BIGINT NOT NULL,
    received_by BYTEA  CHECK (length(received_by) = 16),
    answered    BIGINT, -- when the acknowledgement was written
    PRIMARY KEY (book, epoch, number)
) WITHOUT ROWID;

-- The entries of received batches. Only state and reason ever change.
CREATE TABLE received_entry (
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
    batch_epoch    BIGINT NOT NULL CHECK (batch_epoch > 0),
    batch          BIGINT NOT NULL CHECK (batch > 0),
    state          TEXT   NOT NULL CHECK (state IN ('to-post', 'posted', 'declined', 'superseded')),
    reason         TEXT   NOT NULL CHECK ((reason <> '') = (state = 'declined')),
    PRIMARY KEY (book, seq)
) WITHOUT ROWID;

CREATE INDEX received_entry_state ON received_entry (state, book, number);

-- The cash counts of received batches, and their signatures, written once.
CREATE TABLE received_count (
    book          BYTEA  NOT NULL REFERENCES book (id),
    number        BIGINT NOT NULL CHECK (number > 0),
    epoch         BIGINT NOT NULL CHECK (epoch > 0),
    day           TEXT   NOT NULL CHECK (length(day) = 10),
    counted       BIGINT NOT NULL,
    head_seq      BIGINT NOT NULL CHECK (head_seq >= 0),
    head_number   BIGINT NOT NULL CHECK (head_number >= 0),
    head_hash     BYTEA  CHECK (length(head_hash) = 32),
    lines         BYTEA, -- as those of cash_count
    counted_minor BIGINT NOT NULL CHECK (counted_minor >= 0),
    balance_minor BIGINT NOT NULL,
    remark        TEXT   NOT NULL,
    author        BYTEA  NOT NULL CHECK (length(author) = 16),
    poste         BYTEA  NOT NULL CHECK (length(poste) = 16),
    prev          BYTEA  CHECK (length(prev) = 32),
    hash          BYTEA  NOT NULL CHECK (length(hash) = 32),
    batch_epoch   BIGINT NOT NULL CHECK (batch_epoch > 0),
    batch         BIGINT NOT NULL CHECK (batch > 0),
    PRIMARY KEY (book, number)
) WITHOUT ROWID;

CREATE TABLE received_signature (
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
    FOREIGN KEY (book, number) REFERENCES received_count (book, number)
) WITHOUT ROWID;

-- What people did about a cash book or a journal beside giving it to a workstation
-- and taking it away.
CREATE TABLE book_event (
    book   BYTEA  NOT NULL CHECK (length(book) = 16),
    place  BIGINT NOT NULL CHECK (place > 0),
    kind   TEXT   NOT NULL CHECK (kind IN ('accepted', 'finalised', 'idle', 'reopened', 'returned')),
    epoch  BIGINT NOT NULL CHECK (epoch >= 0),
    poste  BYTEA  CHECK (length(poste) = 16),
    person BYTEA  CHECK (length(person) = 16),
    at     BIGINT NOT NULL,
    reason TEXT   NOT NULL,
    PRIMARY KEY (book, place)
) WITHOUT ROWID;
