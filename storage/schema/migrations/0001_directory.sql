-- The organisation, its people, projects, workstations and history. A folder
-- holds one organisation or none. References to people and workstations have no
-- foreign key: an identifier outlives the person wherever accounts mention it.

CREATE TABLE organisation (
    id         BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    singleton  BIGINT  NOT NULL DEFAULT 1 UNIQUE CHECK (singleton = 1),
    name       TEXT    NOT NULL,
    country    TEXT    NOT NULL,
    currency   TEXT    NOT NULL,
    time_zone  TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    training   BOOLEAN NOT NULL CHECK (training IN (FALSE, TRUE)),
    lease_days BIGINT  NOT NULL CHECK (lease_days >= 0),
    created    BIGINT,
    revision   BIGINT  NOT NULL
);

CREATE TABLE project (
    id      BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code    TEXT   NOT NULL UNIQUE,
    name    TEXT   NOT NULL,
    country TEXT   NOT NULL,
    created BIGINT
);

CREATE TABLE person (
    id                BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    email             TEXT    NOT NULL,
    login             TEXT    NOT NULL,
    first_name        TEXT    NOT NULL,
    last_name         TEXT    NOT NULL,
    phone             TEXT    NOT NULL,
    job               TEXT    NOT NULL,
    external          BOOLEAN NOT NULL CHECK (external IN (FALSE, TRUE)),
    partner           TEXT    NOT NULL,
    status            TEXT    NOT NULL CHECK (status IN ('employee', 'pending', 'active', 'archived')),
    access_until      TEXT    CHECK (length(access_until) = 10),
    language          TEXT    NOT NULL,
    format            TEXT    NOT NULL,
    exported          BOOLEAN NOT NULL CHECK (exported IN (FALSE, TRUE)),
    activation        BYTEA   CHECK (length(activation) = 16),
    activation_digest BYTEA   CHECK (length(activation_digest) = 32),
    activation_until  BIGINT,
    created           BIGINT,
    created_by        BYTEA   CHECK (length(created_by) = 16),
    modified          BIGINT,
    modified_by       BYTEA   CHECK (length(modified_by) = 16),
    version           BIGINT  NOT NULL CHECK (version > 0),
    sort_name         TEXT    NOT NULL, -- folded last name, then first name
    search            TEXT    NOT NULL  -- folded names, e-mail and login
);
CREATE UNIQUE INDEX person_email ON person (email) WHERE email <> '';
CREATE UNIQUE INDEX person_login ON person (login) WHERE login <> '';
CREATE INDEX person_sort_name ON person (sort_name, id, status); -- with the status, so that counting who is not archived reads no person

CREATE TABLE role_grant (
    id         BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    person     BYTEA  NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role       TEXT   NOT NULL CHECK (role <> ''),
    level      TEXT   NOT NULL CHECK (level IN ('organisation', 'all-projects', 'country', 'unit', 'projects')),
    country    TEXT   NOT NULL,
    granted    BIGINT,
    granted_by BYTEA  CHECK (length(granted_by) = 16)
);
CREATE INDEX role_grant_person ON role_grant (person);

CREATE TABLE role_grant_project (
    role_grant BYTEA NOT NULL REFERENCES role_grant (id) ON DELETE CASCADE,
    project    BYTEA NOT NULL REFERENCES project (id),
    PRIMARY KEY (role_grant, project)
) WITHOUT ROWID;
CREATE INDEX role_grant_project_project ON role_grant_project (project);

CREATE TABLE poste (
    id            BYTEA  NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    number        BIGINT NOT NULL UNIQUE CHECK (number > 0),
    label         TEXT   NOT NULL,
    location      TEXT   NOT NULL,
    person        BYTEA  CHECK (length(person) = 16),
    sign_key      BYTEA  CHECK (length(sign_key) = 32),
    box_key       BYTEA  CHECK (length(box_key) = 32),
    registered    BIGINT,
    registered_by BYTEA  CHECK (length(registered_by) = 16),
    last_heard    BIGINT,
    status        TEXT   NOT NULL CHECK (status IN ('active', 'revoked'))
);

CREATE TABLE poste_module (
    poste  BYTEA NOT NULL REFERENCES poste (id) ON DELETE CASCADE,
    module TEXT  NOT NULL CHECK (module IN ('cashbook', 'accounting')),
    PRIMARY KEY (poste, module)
) WITHOUT ROWID;

CREATE TABLE home (
    singleton    BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    side         TEXT   NOT NULL CHECK (side IN ('head-office', 'site')),
    poste        BYTEA  CHECK (length(poste) = 16),
    registration BYTEA  CHECK (length(registration) = 32) -- the request that was approved
);

CREATE TABLE request (
    digest         BYTEA  NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    poste          BYTEA  CHECK (length(poste) = 16),
    person         BYTEA  CHECK (length(person) = 16),
    module         TEXT   NOT NULL CHECK (module IN ('cashbook', 'accounting')),
    label          TEXT   NOT NULL,
    location       TEXT   NOT NULL,
    sign_key       BYTEA  CHECK (length(sign_key) = 32),
    box_key        BYTEA  CHECK (length(box_key) = 32),
    payload_schema BIGINT NOT NULL CHECK (payload_schema >= 0),
    made           BIGINT,
    received       BIGINT,
    status         TEXT   NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'replaced')),
    decided        BIGINT,
    decided_by     BYTEA  CHECK (length(decided_by) = 16),
    reason         TEXT   NOT NULL
);
CREATE INDEX request_status ON request (status, received);

CREATE TABLE act (
    seq     BIGINT NOT NULL PRIMARY KEY,
    acted   BIGINT,
    person  BYTEA  CHECK (length(person) = 16),
    by_name TEXT   NOT NULL,
    by_salt BYTEA  CHECK (length(by_salt) = 16), -- none once the person is erased
    by_sum  BYTEA  CHECK (length(by_sum) = 32),  -- commitment to by_name
    subject BYTEA  CHECK (length(subject) = 16),
    poste   BIGINT NOT NULL CHECK (poste >= 0),
    verb    TEXT   NOT NULL CHECK (verb <> ''),
    details TEXT   NOT NULL, -- JSON: [["name","value"],…], personal ones ["name","value","salt","commitment"]
    search  TEXT   NOT NULL, -- folded by_name and values
    prev    BYTEA  NOT NULL CHECK (length(prev) = 32),
    hash    BYTEA  NOT NULL CHECK (length(hash) = 32)
) WITHOUT ROWID;
CREATE INDEX act_subject ON act (subject, seq);
