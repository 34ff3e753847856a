-- +goose Up
CREATE TABLE answer_templates (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    dinas      TEXT NOT NULL,
    category   TEXT NOT NULL,
    title      TEXT NOT NULL,
    text       TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX answer_templates_dinas ON answer_templates (dinas, id);

-- +goose Down
DROP TABLE answer_templates;
