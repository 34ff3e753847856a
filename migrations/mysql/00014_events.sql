-- +goose Up
CREATE TABLE events (
    stream      BINARY(16) NOT NULL,
    seq         BIGINT NOT NULL,
    kind        VARCHAR(64) NOT NULL,
    occurred_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    body        MEDIUMBLOB NOT NULL,
    hash        BINARY(32) NOT NULL,
    seals       MEDIUMBLOB NULL,
    position    BIGINT NULL,
    PRIMARY KEY (stream, seq),
    CHECK (seq > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE events;
