-- +goose Up
CREATE TABLE categories (
    code        TEXT NOT NULL,
    version     INTEGER NOT NULL,
    name_id     TEXT NOT NULL,
    name_en     TEXT NOT NULL,
    description TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_to    TEXT NOT NULL,
    position    INTEGER NOT NULL,
    PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE categories;
