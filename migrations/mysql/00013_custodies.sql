-- +goose Up
CREATE TABLE custodies (
    question_id BINARY(16) NOT NULL,
    n           INT NOT NULL,
    dinas       VARCHAR(64) NOT NULL,
    assigned_at BIGINT NOT NULL,
    accepted_at BIGINT NULL,
    ended_at    BIGINT NULL,
    ended       VARCHAR(16) NOT NULL,
    from_seq    BIGINT NOT NULL,
    end_seq     BIGINT NOT NULL,
    pauses      TEXT NOT NULL,
    PRIMARY KEY (question_id, n),
    CHECK (n > 0),
    CHECK (from_seq > 0),
    KEY custodies_dinas (dinas, question_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- +goose Down
DROP TABLE custodies;
