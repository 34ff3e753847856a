-- +goose Up
CREATE TABLE tokens (
    id         BLOB NOT NULL,
    user_id    BLOB NOT NULL,
    name       TEXT NOT NULL,
    hash       BLOB NOT NULL,
    scope      TEXT NULL,
    created_at INTEGER NULL,
    expires_at INTEGER NULL,
    revoked_at INTEGER NULL,
    PRIMARY KEY (id),
    UNIQUE (hash)
) STRICT;
CREATE INDEX tokens_user ON tokens (user_id, created_at);

-- +goose Down
DROP TABLE tokens;
