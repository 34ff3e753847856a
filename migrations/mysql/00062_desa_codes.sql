-- +goose Up
CREATE TABLE desa_codes (
    session_id BINARY(16) NOT NULL,
    desa       VARCHAR(64) NOT NULL,
    hash       BINARY(32) NOT NULL,
    issued_at  BIGINT NOT NULL,
    PRIMARY KEY (session_id, desa),
    UNIQUE KEY desa_codes_hash (hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE desa_codes;
