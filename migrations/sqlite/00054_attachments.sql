-- +goose Up
CREATE TABLE attachments (
    id          BLOB NOT NULL PRIMARY KEY,
    question_id BLOB NOT NULL,
    stage       INTEGER NOT NULL,
    since       INTEGER NOT NULL
) STRICT;

-- +goose Down
DROP TABLE attachments;
