-- What head office keeps of its own trust: which copies there are of the keys that
-- belong off the poste, and the signed trust chain, which nobody can sign anew
-- once the root keys are gone.

CREATE TABLE kept_key (
    public_key BYTEA  NOT NULL PRIMARY KEY CHECK (length(public_key) = 32),
    purpose    TEXT   NOT NULL CHECK (purpose IN ('root', 'head-office')),
    number     BIGINT NOT NULL CHECK (number >= 1),
    made       BIGINT,
    exported   BIGINT, -- when a file of it was last written and read back
    printed    BIGINT,
    removed    BIGINT  -- since when its secret is not on this poste
);

CREATE TABLE key_file (
    singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
    content   BYTEA  NOT NULL
);
