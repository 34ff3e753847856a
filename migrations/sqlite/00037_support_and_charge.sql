-- +goose Up
ALTER TABLE questions ADD COLUMN supporting TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN in_charge BLOB NULL;

-- +goose Down
ALTER TABLE questions DROP COLUMN supporting;
ALTER TABLE questions DROP COLUMN in_charge;
