package triage

import (
	"time"

	"audiensi/domain/category"
	"audiensi/domain/triage/linear"
)

// Version is a stored model. Examples counts what it learnt from, Confirmed how
// many of them are questions that moderators had categorised. Evaluation is by
// cross-validation when it was trained. Of several that were activated the one
// with the latest ActivatedAt is in force; zero was never. Data is the encoded
// model; lists leave it out.
type Version struct {
	Name        string
	CreatedAt   time.Time
	Examples    int
	Confirmed   int
	Evaluation  linear.Evaluation
	ActivatedAt time.Time
	Data        []byte
}

// Confirmed is the text of a question with what a moderator said it is about.
type Confirmed struct {
	Text     string
	Category category.Code
	Class    category.Class
}
