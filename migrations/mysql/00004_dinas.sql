-- +goose Up
CREATE TABLE dinas (
    code              VARCHAR(64) NOT NULL,
    version           BIGINT NOT NULL,
    name              VARCHAR(200) NOT NULL,
    short_name        VARCHAR(64) NOT NULL,
    kind              VARCHAR(16) NOT NULL,
    valid_from        VARCHAR(10) NOT NULL,
    valid_to          VARCHAR(10) NOT NULL,
    successors        TEXT NOT NULL,
    sipd_code         VARCHAR(64) NOT NULL,
    requires_approval TINYINT(1) NOT NULL,
    PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE dinas;
