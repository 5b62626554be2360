-- What sites have reported to head office, and the alarms that follow.

-- Lines of the history that a poste has reported, by their number there.
CREATE TABLE act_origin (
    act      BIGINT NOT NULL PRIMARY KEY REFERENCES act (seq),
    poste    BYTEA  NOT NULL CHECK (length(poste) = 16),
    seq      BIGINT NOT NULL CHECK (seq > 0),
    received BIGINT NOT NULL,
    UNIQUE (poste, seq)
);

-- At head office: how each poste stood when its newest record was made.
CREATE TABLE standing (
    poste         BYTEA   NOT NULL PRIMARY KEY CHECK (length(poste) = 16),
    digest        BYTEA   NOT NULL CHECK (length(digest) = 32),
    seq           BIGINT  NOT NULL CHECK (seq >= 0),        -- newest line here
    last_seq      BIGINT  NOT NULL CHECK (last_seq >= 0), -- newest line there
    application   TEXT    NOT NULL,
    schema        BIGINT  NOT NULL CHECK (schema > 0),
    chain_version BIGINT  NOT NULL CHECK (chain_version >= 0),
    system        BIGINT,
    trusted       BIGINT,
    late          BOOLEAN NOT NULL CHECK (late IN (FALSE, TRUE)),
    jumped        BOOLEAN NOT NULL CHECK (jumped IN (FALSE, TRUE)),
    received      BIGINT  NOT NULL
);

CREATE TABLE reported_file (
    person   BYTEA  NOT NULL CHECK (length(person) = 16),
    poste    BYTEA  NOT NULL CHECK (length(poste) = 16),
    epoch    BIGINT NOT NULL CHECK (epoch >= 0),
    serial   BIGINT NOT NULL CHECK (serial >= 0),
    digest   BYTEA  NOT NULL CHECK (length(digest) = 32),
    received BIGINT NOT NULL,
    PRIMARY KEY (person, poste)
) WITHOUT ROWID;

CREATE TABLE reported_head (
    poste    BYTEA  NOT NULL CHECK (length(poste) = 16),
    book     BYTEA  NOT NULL CHECK (length(book) = 16),
    epoch    BIGINT NOT NULL CHECK (epoch > 0),
    seq      BIGINT NOT NULL CHECK (seq >= 0),
    number   BIGINT NOT NULL CHECK (number >= 0),
    hash     BYTEA  CHECK (length(hash) = 32),
    received BIGINT NOT NULL,
    PRIMARY KEY (poste, book, epoch)
) WITHOUT ROWID;

CREATE TABLE alarm (
    id      BIGINT NOT NULL PRIMARY KEY,
    kind    TEXT   NOT NULL CHECK (kind IN ('new-poste-sign-in', 'second-activation', 'refusal', 'equivocation', 'clone',
        'branch', 'head-lost', 'reused-number', 'edited-database', 'unapproved-restore', 'clock', 'revoked-poste-heard',
        'flood')),
    raised  BIGINT NOT NULL,
    poste   BYTEA  CHECK (length(poste) = 16),
    subject BYTEA  CHECK (length(subject) = 16),
    details TEXT   NOT NULL, -- JSON: [["name","value"],…]
    seen    BIGINT,
    seen_by BYTEA  CHECK (length(seen_by) = 16)
);
CREATE INDEX alarm_unseen ON alarm (id) WHERE seen IS NULL;
CREATE INDEX alarm_poste ON alarm (poste, kind) WHERE seen IS NULL;

-- On a poste: the records that it made, and what head office answered last.
CREATE TABLE made_record (
    digest   BYTEA  NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    after    BIGINT NOT NULL CHECK (after >= 0),
    seq      BIGINT NOT NULL CHECK (seq >= after),
    applied  BIGINT NOT NULL CHECK (applied >= 0),
    contents BYTEA  NOT NULL CHECK (length(contents) = 32),
    made     BIGINT NOT NULL
);
CREATE INDEX made_record_made ON made_record (made, seq);

CREATE TABLE acknowledgement (
    singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    digest    BYTEA  NOT NULL CHECK (length(digest) = 32),
    seq       BIGINT NOT NULL CHECK (seq >= 0),
    received  BIGINT NOT NULL
);

CREATE TABLE acknowledged_head (
    book  BYTEA  NOT NULL PRIMARY KEY CHECK (length(book) = 16),
    epoch BIGINT NOT NULL CHECK (epoch > 0),
    seq   BIGINT NOT NULL CHECK (seq >= 0)
) WITHOUT ROWID;
