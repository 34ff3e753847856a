-- +goose Up
CREATE TABLE triage_models (
    version      TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    examples     INTEGER NOT NULL,
    confirmed    INTEGER NOT NULL,
    evaluation   TEXT NOT NULL,
    data         BLOB NOT NULL,
    activated_at INTEGER NULL,
    PRIMARY KEY (version)
) STRICT;

-- +goose Down
DROP TABLE triage_models;
