-- Files on their way: watched folders, what was sent, what was refused.

CREATE TABLE watched_folder (
    path     TEXT NOT NULL PRIMARY KEY CHECK (path <> ''),
    added    BIGINT,
    added_by BYTEA CHECK (length(added_by) = 16)
);

CREATE TABLE sent_file (
    digest       BYTEA  NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- of the message
    kind         TEXT   NOT NULL CHECK (kind IN ('usr', 'req', 'rep', 'lot', 'clo', 'key', 'rec')),
    path         TEXT   NOT NULL CHECK (path <> ''),
    subject      BYTEA  CHECK (length(subject) = 16),
    poste        BYTEA  CHECK (length(poste) = 16),
    written      BIGINT NOT NULL,
    carried      BIGINT, -- on a medium for the first time; NULL while it waits
    carried_to   TEXT   NOT NULL,
    acknowledged BIGINT
);
CREATE INDEX sent_file_written ON sent_file (written, digest);
CREATE INDEX sent_file_waiting ON sent_file (written, digest) WHERE carried IS NULL AND acknowledged IS NULL;

CREATE TABLE refused_file (
    digest  BYTEA  NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- of the content
    name    TEXT   NOT NULL,
    folder  TEXT   NOT NULL,
    refused BIGINT NOT NULL,
    kind    TEXT   NOT NULL CHECK (kind IN ('invalid', 'forged', 'expired', 'denied', 'conflict', 'missing')),
    reason  TEXT   NOT NULL, -- key of the sentence
    args    TEXT   NOT NULL, -- what the sentence mentions, as JSON
    copy    TEXT   NOT NULL -- name in the folder of refused files, or empty
);
CREATE INDEX refused_file_refused ON refused_file (refused, digest);

-- Files that came again after they were applied, since that is told once.
CREATE TABLE repeated_file (
    digest BYTEA  NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- of the message
    seen   BIGINT NOT NULL
);
