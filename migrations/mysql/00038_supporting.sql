-- +goose Up
CREATE TABLE supporting (
    dinas       VARCHAR(64) NOT NULL,
    question_id BINARY(16) NOT NULL,
    PRIMARY KEY (dinas, question_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE supporting;
