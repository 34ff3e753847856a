-- +goose Up
CREATE TABLE attachments (
    id          BINARY(16) NOT NULL PRIMARY KEY,
    question_id BINARY(16) NOT NULL,
    stage       TINYINT NOT NULL,
    since       BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE attachments;
