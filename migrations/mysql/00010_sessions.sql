-- +goose Up
CREATE TABLE sessions (
    id          BINARY(16) NOT NULL,
    version     BIGINT NOT NULL,
    title       VARCHAR(200) NOT NULL,
    place       VARCHAR(200) NOT NULL,
    held_on     VARCHAR(10) NOT NULL,
    status      VARCHAR(16) NOT NULL,
    auto_assign VARCHAR(16) NOT NULL,
    kecamatan   TEXT NOT NULL,
    resources   MEDIUMTEXT NOT NULL,
    moderators  MEDIUMTEXT NOT NULL,
    opened_at   BIGINT NULL,
    closed_at   BIGINT NULL,
    PRIMARY KEY (id),
    KEY sessions_held_on (held_on, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE sessions;
