-- Requests for the release of funds.

CREATE TABLE release (
    id            BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    digest        BYTEA  UNIQUE CHECK (length(digest) = 32), -- of the message that asked; NULL when asked at head office
    poste         BYTEA  NOT NULL CHECK (length(poste) = 16),
    person        BYTEA  NOT NULL CHECK (length(person) = 16),
    book          BYTEA  NOT NULL CHECK (length(book) = 16),
    amount_minor  BIGINT NOT NULL CHECK (amount_minor > 0),
    currency      TEXT   NOT NULL,
    wanted        TEXT   NOT NULL,
    purpose       TEXT   NOT NULL CHECK (purpose <> ''),
    budget_line   TEXT   NOT NULL,
    funding       TEXT   NOT NULL,
    made          BIGINT NOT NULL,
    received      BIGINT NOT NULL,
    status        TEXT   NOT NULL CHECK (status IN ('open', 'granted', 'refused', 'withdrawn')),
    decided       BIGINT,
    decided_by    BYTEA  CHECK (length(decided_by) = 16),
    decider       TEXT   NOT NULL,
    reason        TEXT   NOT NULL,
    granted_minor BIGINT NOT NULL CHECK (granted_minor >= 0),
    reference     TEXT   NOT NULL,
    paid_book     BYTEA  CHECK (length(paid_book) = 16), -- NULL when paid outside of any book
    paid_project  TEXT   NOT NULL,
    paid_number   BIGINT NOT NULL,
    paid_name     TEXT   NOT NULL,
    paid_currency TEXT   NOT NULL,
    paid_voucher  BIGINT, -- number of the leg out
    paid_day      TEXT,
    paid_minor    BIGINT NOT NULL,
    paid_rate     BIGINT NOT NULL,
    voucher       BIGINT  -- under which it was entered here
);
CREATE INDEX release_status ON release (status, made);
CREATE INDEX release_book ON release (book, status);
