-- +goose Up
ALTER TABLE questions ADD COLUMN supporting VARCHAR(800) NOT NULL DEFAULT '', ADD COLUMN in_charge BINARY(16) NULL;

-- +goose Down
ALTER TABLE questions DROP COLUMN supporting, DROP COLUMN in_charge;
