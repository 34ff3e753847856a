-- +goose Up
CREATE TABLE kecamatan (
    code       TEXT NOT NULL,
    version    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL,
    PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE kecamatan;
