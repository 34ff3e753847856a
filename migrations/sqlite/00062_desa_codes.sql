-- +goose Up
CREATE TABLE desa_codes (
    session_id BLOB NOT NULL,
    desa       TEXT NOT NULL,
    hash       BLOB NOT NULL,
    issued_at  INTEGER NOT NULL,
    PRIMARY KEY (session_id, desa),
    UNIQUE (hash)
) STRICT;

-- +goose Down
DROP TABLE desa_codes;
