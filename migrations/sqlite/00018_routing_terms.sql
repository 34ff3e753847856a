-- +goose Up
ALTER TABLE routing_rules ADD COLUMN terms TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE routing_rules DROP COLUMN terms;
