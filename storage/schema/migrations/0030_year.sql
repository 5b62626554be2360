-- Fiscal years.

CREATE TABLE fiscal_year (
    project      BYTEA  NOT NULL REFERENCES project (id),
    code         TEXT   NOT NULL CHECK (code <> ''),
    first_day    TEXT   NOT NULL CHECK (length(first_day) = 10),
    last_day     TEXT   NOT NULL CHECK (length(last_day) = 10),
    revision     BIGINT NOT NULL CHECK (revision > 0),
    closed       BIGINT, -- never opened again
    closed_by    BYTEA  CHECK (length(closed_by) = 16),
    result_minor BIGINT NOT NULL, -- in the base currency; a profit is positive
    account      TEXT   NOT NULL, -- that the result went to
    journal      BYTEA  CHECK (length(journal) = 16), -- with the entries below
    closing      BIGINT NOT NULL CHECK (closing >= 0),
    opening      BIGINT NOT NULL CHECK (opening >= 0),
    PRIMARY KEY (project, code)
) WITHOUT ROWID;
