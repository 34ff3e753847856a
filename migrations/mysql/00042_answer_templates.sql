-- +goose Up
CREATE TABLE answer_templates (
    id         BINARY(16) NOT NULL,
    version    BIGINT NOT NULL,
    dinas      VARCHAR(64) NOT NULL,
    category   VARCHAR(64) NOT NULL,
    title      VARCHAR(120) NOT NULL,
    text       TEXT NOT NULL,
    valid_from VARCHAR(10) NOT NULL,
    valid_to   VARCHAR(10) NOT NULL,
    PRIMARY KEY (id),
    KEY answer_templates_dinas (dinas, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE answer_templates;
