-- +goose Up
CREATE INDEX questions_need ON questions (status, need, id);

-- +goose Down
DROP INDEX questions_need;
