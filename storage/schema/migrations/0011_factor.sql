-- Second factors of people on this workstation.

ALTER TABLE organisation ADD COLUMN password_min  BIGINT NOT NULL DEFAULT 10 CHECK (password_min >= 0);
ALTER TABLE organisation ADD COLUMN second_factor TEXT   NOT NULL DEFAULT 'optional' CHECK (second_factor IN ('none', 'optional', 'required'));
ALTER TABLE organisation ADD COLUMN lock_minutes  BIGINT NOT NULL DEFAULT 0 CHECK (lock_minutes >= 0);

-- What the administrator asked of one person, and how often: a site applies
-- each reset once.
ALTER TABLE person ADD COLUMN factor       TEXT   NOT NULL DEFAULT '' CHECK (factor IN ('', 'totp', 'none'));
ALTER TABLE person ADD COLUMN factor_reset BIGINT NOT NULL DEFAULT 0 CHECK (factor_reset >= 0);

-- The secret is sealed under the person's password. A pending one waits for
-- the first code that confirms it, beside the one that still counts.
CREATE TABLE factor (
    person    BYTEA  NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    state     TEXT   NOT NULL CHECK (state IN ('pending', 'enrolled')),
    sealed    BYTEA  NOT NULL,
    made      BIGINT,
    enrolled  BIGINT CHECK ((state = 'enrolled') = (enrolled IS NOT NULL)),
    used_step BIGINT NOT NULL,
    drift     BIGINT NOT NULL,
    PRIMARY KEY (person, state)
) WITHOUT ROWID;

CREATE TABLE recovery (
    person BYTEA NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    salt   BYTEA NOT NULL CHECK (length(salt) = 16)
);

CREATE TABLE recovery_code (
    person BYTEA  NOT NULL REFERENCES recovery (person) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number > 0),
    digest BYTEA  NOT NULL CHECK (length(digest) = 32),
    used   BIGINT,
    PRIMARY KEY (person, number)
) WITHOUT ROWID;

-- Attempts to sign in: per person and what they prove, per name that nobody
-- has, and on the whole workstation.
DROP TABLE failure;

CREATE TABLE failure (
    person BYTEA  NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    stage  TEXT   NOT NULL CHECK (stage IN ('password', 'factor')),
    count  BIGINT NOT NULL CHECK (count >= 0),
    last   BIGINT,
    open   BIGINT NOT NULL CHECK (open >= 0),
    PRIMARY KEY (person, stage)
) WITHOUT ROWID;

CREATE TABLE name_failure (
    bucket BIGINT NOT NULL PRIMARY KEY CHECK (bucket >= 0),
    count  BIGINT NOT NULL CHECK (count >= 0),
    last   BIGINT,
    open   BIGINT NOT NULL CHECK (open >= 0)
);

CREATE TABLE flood (
    singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    until     BIGINT
);
