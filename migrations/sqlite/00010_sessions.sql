-- +goose Up
CREATE TABLE sessions (
    id          BLOB NOT NULL,
    version     INTEGER NOT NULL,
    title       TEXT NOT NULL,
    place       TEXT NOT NULL,
    held_on     TEXT NOT NULL,
    status      TEXT NOT NULL,
    auto_assign TEXT NOT NULL,
    kecamatan   TEXT NOT NULL,
    resources   TEXT NOT NULL,
    moderators  TEXT NOT NULL,
    opened_at   INTEGER NULL,
    closed_at   INTEGER NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX sessions_held_on ON sessions (held_on, id);

-- +goose Down
DROP TABLE sessions;
