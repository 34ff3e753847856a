-- Rules that are there get an empty text, no list of terms: the implicit default
-- of a TEXT that is NOT NULL, which can have no other everywhere.

-- +goose Up
ALTER TABLE routing_rules ADD COLUMN terms TEXT NOT NULL;

-- +goose Down
ALTER TABLE routing_rules DROP COLUMN terms;
