-- Marks: the state that defends this folder against files which are genuine
-- but old, repeated or forked. No backup contains these tables and no restore
-- writes them; every one of them is named mark_….

CREATE TABLE mark_time (
    singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    signed    BIGINT, -- newest issue of an applied file
    observed  BIGINT  -- newest instant at which this folder was used
);

-- No poste is sixteen zero bytes here, because a primary key has no NULL.
CREATE TABLE mark_order (
    direction TEXT   NOT NULL CHECK (direction IN ('received', 'issued')),
    name      TEXT   NOT NULL CHECK (name <> ''),
    subject   BYTEA  NOT NULL CHECK (length(subject) = 16),
    poste     BYTEA  NOT NULL CHECK (length(poste) = 16),
    epoch     BIGINT NOT NULL CHECK (epoch >= 0),
    serial    BIGINT NOT NULL CHECK (serial >= 0),
    digest    BYTEA  NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (direction, name, subject, poste)
) WITHOUT ROWID;

CREATE TABLE mark_trust_chain (
    singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    chain     BYTEA  NOT NULL
);

CREATE TABLE mark_activation (
    activation BYTEA  NOT NULL PRIMARY KEY CHECK (length(activation) = 16),
    spent      BIGINT
);

-- What was asked of head office last, by purpose, and how often an answer to it
-- was compared.
CREATE TABLE mark_verification (
    purpose   TEXT   NOT NULL PRIMARY KEY CHECK (purpose IN ('restore', 'closing-release', 'clock', 'factor-reset')),
    nonce     BIGINT NOT NULL CHECK (nonce BETWEEN 0 AND 33554431),
    subject   BYTEA  NOT NULL CHECK (length(subject) = 32),
    requester BYTEA  NOT NULL CHECK (length(requester) = 16),
    request   BYTEA  CHECK (length(request) = 32),
    state     TEXT   NOT NULL CHECK (state IN ('open', 'permitted', 'used', 'refused')),
    attempts  BIGINT NOT NULL CHECK (attempts BETWEEN 0 AND 5),
    opened    BIGINT,
    closed    BIGINT
);

-- Nonces that were given out: an old answer fits no later request.
CREATE TABLE mark_nonce (
    purpose TEXT   NOT NULL CHECK (purpose IN ('restore', 'closing-release', 'clock', 'factor-reset')),
    nonce   BIGINT NOT NULL CHECK (nonce BETWEEN 0 AND 33554431),
    PRIMARY KEY (purpose, nonce)
) WITHOUT ROWID;
