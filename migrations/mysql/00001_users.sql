-- +goose Up
CREATE TABLE users (
    id            BINARY(16) NOT NULL,
    version       BIGINT NOT NULL,
    username      VARCHAR(64) NOT NULL,
    name          VARCHAR(200) NOT NULL,
    role          VARCHAR(32) NOT NULL,
    dinas         VARCHAR(64) NOT NULL,
    language      VARCHAR(8) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    disabled      TINYINT(1) NOT NULL,
    created_at    BIGINT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY users_username (username),
    CHECK (version > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE users;
