-- +goose Up
CREATE TABLE supporting (
    dinas       TEXT NOT NULL,
    question_id BLOB NOT NULL,
    PRIMARY KEY (dinas, question_id)
) STRICT;

-- +goose Down
DROP TABLE supporting;
