-- +goose Up
CREATE TABLE dinas (
    code              TEXT NOT NULL,
    version           INTEGER NOT NULL,
    name              TEXT NOT NULL,
    short_name        TEXT NOT NULL,
    kind              TEXT NOT NULL,
    valid_from        TEXT NOT NULL,
    valid_to          TEXT NOT NULL,
    successors        TEXT NOT NULL,
    sipd_code         TEXT NOT NULL,
    requires_approval INTEGER NOT NULL,
    PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE dinas;
