-- Units: named groups of projects, in which roles can hold. A site has no table
-- of them: which projects a unit has stands in each grant there, as the person's
-- own file says.

CREATE TABLE unit (
    id         BYTEA   NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL CHECK (name <> ''),
    active     BOOLEAN NOT NULL CHECK (active IN (FALSE, TRUE)),
    changed    BIGINT,
    changed_by BYTEA   CHECK (length(changed_by) = 16),
    version    BIGINT  NOT NULL CHECK (version > 0)
);

CREATE TABLE unit_project (
    project BYTEA NOT NULL PRIMARY KEY REFERENCES project (id),
    unit    BYTEA NOT NULL REFERENCES unit (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX unit_project_unit ON unit_project (unit);

-- The unit of a grant of level unit. Where the unit is in the table above, that
-- says what it is called and which projects it has; elsewhere this and
-- role_grant_project do.
CREATE TABLE role_grant_unit (
    role_grant BYTEA NOT NULL PRIMARY KEY REFERENCES role_grant (id) ON DELETE CASCADE,
    unit       BYTEA NOT NULL CHECK (length(unit) = 16),
    code       TEXT  NOT NULL,
    name       TEXT  NOT NULL
);
CREATE INDEX role_grant_unit_unit ON role_grant_unit (unit);
