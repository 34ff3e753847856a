-- +goose Up
CREATE TABLE deputies (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    dinas      TEXT NOT NULL,
    user_id    BLOB NOT NULL,
    deputy_id  BLOB NOT NULL,
    from_day   TEXT NOT NULL,
    to_day     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX deputies_deputy ON deputies (deputy_id);

-- +goose Down
DROP TABLE deputies;
