-- +goose Up
CREATE TABLE desa_memberships (
    desa       TEXT NOT NULL,
    n          INTEGER NOT NULL,
    kecamatan  TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL,
    PRIMARY KEY (desa, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX desa_memberships_kecamatan ON desa_memberships (kecamatan, desa);

-- +goose Down
DROP TABLE desa_memberships;
