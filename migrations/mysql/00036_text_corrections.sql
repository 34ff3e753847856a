-- +goose Up
CREATE TABLE text_corrections (
    recorded_at BIGINT NOT NULL,
    question_id BINARY(16) NOT NULL,
    seq         INT UNSIGNED NOT NULL,
    PRIMARY KEY (recorded_at, question_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE text_corrections;
