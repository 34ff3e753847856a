-- +goose Up
CREATE TABLE deputies (
    id         BINARY(16) NOT NULL,
    version    BIGINT NOT NULL,
    dinas      VARCHAR(64) NOT NULL,
    user_id    BINARY(16) NOT NULL,
    deputy_id  BINARY(16) NOT NULL,
    from_day   VARCHAR(10) NOT NULL,
    to_day     VARCHAR(10) NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at   BIGINT NULL,
    PRIMARY KEY (id),
    KEY deputies_deputy (deputy_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE deputies;
