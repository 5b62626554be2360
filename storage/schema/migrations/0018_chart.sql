-- Charts of accounts of projects, budget lines, fundings and rates.

-- What a project has chosen: a built-in chart, and how it differs from that.
CREATE TABLE chart (
    project  BYTEA  NOT NULL PRIMARY KEY REFERENCES project (id),
    base     TEXT   NOT NULL CHECK (base IN ('syscohada', 'sycebnl', 'pcg')),
    hash     BYTEA  NOT NULL CHECK (length(hash) = 32), -- of the built-in table
    revision BIGINT NOT NULL CHECK (revision > 0)
);

CREATE TABLE chart_account (
    project    BYTEA   NOT NULL REFERENCES chart (project),
    code       TEXT    NOT NULL CHECK (code <> ''),
    active     BOOLEAN NOT NULL CHECK (active IN (FALSE, TRUE)),
    cashbook   BOOLEAN NOT NULL CHECK (cashbook IN (FALSE, TRUE)),
    accounting BOOLEAN NOT NULL CHECK (accounting IN (FALSE, TRUE)),
    PRIMARY KEY (project, code)
) WITHOUT ROWID;

CREATE TABLE chart_name (
    project  BYTEA NOT NULL,
    code     TEXT  NOT NULL,
    language TEXT  NOT NULL CHECK (language <> ''),
    text     TEXT  NOT NULL CHECK (text <> ''),
    PRIMARY KEY (project, code, language),
    FOREIGN KEY (project, code) REFERENCES chart_account (project, code)
) WITHOUT ROWID;

CREATE TABLE budget (
    project  BYTEA  NOT NULL PRIMARY KEY REFERENCES project (id),
    revision BIGINT NOT NULL CHECK (revision > 0)
);

CREATE TABLE budget_line (
    project       BYTEA   NOT NULL REFERENCES budget (project),
    code          TEXT    NOT NULL CHECK (code <> ''),
    label         TEXT    NOT NULL CHECK (label <> ''),
    planned_minor BIGINT  NOT NULL CHECK (planned_minor >= 0),
    active        BOOLEAN NOT NULL CHECK (active IN (FALSE, TRUE)),
    PRIMARY KEY (project, code)
) WITHOUT ROWID;

CREATE TABLE funding_list (
    project  BYTEA  NOT NULL PRIMARY KEY REFERENCES project (id),
    revision BIGINT NOT NULL CHECK (revision > 0)
);

CREATE TABLE funding (
    project   BYTEA   NOT NULL REFERENCES funding_list (project),
    code      TEXT    NOT NULL CHECK (code <> ''),
    label     TEXT    NOT NULL CHECK (label <> ''),
    donor     TEXT    NOT NULL,
    first_day TEXT    CHECK (length(first_day) = 10),
    last_day  TEXT    CHECK (length(last_day) = 10),
    active    BOOLEAN NOT NULL CHECK (active IN (FALSE, TRUE)),
    PRIMARY KEY (project, code)
) WITHOUT ROWID;

-- Rates between currencies, of the whole organisation.
CREATE TABLE rate_list (
    base     TEXT   NOT NULL CHECK (length(base) = 3),
    quote    TEXT   NOT NULL CHECK (length(quote) = 3),
    revision BIGINT NOT NULL CHECK (revision > 0),
    PRIMARY KEY (base, quote)
) WITHOUT ROWID;

CREATE TABLE rate (
    base   TEXT   NOT NULL,
    quote  TEXT   NOT NULL,
    day    TEXT   NOT NULL CHECK (length(day) = 10),
    rate   BIGINT NOT NULL CHECK (rate > 0), -- with ten decimals
    source TEXT   NOT NULL,
    PRIMARY KEY (base, quote, day),
    FOREIGN KEY (base, quote) REFERENCES rate_list (base, quote)
) WITHOUT ROWID;
