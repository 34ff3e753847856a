-- +goose Up
CREATE TABLE attendees (
    id         BINARY(16) NOT NULL,
    session_id BINARY(16) NOT NULL,
    version    BIGINT NOT NULL,
    name       VARCHAR(200) NOT NULL,
    phone      VARCHAR(64) NOT NULL,
    role       VARCHAR(16) NOT NULL,
    desa       VARCHAR(16) NOT NULL,
    kecamatan  VARCHAR(16) NOT NULL,
    withdrawn  TINYINT(1) NOT NULL,
    PRIMARY KEY (id),
    KEY attendees_session (session_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE attendees;
