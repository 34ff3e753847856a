-- +goose Up
CREATE TABLE text_corrections (
    recorded_at INTEGER NOT NULL,
    question_id BLOB NOT NULL,
    seq         INTEGER NOT NULL,
    PRIMARY KEY (recorded_at, question_id, seq)
) STRICT;

-- +goose Down
DROP TABLE text_corrections;
