-- Backups without anybody at the keyboard. These tables are of this folder and of
-- no other: no backup contains them.

-- The recovery keys for which this poste has made backups; the one taken last is
-- the one in use. None of their private halves is here.
CREATE TABLE backup_key (
    recipient   BYTEA  NOT NULL CHECK (length(recipient) = 32),
    signer      BYTEA  NOT NULL CHECK (length(signer) = 32), -- the poste's own key, which the recovery key has certified
    certificate BYTEA  NOT NULL CHECK (length(certificate) = 64),
    taken       BIGINT NOT NULL,
    person      BYTEA  CHECK (length(person) = 16),
    PRIMARY KEY (recipient, signer)
) WITHOUT ROWID;

CREATE TABLE backup_plan (
    singleton    BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    automatic    BIGINT NOT NULL CHECK (automatic IN (0, 1)),
    second       TEXT   NOT NULL, -- a folder into which each is copied; empty for none
    made         BIGINT, -- when the last one was made for the key
    copied       BIGINT, -- when the last one was made of those that lie in the second folder
    tried        BIGINT,
    failure_kind TEXT   NOT NULL, -- why the last attempt failed; empty when it did not
    failure_key  TEXT   NOT NULL,
    failure_args TEXT   NOT NULL
);
