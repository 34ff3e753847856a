-- +goose Up
CREATE TABLE attendees (
    id         BLOB NOT NULL,
    session_id BLOB NOT NULL,
    version    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    phone      TEXT NOT NULL,
    role       TEXT NOT NULL,
    desa       TEXT NOT NULL,
    kecamatan  TEXT NOT NULL,
    withdrawn  INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX attendees_session ON attendees (session_id, id);

-- +goose Down
DROP TABLE attendees;
