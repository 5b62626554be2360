-- Journals and their postings. Postings are written once and never changed; what
-- follows from them (posting_line, account_month) is stored to be fast and can
-- always be compared with them and made again.

CREATE TABLE journal (
    id           BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    project      BYTEA   NOT NULL REFERENCES project (id),
    code         TEXT    NOT NULL CHECK (code <> ''),
    name         TEXT    NOT NULL,
    class        TEXT    NOT NULL CHECK (class IN ('purchases', 'sales', 'cash', 'bank', 'general', 'opening')),
    currency     TEXT    NOT NULL,
    base         TEXT    NOT NULL,
    time_zone    TEXT    NOT NULL,
    account      TEXT    NOT NULL,
    allowed      TEXT    NOT NULL, -- masks, parted by spaces; empty for every one
    confidential BOOLEAN NOT NULL CHECK (confidential IN (FALSE, TRUE)),
    responsible  BYTEA   CHECK (length(responsible) = 16),
    status       TEXT    NOT NULL CHECK (status IN ('open', 'idle', 'finalised')),
    revision     BIGINT  NOT NULL,
    UNIQUE (project, code)
);
CREATE INDEX journal_responsible ON journal (responsible);

-- Who may post besides.
CREATE TABLE journal_user (
    journal BYTEA NOT NULL REFERENCES journal (id),
    person  BYTEA NOT NULL CHECK (length(person) = 16),
    PRIMARY KEY (journal, person)
) WITHOUT ROWID;
CREATE INDEX journal_user_person ON journal_user (person);

-- The chain: every link with all that its hash covers.
CREATE TABLE posting (
    journal  BYTEA  NOT NULL REFERENCES journal (id),
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
    body     BYTEA  NOT NULL, -- what the posting says, in the bytes that the hash covers
    search    TEXT   NOT NULL, -- derived: what a search looks into, folded
    documents BIGINT NOT NULL CHECK (documents >= 0), -- derived: how many are attached
    PRIMARY KEY (journal, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX posting_number ON posting (journal, number);
CREATE INDEX posting_day ON posting (journal, day, number);
CREATE INDEX posting_documents ON posting (journal, seq) WHERE documents > 0;
CREATE UNIQUE INDEX posting_reverses ON posting (journal, reverses) WHERE reverses IS NOT NULL;

-- Derived: the lines in the order of the accounts.
CREATE TABLE posting_line (
    project      BYTEA  NOT NULL REFERENCES project (id),
    account      TEXT   NOT NULL,
    day          TEXT   NOT NULL CHECK (length(day) = 10),
    journal      BYTEA  NOT NULL REFERENCES journal (id),
    number       BIGINT NOT NULL,
    place        BIGINT NOT NULL, -- in the posting, from 0
    seq          BIGINT NOT NULL,
    opening      BOOLEAN NOT NULL CHECK (opening IN (FALSE, TRUE)),
    party        TEXT   NOT NULL,
    budget_line  TEXT   NOT NULL,
    funding      TEXT   NOT NULL,
    amount_minor BIGINT NOT NULL,
    base_minor   BIGINT NOT NULL,
    PRIMARY KEY (project, account, day, journal, number, place)
) WITHOUT ROWID;
CREATE INDEX posting_line_budget ON posting_line (project, budget_line, funding, day) WHERE budget_line <> '';

-- Derived: what was posted on each account in each month, in the base currency and
-- in that of the journal. Openings lie apart, after everything else of a journal, so
-- that what adds up all accounts asks no row whether it is one.
CREATE TABLE account_month (
    journal       BYTEA   NOT NULL REFERENCES journal (id),
    account       TEXT    NOT NULL,
    month         TEXT    NOT NULL CHECK (length(month) = 7),
    opening       BOOLEAN NOT NULL CHECK (opening IN (FALSE, TRUE)),
    -- a hundred of the largest amounts; more of them would leave 64 bits, unnoticed
    debit_minor   BIGINT  NOT NULL CHECK (debit_minor BETWEEN 0 AND 100000000000000000),
    credit_minor  BIGINT  NOT NULL CHECK (credit_minor BETWEEN 0 AND 100000000000000000),
    amount_minor  BIGINT  NOT NULL, -- debit less credit, in the currency of the journal
    lines         BIGINT  NOT NULL CHECK (lines > 0),
    PRIMARY KEY (journal, opening, account, month)
) WITHOUT ROWID;

-- Derived: how many postings a journal has in each month.
CREATE TABLE journal_month (
    journal  BYTEA  NOT NULL REFERENCES journal (id),
    month    TEXT   NOT NULL CHECK (length(month) = 7),
    postings BIGINT NOT NULL CHECK (postings > 0),
    PRIMARY KEY (journal, month)
) WITHOUT ROWID;

-- What people prepare. Nothing depends on it.
CREATE TABLE posting_draft (
    id      BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    journal BYTEA  NOT NULL REFERENCES journal (id),
    day     TEXT   CHECK (length(day) = 10),
    body    BYTEA  NOT NULL,
    author  BYTEA  CHECK (length(author) = 16),
    changed BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0)
);
CREATE INDEX posting_draft_journal ON posting_draft (journal, changed);
