-- +goose Up
CREATE TABLE login_failures (
    subject   BINARY(32) NOT NULL,
    failures  INT NOT NULL,
    failed_at BIGINT NOT NULL,
    PRIMARY KEY (subject),
    CHECK (failures > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE login_failures;
