-- Cash books. Entries are written once and never changed; what follows from
-- them (voucher, voucher_search, book_day) is stored to be fast and can always be
-- compared with them and made again.

CREATE TABLE book (
    id                BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    project           BYTEA   NOT NULL REFERENCES project (id),
    number            BIGINT  NOT NULL CHECK (number > 0),
    type              TEXT    NOT NULL CHECK (type IN ('cash', 'bank', 'receivable')),
    name              TEXT    NOT NULL,
    currency          TEXT    NOT NULL,
    time_zone         TEXT    NOT NULL,
    overdraft         BOOLEAN NOT NULL CHECK (overdraft IN (FALSE, TRUE)),
    ceiling_minor     BIGINT  NOT NULL CHECK (ceiling_minor >= 0),
    account           TEXT    NOT NULL, -- of the chart, that stands for the book
    operator          TEXT    NOT NULL, -- of a mobile-money account
    wallet            TEXT    NOT NULL, -- number of the mobile-money account
    responsible       BYTEA   CHECK (length(responsible) = 16),
    deputy            BYTEA   CHECK (length(deputy) = 16),
    counter_signatory BYTEA   CHECK (length(counter_signatory) = 16),
    status            TEXT    NOT NULL CHECK (status IN ('open', 'idle', 'finalised')),
    revision          BIGINT  NOT NULL,
    UNIQUE (project, number)
);
CREATE INDEX book_responsible ON book (responsible);
CREATE INDEX book_deputy ON book (deputy);

-- Every grant of a cash book or a journal to a workstation, and every end of one;
-- the highest epoch counts. Numbers between that of the head and the first number
-- are lost.
CREATE TABLE ownership (
    book         BYTEA  NOT NULL CHECK (length(book) = 16),
    epoch        BIGINT NOT NULL CHECK (epoch >= 0),
    poste        BYTEA  CHECK (length(poste) = 16),
    first_number BIGINT NOT NULL CHECK (first_number >= 0),
    head_seq     BIGINT NOT NULL CHECK (head_seq >= 0),
    head_number  BIGINT NOT NULL CHECK (head_number >= 0),
    head_hash    BYTEA  CHECK (length(head_hash) = 32),
    granted      BIGINT,
    reason       TEXT   NOT NULL, -- of a withdrawal
    PRIMARY KEY (book, epoch)
) WITHOUT ROWID;

-- The chain: every link with all that its hash covers.
CREATE TABLE entry (
    book           BYTEA  NOT NULL REFERENCES book (id),
    seq            BIGINT NOT NULL CHECK (seq > 0),
    number         BIGINT NOT NULL CHECK (number > 0),
    revision       BIGINT NOT NULL CHECK (revision >= 0),
    reverses       BIGINT CHECK (reverses > 0),
    epoch          BIGINT NOT NULL CHECK (epoch >= 0),
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
    details        BYTEA, -- what the voucher says besides, in the bytes that the hash covers; NULL for nothing
    PRIMARY KEY (book, seq)
) WITHOUT ROWID;

-- Derived: the latest revision of each number, in the order of a page.
CREATE TABLE voucher (
    book         BYTEA  NOT NULL REFERENCES book (id),
    day          TEXT   NOT NULL CHECK (length(day) = 10),
    number       BIGINT NOT NULL CHECK (number > 0),
    seq          BIGINT NOT NULL,
    revision     BIGINT NOT NULL,
    reverses     BIGINT,
    amount_minor BIGINT NOT NULL,
    kind         TEXT   NOT NULL CHECK (kind IN ('', 'opening', 'transfer', 'item', 'settlement', 'difference')),
    settles      BIGINT CHECK (settles > 0),
    transfer     BYTEA  CHECK (length(transfer) = 16), -- the same for both legs
    PRIMARY KEY (book, day, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX voucher_number ON voucher (book, number);
CREATE INDEX voucher_settles ON voucher (book, settles) WHERE settles IS NOT NULL;
CREATE INDEX voucher_transfer ON voucher (transfer) WHERE transfer IS NOT NULL;
CREATE INDEX voucher_special ON voucher (book, kind, number) WHERE kind <> '';
CREATE UNIQUE INDEX voucher_reverses ON voucher (book, reverses) WHERE reverses IS NOT NULL;

-- Derived: what a search looks into, the folded text, recipient and partner's
-- number of vouchers. A block has those of one day whose numbers divided by 16
-- give the same, in the order of their numbers; each is the byte 255, the byte 128
-- plus the rest of the division, and the texts parted by line feeds.
CREATE TABLE voucher_search (
    book  BYTEA  NOT NULL REFERENCES book (id),
    day   TEXT   NOT NULL CHECK (length(day) = 10),
    block BIGINT NOT NULL CHECK (block >= 0),
    lines BYTEA  NOT NULL CHECK (length(lines) > 0),
    PRIMARY KEY (book, day, block)
) WITHOUT ROWID;

-- Derived: how a book stands at the end of each day that has vouchers.
CREATE TABLE book_day (
    book          BYTEA  NOT NULL REFERENCES book (id),
    day           TEXT   NOT NULL,
    vouchers      BIGINT NOT NULL, -- of the day
    until         BIGINT NOT NULL, -- of the book, to the end of the day
    balance_minor BIGINT NOT NULL, -- at the end of the day
    lowest_minor  BIGINT NOT NULL, -- lowest running balance of the day
    in_minor      BIGINT NOT NULL CHECK (in_minor >= 0), -- sum of what came in on the day
    PRIMARY KEY (book, day)
) WITHOUT ROWID;
