-- Templates of postings, and vouchers of cash books on their way into journals.

-- Derived: the received voucher that a posting posts.
ALTER TABLE posting ADD COLUMN source_book BYTEA CHECK (length(source_book) = 16);
ALTER TABLE posting ADD COLUMN source_seq BIGINT CHECK (source_seq > 0);
CREATE INDEX posting_source ON posting (source_book, source_seq) WHERE source_book IS NOT NULL;

-- What has become at the accountant's of vouchers that were sent from here.
CREATE TABLE voucher_decision (
    book   BYTEA   NOT NULL REFERENCES book (id),
    seq    BIGINT  NOT NULL CHECK (seq > 0),
    posted BOOLEAN NOT NULL CHECK (posted IN (FALSE, TRUE)),
    reason TEXT    NOT NULL CHECK ((reason = '') = posted),
    PRIMARY KEY (book, seq)
) WITHOUT ROWID;

-- Postings that come again, one or several at once. One without owner is for
-- everybody in the project here.
CREATE TABLE posting_template (
    project  BYTEA  NOT NULL REFERENCES project (id),
    owner    TEXT   NOT NULL, -- identifier of a person, or empty
    name_key TEXT   NOT NULL CHECK (name_key <> ''), -- folded name
    place    BIGINT NOT NULL CHECK (place >= 0), -- of the posting in the template
    name     TEXT   NOT NULL,
    journal  BYTEA  NOT NULL REFERENCES journal (id),
    body     BYTEA  NOT NULL, -- what the posting says
    PRIMARY KEY (project, owner, name_key, place)
) WITHOUT ROWID;
