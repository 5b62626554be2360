-- E-mail waiting to be sent, and the server that takes it. What a letter says is
-- sealed until it leaves, and then gone.

CREATE TABLE mail_server (
    singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    host      TEXT   NOT NULL CHECK (host <> ''),
    port      BIGINT NOT NULL CHECK (port > 0),
    security  TEXT   NOT NULL CHECK (security IN ('starttls', 'tls', 'none')),
    login     TEXT   NOT NULL,
    sender    TEXT   NOT NULL CHECK (sender <> ''),
    name      TEXT   NOT NULL
);

CREATE TABLE letter (
    id       BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind     TEXT   NOT NULL CHECK (kind IN ('activation', 'new-poste', 'access-ending', 'tasks', 'trial')),
    person   BYTEA  CHECK (length(person) = 16),
    address  TEXT   NOT NULL CHECK (address <> ''),
    language TEXT   NOT NULL,
    format   TEXT   NOT NULL,
    sealed   BYTEA, -- what it says; nothing once it has left
    status   TEXT   NOT NULL CHECK (status IN ('waiting', 'sent', 'exported', 'abandoned')),
    made     BIGINT,
    made_by  BYTEA  CHECK (length(made_by) = 16),
    attempts BIGINT NOT NULL CHECK (attempts >= 0),
    next     BIGINT, -- not to be tried before
    departed BIGINT,
    reason   TEXT   NOT NULL
);
CREATE INDEX letter_due ON letter (status, next);
CREATE INDEX letter_person ON letter (person, made);
