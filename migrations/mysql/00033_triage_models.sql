-- +goose Up
CREATE TABLE triage_models (
    version      VARCHAR(64) NOT NULL,
    created_at   BIGINT NOT NULL,
    examples     INT NOT NULL,
    confirmed    INT NOT NULL,
    evaluation   MEDIUMTEXT NOT NULL,
    data         LONGBLOB NOT NULL,
    activated_at BIGINT NULL,
    PRIMARY KEY (version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE triage_models;
