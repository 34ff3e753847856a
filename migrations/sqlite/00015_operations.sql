-- +goose Up
CREATE TABLE operations (
    subject    BLOB NOT NULL,
    op_key     BLOB NOT NULL,
    body       BLOB NOT NULL,
    claimed_at INTEGER NOT NULL,
    status     INTEGER NULL,
    header     TEXT NOT NULL,
    reply      BLOB NULL,
    PRIMARY KEY (subject, op_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX operations_claimed ON operations (claimed_at);

-- +goose Down
DROP TABLE operations;
