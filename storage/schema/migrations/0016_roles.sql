-- Roles of the organisation's own, which derive from a standard role and leave
-- out some of its rights. A site has no table of them: what a role leaves stands
-- in each grant, as the person's own file says.

CREATE TABLE derived_role (
    id         BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT    NOT NULL CHECK (name <> ''),
    base       TEXT    NOT NULL CHECK (base <> ''),
    rights     TEXT    NOT NULL, -- those left, separated by spaces
    active     BOOLEAN NOT NULL,
    changed    BIGINT,
    changed_by BYTEA   CHECK (length(changed_by) = 16),
    version    BIGINT  NOT NULL CHECK (version > 0)
);

CREATE TABLE role_grant_derived (
    role_grant   BYTEA NOT NULL PRIMARY KEY REFERENCES role_grant (id) ON DELETE CASCADE,
    derived_role BYTEA NOT NULL CHECK (length(derived_role) = 16),
    name         TEXT  NOT NULL CHECK (name <> ''),
    rights       TEXT  NOT NULL
);
CREATE INDEX role_grant_derived_role ON role_grant_derived (derived_role);
