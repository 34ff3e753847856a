-- +goose Up
CREATE TABLE operations (
    subject    BINARY(32) NOT NULL,
    op_key     BINARY(32) NOT NULL,
    body       BINARY(32) NOT NULL,
    claimed_at BIGINT NOT NULL,
    status     INT NULL,
    header     TEXT NOT NULL,
    reply      MEDIUMBLOB NULL,
    PRIMARY KEY (subject, op_key),
    KEY operations_claimed (claimed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE operations;
