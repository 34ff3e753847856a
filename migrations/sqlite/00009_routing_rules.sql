-- +goose Up
CREATE TABLE routing_rules (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    category   TEXT NOT NULL,
    class      TEXT NOT NULL,
    kecamatan  TEXT NOT NULL,
    asker_role TEXT NOT NULL,
    dinas      TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL,
    note       TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

-- +goose Down
DROP TABLE routing_rules;
