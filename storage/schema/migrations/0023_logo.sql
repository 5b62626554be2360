-- The organisation's logo, a small PNG or JPEG, for pages and the window.

ALTER TABLE organisation ADD COLUMN logo BYTEA CHECK (length(logo) BETWEEN 1 AND 12288);
