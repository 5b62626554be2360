-- Verification codes that were asked for, and what was decided.

CREATE TABLE code_request (
    code          TEXT   NOT NULL PRIMARY KEY CHECK (length(code) = 24),
    purpose       TEXT   NOT NULL CHECK (purpose IN ('restore', 'closing-release', 'clock', 'factor-reset')),
    poste         BYTEA  NOT NULL CHECK (length(poste) = 16),
    subject       BYTEA  NOT NULL CHECK (length(subject) = 32),
    item          TEXT   NOT NULL, -- how people name the subject, where it is no day and no person
    person        BYTEA  NOT NULL CHECK (length(person) = 16),
    digest        BYTEA  CHECK (length(digest) = 32), -- of the request file; NULL while only spoken
    authorisation TEXT   NOT NULL,
    beneficiary   TEXT   NOT NULL,
    project       TEXT   NOT NULL,
    journal       TEXT   NOT NULL,
    reason        TEXT   NOT NULL,
    received      BIGINT,
    received_by   BYTEA  CHECK (length(received_by) = 16),
    status        TEXT   NOT NULL CHECK (status IN ('open', 'approved', 'refused')),
    decided       BIGINT,
    decided_by    BYTEA  CHECK (length(decided_by) = 16),
    refusal       TEXT   NOT NULL
);
CREATE INDEX code_request_status ON code_request (status, received);
