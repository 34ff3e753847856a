-- +goose Up
CREATE TABLE desa_memberships (
    desa       VARCHAR(16) NOT NULL,
    n          INT NOT NULL,
    kecamatan  VARCHAR(16) NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to   VARCHAR(10) NOT NULL,
    PRIMARY KEY (desa, n),
    KEY desa_memberships_kecamatan (kecamatan, desa)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE desa_memberships;
