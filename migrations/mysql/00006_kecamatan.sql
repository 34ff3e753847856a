-- +goose Up
CREATE TABLE kecamatan (
    code       VARCHAR(16) NOT NULL,
    version    BIGINT NOT NULL,
    name       VARCHAR(200) NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to   VARCHAR(10) NOT NULL,
    PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE kecamatan;
