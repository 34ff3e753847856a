-- +goose Up
CREATE TABLE users (
    id            BLOB NOT NULL,
    version       INTEGER NOT NULL,
    username      TEXT NOT NULL,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    dinas         TEXT NOT NULL,
    language      TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled      INTEGER NOT NULL,
    created_at    INTEGER NULL,
    PRIMARY KEY (id),
    UNIQUE (username),
    CHECK (version > 0)
) STRICT;

-- +goose Down
DROP TABLE users;
