-- What SQL has to list and search of promises, the whole is in questions.answering.

-- +goose Up
CREATE TABLE promises (
    question_id BLOB NOT NULL,
    n           INTEGER NOT NULL,
    place       BLOB NOT NULL,
    dinas       TEXT NOT NULL,
    due         TEXT NOT NULL,
    status      TEXT NOT NULL,
    PRIMARY KEY (question_id, n),
    CHECK (n > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX promises_due ON promises (due, place);
CREATE INDEX promises_status ON promises (status, due, place);

-- +goose Down
DROP TABLE promises;
