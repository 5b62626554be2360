-- What recognises people and protects keys on this workstation. Nothing here
-- is readable without a password, and none of it ever travels.

CREATE TABLE credential (
    person   BYTEA  NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    password TEXT   NOT NULL, -- PHC string of argon2id
    changed  BIGINT
);

CREATE TABLE failure (
    person BYTEA  NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    count  BIGINT NOT NULL CHECK (count >= 0),
    last   BIGINT
);

CREATE TABLE secret (
    name   TEXT  NOT NULL PRIMARY KEY CHECK (name <> ''),
    sealed BYTEA NOT NULL
);

CREATE TABLE personal_key (
    person         BYTEA NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    public_key     BYTEA NOT NULL CHECK (length(public_key) = 32),
    sealed_private BYTEA NOT NULL,
    wrapping       BYTEA
);

-- The last `.usr` of each person as it was applied, to verify it again at sign-in.
CREATE TABLE applied_file (
    person  BYTEA  NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    content BYTEA  NOT NULL,
    applied BIGINT
);
