-- The organisation's own fields of users with their values, and what people
-- choose about themselves.

CREATE TABLE field (
    key      TEXT    NOT NULL PRIMARY KEY CHECK (key <> ''),
    name_fr  TEXT    NOT NULL CHECK (name_fr <> ''),
    name_en  TEXT    NOT NULL,
    type     TEXT    NOT NULL CHECK (type IN ('text', 'number', 'date', 'choice', 'yes-no')),
    choices  TEXT    NOT NULL, -- one a line
    required BOOLEAN NOT NULL,
    place    BIGINT  NOT NULL CHECK (place >= 0),
    active   BOOLEAN NOT NULL,
    version  BIGINT  NOT NULL CHECK (version > 0)
);

ALTER TABLE person ADD COLUMN fields TEXT NOT NULL DEFAULT ''; -- "key=value", one a line, by key
ALTER TABLE person ADD COLUMN notices TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN email_wish TEXT NOT NULL DEFAULT '';
