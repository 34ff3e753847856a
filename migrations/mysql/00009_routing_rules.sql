-- +goose Up
CREATE TABLE routing_rules (
    id         BINARY(16) NOT NULL,
    version    BIGINT NOT NULL,
    position   INT NOT NULL,
    category   VARCHAR(64) NOT NULL,
    class      VARCHAR(16) NOT NULL,
    kecamatan  VARCHAR(16) NOT NULL,
    asker_role VARCHAR(16) NOT NULL,
    dinas      VARCHAR(64) NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to   VARCHAR(10) NOT NULL,
    note       TEXT NOT NULL,
    PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE routing_rules;
