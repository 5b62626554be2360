-- What an organisation says of itself: company data, which travels to sites with
-- its revision, bank accounts, which stay at head office, contribution rates
-- and the alerts by letter that were already written.

ALTER TABLE organisation ADD COLUMN legal_form TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN street TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN address_extra TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN tax_number TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN register_number TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN website TEXT NOT NULL DEFAULT '';

CREATE TABLE bank_account (
    id       BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    bank     TEXT   NOT NULL CHECK (bank <> ''),
    holder   TEXT   NOT NULL CHECK (holder <> ''),
    number   TEXT   NOT NULL UNIQUE CHECK (number <> ''),
    bic      TEXT   NOT NULL,
    currency TEXT   NOT NULL CHECK (length(currency) = 3),
    version  BIGINT NOT NULL CHECK (version > 0)
);

CREATE TABLE contribution (
    id         BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT   NOT NULL CHECK (name <> ''),
    millionths BIGINT NOT NULL CHECK (millionths >= 0), -- of the amount: 18 % is 180 000
    first_day  TEXT   NOT NULL CHECK (length(first_day) = 10),
    last_day   TEXT   CHECK (length(last_day) = 10),
    account    TEXT   NOT NULL,
    made       BIGINT,
    made_by    BYTEA  CHECK (length(made_by) = 16),
    UNIQUE (name, first_day)
);

CREATE TABLE letter_alert (
    kind   TEXT   NOT NULL CHECK (kind IN ('new-poste', 'access-ending', 'tasks')),
    person BYTEA  NOT NULL CHECK (length(person) = 16),
    about  TEXT   NOT NULL, -- the alarm, or the last day of the access
    made   BIGINT,
    PRIMARY KEY (kind, person, about)
);
