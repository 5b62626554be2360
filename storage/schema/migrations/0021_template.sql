-- Templates of vouchers, and whether vouchers name accounts when they are entered.

ALTER TABLE organisation ADD COLUMN pre_assignment TEXT NOT NULL DEFAULT 'optional' CHECK (pre_assignment IN ('off', 'optional', 'required'));

-- What vouchers are begun with. One without owner is for everybody in the project.
CREATE TABLE voucher_template (
    project      BYTEA  NOT NULL REFERENCES project (id),
    owner        TEXT   NOT NULL, -- identifier of a person, or empty
    name_key     TEXT   NOT NULL CHECK (name_key <> ''), -- folded name
    name         TEXT   NOT NULL,
    currency     TEXT   NOT NULL,
    amount_minor BIGINT NOT NULL, -- negative for money out; of size 1 where only the direction is known
    amount_known BOOLEAN NOT NULL CHECK (amount_known IN (FALSE, TRUE)),
    text         TEXT   NOT NULL,
    recipient    TEXT   NOT NULL,
    shares       TEXT   NOT NULL, -- a line each: account:funding:line, and amount in minor units or percentage in ten-thousandths after = or %
    PRIMARY KEY (project, owner, name_key)
) WITHOUT ROWID;

-- How often the shared templates of a project have changed.
CREATE TABLE template_revision (
    project  BYTEA  NOT NULL PRIMARY KEY REFERENCES project (id),
    revision BIGINT NOT NULL CHECK (revision > 0)
) WITHOUT ROWID;
