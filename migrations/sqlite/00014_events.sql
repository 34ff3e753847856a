-- +goose Up
CREATE TABLE events (
    stream      BLOB NOT NULL,
    seq         INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    body        BLOB NOT NULL,
    hash        BLOB NOT NULL,
    seals       BLOB NULL,
    position    INTEGER NULL,
    PRIMARY KEY (stream, seq),
    CHECK (seq > 0)
) STRICT;

-- +goose Down
DROP TABLE events;
