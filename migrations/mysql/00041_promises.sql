-- What SQL has to list and search of promises, the whole is in questions.answering.

-- +goose Up
CREATE TABLE promises (
    question_id BINARY(16) NOT NULL,
    n           INT NOT NULL,
    place       BINARY(20) NOT NULL,
    dinas       VARCHAR(64) NOT NULL,
    due         VARCHAR(10) NOT NULL,
    status      VARCHAR(16) NOT NULL,
    PRIMARY KEY (question_id, n),
    CHECK (n > 0),
    KEY promises_due (due, place),
    KEY promises_status (status, due, place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE promises;
