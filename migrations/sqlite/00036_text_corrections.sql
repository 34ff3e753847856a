-- +goose Up
CREATE TABLE text_corrections (
    recorded_at INTEGER NOT NULL,
    question_id BLOB NOT NULL,
    PRIMARY KEY (recorded_at, question_id)
) STRICT;

-- +goose Down
DROP TABLE text_corrections;
