-- +goose Up
CREATE TABLE readings (
    id          BLOB NOT NULL PRIMARY KEY,
    read_at     INTEGER NOT NULL,
    user_id     BLOB NOT NULL,
    read_in     TEXT NOT NULL,
    question_id BLOB NULL,
    session_id  BLOB NULL,
    attendee_id BLOB NULL
) STRICT;
CREATE INDEX readings_by_time ON readings (read_at);
CREATE INDEX readings_by_question ON readings (question_id, id);
CREATE INDEX readings_by_user ON readings (user_id, id);

-- +goose Down
DROP TABLE readings;
