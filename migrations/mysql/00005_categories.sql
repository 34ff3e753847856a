-- +goose Up
CREATE TABLE categories (
    code        VARCHAR(64) NOT NULL,
    version     BIGINT NOT NULL,
    name_id     VARCHAR(200) NOT NULL,
    name_en     VARCHAR(200) NOT NULL,
    description TEXT NOT NULL,
    valid_from  VARCHAR(10) NOT NULL,
    valid_to    VARCHAR(10) NOT NULL,
    position    INT NOT NULL,
    PRIMARY KEY (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE categories;
