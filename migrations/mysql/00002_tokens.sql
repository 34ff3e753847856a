-- +goose Up
CREATE TABLE tokens (
    id         BINARY(16) NOT NULL,
    user_id    BINARY(16) NOT NULL,
    name       VARCHAR(200) NOT NULL,
    hash       BINARY(32) NOT NULL,
    scope      TEXT NULL,
    created_at BIGINT NULL,
    expires_at BIGINT NULL,
    revoked_at BIGINT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY tokens_hash (hash),
    KEY tokens_user (user_id, created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE tokens;
