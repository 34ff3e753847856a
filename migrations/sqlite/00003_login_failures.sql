-- +goose Up
CREATE TABLE login_failures (
    subject   BLOB NOT NULL,
    failures  INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    PRIMARY KEY (subject),
    CHECK (failures > 0)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE login_failures;
