-- +goose Up
CREATE TABLE custodies (
    question_id BLOB NOT NULL,
    n           INTEGER NOT NULL,
    dinas       TEXT NOT NULL,
    assigned_at INTEGER NOT NULL,
    accepted_at INTEGER NULL,
    ended_at    INTEGER NULL,
    ended       TEXT NOT NULL,
    from_seq    INTEGER NOT NULL,
    end_seq     INTEGER NOT NULL,
    pauses      TEXT NOT NULL,
    PRIMARY KEY (question_id, n),
    CHECK (n > 0),
    CHECK (from_seq > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX custodies_dinas ON custodies (dinas, question_id);

-- +goose Down
DROP TABLE custodies;
