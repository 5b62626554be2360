-- The licence: seats of the modules. What is said of postes besides: why the
-- trust in one ended, the keys that one had before, the files in which one asked.

CREATE TABLE licence (
    module     TEXT   NOT NULL PRIMARY KEY CHECK (module IN ('cashbook', 'accounting')),
    seats      BIGINT NOT NULL CHECK (seats >= 0),
    status     TEXT   NOT NULL CHECK (status IN ('granted', 'cancelled')),
    changed    BIGINT,
    changed_by BYTEA  CHECK (length(changed_by) = 16)
);

CREATE TABLE poste_revocation (
    poste      BYTEA  NOT NULL PRIMARY KEY REFERENCES poste (id) ON DELETE CASCADE,
    cause      TEXT   NOT NULL CHECK (cause IN ('lost', 'stolen', 'broken', 'retired', 'other')),
    reason     TEXT   NOT NULL,
    revoked    BIGINT,
    revoked_by BYTEA  CHECK (length(revoked_by) = 16)
);

CREATE TABLE former_key (
    sign_key BYTEA  NOT NULL PRIMARY KEY CHECK (length(sign_key) = 32),
    box_key  BYTEA  NOT NULL UNIQUE CHECK (length(box_key) = 32),
    poste    BYTEA  NOT NULL REFERENCES poste (id) ON DELETE CASCADE,
    replaced BIGINT
);

-- The signed bytes of this poste's own open requests, to write them again.
CREATE TABLE request_file (
    request BYTEA NOT NULL PRIMARY KEY REFERENCES request (digest) ON DELETE CASCADE,
    file    BYTEA NOT NULL CHECK (length(file) <= 65536)
);
