-- +goose Up
CREATE TABLE readings (
    id          BINARY(16) NOT NULL PRIMARY KEY,
    read_at     BIGINT NOT NULL,
    user_id     BINARY(16) NOT NULL,
    read_in     VARCHAR(32) NOT NULL,
    question_id BINARY(16) NULL,
    session_id  BINARY(16) NULL,
    attendee_id BINARY(16) NULL,
    KEY readings_by_time (read_at),
    KEY readings_by_question (question_id, id),
    KEY readings_by_user (user_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE readings;
